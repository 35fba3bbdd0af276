import { and, desc, eq } from 'drizzle-orm'
import * as Y from 'yjs'
import type { Tx } from '../../db/client.ts'
import { documentSnapshots } from '../../db/schema/documents.ts'
import { newInk } from '../../shared/sync/ink.ts'
import { type Damage, noteDamage } from './damage.ts'
import { type LoggedUpdate, rowHash, sha256, updatesAfter } from './log.ts'
import type { DocumentRow } from './queries.ts'

/** A text as the store has it: the newest good snapshot and every good row after it. */
export type Stored = {
  base: Uint8Array
  /** The good updates after the base, in order. */
  updates: Uint8Array[]
  /** The number of the last row, good or not. */
  sequence: number
  /** The hash of the last row there is, which the next one must name; null where none was read. */
  lastHash: string | null
  damage: Damage[]
}

const nothing = new Uint8Array([0, 0])

/** Reads a text and checks every byte of it against its hash. What is damaged is named in the answer and left out. */
export async function readStored(tx: Tx, document: DocumentRow): Promise<Stored> {
  const damage: Damage[] = []
  const snapshot = await newestSnapshot(tx, document, damage)
  const rows = await updatesAfter(tx, document, snapshot?.sequence ?? 0)
  const good = goodRows(rows, snapshot?.sequence ?? null, document.nextSequence - 1, damage)
  const last = rows.at(-1)
  const stored = {
    base: snapshot?.bytes ?? nothing,
    updates: good.map(({ bytes }) => bytes),
    sequence: document.nextSequence - 1,
    lastHash: last ? rowHash(last) : null,
    damage,
  }
  return damage.some(({ what }) => what !== 'snapshot') ? withoutLooseEnds(stored) : stored
}

async function newestSnapshot(tx: Tx, document: DocumentRow, damage: Damage[]) {
  const snapshots = await tx
    .select()
    .from(documentSnapshots)
    .where(
      and(
        eq(documentSnapshots.organisationId, document.organisationId),
        eq(documentSnapshots.documentId, document.id),
        eq(documentSnapshots.generation, document.generation),
      ),
    )
    .orderBy(desc(documentSnapshots.sequence))
    .limit(1)
    .offset(damage.length)
  const [snapshot] = snapshots
  if (!snapshot) return null
  const found = sha256(snapshot.bytes)
  if (found === snapshot.sha256) return snapshot
  damage.push({ what: 'snapshot', sequence: snapshot.sequence, found })
  return newestSnapshot(tx, document, damage)
}

function goodRows(rows: readonly LoggedUpdate[], before: number | null, last: number, damage: Damage[]): LoggedUpdate[] {
  let expected = before === null ? (rows[0]?.sequence ?? last + 1) : before + 1
  const miss = (until: number) => {
    for (; expected < until; expected += 1) damage.push({ what: 'missing', sequence: expected, found: '' })
  }
  const good = rows.filter((row) => {
    miss(row.sequence)
    expected = row.sequence + 1
    const found = sha256(row.bytes)
    if (found === row.sha256) return true
    damage.push({ what: 'update', sequence: row.sequence, found })
    return false
  })
  miss(last + 1)
  return good
}

/** With a row gone, later ones may lean on nothing. They stay in the log, and out of the text until what they need is back. */
function withoutLooseEnds(stored: Stored): Stored {
  const doc = newInk()
  for (const bytes of [stored.base, ...stored.updates]) {
    try {
      Y.applyUpdate(doc, bytes)
    } catch {
      // A row whose hash is right and which Yjs cannot take now leaned on the one that is gone.
    }
  }
  doc.store.pendingStructs = null
  doc.store.pendingDs = null
  return { ...stored, base: Y.encodeStateAsUpdate(doc), updates: [] }
}

/** The text as the store has it, and the number of the last row. What is damaged is noted down. */
export async function loadDocument(tx: Tx, document: DocumentRow): Promise<{ doc: Y.Doc; sequence: number }> {
  const { base, updates, sequence, damage } = await readStored(tx, document)
  if (damage.length > 0) await noteDamage(tx, document, damage)
  const doc = newInk()
  doc.transact(() => {
    for (const bytes of [base, ...updates]) Y.applyUpdate(doc, bytes)
  })
  return { doc, sequence }
}
