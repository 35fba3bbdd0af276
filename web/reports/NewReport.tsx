import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import type { z } from 'zod'
import type { newReport } from '../../shared/report-shapes.ts'
import { Refused, wordsOf } from '../answer.ts'
import { api } from '../api.ts'
import { useDeed } from '../deed.ts'
import { DeskFrame } from '../desk/DeskFrame.tsx'
import { RecordHead } from '../desk/RecordHead.tsx'
import { Button } from '../ui/Button.tsx'
import { Select, TextField } from '../ui/Field.tsx'
import { Notice, Shown } from '../ui/Notice.tsx'
import { useAnswer } from '../use-answer.ts'
import { FromOpinion } from './FromOpinion.tsx'
import './reports.css'

type Wanted = z.infer<typeof newReport>

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

/** The title, and what goes along; `children` stands before the button. */
export function NewForm({
  title: given = '',
  also,
  ready = true,
  verb,
  children,
}: {
  title?: string
  also: Omit<Wanted, 'title'>
  ready?: boolean
  verb: string
  children?: React.ReactNode
}) {
  const navigate = useNavigate()
  const [title, setTitle] = useState(given)
  const [wrong, setWrong] = useState<unknown>(null)
  const write = useDeed((json: Wanted, options) => api.reports.$post({ json }, options))

  async function start() {
    setWrong(null)
    try {
      const { id } = await write.run({ title: title.trim(), ...also })
      await navigate(`/reports/${id}`, { replace: true })
    } catch (error) {
      setWrong(error)
    }
  }

  return (
    <form className="stack" onSubmit={(event) => event.preventDefault()}>
      <TextField label="标题" required hint="一条只说一件事，比如：拓路时请先看护水井。" value={title} onChange={setTitle} maxLength={80} />
      {children}
      {wrong ? (
        <Notice tone="refused" action={<MadeAlready error={wrong} />}>
          {wordsOf(wrong)}
        </Notice>
      ) : null}
      <Button type="submit" kind="next" size="wide" disabled={title.trim() === '' || !ready} busy={write.busy} onPress={start}>
        {verb}
      </Button>
    </form>
  )
}

/** One report a version: the one that was made is where to go on. */
function MadeAlready({ error }: { error: unknown }) {
  if (!(error instanceof Refused) || error.code !== 'outcomeMade') return null
  const { id } = (error.detail ?? {}) as { id?: string }
  return id ? (
    <a className="btn" href={`/reports/${id}`}>
      打开那一份
    </a>
  ) : null
}
