import { useState } from 'react'
import type { Plenary, Proposal } from '../../shared/proposal-shapes.ts'
import { type ProposalClass, proposalClasses } from '../../shared/proposals.ts'
import { api } from '../api.ts'
import { deed } from '../deed.ts'
import { AskDialog } from '../ui/AskDialog.tsx'
import { Button } from '../ui/Button.tsx'
import { Choices, Select, TextArea, TextField } from '../ui/Field.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useSay } from '../ui/Saying.tsx'
import { useAnswer } from '../use-answer.ts'
import { proposalDeeds } from './proposal-deeds.ts'

/** 立案: the class, the plenary it is numbered in, and the meeting that decided. Sets up a plenary where there is none. */
export function DocketButton({ proposal }: { proposal: Proposal }) {
  const [open, setOpen] = useState(false)
  if (!proposal.may.includes('docket')) return null
  return (
    <>
      <Button kind="seal" onPress={() => setOpen(true)}>
        立案
      </Button>
      {open ? <Asked proposal={proposal} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function Asked({ proposal, onClose }: { proposal: Proposal; onClose: () => void }) {
  const { organisationId } = proposal
  const answer = useAnswer(() => api.plenaries.$get(), [`organisation:${organisationId}`], [organisationId])
  const [another, setAnother] = useState(false)
  const here = answer.data?.plenaries.filter((one) => one.organisationId === organisationId)
  if (here === undefined) return null
  if (here.length === 0 || another) {
    return (
      <NewPlenary
        organisationId={organisationId}
        first={here.length === 0}
        mayOpen={answer.data?.openIn.some(({ id }) => id === organisationId) === true}
        onClose={here.length === 0 ? onClose : () => setAnother(false)}
        onDone={() => {
          answer.again()
          setAnother(false)
        }}
      />
    )
  }
  return <Docket proposal={proposal} plenaries={here} onClose={onClose} onAnother={() => setAnother(true)} />
}

const keyOf = ({ term, number }: Plenary) => `${term}-${number}`

function Docket({
  proposal,
  plenaries,
  onClose,
  onAnother,
}: {
  proposal: Proposal
  plenaries: readonly Plenary[]
  onClose: () => void
  onAnother: () => void
}) {
  const { say } = useSay()
  const [klass, setKlass] = useState<ProposalClass | ''>('')
  const [key, setKey] = useState(() => (plenaries[0] ? keyOf(plenaries[0]) : ''))
  const [meeting, setMeeting] = useState('')
  const [words, setWords] = useState('')
  const plenary = plenaries.find((one) => keyOf(one) === key)

  async function docket() {
    if (klass === '' || !plenary) return
    const { numberWords } = await proposalDeeds.docket(proposal, {
      class: klass, term: plenary.term, plenary: plenary.number, meeting: meeting.trim(), words: words.trim(),
    })
    say(`已立案，${numberWords}`)
  }

  return (
    <AskDialog open onClose={onClose} title="立案" kind="seal" verb="立案" ready={klass !== '' && plenary !== undefined} onConfirm={docket}>
      <p className="effect">立案就有了号，号不再改、不再用给别的提案。</p>
      <div className="proposal-classes">
        <Choices label="哪一类" options={proposalClasses} value={klass} onChange={(value) => setKlass(value as ProposalClass)} />
      </div>
      <Select
        label="编在哪一届次"
        value={key}
        onChange={setKey}
        options={Object.fromEntries(plenaries.map((one) => [keyOf(one), one.words]))}
      />
      <div>
        <Button kind="bare" onPress={onAnother}>
          新设一个届次
        </Button>
      </div>
      <TextField label="哪次会议定的" required={false} maxLength={80} value={meeting} onChange={setMeeting} />
      <TextArea label="审查意见" required={false} rows={2} maxLength={1000} value={words} onChange={setWords} />
    </AskDialog>
  )
}

function NewPlenary({
  organisationId,
  first,
  mayOpen,
  onClose,
  onDone,
}: {
  organisationId: string
  first: boolean
  mayOpen: boolean
  onClose: () => void
  onDone: () => void
}) {
  const { say } = useSay()
  const [term, setTerm] = useState('')
  const [number, setNumber] = useState('')
  const [opensOn, setOpensOn] = useState('')
  const [closesOn, setClosesOn] = useState('')
  const counted = (words: string) => /^[1-9]\d?$/.test(words.trim())
  const reversed = opensOn !== '' && closesOn !== '' && closesOn < opensOn
  const ready = mayOpen && counted(term) && counted(number) && opensOn !== '' && closesOn !== '' && !reversed

  async function open() {
    const json = { organisationId, term: Number(term), number: Number(number), opensOn, closesOn }
    const { words } = await deed((options) => api.plenaries.$post({ json }, options))
    say(`已设好${words}`)
    onDone()
  }

  return (
    <AskDialog open onClose={onClose} title={first ? '先设好届次' : '新设一个届次'} verb="设好" later="先不设" stays ready={ready} onConfirm={open}>
      {mayOpen ? (
        <p className="effect">{first ? '提案按届次编号，还没有设过。设好以后接着立案。' : '新的届次从第 1 号编起。'}</p>
      ) : (
        <Notice tone="soon">还没有设届次，请提案办先设好。</Notice>
      )}
      <div className="proposal-pair">
        <TextField label="第几届" inputMode="numeric" maxLength={2} value={term} error={term && !counted(term) ? '写数字，比如 14。' : null} onChange={setTerm} />
        <TextField label="第几次会议" inputMode="numeric" maxLength={2} value={number} error={number && !counted(number) ? '写数字，比如 4。' : null} onChange={setNumber} />
      </div>
      <div className="proposal-pair">
        <TextField label="开幕" type="date" value={opensOn} onChange={setOpensOn} />
        <TextField label="闭幕" type="date" value={closesOn} error={reversed ? '闭幕不能早于开幕。' : null} onChange={setClosesOn} />
      </div>
    </AskDialog>
  )
}
