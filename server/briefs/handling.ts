import { isBriefAssigned } from '../../shared/briefs.ts'
import { isAssignmentPending, isReassignRequested, owesReply } from '../../shared/assignments.ts'
import { clockActor } from '../../shared/people.ts'
import { type AssignmentRow, standingAssignments } from '../assignments/records.ts'
import type { Context } from '../house/context.ts'
import { ring } from '../house/ledger.ts'
import { makeMove, ringDesks } from './moving.ts'
import { briefRecord, findBrief } from './records.ts'

/** What follows for a brief from the deeds of its units; the house itself does it. */

const hasAcknowledged = ({ acknowledgedAt, state }: AssignmentRow): boolean =>
  acknowledgedAt !== null && !isAssignmentPending(state) && !isReassignRequested(state)

/** Begins tracking once every unit that owes a reply has acknowledged; until then, and after, only the bell rings. */
export async function allAcknowledged(ctx: Context, id: string): Promise<void> {
  const row = await findBrief(ctx.tx, id, true)
  const owing = (await standingAssignments(ctx.tx, { briefId: id })).filter(({ kind }) => owesReply(kind))
  if (!row || !isBriefAssigned(row.state) || owing.length === 0 || !owing.every(hasAcknowledged)) return ring(ctx, 'brief', id)
  await makeMove({ ...ctx, actor: clockActor }, await briefRecord(ctx.tx, row), 'firstAcknowledge')
}

/** A unit has answered: the brief's page shows it, and its committee may close once all have. */
export async function replyDelivered(ctx: Context, id: string): Promise<void> {
  const row = await findBrief(ctx.tx, id)
  if (row) await ringDesks(ctx, await briefRecord(ctx.tx, row))
  await ring(ctx, 'brief', id)
}
