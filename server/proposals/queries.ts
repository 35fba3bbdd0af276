import { dayOf } from '../../shared/calendar.ts'
import { isAgendaContent } from '../../shared/documents/content.ts'
import { isOverdue, workingDaysLate } from '../../shared/due.ts'
import { lengthOf } from '../../shared/outcomes.ts'
import type { Proposal, ProposalLine } from '../../shared/proposal-shapes.ts'
import {
  isAwaitingSponsors, isProposalEvaluating, isProposalInk, isProposalReturned, numberInWords,
} from '../../shared/proposals.ts'
import { no } from '../../shared/refusals.ts'
import type { Due } from '../../shared/ruleset.ts'
import { answersOf, assignmentLinesOf } from '../assignments/queries.ts'
import { findRevision } from '../documents/queries.ts'
import { readDocument } from '../documents/revisions.ts'
import { assertCan, type Context } from '../house/context.ts'
import { assertVersion } from '../house/move.ts'
import { organisationNames } from '../people/queries.ts'
import { ruleSetVersion } from '../rulesets/queries.ts'
import { decisionsFor, sponsorsFor } from './answers.ts'
import { fromOpinions, recommendationsFor } from './origins.ts'
import { type ProposalAction, proposalRelations } from './policy.ts'
import { owedBy } from './ratings.ts'
import { findProposal, proposalRecord, type ProposalRecord, type ProposalRow, type SponsorRow } from './records.ts'

/** The one door to a proposal: whoever may not see it finds nothing. */
export async function proposalFor(ctx: Context, id: string): Promise<ProposalRecord> {
  return admitted(ctx, await findProposal(ctx.tx, id))
}

/** The same for a deed: everything about one proposal happens one after the other. */
export async function lockedProposal(ctx: Context, id: string): Promise<ProposalRecord> {
  await proposalFor(ctx, id)
  return admitted(ctx, await findProposal(ctx.tx, id, true))
}

async function admitted(ctx: Context, row: ProposalRow | null): Promise<ProposalRecord> {
  if (!row) throw ctx.actor.kind === 'stranger' ? no.notSignedIn() : no.notFound()
  const record = await proposalRecord(ctx.tx, ctx.actor, row)
  assertCan(ctx, 'proposal.see', record)
  return record
}

/** Loads a proposal for a deed of this person: theirs to do, decided on the proposal as it is, and in its right state. */
export async function proposalForDeed(ctx: Context, id: string, version: number, action: ProposalAction): Promise<ProposalRecord> {
  const record = await lockedProposal(ctx, id)
  if (ctx.can.verdict(ctx.actor, `proposal.${action}`, record) === 'refused') throw no.notAllowed()
  if (version !== record.version) assertVersion(version, record, await proposalAnswer(ctx, id))
  assertCan(ctx, `proposal.${action}`, record)
  return record
}

/** Whoever may see a proposal hears how it goes on. */
export async function hearsProposal(ctx: Context, id: string): Promise<boolean> {
  const row = await findProposal(ctx.tx, id)
  return row !== null && ctx.can(ctx.actor, 'proposal.see', await proposalRecord(ctx.tx, ctx.actor, row))
}

/** The proposal as it leaves the server: what the caller may read of it, and what they may do with it now. */
export async function proposalAnswer(ctx: Context, id: string): Promise<Proposal> {
  const record = await proposalFor(ctx, id)
  const revision = record.revisionId ? await findRevision(ctx.tx, record.revisionId) : null
  const toRate = await ratableNow(ctx, record)
  const { rules } = await ruleSetVersion(ctx.tx, record.organisationId, record.ruleSetVersion)
  return {
    ...proposalLineOf(ctx, record, record.sponsors),
    documentId: record.documentId,
    ruleSetVersion: record.ruleSetVersion,
    revision: revision && { id: revision.id, digest: revision.sha256, at: revision.at.toISOString() },
    sponsors: await sponsorsFor(ctx, record),
    sponsorsUntil: record.sponsorsUntil,
    length: { signs: await signsOf(ctx, record), ...rules['proposal.length'] },
    decisions: await decisionsFor(ctx, record),
    recommendations: await recommendationsFor(ctx, id),
    from: await fromOpinions(ctx, id),
    assignments: await assignmentLinesOf(ctx, { proposalId: id }),
    answers: await answersOf(ctx.tx, { proposalId: id }),
    resubmitDue: record.resubmitDue,
    evaluationDue: record.evaluationDue,
    rehandleCount: record.rehandleCount,
    toRate,
    now: ctx.now.toISOString(),
    may: ctx.can.may(ctx.actor, 'proposal', record).filter((verb) => isOpenTo(ctx, record, verb, toRate.length)),
  }
}

