import type { Assignment } from '../../shared/assignment-shapes.ts'
import { assignmentRefusals } from '../../shared/assignments.ts'
import { isOverdue } from '../../shared/due.ts'
import { proposalRefusals } from '../../shared/proposals.ts'
import type { Context } from '../house/context.ts'
import { dueBy } from '../rulesets/queries.ts'
import { assignmentAnswer } from './answer.ts'
import { insertAssignment, unitsUnder } from './assign.ts'
import { assignmentForDeed, dueFromNow, tellAcknowledged } from './commands.ts'
import { makeMove, ringThreads } from './moves.ts'
import type { AssignmentRecord } from './policy.ts'
import { handledBy } from './records.ts'

/** 申请调整: a unit never hands a matter on by itself; it says why it is not its business, and the supervision office decides. */

export type ReassignAsked = { version: number; reason: string; unitId: string }

/** Errors: `reassignOnce`, `returnWindowOver`, `reassignSameUnit`, `proposalUnitUnknown`. */
export async function requestReassign(ctx: Context, id: string, { version, reason, unitId }: ReassignAsked): Promise<Assignment> {
  const record = await assignmentForDeed(ctx, id, version, 'requestReassign')
  if (record.reassignRefusal !== '') throw assignmentRefusals.reassignOnce()
  if (isOverdue(record.returnUntil, ctx.now)) throw assignmentRefusals.returnWindowOver()
  await assertOther(ctx, record, unitId)
  const reassignDue = await dueBy(ctx, record, 'reassign.answerWithin')
  await makeMove(ctx, record, 'requestReassign', { set: { reassignReason: reason, reassignUnitId: unitId, reassignDue }, facts: { unitId } })
  return assignmentAnswer(ctx, id)
}

/**
 * Gives it to another unit: the one that was suggested, or one the supervision office names. The due date goes with it.
 * Errors: `reassignSameUnit`, `proposalUnitUnknown`, `reassignUnitTaken`.
 */
export async function grantReassign(ctx: Context, id: string, version: number, named?: string): Promise<Assignment> {
  const record = await assignmentForDeed(ctx, id, version, 'grantReassign')
  const unitId = named ?? record.reassignUnitId
  if (!unitId) throw new Error(`assignment ${id} asks for no unit`)
  await assertOther(ctx, record, unitId)
  if (record.beside.includes(unitId)) throw assignmentRefusals.reassignUnitTaken()
  await makeMove(ctx, record, 'grantReassign', { set: { standing: false }, facts: { unitId } })
  const { organisationId, ruleSetVersion, kind, due } = record
  await insertAssignment(ctx, { organisationId, ruleSetVersion, handled: handledBy(record), unitId, kind, due, handedFrom: id })
  await ringThreads(ctx, record)
  return assignmentAnswer(ctx, id)
}

/** The unit must handle it, by the day it was due anyway; one that had not acknowledged it has now. */
export async function refuseReassign(ctx: Context, id: string, version: number, reason: string): Promise<Assignment> {
  const record = await assignmentForDeed(ctx, id, version, 'refuseReassign')
  const acknowledgedAt = record.acknowledgedAt ?? ctx.now
  await makeMove(ctx, record, 'refuseReassign', { set: { reassignRefusal: reason, acknowledgedAt, due: await dueFromNow(ctx, record) } })
  await tellAcknowledged(ctx, record)
  return assignmentAnswer(ctx, id)
}

async function assertOther(ctx: Context, record: AssignmentRecord, unitId: string): Promise<void> {
  if (unitId === record.unitId) throw assignmentRefusals.reassignSameUnit()
  if (!(await unitsUnder(ctx, record.organisationId)).some(({ id }) => id === unitId)) throw proposalRefusals.proposalUnitUnknown()
}
