import type { z } from 'zod'
import type { assigning, Proposal } from '../../shared/proposal-shapes.ts'
import { assignmentRefusals } from '../../shared/assignments.ts'
import { isProposalDocketed } from '../../shared/proposals.ts'
import { assignUnits, unitsUnder } from '../assignments/assign.ts'
import { standingAssignments } from '../assignments/records.ts'
import { assertCan, type Context } from '../house/context.ts'
import { makeMove } from './moving.ts'
import { lockedProposal, proposalAnswer, proposalFor, proposalForDeed } from './queries.ts'

/**
 * Assigns it (交办) to a unit that leads and units that give it their opinion. Errors: `assignmentTaken`,
 * `proposalUnitsUnclear`, `proposalUnitUnknown`.
 */
export async function assign(ctx: Context, id: string, given: z.infer<typeof assigning>): Promise<Proposal> {
  const held = await lockedProposal(ctx, id)
  const taken = (await standingAssignments(ctx.tx, { proposalId: id })).length > 0
  if (taken && !isProposalDocketed(held.state) && ctx.can.verdict(ctx.actor, 'proposal.assign', held) === 'wrongState') {
    throw assignmentRefusals.assignmentTaken()
  }
  const record = await proposalForDeed(ctx, id, given.version, 'assign')
  const { organisationId, ruleSetVersion } = record
  const { leadUnitId, coUnitIds } = given
  await assignUnits(ctx, { organisationId, ruleSetVersion, handled: { proposalId: id }, leadUnitId, coUnitIds })
  await makeMove(ctx, record, 'assign', { facts: { leadUnitId, coUnitIds } })
  return proposalAnswer(ctx, id)
}

/** The units it could be assigned to. */
export async function unitsFor(ctx: Context, id: string): Promise<{ units: { id: string; name: string }[] }> {
  const record = await proposalFor(ctx, id)
  assertCan(ctx, 'proposal.assign', record)
  return { units: await unitsUnder(ctx, record.organisationId) }
}
