import { and, asc, inArray, lt } from 'drizzle-orm'
import { proposals } from '../../db/schema/proposals.ts'
import { dueDay } from '../../db/schema/columns.ts'
import { dayOf } from '../../shared/calendar.ts'
import { isOverdue } from '../../shared/due.ts'
import { clockActor } from '../../shared/people.ts'
import type { Proposal } from '../../shared/proposal-shapes.ts'
import { isDissatisfied, isProposalEvaluating, proposalWorkflow } from '../../shared/proposals.ts'
import { feedbackIn } from '../assignments/feedback.ts'
import { outcomeEnded } from '../echo/ended.ts'
import { type Context, type Ground, within } from '../house/context.ts'
import { ringEchoes } from '../outcomes/echoes.ts'
import { ruleSetVersion } from '../rulesets/queries.ts'
import { asHouse, lockedByHouse, makeMove } from './moving.ts'
import { proposalAnswer, proposalForDeed } from './queries.ts'
import { countRatings, type RatingRow } from './ratings.ts'
import { keepDecision, type ProposalRecord } from './records.ts'

/**
 * Goes on once all sponsors have rated, or their time is over: closed; or handled once more, where the result leaves
 * somebody dissatisfied who counts; or, after that, talked over face to face. Quiet before. Whoever was silent gave no
 * opinion: they count for nothing.
 */
export async function conclude(house: Context, record: ProposalRecord): Promise<void> {
  const { wanted, given } = await countRatings(house.tx, record)
  const isOver = record.evaluationDue !== null && isOverdue(record.evaluationDue, house.now)
  if (!isProposalEvaluating(record.state) || (given.length < wanted && !isOver)) return
  const { rules } = await ruleSetVersion(house.tx, record.organisationId, record.ruleSetVersion)
  const facts = { rated: given.length, noOpinion: wanted - given.length }
  if (!given.some((rating) => counts(record, rating, rules['dissatisfied.trigger']))) {
    await makeMove(house, record, 'complete', { set: { closedAt: house.now }, facts })
    await feedbackIn(house, { proposalId: record.id }, 'settled')
    await outcomeEnded(house, { kind: 'proposal', id: record.id })
  } else if (record.rehandleCount < rules['rehandle.max']) {
    await makeMove(house, record, 'dissatisfied', { set: { rehandleCount: record.rehandleCount + 1, evaluationDue: null }, facts })
    await feedbackIn(house, { proposalId: record.id }, 'again')
  } else await makeMove(house, record, 'dissatisfiedAgain', { facts })
  await ringEchoes(house, { kind: 'proposal', id: record.id })
}

const counts = (record: ProposalRecord, rating: RatingRow, trigger: 'lead' | 'any'): boolean =>
  isDissatisfied(rating.result) && (trigger === 'any' || rating.personId === record.leadId)

/** What only time decides: sponsors who said nothing by the day gave no opinion, and the proposal goes on. */
export async function completeSilent(ground: Ground): Promise<number> {
  const due = await within(ground, clockActor, async ({ tx, now }) =>
    tx
      .select({ id: proposals.id })
      .from(proposals)
      .where(and(inArray(proposals.state, [...proposalWorkflow.moves.complete.from]), lt(dueDay(proposals.evaluationDue), dayOf(now))))
      .orderBy(asc(proposals.id))
      .limit(500),
  )
  for (const { id } of due) {
    await within(ground, clockActor, async (ctx) => {
      const record = await lockedByHouse(ctx, id)
      if (record) await conclude(ctx, record)
    })
  }
  return due.length
}

/** Closes it after it was talked over face to face, with the record of what was said. */
export async function settleFaceToFace(ctx: Context, id: string, version: number, words: string): Promise<Proposal> {
  const record = await proposalForDeed(ctx, id, version, 'settle')
  const decisionId = await keepDecision(ctx, record, { move: 'settle', words })
  await makeMove(ctx, record, 'settle', { set: { closedAt: ctx.now }, facts: { decisionId } })
  await feedbackIn(asHouse(ctx), { proposalId: id }, 'settled')
  await outcomeEnded(ctx, { kind: 'proposal', id })
  await ringEchoes(ctx, { kind: 'proposal', id })
  return proposalAnswer(ctx, id)
}
