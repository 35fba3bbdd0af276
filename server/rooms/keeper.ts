import { keepLateWords } from '../documents/amendments.ts'
import { noteDamage } from '../documents/damage.ts'
import { readStored } from '../documents/load.ts'
import { type Entry, hashOfLast } from '../documents/log.ts'
import { readNews } from '../documents/news.ts'
import { clientsOf, findDocument, lastRevision } from '../documents/queries.ts'
import { keepSnapshot } from '../documents/snapshots.ts'
import { within } from '../house/context.ts'
import type { House } from '../house/house.ts'
import { writeLine } from '../house/ledger.ts'
import type { DocumentKind } from '../../shared/documents/kinds.ts'
import type { Actor } from '../../shared/people.ts'
import { no } from '../../shared/refusals.ts'
import type * as Y from 'yjs'
import type { Committer } from './committer.ts'

export type Bindings = ReadonlyMap<number, string>
export type Loaded = {
  kind: DocumentKind
  generation: number
  sequence: number
  sealed: boolean
  base: Uint8Array
  updates: readonly Uint8Array[]
  bindings: Bindings
}
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
  /** Writes into the ledger who was sent away from this text, and why. */
  noteSentAway: (actor: Actor, why: string) => Promise<void>
  /** Keeps a verified snapshot of everything up to this row. */
  keepSnapshot: (generation: number, sequence: number, bytes: Uint8Array) => Promise<void>
}

export function createKeeper(house: House, documentId: string, committer: Committer, damaged: (rows: number) => void = () => {}): Keeper {
  const find = async (tx: Parameters<typeof findDocument>[0]) => {
    const row = await findDocument(tx, documentId)
    if (!row) throw no.notFound()
    return row
  }
  let organisationId = ''
  /** The last row this room knows of: the next one names its hash. */
  let last = { sequence: 0, hash: '' }

  return {
    async load() {
      const { row, stored, hash, bindings } = await house.db.transaction(async (tx) => {
        const row = await find(tx)
        const stored = await readStored(tx, row)
        return { row, stored, hash: stored.lastHash ?? (await hashOfLast(tx, row)), bindings: await clientsOf(tx, row) }
      }, steady)
      organisationId = row.organisationId
      const { base, updates, sequence, damage } = stored
      last = { sequence, hash }
      if (damage.length > 0) damaged(await noteDamage(house.db, row, damage))
      return { kind: row.kind, generation: row.generation, sequence, sealed: row.sealedAt !== null, base, updates, bindings }
    },
    async append(generation, sequence, entries, bound) {
      if (last.sequence !== sequence) return 'elsewhere'
      const hash = await committer.append({ document: { organisationId, id: documentId, generation }, after: last, entries, bound })
      if (hash === null) return 'elsewhere'
      last = { sequence: sequence + entries.length, hash }
      return 'kept'
    },
    async pull(generation, sequence) {
      const news = await readNews(house.sql, documentId, generation, sequence)
      if (news.last) last = news.last
      if (news.damage.length > 0) {
        damaged(await noteDamage(house.db, { organisationId, id: documentId, generation }, news.damage))
        throw new Error(`what was just written to ${documentId} cannot be read back`)
      }
      return news
    },
    keepLate: (actor, late) =>
      within(house, actor, async (ctx) => {
        const row = await find(ctx.tx)
        const revision = await lastRevision(ctx.tx, row)
        return revision ? ((await keepLateWords(ctx, row, revision, late))?.id ?? null) : null
      }),
    noteSentAway: (actor, why) =>
      within(house, actor, (ctx) =>
        writeLine(ctx, { organisationId, subject: { kind: 'document', id: documentId }, move: 'sendAway', facts: { why } }),
      ),
    keepSnapshot: (generation, sequence, bytes) =>
      keepSnapshot(house.db, { organisationId, id: documentId, generation }, sequence, bytes),
  }
}

/** The document's row and its log are read as they stood at one moment. */
const steady = { isolationLevel: 'repeatable read', accessMode: 'read only' } as const
