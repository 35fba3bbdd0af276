import { useState } from 'react'
import { type IssueMove, type IssueState, issueWorkflow } from '../../../shared/intake.ts'
import type { Issue } from '../../../shared/intake-shapes.ts'
import { deed } from '../../deed.ts'
import { MoveBar } from '../../ui/MoveBar.tsx'
import type { Reasoning } from '../../ui/PressAndAsk.tsx'
import { AnswerDialog, ConfirmDialog, NotAcceptDialog, TriageDialog } from './dialogs.tsx'
import { EscalateDialog } from './EscalateDialog.tsx'
import { issueDeeds } from './issue-deeds.ts'
import { MergeDialog } from './MergeDialog.tsx'
import { SolveDialog } from './SolveDialog.tsx'

const nextOf: Partial<Record<IssueState, IssueMove>> = {
  received: 'triage',
  triaged: 'takeOn',
  solving: 'solve',
  answered: 'solve',
  escalated: 'solve',
  solved: 'confirm',
}

const often: readonly IssueMove[] = ['escalate', 'answer']

const dialogs = {
  triage: TriageDialog,
  notAccept: NotAcceptDialog,
  merge: MergeDialog,
  answer: AnswerDialog,
  escalate: EscalateDialog,
  solve: SolveDialog,
  confirm: ConfirmDialog,
} as const
type Asked = keyof typeof dialogs
const isAsked = (move: IssueMove): move is Asked => Object.hasOwn(dialogs, move)

/** The station's buttons: exactly the moves this person may make now; each asks what it needs. */
export function IssueMoves({ issue }: { issue: Issue }) {
  const [asked, setAsked] = useState<Asked | null>(null)
  const Asking = asked ? dialogs[asked] : null
  const next = nextOf[issue.state]

  async function make(move: IssueMove, { reason }: Reasoning) {
    if (isAsked(move)) setAsked(move)
    else if (move === 'takeOn') await deed((options) => issueDeeds.takeOn(issue, options))
    else if (move === 'deny') await deed((options) => issueDeeds.deny(issue, reason, options))
  }

  return (
    <>
      <MoveBar workflow={issueWorkflow} may={issue.may} onMove={make} most={4} often={often} {...(next ? { next } : {})} />
      {Asking ? <Asking key={issue.version} issue={issue} onClose={() => setAsked(null)} /> : null}
    </>
  )
}
