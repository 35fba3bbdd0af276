import { and, desc, eq, lt } from 'drizzle-orm'
import * as Y from 'yjs'
import type { Db } from '../../db/client.ts'
import { documentSnapshots } from '../../db/schema/documents.ts'
import { type DocumentKind, isWrittenText } from '../../shared/documents/kinds.ts'
import { agendaRuns, readAgenda } from '../../shared/sync/agenda.ts'
import { newInk } from '../../shared/sync/ink.ts'
import { readText } from '../../shared/sync/text.ts'
import { sha256 } from './log.ts'
import type { DocumentRow } from './queries.ts'

/** A snapshot is made after so many rows of the log, or so many bytes. */
export const snapshotAfter = { rows: 500, bytes: 1024 * 1024 }
/** How many of a generation are kept: should the newest be damaged, the one before it opens the text. */
const kept = 2

const breathAfter = 32 * 1024
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/**
 * One update that says what these say together, without what was taken out, read back before it is trusted. Null where
 * that does not come out the same. Steps apart, so that others are served in between.
 */
export async function makeSnapshot(kind: DocumentKind, parts: readonly Uint8Array[]): Promise<Uint8Array | null> {
  const doc = newInk()
  for (let n = 0; n < parts.length; ) {
    let bytes = 0
    // Many small ones in one transaction: what Yjs does after each would cost more than they do.
    doc.transact(() => {
      for (; n < parts.length && bytes < breathAfter; n += 1) {
        Y.applyUpdate(doc, parts[n]!)
        bytes += parts[n]!.length
      }
    })
    await breathe()
  }
  if (doc.store.pendingStructs || doc.store.pendingDs) return null
  const snapshot = Y.encodeStateAsUpdate(doc)
  await breathe()
  const again = newInk()
  Y.applyUpdate(again, snapshot)
  await breathe()
  return saysTheSame(kind, doc, again) ? snapshot : null
}

/** The same letters by the same hands in the same order, and the same taken out. */
function saysTheSame(kind: DocumentKind, one: Y.Doc, other: Y.Doc): boolean {
  const read = (doc: Y.Doc) => JSON.stringify(isWrittenText(kind) ? readText(doc) : [readAgenda(doc), agendaRuns(doc)])
  return Y.equalSnapshots(Y.snapshot(one), Y.snapshot(other)) && read(one) === read(other)
}

/** Keeps a verified snapshot of everything up to this row; older ones but the last go. */
export async function keepSnapshot(db: Db, document: Pick<DocumentRow, 'organisationId' | 'id' | 'generation'>, sequence: number, bytes: Uint8Array): Promise<void> {
  const { organisationId, id: documentId, generation } = document
  const these = and(
    eq(documentSnapshots.organisationId, organisationId),
    eq(documentSnapshots.documentId, documentId),
    eq(documentSnapshots.generation, generation),
  )
  await db
    .insert(documentSnapshots)
    .values({ organisationId, documentId, generation, sequence, bytes, sha256: sha256(bytes) })
    .onConflictDoNothing()
  const [oldestKept] = await db
    .select({ sequence: documentSnapshots.sequence })
    .from(documentSnapshots)
    .where(these)
    .orderBy(desc(documentSnapshots.sequence))
    .limit(1)
    .offset(kept - 1)
  if (oldestKept) await db.delete(documentSnapshots).where(and(these, lt(documentSnapshots.sequence, oldestKept.sequence)))
}
