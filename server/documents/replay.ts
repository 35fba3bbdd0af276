import { and, eq } from 'drizzle-orm'
import * as Y from 'yjs'
import type { Tx } from '../../db/client.ts'
import { documentUpdates } from '../../db/schema/documents.ts'
import { newInk } from '../../shared/sync/ink.ts'
import { sha256, updatesAfter } from './log.ts'
import { clientsOf, type DocumentRow } from './queries.ts'

/** A row of a text's log: the text as it stood once that row was in. */
export type Point = { generation: number; sequence: number }

/** One generation, read from its log row by row. What was taken out stays in it, and who took it out is known. */
export type Replay = {
  doc: Y.Doc
  /** Whose the Yjs clients of this generation are. */
  accounts: ReadonlyMap<number, string>
  /** Where its log begins and ends. */
  first: number
  last: number
  /** Goes on until a row is in. */
  goTo: (sequence: number) => Promise<void>
  /** Whose row took out what this client wrote at this clock; null while it stands. */
  takenOutBy: (client: number, clock: number) => string | null
}

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
/** Rows read between two breaths, so that others are served meanwhile. */
const atOnce = 200

export async function replay(tx: Tx, of: DocumentRow, generation: number): Promise<Replay> {
  const document = { ...of, generation }
  const rows = await updatesAfter(tx, document, 0)
  const accounts = await clientsOf(tx, document)
  const doc = newInk()
  doc.gc = false
  const taken = createTaken(doc)
  let next = 0
  return {
    doc,
    accounts,
    first: rows[0]?.sequence ?? 0,
    last: rows.at(-1)?.sequence ?? 0,
    takenOutBy: taken.by,
    async goTo(sequence) {
      for (let row = rows[next]; row && row.sequence <= sequence; row = rows[next]) {
        next += 1
        if (next % atOnce === 0) await breathe()
        if (sha256(row.bytes) === row.sha256) readRow(doc, row)
      }
    },
  }
}

function readRow(doc: Y.Doc, { bytes, account }: { bytes: Uint8Array; account: string }): void {
  try {
    Y.applyUpdate(doc, bytes, account)
  } catch {
    // It leaned on a damaged row; the served text does without it too.
  }
}

type Range = { clock: number; length: number; account: string }

/** Yjs knows that something was deleted, and not by whom: the account of the row that did it is noted. */
function createTaken(doc: Y.Doc) {
  const byClient = new Map<number, Range[]>()
  const unsorted = new Set<number>()
  doc.on('afterTransaction', (transaction: Y.Transaction) => {
    const account = transaction.origin as string
    for (const [client, deletes] of transaction.deleteSet.clients) {
      const ranges = byClient.get(client) ?? []
      for (const { clock, len } of deletes) ranges.push({ clock, length: len, account })
      byClient.set(client, ranges)
      unsorted.add(client)
    }
  })
  return {
    by(client: number, clock: number): string | null {
      const ranges = byClient.get(client) ?? []
      if (unsorted.delete(client)) ranges.sort((a, b) => a.clock - b.clock)
      let [low, high] = [0, ranges.length - 1]
      while (low <= high) {
        const middle = (low + high) >> 1
        const range = ranges[middle]!
        if (clock < range.clock) high = middle - 1
        else if (clock >= range.clock + range.length) low = middle + 1
        else return range.account
      }
      return null
    },
  }
}

/** Whether there is such a row. */
export async function isPoint(tx: Tx, document: DocumentRow, { generation, sequence }: Point): Promise<boolean> {
  const found = await tx
    .select({ sequence: documentUpdates.sequence })
    .from(documentUpdates)
    .where(
      and(
        eq(documentUpdates.organisationId, document.organisationId),
        eq(documentUpdates.documentId, document.id),
        eq(documentUpdates.sequence, sequence),
        eq(documentUpdates.generation, generation),
      ),
    )
  return found.length > 0
}
