import * as Y from 'yjs'
import { keepLateWords } from '../documents/amendments.ts'
import { loadDocument } from '../documents/load.ts'
import { append, type Entry, updatesAfter } from '../documents/log.ts'
import { clientsOf, type DocumentRow, findDocument, lastRevision, lockDocument } from '../documents/queries.ts'
import { within } from '../house/context.ts'
import type { House } from '../house/house.ts'
import type { DocumentKind } from '../../shared/documents/kinds.ts'
import type { Actor } from '../../shared/people.ts'
import { no } from '../../shared/refusals.ts'

export type Bindings = ReadonlyMap<number, string>
export type Loaded = { doc: Y.Doc; kind: DocumentKind; generation: number; sequence: number; sealed: boolean; bytes: number; bindings: Bindings }
export type Pulled = { generation: number; sealed: boolean; updates: { sequence: number; bytes: Uint8Array }[]; bindings: Bindings }

/** How a room keeps its text: it knows no disk, only this. */
export type Keeper = {
  load: () => Promise<Loaded>
  /** Commits entries right after `sequence`, or says that the log is elsewhere by now and nothing was kept. */
  append: (generation: number, sequence: number, entries: readonly Entry[], bound: Bindings) => Promise<'kept' | 'elsewhere'>
  /** What was committed after `sequence`, by whatever hand. */
  pull: (generation: number, sequence: number) => Promise<Pulled>
  /** Keeps a late writer's text as an amendment; its id, or null when it says nothing new. */
  keepLate: (actor: Actor, late: Y.Doc) => Promise<string | null>
}

export function createKeeper(house: House, documentId: string): Keeper {
  const find = async (tx: Parameters<typeof findDocument>[0]): Promise<DocumentRow> => {
    const row = await findDocument(tx, documentId)
    if (!row) throw no.notFound()
    return row
  }
  return {
    load: () =>
      house.db.transaction(async (tx) => {
        const row = await find(tx)
        const { doc, sequence } = await loadDocument(tx, row)
        const { kind, generation } = row
        const bytes = Y.encodeStateAsUpdate(doc).length
        return { doc, kind, generation, sequence, sealed: row.sealedAt !== null, bytes, bindings: await clientsOf(tx, row) }
      }, steady),
    append: (generation, sequence, entries, bound) =>
      house.db.transaction(async (tx) => {
        const row = await lockDocument(tx, documentId)
        if (row.sealedAt || row.generation !== generation || row.nextSequence !== sequence + 1) return 'elsewhere'
        await append(tx, row, entries, bound)
        return 'kept'
      }),
    pull: (generation, sequence) =>
      house.db.transaction(async (tx) => {
        const row = await find(tx)
        const sealed = row.sealedAt !== null
        if (row.generation !== generation) return { generation: row.generation, sealed, updates: [], bindings: new Map() }
        const rows = await updatesAfter(tx, row, sequence)
        const updates = rows.map((update) => ({ sequence: update.sequence, bytes: update.bytes }))
        return { generation, sealed, updates, bindings: rows.length > 0 ? await clientsOf(tx, row) : new Map() }
      }, steady),
    keepLate: (actor, late) =>
      within(house, actor, async (ctx) => {
        const row = await find(ctx.tx)
        const revision = await lastRevision(ctx.tx, row)
        return revision ? ((await keepLateWords(ctx, row, revision, late))?.id ?? null) : null
      }),
  }
}

/** The document's row and its log are read as they stood at one moment. */
const steady = { isolationLevel: 'repeatable read', accessMode: 'read only' } as const
