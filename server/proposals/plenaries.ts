import { and, desc, eq, gte, inArray, lte } from 'drizzle-orm'
import type { Db, Tx } from '../../db/client.ts'
import { plenaries } from '../../db/schema/proposals.ts'
import { type Day, dayOf } from '../../shared/calendar.ts'
import { noPerson } from '../../shared/people.ts'
import type { NewPlenary, Plenary } from '../../shared/proposal-shapes.ts'
import { plenaryInWords, proposalRefusals, type ProposalTiming } from '../../shared/proposals.ts'
import { no } from '../../shared/refusals.ts'
import { assertCan, type Context } from '../house/context.ts'
import { writeLine } from '../house/ledger.ts'
import { officesOf } from '../people/offices.ts'
import { organisation, organisationNames } from '../people/queries.ts'
import { desksOf } from './desks.ts'

export type PlenaryRow = typeof plenaries.$inferSelect

/** Sets up a plenary session (届次) in which proposals are numbered. Errors: `proposalPlenaryExists`, `datesReversed`. */
export async function openPlenary(ctx: Context, given: NewPlenary): Promise<Plenary> {
  const { organisationId, term, number, opensOn, closesOn } = given
  const home = await organisation(ctx.tx, organisationId)
  if (home?.kind !== 'cppcc') throw ctx.actor.kind === 'stranger' ? no.notSignedIn() : no.notFound()
  assertCan(ctx, 'proposal.openPlenary', { organisationId, offices: await officesOf(ctx.tx, organisationId) })
  if (closesOn < opensOn) throw noPerson.datesReversed()
  const [row] = await ctx.tx
    .insert(plenaries)
    .values({ organisationId, term, number, opensOn, closesOn, createdAt: ctx.now })
    .onConflictDoNothing()
    .returning()
  if (!row) throw proposalRefusals.proposalPlenaryExists()
  await writeLine(ctx, { organisationId, subject: { kind: 'organisation', id: organisationId }, move: 'openPlenary', facts: { term, number } })
  return plenaryAnswer(row)
}

const plenaryAnswer = ({ organisationId, term, number, opensOn, closesOn }: PlenaryRow): Plenary => ({
  organisationId, term, number, opensOn, closesOn, words: plenaryInWords(term, number),
})

/** The plenaries of the caller's 政协, the newest first, and where they may set one up. */
export async function plenariesFor(ctx: Context) {
  assertCan(ctx, 'proposal.list', {})
  const { roots } = await desksOf(ctx)
  const rows = roots.length === 0 ? [] : await ctx.tx
    .select()
    .from(plenaries)
    .where(inArray(plenaries.organisationId, roots))
    .orderBy(desc(plenaries.term), desc(plenaries.number), plenaries.organisationId)
  const names = await organisationNames(ctx.tx, roots)
  const openIn = []
  for (const id of roots) {
    const subject = { organisationId: id, offices: await officesOf(ctx.tx, id) }
    if (ctx.can(ctx.actor, 'proposal.openPlenary', subject)) openIn.push({ id, name: names.get(id) ?? '' })
  }
  return { plenaries: rows.map(plenaryAnswer), openIn }
}

/** The plenary that is meant; without a word the newest. Errors: `proposalPlenaryUnknown`. */
export async function plenaryMeant(
  tx: Db | Tx,
  organisationId: string,
  meant: { term?: number | undefined; plenary?: number | undefined },
): Promise<PlenaryRow> {
  const [row] = await tx
    .select()
    .from(plenaries)
    .where(
      and(
        eq(plenaries.organisationId, organisationId),
        ...(meant.term === undefined ? [] : [eq(plenaries.term, meant.term)]),
        ...(meant.plenary === undefined ? [] : [eq(plenaries.number, meant.plenary)]),
      ),
    )
    .orderBy(desc(plenaries.term), desc(plenaries.number))
    .limit(1)
  if (!row) throw proposalRefusals.proposalPlenaryUnknown()
  return row
}

/** 会间 while a plenary is held, 平时 between two. */
export async function timingOn(tx: Db | Tx, organisationId: string, moment: Date): Promise<ProposalTiming> {
  const day: Day = dayOf(moment)
  const [held] = await tx
    .select({ term: plenaries.term })
    .from(plenaries)
    .where(and(eq(plenaries.organisationId, organisationId), lte(plenaries.opensOn, day), gte(plenaries.closesOn, day)))
    .limit(1)
  return held ? 'duringPlenary' : 'betweenSessions'
}
