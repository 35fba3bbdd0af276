import { eq } from 'drizzle-orm'
import { agendaItems } from '../../db/schema/agenda.ts'
import type { Context } from '../house/context.ts'
import { currentItem, type ItemRow } from './records.ts'

/** Seconds talked about an item up to now: the stretches before, and the one under way. */
export function spentUntil(row: Pick<ItemRow, 'spentSeconds' | 'begunAt'>, now: Date): number {
  if (!row.begunAt) return row.spentSeconds
  return row.spentSeconds + Math.max(0, Math.round((now.getTime() - row.begunAt.getTime()) / 1000))
}

/** The session pauses: the current item's clock stands. */
export async function stopItemClock(ctx: Context, sessionId: string): Promise<void> {
  const row = await currentItem(ctx.tx, sessionId)
  if (!row) return
  await ctx.tx
    .update(agendaItems)
    .set({ spentSeconds: spentUntil(row, ctx.now), begunAt: null })
    .where(eq(agendaItems.id, row.id))
}

/** The session goes on, and with it the current item's clock. */
export async function startItemClock(ctx: Context, sessionId: string): Promise<void> {
  const row = await currentItem(ctx.tx, sessionId)
  if (row && !row.begunAt) await ctx.tx.update(agendaItems).set({ begunAt: ctx.now }).where(eq(agendaItems.id, row.id))
}
