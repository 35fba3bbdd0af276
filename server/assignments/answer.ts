import type { Assignment, BesideUnit, DeliveredReply, HandlingContact, RecommendationAnswer } from '../../shared/assignment-shapes.ts'
import { isAssignmentAcknowledged, isAssignmentDone, isAssignmentPending } from '../../shared/assignments.ts'
import { isOverdue } from '../../shared/due.ts'
import type { Due } from '../../shared/ruleset.ts'
import { findRevision } from '../documents/queries.ts'
import type { Tx } from '../../db/client.ts'
import type { Context } from '../house/context.ts'
import { sourceCounts } from '../outcomes/counts.ts'
import { organisationNames, personNames } from '../people/queries.ts'
import { unitsUnder } from './assign.ts'
import { type AssignmentRecord, assignmentRelations } from './policy.ts'
import { assignmentFor, gradesOf, labelIn, lateOf } from './queries.ts'
import { type Readiness, readinessOf, writtenUnder } from './readiness.ts'
import { answersUnder, type AssignmentRow, contactsOf, type ContactRow, deliveredOf, handledBy, standingAssignments } from './records.ts'
import { nextStep } from './steps.ts'
import { subjectOf } from './subjects.ts'

/** An assignment as it leaves the server: the whole page of the unit, with what the caller may do with it now. */
export async function assignmentAnswer(ctx: Context, id: string): Promise<Assignment> {
  const { tx } = ctx
  const whole = await assignmentFor(ctx, id)
  const inside = assignmentRelations(ctx.actor, whole).some((relation) => relation !== 'answered')
  const record = inside ? whole : await asDelivered(tx, whole)
  const handled = await subjectOf(tx, record)
  const ready = await readinessOf(tx, record)
  const grades = await gradesOf(tx, record)
  const may = ctx.can.may(ctx.actor, 'assignment', record).filter((verb) => fits(ctx, verb, record, ready))
  const names = await organisationNames(tx, [record.organisationId, record.unitId, ...(record.reassignUnitId ? [record.reassignUnitId] : [])])
  const people = await personNames(tx, record.approvedBy === '' ? [] : [record.approvedBy])
  const done = isAssignmentDone(record.state)
  const late = (due: Due, over = done) => ({ due, workingDaysLate: over ? 0 : lateOf(ctx, due) })
  return {
    id,
    organisationId: record.organisationId,
    organisationName: names.get(record.organisationId) ?? '',
    handled,
    kind: record.kind,
    unitId: record.unitId,
    unitName: names.get(record.unitId) ?? '',
    state: record.state,
    version: record.version,
    standing: record.standing,
    round: record.round,
    assignedAt: record.assignedAt.toISOString(),
    acknowledgedAt: record.acknowledgedAt?.toISOString() ?? null,
    acknowledgeDue: late(record.acknowledgeDue, record.acknowledgedAt !== null),
    returnUntil: record.returnUntil,
    mayStillReturn: mayReturn(ctx, record),
    due: record.due && late(record.due),
    contactDue: record.contactDue && late(record.contactDue, done || !ready.contactMissing.includes('before')),
    reassign: record.reassignUnitId && record.reassignDue
      ? {
          reason: record.reassignReason,
          unitId: record.reassignUnitId,
          unitName: names.get(record.reassignUnitId) ?? '',
          due: late(record.reassignDue, !may.includes('grantReassign') && record.reassignRefusal !== ''),
          refusal: record.reassignRefusal,
        }
      : null,
    replyId: record.replyId,
    draftedAt: record.draftedAt?.toISOString() ?? null,
    recommendations: await recommendationsFor(ctx, record, ready, handled.revisionId),
    contacts: inside ? (await contactsOf(tx, [id])).map(presentContact) : [],
    contactsRequired: ready.contactsRequired,
    beside: inside ? await besideOf(ctx, record) : [],
    coAgrees: record.coAgrees,
    coOpinion: record.coOpinion,
    grades,
    grade: record.grade,
    letterNumber: record.letterNumber,
    approvedBy: people.get(record.approvedBy) ?? '',
    approvedAt: record.approvedAt?.toISOString() ?? null,
    revisionId: record.revisionId,
    returnReason: record.returnReason,
    delivered: await deliveredBy(ctx, record, grades),
    units: may.includes('requestReassign') || may.includes('grantReassign') ? await otherUnits(ctx, record) : [],
    nextStep: (await nextStep(tx, record, ready)).words,
    now: ctx.now.toISOString(),
    may,
  }
}

