import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import * as Y from 'yjs'
import { documentSnapshots } from '../../db/schema/documents.ts'
import { eq } from 'drizzle-orm'
import { createRate } from '../../server/rooms/admission.ts'
import { textIsFull } from '../../shared/sync/wire.ts'
import { testDatabase } from '../database.ts'
import { doing } from '../documents/ground.ts'
import { readDocument } from '../../server/documents/revisions.ts'
import { openTable, type Table, type, until } from './table.ts'

const database = testDatabase()
let table: Table
/** With room for long texts, and little patience for those who do not read. */
let wide: Table
beforeAll(async () => {
  table = await openTable(database.connection(), {
    heartbeatMs: 60,
    pressure: { socketsPerAddress: 6, textBytes: 4_000 },
  })
  wide = await openTable(database.connection(), { heartbeatMs: 60, pressure: { socketBytes: 64 * 1024, framesPerSecond: 0 } })
  for (const each of [table, wide]) {
    for (const who of ['chair', 'member', 'screen']) each.seat(who, { hand: who === 'screen' ? 'observer' : 'facilitator', phase: 'writing' })
  }
})
afterAll(() => Promise.all([table.close(), wide.close()]))

const here = (id: string) => `/sync/${id}?generation=1&schema=1`
const closing = async (socket: WebSocket) => {
  const [code, words] = (await once(socket, 'close')) as [number, Buffer]
  return [code, words.toString()]
}

describe('limits are settings', () => {
  it('[O38] one address has so many sockets and no more; one that goes makes room', async () => {
    const id = await table.newText()
    const sockets = Array.from({ length: 6 }, () => table.bare('chair', here(id)))
    await Promise.all(sockets.map((socket) => once(socket, 'message')))
    expect((await closing(table.bare('member', here(id))))[0]).toBe(4429)
    sockets.pop()!.close()
    await until(async () => {
      const again = table.bare('member', here(id))
      const let_in = await Promise.race([once(again, 'message').then(() => true), once(again, 'close').then(() => false)])
      if (let_in) sockets.push(again)
      return let_in
    })
    const gone = sockets.map((socket) => once(socket, 'close'))
    for (const socket of sockets) socket.close()
    await Promise.all(gone)
    await until(() => table.rooms.open() === 0)
  })

  it('[O38] writers of a long text are warned at half; when it is full it says so and takes no more, and is still read', async () => {
    const id = await table.newText()
    const page = table.page('chair', id)
    const reader = table.page('screen', id)
    await until(() => page.provider.synced && reader.provider.synced)
    type(page.doc, '字'.repeat(400))
    await page.until(page.saved)
    expect(page.notices.filter(({ kind }) => kind === 'long')).toEqual([])
    type(page.doc, '字'.repeat(400))
    await page.until(() => page.notices.some(({ kind }) => kind === 'long'))
    let told: { code: number; reason: string } | null = null
    page.provider.on('closed', (event: { code: number; reason: string }) => {
      told = event
    })
    type(page.doc, '字'.repeat(1_000))
    await page.until(() => told !== null)
    expect(told).toEqual({ code: 4413, reason: textIsFull })
    expect(reader.words()).toBe('字'.repeat(800))
    expect((await doing(table.house, (ctx) => readDocument(ctx, id))).plainText).toBe('字'.repeat(800))
    const later = table.page('screen', id)
    await later.until(() => later.words() === '字'.repeat(800))
    expect(reader.notices.filter(({ kind }) => kind === 'long')).toEqual([])
  })

  it('[O31] one that does not read is sent away with 1013 and the others go on', async () => {
    const id = await wide.newText()
    const page = wide.page('chair', id)
    await page.until(() => page.provider.synced)
    const stuck = wide.bare('member', here(id))
    await once(stuck, 'message')
    stuck.pause()
    const code = closing(stuck)
    const block = page.doc.getXmlFragment('prosemirror').get(0) as Y.XmlElement
    while (!wide.metrics.text().includes('yst_refusals_total{code="1013"}')) {
      page.provider.awareness.setLocalState({ cursor: null })
      const words = new Y.XmlText('长'.repeat(20_000))
      page.doc.transact(() => block.insert(0, [words]))
      page.doc.transact(() => block.delete(0, 1))
      await page.until(page.saved)
    }
    stuck.resume()
    expect((await code)[0]).toBe(1013)
    expect(page.closed).toEqual([])
    page.provider.destroy()
  })

  it('[O38] who sends faster than the rate is read more slowly, and nobody is sent away for it', () => {
    let now = 0
    const rate = createRate(10, () => now)
    for (let n = 0; n < 40; n += 1) expect(rate()).toBe(0)
    expect(rate()).toBe(100)
    now += 200
    expect(rate()).toBe(0)
    expect(createRate(0)()).toBe(0)
  })
})

describe('what a text costs while nobody writes', () => {
  it('[O33] after many rows a snapshot is made beside the writing, and the text opens from it', async () => {
    const id = await wide.newText()
    const page = wide.page('chair', id)
    await page.until(() => page.provider.synced)
    const block = page.doc.getXmlFragment('prosemirror').get(0) as Y.XmlElement
    for (let n = 0; n < 260; n += 1) {
      page.doc.transact(() => block.insert(0, [new Y.XmlText('字')]))
      page.doc.transact(() => block.delete(0, 1))
      if (n % 20 === 0) await page.until(page.saved)
    }
    await page.until(page.saved)
    type(page.doc, '留下的')
    await until(async () => (await database.connection().db.select().from(documentSnapshots).where(eq(documentSnapshots.documentId, id))).length > 0)
    page.provider.destroy()
    await until(() => wide.rooms.open() === 0)
    const again = wide.page('member', id)
    await again.until(() => again.words() === '留下的')
    again.provider.destroy()
  })

  it('[O42] readers cost no Yjs document; a writer’s goes when nobody has written for a while', async () => {
    const id = await wide.newText()
    const written = () => Number(/\nyst_written_texts (\d+)/.exec(wide.metrics.text())![1])
    await until(() => written() === 0)
    const reader = wide.page('screen', id)
    const page = wide.page('chair', id)
    await until(() => reader.provider.synced && page.provider.synced)
    expect(written()).toBe(0)
    type(page.doc, '写一句')
    await reader.until(() => reader.words() === '写一句')
    await until(() => written() === 0)
    type(page.doc, '，再写一句')
    await reader.until(() => reader.words() === '写一句，再写一句')
    for (const each of [page, reader]) each.provider.destroy()
  })

  it('[O42] a room goes when the last has left and everything is on disk, and comes back whole', async () => {
    const id = await wide.newText()
    const page = wide.page('chair', id)
    await page.until(() => page.provider.synced)
    for (const letter of '还没落盘就走了') type(page.doc, letter)
    page.provider.destroy()
    await until(() => wide.rooms.open() === 0)
    expect((await doing(wide.house, (ctx) => readDocument(ctx, id))).plainText).toBe('还没落盘就走了')
  })
})
