import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { proposals, proposalSponsors } from '../../db/schema/proposals.ts'
import { emptySections } from '../../shared/outcomes.ts'
import type { NewProposal, Proposal } from '../../shared/proposal-shapes.ts'
import { proposalRefusals, proposalWorkflow } from '../../shared/proposals.ts'
import { no } from '../../shared/refusals.ts'
import { searchGrams, searchText } from '../../shared/search.ts'
import { createDocument } from '../documents/create.ts'
import { assertCan, type Context } from '../house/context.ts'
import { writeLine } from '../house/ledger.ts'
import { type Origin, recordOutcomes } from '../outcomes/records.ts'
import { textFromOpinions } from '../outcomes/sources.ts'
import { peopleOf } from '../people/queries.ts'
import { ruleSetOf } from '../rulesets/queries.ts'
import { proposalAnswer, proposalForDeed } from './queries.ts'

/**
 * Begins a proposal: empty under its headings, or from clauses of a signed opinion, of which nothing is typed again. Who
 * makes it is its first proposer; the co-sponsors write along. Errors: `proposalSponsorUnknown`, `outcomeMade`,
 * `outcomeClauseUnknown`, `outcomeNothingPicked`.
 */
export async function createProposal(ctx: Context, given: NewProposal): Promise<Proposal> {
  const { organisationId, subject } = given
  assertCan(ctx, 'proposal.create', { organisationId })
  if (ctx.actor.kind !== 'person') throw no.notAllowed()
  const lead = ctx.actor
  const id = randomUUID()
  const others = [...new Set(given.sponsors ?? [])].filter((personId) => personId !== lead.id)
  const sponsors = [{ id: lead.id, name: lead.name }, ...(await membersNamed(ctx, organisationId, others))]
  const origins = await makeText(ctx, id, given)
  await ctx.tx.insert(proposals).values({
    organisationId,
    id,
    documentId: id,
    subject,
    state: proposalWorkflow.initial,
    ruleSetVersion: (await ruleSetOf(ctx.tx, organisationId)).version,
    leadId: lead.id,
    createdAt: ctx.now,
    searchText: searchText(subject),
    searchGrams: searchGrams(subject),
  })
  await ctx.tx.insert(proposalSponsors).values(
    sponsors.map(({ id: personId, name }, position) => ({ organisationId, proposalId: id, personId, name, lead: position === 0, position })),
  )
  await writeLine(ctx, {
    organisationId,
    subject: { kind: 'proposal', id },
    move: 'create',
    to: proposalWorkflow.initial,
    facts: { documentId: id, sponsors: sponsors.map((one) => one.id) },
  })
  await recordOutcomes(ctx, { kind: 'proposal', id }, origins)
  return proposalAnswer(ctx, id)
}

/** The text under the proposal's own id. */
async function makeText(ctx: Context, id: string, { organisationId, opinion }: NewProposal): Promise<Origin[]> {
  if (!opinion) {
    await createDocument(ctx, { organisationId, kind: 'proposal', id, content: emptySections('proposal') })
    return []
  }
  const { origins } = await textFromOpinions(ctx, { organisationId, kind: 'proposal', id, sources: [opinion] })
  if (origins.some((origin) => origin.opinion.organisationId !== organisationId)) throw no.notFound()
  return origins
}

/** Members of the 政协 who hold that role today, by their ids, in the order given. Errors: `proposalSponsorUnknown`. */
export async function membersNamed(ctx: Context, organisationId: string, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  if (ids.length === 0) return []
  const members = await membersOf(ctx, organisationId)
  return ids.map((id) => {
    const member = members.find((one) => one.id === id)
    if (!member) throw proposalRefusals.proposalSponsorUnknown()
    return member
  })
}

async function membersOf(ctx: Context, organisationId: string): Promise<{ id: string; name: string }[]> {
  const people = await peopleOf(ctx.tx, ctx.now, [organisationId])
  return people
    .filter(({ roles }) => roles.some(({ role }) => role === 'member' || role === 'sectorConvenor'))
    .map(({ id, name }) => ({ id, name }))
}

const mostCandidates = 100

/** Members whose names one could ask for, by name. */
export async function candidatesFor(ctx: Context, organisationId: string, q = ''): Promise<{ candidates: { id: string; name: string }[] }> {
  assertCan(ctx, 'proposal.create', { organisationId })
  const wanted = q.trim()
  const members = await membersOf(ctx, organisationId)
  const own = ctx.actor.kind === 'person' ? ctx.actor.id : ''
  return { candidates: members.filter(({ id, name }) => id !== own && name.includes(wanted)).slice(0, mostCandidates) }
}

/** Gives it another subject (案由), while it is written. */
export async function editSubject(ctx: Context, id: string, version: number, subject: string): Promise<Proposal> {
  const record = await proposalForDeed(ctx, id, version, 'edit')
  if (subject === record.subject) return proposalAnswer(ctx, id)
  await ctx.tx
    .update(proposals)
    .set({ subject, version: record.version + 1, searchText: searchText(subject), searchGrams: searchGrams(subject) })
    .where(eq(proposals.id, id))
  await writeLine(ctx, {
    organisationId: record.organisationId, subject: { kind: 'proposal', id }, move: 'edit', from: record.state, to: record.state,
  })
  return proposalAnswer(ctx, id)
}
