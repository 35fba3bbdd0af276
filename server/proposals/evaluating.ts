import { randomUUID } from 'node:crypto'
import { ratings } from '../../db/schema/proposals.ts'
import { isOverdue } from '../../shared/due.ts'
import type { Evaluation, Proposal } from '../../shared/proposal-shapes.ts'
import { isEvaluationPast, isProposalEvaluating, proposalRefusals, provedMinutes } from '../../shared/proposals.ts'
import { no } from '../../shared/refusals.ts'
import { unitsHandling } from '../assignments/records.ts'
import type { Context } from '../house/context.ts'
import { writeLine } from '../house/ledger.ts'
import { hasSatHere } from '../people/browsers.ts'
import { hasProved } from '../people/proofs.ts'
import { conclude } from './concluding.ts'
import { asHouse } from './moving.ts'
import { lockedProposal, proposalAnswer, proposalForDeed } from './queries.ts'
import { isRatingOf, ratingsOf, repliesToRate } from './ratings.ts'
import type { ProposalRecord } from './records.ts'

/**
 * Rates one delivered reply (评价): how it was handled and what came of it, apart. Only the sponsor's own account, who has
 * typed the password within five minutes, at a browser at which nobody of a handling unit has signed in.
 *
 * A rating is a row of its own and moves nothing by itself, so sponsors who rate at once do not make each other stale.
 * Errors: `ratingUnknown`, `ratingGiven`, `ratingClosed`, `ratingStandIn`, `ratingPasswordOld`.
 */
export async function evaluate(ctx: Context, id: string, given: Evaluation, browser: string | null): Promise<Proposal> {
  const held = await lockedProposal(ctx, id)
  if (ctx.can.verdict(ctx.actor, 'proposal.evaluate', held) === 'refused' || ctx.actor.kind !== 'person') throw no.notAllowed()
  const personId = ctx.actor.id
  const reply = await rateable(ctx, held, given.assignmentId, personId)
  const record = await proposalForDeed(ctx, id, given.version, 'evaluate')
  if (await hasSatHere(ctx.tx, browser, await unitsHandling(ctx.tx, { proposalId: id }), personId)) throw proposalRefusals.ratingStandIn()
  if (!(await hasProved(ctx, provedMinutes))) throw proposalRefusals.ratingPasswordOld()
  const ratingId = randomUUID()
  const { organisationId } = record
  const { attitude, result, words } = given
  await ctx.tx.insert(ratings).values({
    organisationId, id: ratingId, proposalId: id, assignmentId: reply.id, round: reply.round, personId, attitude, result, words, at: ctx.now,
  })
  await writeLine(ctx, {
    organisationId,
    subject: { kind: 'proposal', id },
    move: 'evaluate',
    from: record.state,
    to: record.state,
    facts: { ratingId, assignmentId: reply.id, round: reply.round },
  })
  await conclude(asHouse(ctx), record)
  return proposalAnswer(ctx, id)
}

/** The reply that is meant, while it may still be rated by this sponsor. */
async function rateable(ctx: Context, record: ProposalRecord, assignmentId: string, personId: string) {
  const reply = (await repliesToRate(ctx.tx, record)).find(({ id }) => id === assignmentId)
  const own = (await ratingsOf(ctx.tx, record.id)).filter((rating) => rating.personId === personId && rating.assignmentId === assignmentId)
  if (reply && own.some(isRatingOf(reply, personId))) throw proposalRefusals.ratingGiven()
  const isOver = record.evaluationDue !== null && isOverdue(record.evaluationDue, ctx.now)
  if (isEvaluationPast(record.state) || (isProposalEvaluating(record.state) && isOver)) throw proposalRefusals.ratingClosed()
  if (!isProposalEvaluating(record.state)) throw no.wrongState()
  if (!reply) throw proposalRefusals.ratingUnknown()
  return reply
}
