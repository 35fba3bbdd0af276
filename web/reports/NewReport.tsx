import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { api } from '../api.ts'
import { DeskFrame } from '../desk/DeskFrame.tsx'
import { RecordHead } from '../desk/RecordHead.tsx'
import { Select } from '../ui/Field.tsx'
import { Notice, Shown } from '../ui/Notice.tsx'
import { useAnswer } from '../use-answer.ts'
import { FromOpinion } from './FromOpinion.tsx'
import { NewForm } from './NewForm.tsx'
import './reports.css'

/** 写一条社情民意: a title first; out of a signed opinion its clauses come with it. */
export function NewReport() {
  const [query] = useSearchParams()
  const opinionId = query.get('opinion')
  const answer = useAnswer(() => api.reports.$get({ query: { mine: 'true' } }), [])
  return (
    <DeskFrame here="reports" title="写社情民意信息">
      <div className="report-new">
        <RecordHead
          back={{ href: '/reports', label: '社情民意信息' }}
          title="写一条社情民意信息"
          facts={[opinionId ? '从一份签过的意见转来，原话不用再打一遍' : '先定标题，再进去写情况、原因和建议']}
        />
        {opinionId ? (
          <FromOpinion opinionId={opinionId} />
        ) : (
          <Shown answer={answer}>
            {({ writeIn }) =>
              writeIn.length === 0 ? <Notice>社情民意信息由委员和开会的人来写。您要反映情况，可以找一位委员。</Notice> : <Directly writeIn={writeIn} />
            }
          </Shown>
        )}
      </div>
    </DeskFrame>
  )
}

function Directly({ writeIn }: { writeIn: readonly { id: string; name: string }[] }) {
  const [organisationId, setOrganisationId] = useState(writeIn[0]?.id ?? '')
  return (
    <NewForm also={{ organisationId, opinion: null }} verb="开始写">
      {writeIn.length > 1 ? (
        <Select label="反映给哪里" value={organisationId} onChange={setOrganisationId} options={Object.fromEntries(writeIn.map(({ id, name }) => [id, name]))} />
      ) : null}
    </NewForm>
  )
}
