import { useSearchParams } from 'react-router'
import { api } from '../api.ts'
import { DeskFrame } from '../desk/DeskFrame.tsx'
import { RecordHead } from '../desk/RecordHead.tsx'
import { Notice, Shown } from '../ui/Notice.tsx'
import { useAnswer } from '../use-answer.ts'
import { FromOpinion } from './FromOpinion.tsx'
import { NewForm } from './NewForm.tsx'
import './proposals.css'

const back = { href: '/proposals', label: '提案' }

/** 写提案: what it is about and who writes along; out of a signed opinion its clauses come with it. */
export function NewProposal() {
  const [query] = useSearchParams()
  const opinionId = query.get('opinion')
  const answer = useAnswer(() => api.proposals.$get({ query: {} }), [])
  return (
    <DeskFrame here="proposals" title="写提案">
      <div className="proposal-new">
        <RecordHead back={back} title="写提案" facts={[opinionId ? '从一份签过的意见转来，原话不用再打一遍' : '先定题目，再进去写正文']} />
        <Shown answer={answer}>
          {({ createIn }) =>
            createIn.length === 0 ? (
              <Notice>提案由政协委员来写。您要反映情况，可以找一位委员，或走社情民意信息。</Notice>
            ) : opinionId ? (
              <FromOpinion opinionId={opinionId} createIn={createIn} />
            ) : (
              <Directly createIn={createIn} />
            )
          }
        </Shown>
      </div>
    </DeskFrame>
  )
}

type Place = { id: string; name: string }

function Directly({ createIn }: { createIn: readonly Place[] }) {
  return (
    <NewForm createIn={createIn} verb="开始写">
      {null}
    </NewForm>
  )
}
