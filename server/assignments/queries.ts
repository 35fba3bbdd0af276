import type { Tx } from '../../db/client.ts'
import type { AssignmentLine, DeliveredAnswer } from '../../shared/assignment-shapes.ts'
import { isAssignmentDone } from '../../shared/assignments.ts'
import { workingDaysLate } from '../../shared/due.ts'
import { no } from '../../shared/refusals.ts'
import type { Due } from '../../shared/ruleset.ts'
import { findBrief } from '../briefs/records.ts'
import { findRevision } from '../documents/queries.ts'
import { assertCan, type Context } from '../house/context.ts'
import { officesOf } from '../people/offices.ts'
import { organisationNames } from '../people/queries.ts'
import { findProposal, sponsorsOf } from '../proposals/records.ts'
import { ruleSetVersion } from '../rulesets/queries.ts'
import { type AssignmentRecord, assignmentRelations } from './policy.ts'
import {
  answersUnder, type AssignmentRow, deliveredOf, findAssignment, type Handled, handledBy, standingAssignments,
} from './records.ts'

/** The record, without asking for whom: for policies, and for deeds of the house itself. */
export async function assignmentRecord(tx: Tx, row: AssignmentRow): Promise<AssignmentRecord> {
  const others = await standingAssignments(tx, handledBy(row))
  const sponsors = row.proposalId ? await sponsorsOf(tx, [row.proposalId]) : []
  return {
    ...row,
    offices: await officesOf(tx, row.organisationId),
    sponsors: sponsors.filter(({ standing }) => standing).map(({ personId }) => personId),
    committeeId: row.briefId ? ((await findBrief(tx, row.briefId))?.committeeId ?? null) : null,
    beside: others.filter(({ id }) => id !== row.id).map(({ unitId }) => unitId),
    hasReplied: row.deliveredAt !== null,
  }
}

/** The one door to an assignment: whoever may not see it finds nothing. */
export async function assignmentFor(ctx: Context, id: string): Promise<AssignmentRecord> {
  const row = await findAssignment(ctx.tx, id)
  if (!row) throw ctx.actor.kind === 'stranger' ? no.notSignedIn() : no.notFound()
  const record = await assignmentRecord(ctx.tx, row)
  assertCan(ctx, 'assignment.see', record)
  return record
}

/**
 * The same for a deed: everything about one proposal or brief happens one after the other, so its own row is locked
 * first, then the assignment's.
 */
export async function lockedAssignment(ctx: Context, id: string): Promise<AssignmentRecord> {
  const { proposalId, briefId } = await assignmentFor(ctx, id)
  if (proposalId) await findProposal(ctx.tx, proposalId, true)
  else if (briefId) await findBrief(ctx.tx, briefId, true)
  const row = await findAssignment(ctx.tx, id, true)
  if (!row) throw no.notFound()
  return assignmentRecord(ctx.tx, row)
}

/** Whoever may see an assignment hears how it goes on. */
export async function hearsAssignment(ctx: Context, id: string): Promise<boolean> {
  const row = await findAssignment(ctx.tx, id)
  return row !== null && ctx.can(ctx.actor, 'assignment.see', await assignmentRecord(ctx.tx, row))
}

export const lateOf = (ctx: Pick<Context, 'now'>, due: Due | null): number => (due ? workingDaysLate(due, ctx.now) : 0)

/** The label of a grade in the scheme a record goes by. */
export async function gradesOf(tx: Tx, record: Pick<AssignmentRow, 'organisationId' | 'ruleSetVersion'>): Promise<{ grade: string; label: string }[]> {
  return (await ruleSetVersion(tx, record.organisationId, record.ruleSetVersion)).rules['replyGrade.scheme']
}
export const labelIn = (grades: readonly { grade: string; label: string }[], grade: string | null): string =>
  grades.find((one) => one.grade === grade)?.label ?? ''

/**
 * Every unit's part in a proposal or brief, for the page of that record: who may not open an assignment is told who has
 * it, how far it is and by when, and of the reply what was delivered.
 */
export async function assignmentLinesOf(ctx: Context, handled: Handled): Promise<AssignmentLine[]> {
  const rows = await standingAssignments(ctx.tx, handled)
  const names = await organisationNames(ctx.tx, rows.map(({ unitId }) => unitId))
  const delivered = await deliveredOf(ctx.tx, rows.map(({ id }) => id))
  const lines: AssignmentLine[] = []
  for (const row of rows) {
    const record = await assignmentRecord(ctx.tx, row)
    const last = delivered.filter(({ assignmentId }) => assignmentId === row.id).at(-1)
    lines.push(await presentLine(ctx, record, names.get(row.unitId) ?? '', last))
  }
  return lines
}

async function presentLine(
  ctx: Context,
  record: AssignmentRecord,
  unitName: string,
  last: Awaited<ReturnType<typeof deliveredOf>>[number] | undefined,
): Promise<AssignmentLine> {
  const related = assignmentRelations(ctx.actor, record)
  const opens = ctx.can(ctx.actor, 'assignment.see', record)
  const inside = opens && related.some((relation) => relation !== 'answered')
  const grade = inside ? record.grade : (last?.grade ?? null)
  const text = last ? await findRevision(ctx.tx, last.revisionId) : null
  return {
    id: record.id,
    unitId: record.unitId,
    unitName,
    kind: record.kind,
    state: record.state,
    version: record.version,
    round: record.round,
    assignedAt: record.assignedAt.toISOString(),
    acknowledgedAt: record.acknowledgedAt?.toISOString() ?? null,
    acknowledgeDue: record.acknowledgeDue,
    due: record.due,
    workingDaysLate: isAssignmentDone(record.state) ? 0 : lateOf(ctx, record.due),
    reassignReason: inside ? record.reassignReason : '',
    grade,
    gradeLabel: labelIn(await gradesOf(ctx.tx, record), grade),
    letterNumber: inside ? record.letterNumber : (last?.letterNumber ?? ''),
    replyId: opens ? (text?.documentId ?? null) : null,
    revisionId: opens ? (last?.revisionId ?? null) : null,
    deliveredAt: last?.at.toISOString() ?? null,
    coAgrees: inside ? record.coAgrees : null,
    coOpinion: inside ? record.coOpinion : '',
    mine: related.includes('unit'),
    opens,
  }
}

/** What the units answered to each recommendation and sent out, the oldest first. */
export async function answersOf(tx: Tx, handled: Handled): Promise<DeliveredAnswer[]> {
  const rows = await standingAssignments(tx, handled)
  const ids = rows.map(({ id }) => id)
  const names = await organisationNames(tx, rows.map(({ unitId }) => unitId))
  const answers = await answersUnder(tx, ids)
  return (await deliveredOf(tx, ids)).flatMap((reply) => {
    const unitId = rows.find(({ id }) => id === reply.assignmentId)!.unitId
    return answers
      .filter((answer) => answer.assignmentId === reply.assignmentId && answer.round === reply.round)
      .map((answer) => ({
        recommendationId: answer.recommendationId,
        assignmentId: reply.assignmentId,
        unitId,
        unitName: names.get(unitId) ?? '',
        round: reply.round,
        outcome: answer.outcome!,
        plannedOn: answer.plannedOn,
        reason: answer.reason,
        words: answer.words,
        deliveredAt: reply.at.toISOString(),
      }))
  })
}
