import { isAssignmentDelivered, isAssignmentPending, isReassignRequested, owesReply } from '../../shared/assignments.ts'
import { isProposalAssigned, isProposalHandling, isProposalRehandling } from '../../shared/proposals.ts'
import { type AssignmentRow, standingAssignments } from '../assignments/records.ts'
import type { Context } from '../house/context.ts'
import { ring } from '../house/ledger.ts'
import { dueBy } from '../rulesets/queries.ts'
import { asHouse, lockedByHouse, makeMove } from './moving.ts'

/**
 * What follows for a proposal from its units' deeds. Called inside the deed, after the assignment's own move; it acts as
 * the house, and is quiet where nothing follows.
 */

const owing = async (ctx: Context, proposalId: string): Promise<AssignmentRow[]> =>
  (await standingAssignments(ctx.tx, { proposalId })).filter(({ kind }) => owesReply(kind))

const hasAcknowledged = ({ acknowledgedAt, state }: AssignmentRow): boolean =>
  acknowledgedAt !== null && !isAssignmentPending(state) && !isReassignRequested(state)

/** A unit has acknowledged: once every unit that owes a reply has, the proposal is being handled. */
export async function allAcknowledged(ctx: Context, proposalId: string): Promise<void> {
  const house = asHouse(ctx)
  const proposal = await lockedByHouse(house, proposalId)
  const units = await owing(ctx, proposalId)
  if (proposal && isProposalAssigned(proposal.state) && units.length > 0 && units.every(hasAcknowledged)) {
    await makeMove(house, proposal, 'firstAcknowledge')
  } else await ring(ctx, 'proposal', proposalId)
}

/** A reply was delivered: once every unit that owes one has, the sponsors are asked to rate. */
export async function replyDelivered(ctx: Context, proposalId: string): Promise<void> {
  const house = asHouse(ctx)
  const proposal = await lockedByHouse(house, proposalId)
  const units = await owing(ctx, proposalId)
  if (!proposal || units.length === 0 || !units.every(({ state }) => isAssignmentDelivered(state))) return ring(ctx, 'proposal', proposalId)
  const openUntil = async () => ({ evaluationDue: await dueBy(ctx, proposal, 'feedback.window') })
  if (isProposalHandling(proposal.state)) {
    const replied = await makeMove(house, proposal, 'allReplied')
    await makeMove(house, replied, 'openEvaluation', { set: await openUntil() })
  } else if (isProposalRehandling(proposal.state)) await makeMove(house, proposal, 'reReplied', { set: await openUntil() })
  else await ring(ctx, 'proposal', proposalId)
}
