import * as Y from 'yjs'
import type { Entry } from '../../server/documents/log.ts'
import type { Keeper } from '../../server/rooms/keeper.ts'
import type { DocumentKind } from '../../shared/documents/kinds.ts'

/** A log that keeps its rows in memory, and holds every writer to what the tables hold them to. */
export function openMemoryLog(kind: DocumentKind, begin: Y.Doc) {
  const rows: Entry[] = [{ account: 'server', session: 'server', clientIds: [begin.clientID], bytes: Y.encodeStateAsUpdate(begin) }]
  const bindings = new Map([[begin.clientID, 'server']])
  const keeper: Keeper = {
    load: async () => ({
      kind, generation: 1, sequence: rows.length, sealed: false, base: Y.mergeUpdates(rows.map(({ bytes }) => bytes)), updates: [], bindings,
    }),
    append: async (_generation, sequence, entries, bound) => {
      if (sequence !== rows.length) return 'elsewhere'
      for (const [client, account] of bound) {
        if (bindings.has(client)) throw new Error(`${client} is bound already`)
        bindings.set(client, account)
      }
      rows.push(...entries)
      return 'kept'
    },
    pull: async (_generation, sequence) => ({
      generation: 1, sealed: false, bindings,
      updates: rows.slice(sequence).map(({ bytes }, index) => ({ sequence: sequence + index + 1, bytes })),
    }),
    keepLate: async () => null,
    noteSentAway: async () => {},
    keepSnapshot: async () => undefined,
  }
  return { keeper, rows, bindings }
}
export type MemoryLog = ReturnType<typeof openMemoryLog>
