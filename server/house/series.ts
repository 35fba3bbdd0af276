import { sql } from 'drizzle-orm'
import { series } from '../../db/schema/house.ts'
import type { Context } from './context.ts'

/**
 * The next number of a series of an organisation, from 1. The row stays locked until the deed is done, and a deed that
 * fails gives its number back: numbers are dense, whoever comes at once.
 */
export async function nextInSeries(ctx: Context, organisationId: string, name: string): Promise<number> {
  const [row] = await ctx.tx
    .insert(series)
    .values({ organisationId, name, last: 1 })
    .onConflictDoUpdate({ target: [series.organisationId, series.name], set: { last: sql`${series.last} + 1` } })
    .returning({ last: series.last })
  return row!.last
}
