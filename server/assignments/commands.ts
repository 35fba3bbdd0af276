import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { handlingContacts } from '../../db/schema/assignments.ts'
import type { Assignment, contactMade } from '../../shared/assignment-shapes.ts'
import { assignmentRefusals } from '../../shared/assignments.ts'
import { dayOf } from '../../shared/calendar.ts'
import { actorKey } from '../../shared/people.ts'
import { no } from '../../shared/refusals.ts'
import type { Due } from '../../shared/ruleset.ts'
import { allAcknowledged as briefAcknowledged } from '../briefs/handling.ts'
import { assertCan, type Context } from '../house/context.ts'
import { assertVersion } from '../house/move.ts'
import { allAcknowledged as proposalAcknowledged } from '../proposals/handling.ts'
import { ruleSetVersion } from '../rulesets/queries.ts'
import { assignmentAnswer } from './answer.ts'
import { replyDue } from './deadlines.ts'
import { makeMove, ringThreads } from './moves.ts'
import type { AssignmentAction, AssignmentRecord } from './policy.ts'
import { lockedAssignment } from './queries.ts'
import { firstAssignedAt, handledBy, leadOf } from './records.ts'

/** Loads an assignment for a deed of this person: theirs to do, decided on it as it is, and in its right state. */
export async function assignmentForDeed(ctx: Context, id: string, version: number, action: AssignmentAction): Promise<AssignmentRecord> {
  const record = await lockedAssignment(ctx, id)
  if (ctx.can.verdict(ctx.actor, `assignment.${action}`, record) === 'refused') throw no.notAllowed()
  if (version !== record.version) assertVersion(version, record, await assignmentAnswer(ctx, id))
  assertCan(ctx, `assignment.${action}`, record)
  return record
}

/** The unit counts, checks and signs for it. By the usual rule the time for its reply begins now. */
export async function acknowledge(ctx: Context, id: string, version: number): Promise<Assignment> {
  const record = await assignmentForDeed(ctx, id, version, 'acknowledge')
  await makeMove(ctx, record, 'acknowledge', { set: { acknowledgedAt: ctx.now, due: await dueFromNow(ctx, record) } })
  await tellAcknowledged(ctx, record)
  return assignmentAnswer(ctx, id)
}

/** A due date that was counted stays; else it is counted from today. */
export async function dueFromNow(ctx: Context, record: AssignmentRecord): Promise<Due> {
  if (record.due) return record.due
  const set = await ruleSetVersion(ctx.tx, record.organisationId, record.ruleSetVersion)
  const lead = await leadOf(ctx.tx, handledBy(record))
  return replyDue(set, record.kind, dayOf(ctx.now), dayOf(await firstAssignedAt(ctx.tx, record)), lead?.due ?? null)
}

/** What follows for the record that is handled once its units have acknowledged, and for the residents behind it. */
export async function tellAcknowledged(ctx: Context, { proposalId, briefId }: AssignmentRecord): Promise<void> {
  if (proposalId) await proposalAcknowledged(ctx, proposalId)
  else if (briefId) await briefAcknowledged(ctx, briefId)
  await ringThreads(ctx, { proposalId, briefId })
}

export async function begin(ctx: Context, id: string, version: number): Promise<Assignment> {
  const record = await assignmentForDeed(ctx, id, version, 'begin')
  await makeMove(ctx, record, 'begin')
  return assignmentAnswer(ctx, id)
}

/** Notes that the unit talked with the sponsors. Errors: `contactInFuture`. */
export async function logContact(ctx: Context, id: string, given: z.output<typeof contactMade>): Promise<Assignment> {
  const record = await assignmentForDeed(ctx, id, given.version, 'logContact')
  if (given.day > dayOf(ctx.now)) throw assignmentRefusals.contactInFuture()
  const { phase, way, day, withWhom, words } = given
  const contactId = randomUUID()
  await ctx.tx.insert(handlingContacts).values({
    organisationId: record.organisationId,
    id: contactId,
    assignmentId: id,
    round: record.round,
    phase, way, day, withWhom, words,
    by: actorKey(ctx.actor),
    byName: ctx.actor.kind === 'person' ? ctx.actor.name : '',
    at: ctx.now,
  })
  await makeMove(ctx, record, 'logContact', { facts: { contactId, phase, way } })
  return assignmentAnswer(ctx, id)
}
