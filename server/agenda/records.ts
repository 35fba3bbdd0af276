import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Db, Tx } from '../../db/client.ts'
import { agendaItems, consensusItems, reservations } from '../../db/schema/agenda.ts'
import { isCurrent } from '../../shared/agenda.ts'
import { actorKey } from '../../shared/people.ts'
import { assertCan, type Context } from '../house/context.ts'
import { lockedSession, missing, type SessionRecord, sessionFor } from '../sessions/records.ts'

export type ItemRow = typeof agendaItems.$inferSelect
export type ConsensusRow = typeof consensusItems.$inferSelect
export type ReservationRow = typeof reservations.$inferSelect

/** An item as its policy sees it: the row, and the session with the seat of the one who asks. */
export type ItemRecord = ItemRow & { session: SessionRecord }

/** Fractional orders are compared as bytes, in the database as in the text. */
export const inOrder = (a: { order: string; id: string }, b: { order: string; id: string }): number =>
  a.order === b.order ? (a.id < b.id ? -1 : 1) : a.order < b.order ? -1 : 1

export async function itemsOf(tx: Db | Tx, sessionId: string): Promise<ItemRow[]> {
  const rows = await tx.select().from(agendaItems).where(eq(agendaItems.sessionId, sessionId))
  return rows.toSorted(inOrder)
}

/** The item being talked about; at most one. */
export async function currentItem(tx: Db | Tx, sessionId: string): Promise<ItemRow | null> {
  return (await itemsOf(tx, sessionId)).find((row) => isCurrent(row.state)) ?? null
}

/** Consensus that stands: what was set aside by reopening an item is left out. */
export async function consensusOf(tx: Db | Tx, sessionId: string): Promise<ConsensusRow[]> {
  return tx
    .select()
    .from(consensusItems)
    .where(and(eq(consensusItems.sessionId, sessionId), isNull(consensusItems.setAsideAt)))
    .orderBy(asc(consensusItems.createdAt), asc(consensusItems.position))
}

export async function reservationsOf(tx: Db | Tx, sessionId: string): Promise<ReservationRow[]> {
  return tx
    .select()
    .from(reservations)
    .where(eq(reservations.sessionId, sessionId))
    .orderBy(asc(reservations.createdAt), asc(reservations.id))
}

async function itemRow(ctx: Context, id: string): Promise<ItemRow> {
  const [row] = await ctx.tx.select().from(agendaItems).where(eq(agendaItems.id, id))
  if (!row) throw missing(ctx)
  return row
}

/** The one door to an item, for reading: whoever may not see its session finds nothing. */
export async function itemFor(ctx: Context, id: string): Promise<ItemRecord> {
  const row = await itemRow(ctx, id)
  return { ...row, session: await sessionFor(ctx, row.sessionId) }
}

/** The same for a deed: the session is held first, then the item is read as the hand before left it. */
export async function lockedItem(ctx: Context, id: string): Promise<ItemRecord> {
  const { sessionId } = await itemRow(ctx, id)
  const session = await lockedSession(ctx, sessionId)
  const record = { ...(await itemRow(ctx, id)), session }
  assertCan(ctx, 'item.see', record)
  return record
}

export const isProposer = (ctx: Pick<Context, 'actor'>, row: Pick<ItemRow, 'proposer'>): boolean =>
  row.proposer !== null && row.proposer === actorKey(ctx.actor)
