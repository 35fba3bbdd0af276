import { isOverdue } from '../../shared/due.ts'
import type { Rating, RatingList } from '../../shared/proposal-shapes.ts'
import { isProposalEvaluating } from '../../shared/proposals.ts'
import { standingAssignments } from '../assignments/records.ts'
import { assertCan, type Context } from '../house/context.ts'
import { organisationNames } from '../people/queries.ts'
import { proposalRelations } from './policy.ts'
import { proposalFor } from './queries.ts'
import { countRatings, type RatingRow, ratingsOf, roundOf } from './ratings.ts'
import type { ProposalRecord } from './records.ts'

type Eyes = { all: boolean; own: string; scores: boolean; units: readonly string[] | null }

/**
 * Ratings, as far as the caller may read them: the proposal office all; a sponsor their own; the supervision office, and
 * a unit of its own reply, the scores alone, once all have rated or the time is over.
 */
export async function ratingsFor(ctx: Context, id: string): Promise<RatingList> {
  const record = await proposalFor(ctx, id)
  assertCan(ctx, 'proposal.ratings', record)
  const { wanted, given } = await countRatings(ctx.tx, record)
  const complete = wanted > 0 && given.length >= wanted
  const over = isRoundOver(ctx, record) && wanted > 0
  const eyes = eyesOf(ctx, record)
  const handling = await standingAssignments(ctx.tx, { proposalId: id })
  const names = await organisationNames(ctx.tx, handling.map(({ unitId }) => unitId))
  const unitOf = (rating: RatingRow): string => handling.find((one) => one.id === rating.assignmentId)?.unitId ?? ''
  const isFinal = (rating: RatingRow): boolean => rating.round < roundOf(record) || complete || over
  const rows = await ratingsOf(ctx.tx, id)
  return {
    ratings: rows.flatMap((rating): Rating[] => {
      const mine = rating.personId === eyes.own
      const scored = eyes.scores && isFinal(rating) && (eyes.units === null || eyes.units.includes(unitOf(rating)))
      if (!mine && !eyes.all && !scored) return []
      const named = mine || eyes.all
      return [{
        assignmentId: rating.assignmentId,
        unitName: names.get(unitOf(rating)) ?? '',
        round: rating.round,
        personId: named ? rating.personId : null,
        name: named ? (record.sponsors.find(({ personId }) => personId === rating.personId)?.name ?? '') : '',
        attitude: rating.attitude,
        result: rating.result,
        words: named ? rating.words : '',
        at: named ? rating.at.toISOString() : null,
        mine,
      }]
    }),
    complete,
    over,
    noOpinion: over && (eyes.all || eyes.scores) ? wanted - given.length : null,
  }
}

/** Which relation lets the caller read what. `units`: only of these units' replies. */
function eyesOf(ctx: Context, record: ProposalRecord): Eyes {
  const related = proposalRelations(ctx.actor, record)
  const own = ctx.actor.kind === 'person' ? ctx.actor.id : ''
  // Whose own name stands on it reads as a sponsor, whatever else they are: others' ratings are not shown to sponsors.
  if (related.includes('sponsor')) return { all: false, own, scores: false, units: null }
  const all = related.includes('office')
  const supervision = related.includes('supervision')
  const held = ctx.actor.kind === 'person' ? ctx.actor.roles.map(({ organisationId }) => organisationId) : []
  return { all, own, scores: supervision || related.includes('unit'), units: supervision ? null : held }
}

const isRoundOver = (ctx: Context, record: ProposalRecord): boolean =>
  isProposalEvaluating(record.state) ? record.evaluationDue !== null && isOverdue(record.evaluationDue, ctx.now) : true