/** Beyond policy and table: a day has passed, a reply is rated, a reviewer is a sponsor. */
function isOpenTo(ctx: Context, record: ProposalRecord, verb: string, toRate: number): boolean {
  if (['list', 'create', 'openPlenary'].includes(verb)) return false
  if (isReview(verb)) return !isSponsorOf(ctx, record)
  if (verb === 'evaluate') return toRate > 0
  if (verb === 'sponsorSigned') return record.sponsorsUntil === null || dayOf(ctx.now) <= record.sponsorsUntil
  return true
}

const isReview = (verb: string): boolean => ['startReview', 'returnForChange', 'notDocket', 'docket'].includes(verb)

export const isSponsorOf = (ctx: Pick<Context, 'actor'>, record: ProposalRecord): boolean =>
  record.sponsors.some(({ personId }) => ctx.actor.kind === 'person' && personId === ctx.actor.id)

/** The replies a sponsor may rate now. */
async function ratableNow(ctx: Context, record: ProposalRecord): Promise<Proposal['toRate']> {
  const { actor } = ctx
  if (actor.kind !== 'person' || !isProposalEvaluating(record.state) || !proposalRelations(actor, record).includes('sponsor')) return []
  if (record.evaluationDue && isOverdue(record.evaluationDue, ctx.now)) return []
  const owed = await owedBy(ctx.tx, record, actor.id)
  const names = await organisationNames(ctx.tx, owed.map(({ unitId }) => unitId))
  return owed.map(({ id, unitId, round }) => ({ assignmentId: id, unitName: names.get(unitId) ?? '', round }))
}

/** How long the text is: of ink only its sponsors are told. */
async function signsOf(ctx: Context, record: ProposalRecord): Promise<number | null> {
  if (record.revisionId) {
    const sealed = await findRevision(ctx.tx, record.revisionId)
    return sealed && !isAgendaContent(sealed.content) ? lengthOf(sealed.content) : null
  }
  if (!proposalRelations(ctx.actor, record).includes('sponsor')) return null
  const { content } = await readDocument(ctx, record.documentId)
  return isAgendaContent(content) ? null : lengthOf(content)
}

/** One line of a list; `sponsors` are all of the proposal's. */
export function proposalLineOf(ctx: Pick<Context, 'actor' | 'now'>, row: ProposalRow, sponsors: readonly SponsorRow[]): ProposalLine {
  const { id, organisationId, subject, state, version, timing, term, plenary, number } = row
  const own = sponsors.find(({ personId }) => ctx.actor.kind === 'person' && personId === ctx.actor.id)
  const due = dueNow(row)
  return {
    id, organisationId, subject, state, version, timing, term, plenary, number,
    leadName: sponsors.find(({ lead }) => lead)?.name ?? '',
    mine: own ? (own.lead ? 'lead' : 'sponsor') : null,
    class: row.class,
    numberWords: numberInWords(row),
    createdAt: row.createdAt.toISOString(),
    submittedAt: row.submittedAt?.toISOString() ?? null,
    docketedAt: row.docketedAt?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
    due,
    workingDaysLate: due ? workingDaysLate(due, ctx.now) : 0,
  }
}

/** What the proposal itself waits for; its units' due dates stand with their assignments. */
export function dueNow(row: ProposalRow): Due | null {
  if (isAwaitingSponsors(row.state) && row.sponsorsUntil) return sponsorsDue(row, row.sponsorsUntil)
  if (isProposalInk(row.state) || isProposalReturned(row.state)) return row.resubmitDue
  return isProposalEvaluating(row.state) ? row.evaluationDue : null
}

/** The day the first proposer named, as a due date. */
const sponsorsDue = (row: ProposalRow, on: string): Due => ({
  rule: 'proposal.sponsors', version: row.ruleSetVersion, length: { on }, from: on, day: on, provisional: false,
})
