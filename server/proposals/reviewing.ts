import type { z } from 'zod'
import { proposals } from '../../db/schema/proposals.ts'
import type { Docketing, notDocketing, Proposal } from '../../shared/proposal-shapes.ts'
import { numberInWords, proposalRefusals } from '../../shared/proposals.ts'
import { searchGrams, searchText } from '../../shared/search.ts'
import { reopen as reopenText } from '../documents/revisions.ts'
import { outcomeEnded } from '../echo/ended.ts'
import type { Context } from '../house/context.ts'
import { nextInSeries } from '../house/series.ts'
import { ringEchoes } from '../outcomes/echoes.ts'
import { dueBy } from '../rulesets/queries.ts'
import { makeMove } from './moving.ts'
import { plenaryMeant } from './plenaries.ts'
import type { ProposalAction } from './policy.ts'
import { isSponsorOf, proposalAnswer, proposalForDeed } from './queries.ts'
import { keepDecision, type ProposalRecord } from './records.ts'
import { voidSignatures } from './signing.ts'

/** A proposal under review; whose own name stands on it does not review it. Errors: `proposalReviewerIsSponsor`. */
async function underReview(ctx: Context, id: string, version: number, action: ProposalAction): Promise<ProposalRecord> {
  const record = await proposalForDeed(ctx, id, version, action)
  if (isSponsorOf(ctx, record)) throw proposalRefusals.proposalReviewerIsSponsor()
  return record
}

/** Takes it up for review. */
export async function startReview(ctx: Context, id: string, version: number): Promise<Proposal> {
  await makeMove(ctx, await underReview(ctx, id, version, 'startReview'), 'startReview')
  return proposalAnswer(ctx, id)
}

/** Gives it back with a reason: its sponsors write on, in a new generation of the text, and hand it in again by a day. */
export async function returnForChange(ctx: Context, id: string, version: number, reason: string): Promise<Proposal> {
  const record = await underReview(ctx, id, version, 'returnForChange')
  const decisionId = await keepDecision(ctx, record, { move: 'returnForChange', words: reason })
  await voidSignatures(ctx, record)
  await makeMove(ctx, record, 'returnForChange', {
    set: { revisionId: null, resubmitDue: await dueBy(ctx, record, 'proposal.resubmit') },
    facts: { decisionId, revisionId: record.revisionId },
  })
  await reopenText(ctx, record.documentId)
  await ringEchoes(ctx, { kind: 'proposal', id })
  return proposalAnswer(ctx, id)
}

/** Does not docket it, for one of the reasons there are. */
export async function notDocket(ctx: Context, id: string, given: z.infer<typeof notDocketing>): Promise<Proposal> {
  const record = await underReview(ctx, id, given.version, 'notDocket')
  const decisionId = await keepDecision(ctx, record, { move: 'notDocket', words: given.words, code: given.code })
  await makeMove(ctx, record, 'notDocket', { facts: { decisionId, code: given.code } })
  await outcomeEnded(ctx, { kind: 'proposal', id })
  await ringEchoes(ctx, { kind: 'proposal', id })
  return proposalAnswer(ctx, id)
}

/**
 * Dockets it (立案): its class, and the next number of its plenary. The series' row is held until the deed is done, so
 * numbers are dense whoever comes at once. Errors: `proposalPlenaryUnknown`.
 */
export async function docket(ctx: Context, id: string, given: Docketing): Promise<Proposal> {
  const record = await underReview(ctx, id, given.version, 'docket')
  const { organisationId } = record
  const { term, number: plenary } = await plenaryMeant(ctx.tx, organisationId, given)
  const number = await nextInSeries(ctx, organisationId, `proposal:${term}:${plenary}`)
  const decisionId = await keepDecision(ctx, record, { move: 'docket', words: given.words ?? '', meeting: given.meeting })
  const found = `${record.searchText} ${numberInWords({ term, plenary, number })}`
  await makeMove(ctx, record, 'docket', {
    set: {
      class: given.class, term, plenary, number, docketedAt: ctx.now, searchText: searchText(found), searchGrams: searchGrams(found),
    } satisfies Partial<typeof proposals.$inferSelect>,
    facts: { decisionId, term, plenary, number, class: given.class },
  })
  await ringEchoes(ctx, { kind: 'proposal', id })
  return proposalAnswer(ctx, id)
}
