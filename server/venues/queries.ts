import { asc, eq, inArray } from 'drizzle-orm'
import type { Db, Tx } from '../../db/client.ts'
import { venues } from '../../db/schema/venues.ts'
import { organisationsOf } from '../../shared/people.ts'
import { type VenueType, venueTypeNames } from '../../shared/venues.ts'
import { assertCan, type Context } from '../house/context.ts'
import { organisationIdsOver, organisationNames, organisationTree } from '../people/queries.ts'
import type { VenueRecord } from './policy.ts'

export type Venue = typeof venues.$inferSelect

export async function venue(tx: Db | Tx, id: string): Promise<Venue | null> {
  const [row] = await tx.select().from(venues).where(eq(venues.id, id))
  return row ?? null
}

/** The venue whose printed QR carries this code; a code that was changed leads nowhere. */
export async function venueByCode(tx: Db | Tx, code: string): Promise<Venue | null> {
  const [row] = await tx.select().from(venues).where(eq(venues.code, code))
  return row ?? null
}

export async function venueNames(tx: Db | Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.select({ id: venues.id, name: venues.name }).from(venues).where(inArray(venues.id, [...new Set(ids)]))
  return new Map(rows.map((row) => [row.id, row.name]))
}

export async function venuesOf(tx: Db | Tx, organisationIds: readonly string[]): Promise<Venue[]> {
  if (organisationIds.length === 0) return []
  return tx
    .select()
    .from(venues)
    .where(inArray(venues.organisationId, [...organisationIds]))
    .orderBy(asc(venues.number), asc(venues.name))
}

/** A venue as those see it who choose or keep it; its code travels only with the poster. */
export function presentVenue(ctx: Context, record: Venue & VenueRecord) {
  const { id, organisationId, name, number, place, types, brand, version } = record
  return {
    id, organisationId, name, number, place, brand, version,
    types: types.filter((type): type is VenueType => venueTypeNames.includes(type as VenueType)),
    closedAt: record.closedAt?.toISOString() ?? null,
    may: ctx.can.may(ctx.actor, 'venue', record).filter((verb) => !publicVerbs.includes(verb)),
  }
}

const publicVerbs: readonly string[] = ['list', 'lookThroughDoor', 'enter']

/** The venues of everyone under the 政协 that the actor works in, for choosing one or keeping them. */
export async function listVenues(ctx: Context) {
  assertCan(ctx, 'venue.list')
  const mine = ctx.actor.kind === 'person' ? organisationsOf(ctx.actor) : []
  const over = new Set<string>()
  for (const id of mine) for (const one of await organisationIdsOver(ctx.tx, id)) over.add(one)
  const around = await organisationTree(ctx.tx, [...over])
  const names = await organisationNames(ctx.tx, around.map((one) => one.id))
  const rows = await venuesOf(ctx.tx, around.map((one) => one.id))
  const shown = []
  for (const row of rows) {
    const organisationIds = await organisationIdsOver(ctx.tx, row.organisationId)
    const record = { ...row, organisationIds, seenFrom: around.map((one) => one.id), closed: row.closedAt !== null }
    if (!ctx.can(ctx.actor, 'venue.see', record)) continue
    shown.push({ ...presentVenue(ctx, record), organisationName: names.get(row.organisationId) ?? '' })
  }
  return { venues: shown }
}