/** What those it is meant for are told: the last reply as it was delivered, nothing of one that is being written. */
async function asDelivered(tx: Tx, record: AssignmentRecord): Promise<AssignmentRecord> {
  const reply = (await deliveredOf(tx, [record.id])).at(-1)
  if (!reply) throw new Error(`assignment ${record.id} is open to those it was never delivered to`)
  const { revisionId, round, grade, letterNumber, approvedBy, publicity, publicityReason } = reply
  const text = await findRevision(tx, revisionId)
  const told = { revisionId, round, grade, letterNumber, approvedBy, publicity, publicityReason, replyId: text?.documentId ?? null }
  return { ...record, ...told, approvedAt: null, returnReason: '', reassignUnitId: null, reassignReason: '', reassignRefusal: '' }
}

/** The unit may say now that it is not its business: once, and within its days. */
export const mayReturn = (ctx: Pick<Context, 'now'>, row: AssignmentRow): boolean =>
  (isAssignmentPending(row.state) || isAssignmentAcknowledged(row.state)) && row.reassignRefusal === '' && !isOverdue(row.returnUntil, ctx.now)

/** A button that is shown is not refused for what the record says. Whether every answer is written, the open text knows best. */
function fits(ctx: Context, verb: string, record: AssignmentRecord, ready: Readiness): boolean {
  if (verb === 'list') return false
  if (verb === 'requestReassign') return mayReturn(ctx, record)
  if (verb === 'sendToCo') return ready.coMissing.length > 0
  if (verb === 'approve') return ready.unanswered.length === 0 && !ready.noGrade && ready.coMissing.length === 0 && ready.contactMissing.length === 0
  return true
}

async function recommendationsFor(ctx: Context, record: AssignmentRecord, ready: Readiness, revisionId: string | null): Promise<RecommendationAnswer[]> {
  const counts = await sourceCounts(ctx.tx, revisionId, ready.recommendations)
  const written = await writtenUnder(ctx.tx, record, ready.answers)
  const formers = (await answersUnder(ctx.tx, [record.id])).filter(({ round }) => round === record.round - 1)
  return ready.recommendations.map(({ id, number, words }) => {
    const answer = ready.answers.find(({ recommendationId }) => recommendationId === id)
    const former = formers.find(({ recommendationId }) => recommendationId === id)
    return {
      recommendationId: id,
      number,
      words,
      sources: counts.get(id) ?? { opinions: 0, cards: 0, speeches: 0, people: 0 },
      clauseId: answer?.clauseId ?? null,
      written: answer !== undefined && (written.get(answer.clauseId) ?? '') !== '',
      outcome: answer?.outcome ?? null,
      plannedOn: answer?.plannedOn ?? null,
      reason: answer?.reason ?? '',
      sealedWords: record.revisionId ? (answer?.words ?? '') : '',
      answeredAt: answer?.at?.toISOString() ?? null,
      former: former?.outcome
        ? { outcome: former.outcome, plannedOn: former.plannedOn, reason: former.reason, words: former.words }
        : null,
    }
  })
}

function presentContact({ id, round, phase, way, day, withWhom, words, byName, at }: ContactRow): HandlingContact {
  return { id, round, phase, way, day, withWhom, words, byName, at: at.toISOString() }
}

async function besideOf(ctx: Context, record: AssignmentRecord): Promise<BesideUnit[]> {
  const rows = (await standingAssignments(ctx.tx, handledBy(record))).filter(({ id }) => id !== record.id)
  const names = await organisationNames(ctx.tx, rows.map(({ unitId }) => unitId))
  return rows.map((row) => ({
    id: row.id,
    unitId: row.unitId,
    unitName: names.get(row.unitId) ?? '',
    kind: row.kind,
    state: row.state,
    due: row.due,
    workingDaysLate: isAssignmentDone(row.state) ? 0 : lateOf(ctx, row.due),
    agrees: row.coAgrees,
    opinion: row.coOpinion,
    opinionAt: row.coOpinionAt?.toISOString() ?? null,
  }))
}

async function deliveredBy(ctx: Context, record: AssignmentRow, grades: readonly { grade: string; label: string }[]): Promise<DeliveredReply[]> {
  const rows = await deliveredOf(ctx.tx, [record.id])
  const people = await personNames(ctx.tx, rows.map(({ approvedBy }) => approvedBy))
  const replies: DeliveredReply[] = []
  for (const { round, revisionId, grade, letterNumber, approvedBy, publicity, publicityReason, at } of rows) {
    const text = await findRevision(ctx.tx, revisionId)
    if (!text) throw new Error(`the reply ${record.id} was delivered without a text`)
    replies.push({
      round, revisionId, documentId: text.documentId, grade, gradeLabel: labelIn(grades, grade), letterNumber,
      approvedBy: people.get(approvedBy) ?? '', publicity, publicityReason, at: at.toISOString(),
    })
  }
  return replies
}

/** Where it could go instead: the other units under the same 政协. */
async function otherUnits(ctx: Context, record: AssignmentRow): Promise<{ id: string; name: string }[]> {
  return (await unitsUnder(ctx, record.organisationId)).filter(({ id }) => id !== record.unitId)
}
