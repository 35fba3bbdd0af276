import * as Y from 'yjs'
import type { Tx } from '../../db/client.ts'
import { updatesAfter } from './log.ts'
import type { DocumentRow } from './queries.ts'

/** The text as the log has it, and the number of the last row in it. */
export async function loadDocument(tx: Tx, document: DocumentRow): Promise<{ doc: Y.Doc; sequence: number }> {
  const rows = await updatesAfter(tx, document, 0)
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const row of rows) Y.applyUpdate(doc, row.bytes)
  })
  return { doc, sequence: rows.at(-1)?.sequence ?? document.nextSequence - 1 }
}
