import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { assignments, replyAnswers } from '../../db/schema/assignments.ts'
import type { answerGiven, Assignment } from '../../shared/assignment-shapes.ts'
import { assignmentRefusals, needsDate, needsReason } from '../../shared/assignments.ts'
import { dayOf } from '../../shared/calendar.ts'
import { newClauseId } from '../../shared/documents/clauses.ts'
import { actorKey } from '../../shared/people.ts'
import { type AnswerPlace, replyText } from '../../shared/replies.ts'
import { createDocument } from '../documents/create.ts'
import type { Context } from '../house/context.ts'
import { organisationName } from '../people/queries.ts'
import { assignmentAnswer } from './answer.ts'
import { assignmentForDeed } from './commands.ts'
import { makeMove, writeBeside } from './moves.ts'
import type { AssignmentRecord } from './policy.ts'
import { gradesOf } from './queries.ts'
import { readinessOf } from './readiness.ts'
import { answersUnder } from './records.ts'
import { subjectOf } from './subjects.ts'

/** Writing the reply (答复): the words are ink under one heading each, what they come to is a row each. */

/** Makes the reply's text, a heading for each recommendation. Handled again it is a new text, which shows the former answers. */
export async function draftReply(ctx: Context, id: string, version: number): Promise<Assignment> {
  const record = await assignmentForDeed(ctx, id, version, 'draftReply')
  const { organisationId, round } = record
  const formers = (await answersUnder(ctx.tx, [id])).filter((answer) => answer.round === round - 1)
  const { recommendations } = await readinessOf(ctx.tx, record)
  const places = recommendations.map((recommendation): AnswerPlace & { recommendationId: string } => ({
    recommendationId: recommendation.id,
    number: recommendation.number,
    words: recommendation.words,
    clauseId: newClauseId(),
    former: formers.find(({ recommendationId }) => recommendationId === recommendation.id)?.outcome ?? null,
  }))
  const document = await createDocument(ctx, { organisationId, kind: 'reply', content: replyText(await openingOf(ctx, record), places) })
  if (places.length > 0) {
    await ctx.tx
      .insert(replyAnswers)
      .values(places.map(({ recommendationId, clauseId }) => ({ organisationId, assignmentId: id, round, recommendationId, clauseId })))
  }
  await makeMove(ctx, record, 'draftReply', { set: { replyId: document.id, draftedAt: ctx.now }, facts: { documentId: document.id, round } })
  return assignmentAnswer(ctx, id)
}

async function openingOf(ctx: Context, record: AssignmentRecord): Promise<string[]> {
  const { title } = await subjectOf(ctx.tx, record)
  const again = record.round > 1 ? '再次' : ''
  if (record.proposalId) return ['各位提案人：', `《${title}》收悉，现${again}逐条答复如下：`]
  return [`${(await organisationName(ctx.tx, record.organisationId)) ?? ''}：`, `《${title}》收悉，现${again}逐条报告如下：`]
}

/**
 * What the unit answers to one recommendation; the words stand in the text. Errors: `recommendationUnknown`,
 * `answerDateMissing`, `answerDatePast`, `answerReasonMissing`.
 */
export async function answer(ctx: Context, id: string, given: z.output<typeof answerGiven>): Promise<Assignment> {
  const record = await assignmentForDeed(ctx, id, given.version, 'answer')
  const { recommendationId, outcome } = given
  const plannedOn = needsDate(outcome) ? given.plannedOn : null
  const reason = needsReason(outcome) ? given.reason : ''
  if (needsDate(outcome) && plannedOn === null) throw assignmentRefusals.answerDateMissing()
  if (plannedOn !== null && plannedOn < dayOf(ctx.now)) throw assignmentRefusals.answerDatePast()
  if (needsReason(outcome) && reason === '') throw assignmentRefusals.answerReasonMissing()
  const [row] = await ctx.tx
    .update(replyAnswers)
    .set({ outcome, plannedOn, reason, by: actorKey(ctx.actor), at: ctx.now })
    .where(and(eq(replyAnswers.assignmentId, id), eq(replyAnswers.round, record.round), eq(replyAnswers.recommendationId, recommendationId)))
    .returning({ recommendationId: replyAnswers.recommendationId })
  if (!row) throw assignmentRefusals.recommendationUnknown()
  await makeMove(ctx, record, 'answer', { facts: { recommendationId, outcome } })
  return assignmentAnswer(ctx, id)
}

/** Chooses the grade (办理类别) from the organisation's own scheme. Errors: `gradeUnknown`. */
export async function chooseGrade(ctx: Context, id: string, version: number, grade: string): Promise<Assignment> {
  const record = await assignmentForDeed(ctx, id, version, 'grade')
  await assertGrade(ctx, record, grade)
  if (grade === record.grade) return assignmentAnswer(ctx, id)
  await ctx.tx.update(assignments).set({ grade, version: record.version + 1 }).where(eq(assignments.id, id))
  await writeBeside(ctx, record, 'grade', { grade })
  return assignmentAnswer(ctx, id)
}

export async function assertGrade(ctx: Context, record: AssignmentRecord, grade: string): Promise<void> {
  if (!(await gradesOf(ctx.tx, record)).some((one) => one.grade === grade)) throw assignmentRefusals.gradeUnknown()
}
