import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { once } from 'node:events'
import * as Y from 'yjs'
import type { Connection } from '../../db/client.ts'
import { documentClients, documentUpdates } from '../../db/schema/documents.ts'
import { rowHash } from '../../server/documents/log.ts'
import { readDocument, reopen, settle } from '../../server/documents/revisions.ts'
import { writeSync } from '../../shared/sync/wire.ts'
import { testDatabase } from '../database.ts'
import { doing } from '../documents/ground.ts'
import { openTable, type Page, type Table, type, until } from './table.ts'

const database = testDatabase()
let one: Table
let two: Table
/** A node whose every hint is lost: it hears nothing and is not heard. */
let deaf: Table

function withoutHints(connection: Connection): Connection {
  const sql = new Proxy(connection.sql, {
    get: (target, name) => {
      if (name === 'listen') return async () => ({ unlisten: async () => {}, state: null })
      return Reflect.get(target, name) as unknown
    },
    apply: (target, self, args: [TemplateStringsArray, ...unknown[]]) =>
      args[0].raw?.[0]?.includes('pg_notify') ? Promise.resolve([]) : (Reflect.apply(target, self, args) as unknown),
  })
  return { ...connection, sql }
}

beforeAll(async () => {
  const connection = database.connection()
  one = await openTable(connection)
  two = await openTable(connection)
  deaf = await openTable(withoutHints(connection))
  for (const table of [one, two, deaf]) {
    for (const who of ['chair', 'member']) table.seat(who, { hand: 'facilitator', phase: 'writing' })
  }
})
afterAll(() => Promise.all([one.close(), two.close(), deaf.close()]))

const logOf = (id: string) =>
  one.house.db.select().from(documentUpdates).where(eq(documentUpdates.documentId, id)).orderBy(asc(documentUpdates.sequence))

async function opened(id: string, ...at: [Table, string][]): Promise<Page[]> {
  const pages = at.map(([table, who]) => table.page(who, id))
  await until(() => pages.every((page) => page.provider.synced))
  return pages
}

describe('several nodes', () => {
  it('[O36] with every hint lost, what another node wrote is seen all the same', async () => {
    const id = await one.newText()
    const [a, b] = (await opened(id, [one, 'chair'], [deaf, 'member'])) as [Page, Page]
    type(a.doc, '这边写的')
    await b.until(() => b.words() === '这边写的')
    type(b.doc, '，那边写的')
    await a.until(() => a.words() === '这边写的，那边写的')
    await doing(one.house, (ctx) => settle(ctx, id))
    await b.until(() => b.notices.some((notice) => notice.kind === 'sealed'))
    await doing(one.house, (ctx) => reopen(ctx, id))
    await b.until(() => b.closed.includes(4409))
  })

  it('[O36] two nodes that write at once fork nothing: one log without a hole, each row naming the one before', async () => {
    const id = await one.newText()
    const pages = (await opened(id, [one, 'chair'], [two, 'member'], [deaf, 'chair'])) as [Page, Page, Page]
    for (const letter of '甲乙丙丁戊己') {
      for (const page of pages) type(page.doc, letter)
      await new Promise((resolve) => setImmediate(resolve))
    }
    await until(() => pages.every((page) => page.words().length === 18 && page.words() === pages[0].words()))
    const rows = await logOf(id)
    rows.forEach((row, index) => {
      expect(row.sequence).toBe(index + 1)
      if (index > 0) expect(row.previousHash).toBe(rowHash(rows[index - 1]!))
    })
    expect((await doing(one.house, (ctx) => readDocument(ctx, id))).plainText).toBe(pages[0].words())
  })

  it('[O36] a Yjs client that two accounts claim at two nodes at once belongs to one of them', async () => {
    const id = await one.newText()
    const [start] = (await opened(id, [one, 'chair'])) as [Page]
    const claim = (words: string) => {
      const doc = new Y.Doc()
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(start.doc))
      doc.clientID = 4_000_001
      const before = Y.encodeStateVector(doc)
      type(doc, words)
      return writeSync('step2', Y.encodeStateAsUpdate(doc, before))
    }
    const sockets = [one.bare('chair', `/sync/${id}?generation=1&schema=1`), deaf.bare('member', `/sync/${id}?generation=1&schema=1`)]
    await Promise.all(sockets.map((socket) => once(socket, 'message')))
    sockets[0]!.send(claim('我的'))
    sockets[1]!.send(claim('也是我的'))
    await start.until(() => start.words() !== '')
    const owners = await one.house.db.select().from(documentClients).where(eq(documentClients.documentId, id))
    const [owner] = owners.filter(({ clientId }) => clientId === 4_000_001)
    expect(start.words()).toBe(owner!.account === 'person:chair' ? '我的' : '也是我的')
    for (const row of await logOf(id)) if (row.clientIds.includes(4_000_001)) expect(row.account).toBe(owner!.account)
    for (const socket of sockets) socket.close()
  })

  it('[O37] carets are seen across nodes, under the names their own node gave, and go with their page', async () => {
    const id = await one.newText()
    const [a, b] = (await opened(id, [one, 'chair'], [two, 'member'])) as [Page, Page]
    const seen = (page: Page, of: Page) => page.provider.awareness.getStates().get(of.doc.clientID) as { user?: { name: string } } | undefined
    a.provider.awareness.setLocalState({ user: { name: '冒名' }, cursor: null })
    await b.until(() => seen(b, a)?.user?.name === '某chair')
    const [late] = (await opened(id, [two, 'chair'])) as [Page]
    await late.until(() => seen(late, a)?.user?.name === '某chair')
    a.provider.disconnect()
    await b.until(() => seen(b, a) === undefined)
  })

  it('[O37] one who opens a text first at their node sees who is at it elsewhere; when a node goes, its carets go', async () => {
    const id = await one.newText()
    const leaving = await openTable(database.connection())
    leaving.seat('chair', { hand: 'facilitator', phase: 'writing' })
    const [a] = (await opened(id, [leaving, 'chair'])) as [Page]
    a.provider.awareness.setLocalState({ cursor: null })
    await new Promise((resolve) => setImmediate(resolve))
    const [b] = (await opened(id, [one, 'member'])) as [Page]
    await b.until(() => b.provider.awareness.getStates().has(a.doc.clientID))
    await leaving.close()
    await b.until(() => !b.provider.awareness.getStates().has(a.doc.clientID))
  })
})
