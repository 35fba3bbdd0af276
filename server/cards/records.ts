import { and, asc, count, eq, inArray } from 'drizzle-orm'
import type { Db, Tx } from '../../db/client.ts'
import { cards } from '../../db/schema/cards.ts'
import { isCardMerged, waitingCard } from '../../shared/cards.ts'

export type CardRow = typeof cards.$inferSelect

export async function findCard(tx: Db | Tx, id: string): Promise<CardRow | null> {
  const [row] = await tx.select().from(cards).where(eq(cards.id, id))
  return row ?? null
}

/** The cards of a session in the order they were said. */
export async function cardsIn(tx: Db | Tx, sessionId: string): Promise<CardRow[]> {
  return tx.select().from(cards).where(eq(cards.sessionId, sessionId)).orderBy(asc(cards.saidAt), asc(cards.id))
}

/** Cards that still have no place: before the seal there must be none. */
export async function countWaiting(tx: Db | Tx, sessionId: string): Promise<number> {
  const [row] = await tx
    .select({ count: count() })
    .from(cards)
    .where(and(eq(cards.sessionId, sessionId), eq(cards.state, waitingCard)))
  return row?.count ?? 0
}

export async function cardsById(tx: Db | Tx, ids: readonly string[]): Promise<CardRow[]> {
  if (ids.length === 0) return []
  return tx.select().from(cards).where(inArray(cards.id, [...new Set(ids)]))
}

/** The cards in which residents' issues came to the table. */
export async function cardsOfIssues(tx: Db | Tx, issueIds: readonly string[]): Promise<CardRow[]> {
  if (issueIds.length === 0) return []
  return tx.select().from(cards).where(inArray(cards.issueId, [...new Set(issueIds)])).orderBy(asc(cards.saidAt))
}

/** The issues that lie on the table of a session: their threads go on with it. */
export async function issuesAt(tx: Db | Tx, sessionId: string): Promise<string[]> {
  return (await cardsIn(tx, sessionId)).flatMap((card) => card.issueId ?? [])
}

/** The card whose fate this one shares: itself, or the one it was merged into, however often. */
export function rootOf(card: CardRow, all: ReadonlyMap<string, CardRow>): CardRow {
  let root = card
  while (isCardMerged(root.state) && root.mergedInto) {
    const next = all.get(root.mergedInto)
    if (!next) break
    root = next
  }
  return root
}

/** This card and all that were merged into it: their words stand together. */
export function gathered(card: CardRow, all: ReadonlyMap<string, CardRow>): CardRow[] {
  return [...all.values()].filter((one) => one.id === card.id || (isCardMerged(one.state) && rootOf(one, all).id === card.id))
}

export const byId = (rows: readonly CardRow[]): Map<string, CardRow> => new Map(rows.map((row) => [row.id, row]))
