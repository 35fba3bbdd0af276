import { eq } from 'drizzle-orm'
import { venues } from '../../db/schema/venues.ts'
import { no } from '../../shared/refusals.ts'
import { isVenueOpen } from '../../shared/venues.ts'
import { assertCan, type Context } from '../house/context.ts'
import { organisationIdsOver, organisationName, organisationTree } from '../people/queries.ts'
import type { VenueRecord } from './policy.ts'
import type { Venue } from './queries.ts'

export type VenueLoaded = Venue & VenueRecord

/** Loads a venue for someone who means to do this to it. Errors: 401, 403, 404, `wrongState`. */
export async function venueFor(ctx: Context, id: string, action: string): Promise<VenueLoaded> {
  if (ctx.actor.kind === 'stranger') throw no.notSignedIn()
  const [row] = await ctx.tx.select().from(venues).where(eq(venues.id, id))
  if (!row) throw no.notFound()
  const record = await withOrganisations(ctx, row)
  assertCan(ctx, action, record)
  return record
}

export async function withOrganisations(ctx: Context, row: Venue): Promise<VenueLoaded> {
  return { ...row, ...(await organisationsAround(ctx, row.organisationId)), closed: !isVenueOpen(row) }
}

/** Whose roles count in a venue of this organisation; and who shares it: everyone under the same 政协. */
export async function organisationsAround(ctx: Context, organisationId: string): Promise<Pick<VenueRecord, 'organisationIds' | 'seenFrom'>> {
  const organisationIds = await organisationIdsOver(ctx.tx, organisationId)
  const seenFrom = (await organisationTree(ctx.tx, organisationIds)).map((one) => one.id)
  return { organisationIds, seenFrom }
}

/** What stands on the printed sheet. */
export async function posterOf(ctx: Context, id: string) {
  const { name, place, brand, code, organisationId } = await venueFor(ctx, id, 'venue.poster')
  return { name, place, brand, code, organisationName: (await organisationName(ctx.tx, organisationId)) ?? '' }
}
