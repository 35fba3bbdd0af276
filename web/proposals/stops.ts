import { isAssignmentSuperseded, owesReply } from '../../shared/assignments.ts'
import type { AssignmentLine } from '../../shared/assignment-shapes.ts'
import type { Proposal } from '../../shared/proposal-shapes.ts'
import {
  isAwaitingSponsors, isFaceToFace, isProposalClosed, isProposalInk, isProposalNotDocketed, isProposalReturned,
} from '../../shared/proposals.ts'
import type { Due } from '../../shared/ruleset.ts'
import type { Stop } from '../ui/Thread.tsx'
import { formatShortDay } from '../ui/moments.ts'

/** One step: done on a day, or still to come. */
type Step = { key: string; title: string; at: string | null; due?: Due | null; late?: number }

/** The units' parts that stand: one that was given to another unit no longer does. */
export const standingParts = ({ assignments }: Pick<Proposal, 'assignments'>): AssignmentLine[] =>
  assignments.filter(({ state }) => !isAssignmentSuperseded(state))

/** The way of a proposal so far, and what is still to come. */
export function stopsOf(proposal: Proposal): Stop[] {
  const steps = isProposalNotDocketed(proposal.state) ? refusedSteps(proposal) : stepsOf(proposal)
  const now = steps.findIndex(({ at }) => at === null)
  return steps.map(({ key, title, at, due, late }, index) => ({
    key,
    title,
    state: at !== null ? 'done' : index === now ? 'now' : 'todo',
    ...(at ? { at } : {}),
    ...(index === now && due && !late ? { detail: `${formatShortDay(due.day)}前` } : {}),
    ...(index === now && late ? { late: `已超期 ${late} 个工作日` } : {}),
  }))
}

function refusedSteps(proposal: Proposal): Step[] {
  const refused = proposal.decisions.findLast(({ move }) => move === 'notDocket')
  return [
    { key: 'submit', title: '提交', at: proposal.submittedAt },
    { key: 'notDocket', title: '不立案', at: refused?.at ?? proposal.submittedAt },
  ]
}

function stepsOf(proposal: Proposal): Step[] {
  const { state, due, workingDaysLate: late } = proposal
  const ink = isProposalInk(state)
  const returned = isProposalReturned(state)
  const owing = standingParts(proposal).filter(({ kind }) => owesReply(kind))
  const first = owing.map(({ assignedAt }) => assignedAt).toSorted()[0] ?? null
  const acknowledged = allOf(owing, ({ acknowledgedAt }) => acknowledgedAt)
  const waits = owing.toSorted((a, b) => b.workingDaysLate - a.workingDaysLate)[0]
  const submitted = ink ? null : proposal.submittedAt
  return [
    ...(ink && !returned ? [{ key: 'write', title: '写', at: null }] : []),
    ...(isAwaitingSponsors(state) ? [{ key: 'sponsors', title: '联名', at: null, due, late }] : []),
    ...(returned ? [{ key: 'first', title: '提交', at: proposal.submittedAt }, { key: 'change', title: '修改后再交', at: null, due, late }] : []),
    ...(returned ? [] : [{ key: 'submit', title: '提交', at: isAwaitingSponsors(state) ? null : submitted }]),
    { key: 'docket', title: proposal.docketedAt ? '立案' : '审查', at: proposal.docketedAt },
    { key: 'assign', title: '交办', at: first },
    { key: 'acknowledge', title: '签收', at: acknowledged, due: waits?.acknowledgeDue ?? null, late: acknowledged ? 0 : (waits?.workingDaysLate ?? 0) },
    ...replySteps(proposal, owing, waits),
    { key: 'close', title: '办结', at: proposal.closedAt },
  ]
}

/** The reply and its rating, and once more where it was handled again. */
function replySteps(proposal: Proposal, owing: readonly AssignmentLine[], waits: AssignmentLine | undefined): Step[] {
  const { state, evaluationDue, workingDaysLate } = proposal
  const again = proposal.rehandleCount > 0 || owing.some(({ round }) => round > 1)
  const delivered = allOf(owing, ({ deliveredAt }) => deliveredAt)
  const over = isProposalClosed(state) || isFaceToFace(state) ? (proposal.closedAt ?? delivered) : null
  const reply = (key: string, title: string, at: string | null): Step => ({
    key, title, at, due: waits?.due ?? null, late: at ? 0 : (waits?.workingDaysLate ?? 0),
  })
  const rate = (key: string, title: string, at: string | null): Step => ({ key, title, at, due: evaluationDue, late: at ? 0 : workingDaysLate })
  if (!again) return [reply('reply', '答复', delivered), rate('rate', '委员评价', over)]
  const firstReply = firstDelivery(proposal)
  const secondReply = proposal.answers.some(({ round }) => round > 1) ? delivered : null
  return [
    reply('reply', '答复', firstReply),
    { key: 'rated', title: '不满意', at: firstReply },
    reply('reply2', '重新办理', secondReply),
    rate('rate2', '再评价', secondReply ? over : null),
    ...(isFaceToFace(state) ? [{ key: 'face', title: '当面协商', at: null }] : []),
  ]
}

const firstDelivery = ({ answers }: Proposal): string | null =>
  answers.filter(({ round }) => round === 1).map(({ deliveredAt }) => deliveredAt).toSorted().at(-1) ?? null

/** The last of the days, once every unit has one. */
function allOf(parts: readonly AssignmentLine[], day: (part: AssignmentLine) => string | null): string | null {
  const days = parts.map(day)
  if (days.length === 0 || days.some((one) => one === null)) return null
  return days.toSorted().at(-1) ?? null
}
