import { randomUUID } from 'node:crypto'
import { and, eq, ne } from 'drizzle-orm'
import { venues } from '../../db/schema/venues.ts'
import { noVenue, type VenueFields } from '../../shared/venues.ts'
import { no } from '../../shared/refusals.ts'
import { assertCan, type Context } from '../house/context.ts'
import { writeLine } from '../house/ledger.ts'
import { assertVersion } from '../house/move.ts'
import { newToken } from '../house/secrets.ts'
import { organisation } from '../people/queries.ts'
import { presentVenue, type Venue } from './queries.ts'
import { organisationsAround, venueFor, type VenueLoaded, withOrganisations } from './records.ts'

/** Opens a venue, with a code of its own for the printed QR. Error: `venueNameTaken`. */
export async function createVenue(ctx: Context, { organisationId, ...fields }: VenueFields & { organisationId: string }) {
  if (ctx.actor.kind === 'stranger') throw no.notSignedIn()
  if (!(await organisation(ctx.tx, organisationId))) throw no.notFound()
  assertCan(ctx, 'venue.create', { ...(await organisationsAround(ctx, organisationId)), closed: false })
  const [row] = await ctx.tx
    .insert(venues)
    .values({ id: randomUUID(), organisationId, ...fields, code: newToken(), createdAt: ctx.now })
    .onConflictDoNothing()
    .returning()
  if (!row) throw noVenue.venueNameTaken()
  return written(ctx, row, 'create')
}

export async function editVenue(ctx: Context, id: string, { version, ...fields }: VenueFields & { version: number }) {
  const record = await venueFor(ctx, id, 'venue.edit')
  const [taken] = await ctx.tx
    .select({ id: venues.id })
    .from(venues)
    .where(and(eq(venues.organisationId, record.organisationId), eq(venues.name, fields.name), ne(venues.id, id)))
  if (taken) throw noVenue.venueNameTaken()
  return change(ctx, record, version, 'edit', fields)
}

/** Gives the QR a new code: every printed one leads nowhere from now on. */
export async function rotateCode(ctx: Context, id: string, version: number) {
  return change(ctx, await venueFor(ctx, id, 'venue.rotateCode'), version, 'rotateCode', { code: newToken() })
}

/** Closes a venue: its records stay, its QR leads nowhere. */
export async function closeVenue(ctx: Context, id: string, version: number) {
  return change(ctx, await venueFor(ctx, id, 'venue.close'), version, 'close', { closedAt: ctx.now })
}

export async function reopenVenue(ctx: Context, id: string, version: number) {
  return change(ctx, await venueFor(ctx, id, 'venue.reopen'), version, 'reopen', { closedAt: null })
}

async function change(ctx: Context, record: VenueLoaded, version: number, move: string, set: Partial<Venue>) {
  assertVersion(version, record, presentVenue(ctx, record))
  const [row] = await ctx.tx
    .update(venues)
    .set({ ...set, version: record.version + 1 })
    .where(and(eq(venues.id, record.id), eq(venues.version, record.version)))
    .returning()
  if (!row) throw no.stale()
  return written(ctx, row, move)
}

async function written(ctx: Context, row: Venue, move: string) {
  await writeLine(ctx, { organisationId: row.organisationId, subject: { kind: 'venue', id: row.id }, move })
  return presentVenue(ctx, await withOrganisations(ctx, row))
}
