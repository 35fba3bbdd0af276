import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Db, Tx } from '../../db/client.ts'
import { venues } from '../../db/schema/venues.ts'

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
    .where(and(inArray(venues.organisationId, [...organisationIds])))
    .orderBy(asc(venues.number), asc(venues.name))
}
