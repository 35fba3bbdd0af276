import { and, arrayContains, desc, eq, exists, inArray, isNotNull, or, sql, type SQL } from 'drizzle-orm'
import { proposals, proposalSponsors } from '../../db/schema/proposals.ts'
import type { ProposalList, ProposalQuery } from '../../shared/proposal-shapes.ts'
import { docketedStates, proposalGroups } from '../../shared/proposals.ts'
import { searchGrams, searchParts } from '../../shared/search.ts'
import { proposalsHandledBy } from '../assignments/handled.ts'
import { assertCan, type Context } from '../house/context.ts'
import { organisationsWhere } from '../people/queries.ts'
import { type Desks, desksOf, rootsWith } from './desks.ts'
import { colleagueRoles, officeRoles } from './policy.ts'
import { proposalLineOf } from './queries.ts'
import { type ProposalRow, sponsorsOf } from './records.ts'

const mostRows = 200

/** The proposals the caller may see, the newest first, in heaps and by words. */
export async function listProposals(ctx: Context, wanted: ProposalQuery): Promise<ProposalList> {
  assertCan(ctx, 'proposal.list', {})
  const desks = await desksOf(ctx)
  const rows = await ctx.tx
    .select()
    .from(proposals)
    .where(and(await seenFrom(ctx, desks, wanted.mine === 'true'), matching(wanted), ...found(wanted.q ?? '')))
    .orderBy(desc(proposals.createdAt), desc(proposals.id))
    .limit(mostRows + 1)
  return {
    proposals: await linesOf(ctx, rows.slice(0, mostRows)),
    more: rows.length > mostRows,
    createIn: await organisationsWhere(ctx, 'proposal.create'),
  }
}

async function linesOf(ctx: Context, rows: readonly ProposalRow[]) {
  const sponsors = await sponsorsOf(ctx.tx, rows.map(({ id }) => id))
  return rows.map((row) => proposalLineOf(ctx, row, sponsors.filter(({ proposalId }) => proposalId === row.id)))
}

/** True for the proposals on which the caller's own name stands, or was asked for. */
export function isMine(ctx: Pick<Context, 'actor' | 'tx'>): SQL {
  const own = ctx.actor.kind === 'person' ? ctx.actor.id : ''
  return exists(
    ctx.tx
      .select({ one: sql`1` })
      .from(proposalSponsors)
      .where(and(eq(proposalSponsors.proposalId, proposals.id), eq(proposalSponsors.personId, own))),
  )
}

/** The policy's sentences on who sees a proposal, as one condition for many rows. */
async function seenFrom(ctx: Context, desks: Desks, mineOnly: boolean): Promise<SQL | undefined> {
  if (mineOnly) return isMine(ctx)
  const office = rootsWith(desks, officeRoles)
  const docketed = [...new Set([...rootsWith(desks, colleagueRoles), ...desks.supervised])]
  const handled = await proposalsHandledBy(ctx.tx, desks.units)
  return or(
    isMine(ctx),
    office.length === 0 ? undefined : and(inArray(proposals.organisationId, office), isNotNull(proposals.submittedAt)),
    docketed.length === 0 ? undefined : and(inArray(proposals.organisationId, docketed), inArray(proposals.state, docketedStates)),
    handled.length === 0 ? undefined : inArray(proposals.id, handled),
  )
}

function matching({ organisationId, group, class: subject, term, plenary }: ProposalQuery): SQL | undefined {
  return and(
    organisationId === undefined ? undefined : eq(proposals.organisationId, organisationId),
    group === undefined ? undefined : inArray(proposals.state, [...proposalGroups[group].states]),
    subject === undefined ? undefined : eq(proposals.class, subject),
    term === undefined ? undefined : eq(proposals.term, term),
    plenary === undefined ? undefined : eq(proposals.plenary, plenary),
  )
}

/** Every part of what is looked for stands in it: by its pairs of characters first, then the words themselves. */
function found(q: string): SQL[] {
  const grams = searchGrams(q)
  return [
    ...(grams.length > 0 ? [arrayContains(proposals.searchGrams, grams)] : []),
    ...searchParts(q).map((part) => sql`position(${part} in ${proposals.searchText}) > 0`),
  ]
}
