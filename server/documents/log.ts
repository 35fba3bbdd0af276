import { hash } from 'node:crypto'
import { and, desc, eq, gt, lt, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { documentClients, documents, documentUpdates } from '../../db/schema/documents.ts'
import type { DocumentRow } from './queries.ts'

/** The log of a text: append-only, without a hole, each row naming the hash of the one before. */

export type Entry = { account: string; session: string; clientIds: number[]; bytes: Uint8Array }
export type LoggedUpdate = typeof documentUpdates.$inferSelect

export const sha256 = (data: Uint8Array | string): string => hash('sha256', data, 'hex')

/** What the next row's `previousHash` must be: it binds everything this row says. */
export function rowHash(row: Omit<LoggedUpdate, 'bytes' | 'organisationId' | 'at'>): string {
  const { documentId, generation, sequence, account, session, clientIds, previousHash } = row
  return sha256(JSON.stringify([documentId, generation, sequence, account, session, clientIds, row.sha256, previousHash]))
}

const noHash = '0'.repeat(64)

/** The rows that entries become after a sequence number and hash, chained; and the hash the row after them must name. */
export function chain(
  document: Pick<DocumentRow, 'organisationId' | 'id' | 'generation'>,
  after: { sequence: number; hash: string },
  entries: readonly Entry[],
): { rows: Omit<LoggedUpdate, 'at'>[]; hash: string } {
  const { organisationId, id: documentId, generation } = document
  let previousHash = after.hash
  const rows = entries.map(({ account, session, clientIds, bytes }, index) => {
    const sequence = after.sequence + 1 + index
    const row = { organisationId, documentId, generation, sequence, account, session, clientIds, bytes, sha256: sha256(bytes), previousHash }
    previousHash = rowHash(row)
    return row
  })
  return { rows, hash: previousHash }
}

/** The hash of a document's last row, as its row stands in this transaction. */
export async function hashOfLast(tx: Tx, document: DocumentRow): Promise<string> {
  const [last] = await tx
    .select()
    .from(documentUpdates)
    .where(
      and(
        eq(documentUpdates.organisationId, document.organisationId),
        eq(documentUpdates.documentId, document.id),
        lt(documentUpdates.sequence, document.nextSequence),
      ),
    )
    .orderBy(desc(documentUpdates.sequence))
    .limit(1)
  return last ? rowHash(last) : noHash
}

/**
 * Appends updates to a document locked in this transaction, binds their clients, moves the sequence on and rings the
 * rooms at commit. The caller has seen that it is neither sealed nor of another generation. `bound` names the
 * accounts of the Yjs clients that write here for the first time; one that was bound before is a bug and fails.
 */
export async function append(
  tx: Tx,
  document: DocumentRow,
  entries: readonly Entry[],
  bound: ReadonlyMap<number, string>,
  at: Date,
): Promise<DocumentRow> {
  const { id: documentId, generation } = document
  const { rows } = chain(document, { sequence: document.nextSequence - 1, hash: await hashOfLast(tx, document) }, entries)
  if (bound.size > 0) await bindClients(tx, document, bound)
  await tx.insert(documentUpdates).values(rows.map((row) => ({ ...row, at })))
  const nextSequence = document.nextSequence + rows.length
  await tx.update(documents).set({ nextSequence }).where(eq(documents.id, documentId))
  const moved = { ...document, nextSequence }
  await tellRooms(tx, { document: documentId, generation, sequence: nextSequence - 1 })
  return moved
}

/** Binds Yjs clients to their accounts for this generation. */
async function bindClients(tx: Tx, document: DocumentRow, clients: ReadonlyMap<number, string>): Promise<void> {
  await tx.insert(documentClients).values(
    [...clients].map(([clientId, account]) => ({
      organisationId: document.organisationId,
      documentId: document.id,
      generation: document.generation,
      clientId,
      account,
    })),
  )
}

/** The committed updates of this generation after a sequence number, in order. */
export async function updatesAfter(tx: Tx, document: DocumentRow, sequence: number): Promise<LoggedUpdate[]> {
  return tx
    .select()
    .from(documentUpdates)
    .where(
      and(
        eq(documentUpdates.organisationId, document.organisationId),
        eq(documentUpdates.documentId, document.id),
        gt(documentUpdates.sequence, sequence),
        eq(documentUpdates.generation, document.generation),
      ),
    )
    .orderBy(documentUpdates.sequence)
}

/** What the rooms of every node hear at commit; only a hint, the rows are the truth. */
export type RoomHint =
  | { document: string; generation: number; sequence: number }
  | { document: string; sealed: true }
  | { document: string; freezingIn: number }
  | { document: string; recheck: true }

export const roomChannel = 'text'

export async function tellRooms(tx: Tx, hint: RoomHint): Promise<void> {
  await tx.execute(sql`select pg_notify(${roomChannel}, ${JSON.stringify(hint)})`)
}
