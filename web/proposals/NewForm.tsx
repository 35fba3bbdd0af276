import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { NewProposal as Wanted } from '../../shared/proposal-shapes.ts'
import { api } from '../api.ts'
import { Refused, wordsOf } from '../answer.ts'
import { useDeed } from '../deed.ts'
import { Button } from '../ui/Button.tsx'
import { Select, TextField } from '../ui/Field.tsx'
import { Notice } from '../ui/Notice.tsx'
import { type Candidate, CandidatePick } from './CandidatePick.tsx'

type Place = { id: string; name: string }

/** Subject, place and hands; `children` is what stands before the button, `also` what goes along. */
export function NewForm({
  createIn,
  subject: given = '',
  verb,
  also,
  ready = true,
  children,
}: {
  createIn: readonly Place[]
  subject?: string
  verb: string
  also?: Pick<Wanted, 'opinion'>
  ready?: boolean
  children: React.ReactNode
}) {
  const navigate = useNavigate()
  const [organisationId, setOrganisationId] = useState(createIn[0]?.id ?? '')
  const [subject, setSubject] = useState(given)
  const [chosen, setChosen] = useState<Candidate[]>([])
  const [wrong, setWrong] = useState<unknown>(null)
  const create = useDeed((json: Wanted, options) => api.proposals.$post({ json }, options))

  async function start() {
    setWrong(null)
    try {
      const { id } = await create.run({ organisationId, subject: subject.trim(), sponsors: chosen.map((one) => one.id), ...also })
      await navigate(`/proposals/${id}`, { replace: true })
    } catch (error) {
      setWrong(error)
    }
  }

  return (
    <form className="stack" onSubmit={(event) => event.preventDefault()}>
      {createIn.length > 1 ? (
        <Select
          label="提给哪个政协"
          value={organisationId}
          onChange={(id) => {
            setOrganisationId(id)
            setChosen([])
          }}
          options={Object.fromEntries(createIn.map(({ id, name }) => [id, name]))}
        />
      ) : null}
      <TextField label="案由" required hint="一件提案只谈一件事，比如：关于拓宽旅游环线消防通道的提案。" value={subject} onChange={setSubject} maxLength={80} />
      {children}
      <section>
        <h2 className="song">和谁一起写</h2>
        <p className="quiet small">选上的委员能一起改正文，写好后请他们联名。现在不选，以后也能加。</p>
        <CandidatePick organisationId={organisationId} chosen={chosen} onChange={setChosen} />
      </section>
      {wrong ? (
        <Notice tone="refused" action={<MadeAlready error={wrong} />}>
          {wordsOf(wrong)}
        </Notice>
      ) : null}
      <div className="proposal-start">
        <Button type="submit" kind="next" size="wide" disabled={subject.trim() === '' || !ready} busy={create.busy} onPress={start}>
          {verb}
        </Button>
      </div>
    </form>
  )
}

/** One proposal a version: the one that was made is where to go on. */
function MadeAlready({ error }: { error: unknown }) {
  if (!(error instanceof Refused) || error.code !== 'outcomeMade') return null
  const { id } = (error.detail ?? {}) as { id?: string }
  return id ? (
    <a className="btn" href={`/proposals/${id}`}>
      打开那一份
    </a>
  ) : null
}
