import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { deliveredReplies, replyAnswers } from '../../db/schema/assignments.ts'
import type { Assignment, replyApproved, replyPassed, replyReturned } from '../../shared/assignment-shapes.ts'
import { assignmentRefusals } from '../../shared/assignments.ts'
import { isAgendaContent } from '../../shared/documents/content.ts'
import { answersIn } from '../../shared/replies.ts'
import { replyDelivered as briefDelivered } from '../briefs/handling.ts'
import { reopen, settle } from '../documents/revisions.ts'
import { assertCan, type Context } from '../house/context.ts'
import { replyDelivered as proposalDelivered } from '../proposals/handling.ts'
import { assignmentAnswer } from './answer.ts'
import { assignmentForDeed } from './commands.ts'
import { makeMove, ringThreads } from './moves.ts'
import { assignmentFor } from './queries.ts'
import { readinessOf, unwrittenIn } from './readiness.ts'
import { assertGrade } from './reply.ts'

/** From the unit's leader over the supervision office to those who are answered. */

/** What must be true before a password is even looked at. */
export async function mayApprove(ctx: Context, id: string): Promise<void> {
  assertCan(ctx, 'assignment.approve', await assignmentFor(ctx, id))
}

/**
 * The unit's leader signs the reply: the text is sealed, and each answer's words are taken from the seal. The password
 * has been proved before. Errors, in this order: `replyUnanswered` (with the numbers), `replyNoGrade`, `replyNoNumber`,
 * `replyCoMissing`, `replyContactMissing`.
 */
export async function approve(ctx: Context, id: string, given: Omit<z.output<typeof replyApproved>, 'password'>): Promise<Assignment> {
  const record = await assignmentForDeed(ctx, id, given.version, 'approve')
  if (!record.replyId || ctx.actor.kind !== 'person') throw new Error(`assignment ${id} has no reply to approve`)
  const ready = await readinessOf(ctx.tx, record)
  // Sealed first: what is judged is what everybody will read, whoever was still typing.
  const revision = await settle(ctx, record.replyId)
  const headings = ready.answers.map(({ clauseId }) => clauseId)
  const words = isAgendaContent(revision.content) ? new Map<string, string>() : answersIn(revision.content, headings)
  const numbers = [...new Set([...ready.unanswered, ...unwrittenIn(ready, words)])].sort((a, b) => a - b)
  if (numbers.length > 0) throw assignmentRefusals.replyUnanswered({ numbers })
  if (ready.noGrade) throw assignmentRefusals.replyNoGrade()
  if (given.letterNumber === '') throw assignmentRefusals.replyNoNumber()
  if (ready.coMissing.length > 0) throw assignmentRefusals.replyCoMissing({ unitIds: ready.coMissing.map(({ unitId }) => unitId) })
  if (ready.contactMissing.length > 0) throw assignmentRefusals.replyContactMissing({ phases: ready.contactMissing })
  for (const { recommendationId, clauseId } of ready.answers) {
    await ctx.tx
      .update(replyAnswers)
      .set({ words: words.get(clauseId) ?? '' })
      .where(and(eq(replyAnswers.assignmentId, id), eq(replyAnswers.round, record.round), eq(replyAnswers.recommendationId, recommendationId)))
  }
  await makeMove(ctx, record, 'approve', {
    set: { letterNumber: given.letterNumber, approvedBy: ctx.actor.id, approvedAt: ctx.now, revisionId: revision.id },
    facts: { revisionId: revision.id, grade: record.grade },
  })
  return assignmentAnswer(ctx, id)
}

export async function submit(ctx: Context, id: string, version: number): Promise<Assignment> {
  const record = await assignmentForDeed(ctx, id, version, 'submit')
  await makeMove(ctx, record, 'submit')
  return assignmentAnswer(ctx, id)
}

/** The supervision office sends the reply back with a reason, at times with another grade: its text is open again. */
export async function returnReply(ctx: Context, id: string, given: z.output<typeof replyReturned>): Promise<Assignment> {
  const record = await assignmentForDeed(ctx, id, given.version, 'returnReply')
  if (!record.replyId) throw new Error(`assignment ${id} has no reply to return`)
  const grade = given.grade ?? record.grade
  if (given.grade) await assertGrade(ctx, record, given.grade)
  await makeMove(ctx, record, 'returnReply', {
    set: { returnReason: given.reason, grade, revisionId: null, approvedBy: '', approvedAt: null },
    facts: { revisionId: record.revisionId, grade },
  })
  await reopen(ctx, record.replyId)
  return assignmentAnswer(ctx, id)
}

/** The unit takes the returned reply up again. */
export async function revise(ctx: Context, id: string, version: number): Promise<Assignment> {
  const record = await assignmentForDeed(ctx, id, version, 'revise')
  await makeMove(ctx, record, 'revise')
  return assignmentAnswer(ctx, id)
}

/** Passed and delivered: kept as it was sent out, and the record it answers goes on. Errors: `publicityReasonMissing`. */
export async function pass(ctx: Context, id: string, given: z.output<typeof replyPassed>): Promise<Assignment> {
  const record = await assignmentForDeed(ctx, id, given.version, 'pass')
  const { publicity, reason: publicityReason } = given
  if (publicity === 'none' && publicityReason === '') throw assignmentRefusals.publicityReasonMissing()
  const { organisationId, round, revisionId, grade, letterNumber, approvedBy } = record
  if (!revisionId || !grade) throw new Error(`assignment ${id} has no reply to deliver`)
  await makeMove(ctx, record, 'pass', { set: { publicity, publicityReason, deliveredAt: ctx.now }, facts: { revisionId, round, publicity, grade } })
  await ctx.tx.insert(deliveredReplies).values({
    organisationId, assignmentId: id, round, revisionId, grade, letterNumber, approvedBy, publicity, publicityReason, at: ctx.now,
  })
  if (record.proposalId) await proposalDelivered(ctx, record.proposalId)
  else if (record.briefId) await briefDelivered(ctx, record.briefId)
  await ringThreads(ctx, record)
  return assignmentAnswer(ctx, id)
}
