import { asc, eq } from 'drizzle-orm'
import type { Db, Tx } from '../../db/client.ts'
import { ratings } from '../../db/schema/proposals.ts'
import { isAssignmentDelivered, isAssignmentSettled, owesReply } from '../../shared/assignments.ts'
import { type AssignmentRow, standingAssignments } from '../assignments/records.ts'
import type { ProposalRecord, ProposalRow } from './records.ts'

export type RatingRow = typeof ratings.$inferSelect

export async function ratingsOf(tx: Db | Tx, proposalId: string): Promise<RatingRow[]> {
  return tx.select().from(ratings).where(eq(ratings.proposalId, proposalId)).orderBy(asc(ratings.round), asc(ratings.at), asc(ratings.id))
}

/** Which round of replies is rated now: the first, or one more for each time it was handled again. */
export const roundOf = ({ rehandleCount }: Pick<ProposalRow, 'rehandleCount'>): number => rehandleCount + 1

/** The replies of this round that were delivered and are rated. */
export async function repliesToRate(tx: Db | Tx, proposal: Pick<ProposalRow, 'id' | 'rehandleCount'>): Promise<AssignmentRow[]> {
  return (await standingAssignments(tx, { proposalId: proposal.id })).filter(
    ({ kind, state, round }) => owesReply(kind) && round === roundOf(proposal) && (isAssignmentDelivered(state) || isAssignmentSettled(state)),
  )
}

/** The replies this sponsor has not rated yet. */
export async function owedBy(tx: Db | Tx, proposal: ProposalRow, personId: string): Promise<AssignmentRow[]> {
  const given = await ratingsOf(tx, proposal.id)
  return (await repliesToRate(tx, proposal)).filter((reply) => !given.some(isRatingOf(reply, personId)))
}

export const isRatingOf = (reply: Pick<AssignmentRow, 'id' | 'round'>, personId: string) => (rating: RatingRow): boolean =>
  rating.assignmentId === reply.id && rating.round === reply.round && rating.personId === personId

/** How many ratings this round could have, and has. */
export async function countRatings(tx: Db | Tx, proposal: ProposalRecord): Promise<{ wanted: number; given: RatingRow[] }> {
  const replies = await repliesToRate(tx, proposal)
  const raters = proposal.sponsors.filter(({ standing }) => standing)
  const all = await ratingsOf(tx, proposal.id)
  const given = all.filter((rating) => replies.some((reply) => isRatingOf(reply, rating.personId)(rating)))
  return { wanted: replies.length * raters.length, given }
}
