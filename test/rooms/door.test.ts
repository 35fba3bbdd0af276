import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import * as Y from 'yjs'
import { eq } from 'drizzle-orm'
import { documentUpdates } from '../../db/schema/documents.ts'
import { ledger } from '../../db/schema/house.ts'
import { settle, reopen } from '../../server/documents/revisions.ts'
import { ring } from '../../server/house/ledger.ts'
import { limits, messageTypes, writeSync } from '../../shared/sync/wire.ts'
import { testDatabase } from '../database.ts'
import { doing } from '../documents/ground.ts'
import { openTable, type Table, type, until } from './table.ts'

const database = testDatabase()
let table: Table
beforeAll(async () => {
  table = await openTable(database.connection())
  table.seat('chair', { hand: 'facilitator', phase: 'writing' })
  table.seat('member', { hand: 'member', phase: 'writing' })
  table.seat('guest-outside', { hand: 'atTheDoor', phase: 'writing' })
  table.seat('other', null)
})
afterAll(() => table.close())

const codeOf = async (socket: WebSocket): Promise<number> => ((await once(socket, 'close')) as [number])[0]
const here = (id: string) => `/sync/${id}?generation=1&schema=1`
/** Sends a frame again each time it is refused, until the socket is closed; the code. */
const insist = async (socket: WebSocket, frame: Uint8Array): Promise<number> => {
  let refused = 0
  socket.on('message', (message: Buffer) => {
    if (message[0] === messageTypes.ours && message[1] === 1) refused += 1
  })
  const closed = codeOf(socket)
  for (let sent = 1; sent <= limits.strikes; sent += 1) {
    socket.send(frame)
    await until(() => refused === sent)
  }
  return closed
}
const insertInto = (root: string) => {
  const doc = new Y.Doc()
  doc.getArray(root).push(['x'])
  return Y.encodeStateAsUpdate(doc)
}

describe('the door of a text', () => {
  it('[O3] a page of another site is turned away before anything else', async () => {
    const id = await table.newText()
    for (const origin of ['http://evil.test', 'null', 'http://house.test.evil.test']) {
      const socket = table.bare('chair', here(id), origin)
      const [error] = (await once(socket, 'error')) as [Error]
      expect(error.message).toContain('403')
    }
    expect(table.rooms.open()).toBe(0)
  })

  it('[O3] who is not signed in, not of this session, or asks for what is not there, gets a final answer', async () => {
    const id = await table.newText()
    expect(await codeOf(table.bare('nobody', here(id)))).toBe(4401)
    expect(await codeOf(table.bare('other', here(id)))).toBe(4404)
    expect(await codeOf(table.bare('guest-outside', here(id)))).toBe(4404)
    expect(await codeOf(table.bare('chair', here('00000000-0000-4000-8000-00000000dead')))).toBe(4404)
    expect(await codeOf(table.bare('chair', here('not-an-id')))).toBe(4404)
    expect(table.rooms.open()).toBe(0)
  })

  it('[O3] a page of an earlier generation, or of none, is told that there is a newer one', async () => {
    const id = await table.newText()
    expect(await codeOf(table.bare('chair', `/sync/${id}?schema=1`))).toBe(4409)
    await doing(table.house, (ctx) => settle(ctx, id))
    await doing(table.house, (ctx) => reopen(ctx, id))
    expect(await codeOf(table.bare('chair', here(id)))).toBe(4409)
    expect(table.rooms.open()).toBe(0)
  })

  it('[O3] any other address is not found', async () => {
    const [error] = (await once(table.bare('chair', '/elsewhere'), 'error')) as [Error]
    expect(error.message).toContain('404')
  })

  it('[O3] a frame that is too large, before or after the text is loaded, closes with 4413', async () => {
    const id = await table.newText()
    const socket = table.bare('chair', here(id))
    await once(socket, 'message')
    socket.send(new Uint8Array(limits.frameBytes + 1))
    expect(await codeOf(socket)).toBe(4413)
    const early = table.bare('chair', here(id))
    await once(early, 'open')
    early.send(new Uint8Array(limits.frameBytes + 1))
    expect(await codeOf(early)).toBe(4413)
  })

  it('[O3] too many pages of one person close with 4429, and room is free again when one goes', async () => {
    const id = await table.newText()
    const sockets: WebSocket[] = []
    for (let n = 0; n < limits.socketsPerAccount; n += 1) {
      const socket = table.bare('chair', here(id))
      await once(socket, 'message')
      sockets.push(socket)
    }
    expect(await codeOf(table.bare('chair', here(id)))).toBe(4429)
    sockets.pop()!.close()
    await until(async () => {
      const again = table.bare('chair', here(id))
      return (await Promise.race([once(again, 'message').then(() => 0), codeOf(again)])) === 0
    })
    for (const socket of sockets) socket.close()
  })

  it('[O4] [O27] bytes that are no message, and words outside the text’s root, are refused and kept nowhere; the third closes', async () => {
    const id = await table.newText()
    const bad: Uint8Array[] = [
      new Uint8Array([0, 2, 5, 1, 2]),
      new Uint8Array([]),
      writeSync('step2', new Uint8Array([9, 9, 9, 9, 9, 9])),
      writeSync('step2', insertInto('elsewhere')),
      writeSync('step1', new Uint8Array([255, 255, 255])),
    ]
    for (const frame of bad) {
      const socket = table.bare('member', here(id))
      await once(socket, 'message')
      expect(await insist(socket, frame)).toBe(4400)
    }
    const rows = await table.house.db.select().from(documentUpdates)
    expect(rows.filter((row) => row.documentId === id)).toHaveLength(1)
    expect(table.metrics.text()).toContain('yst_refused_frames_total{why="foreignRoot"} 3')
  })

  it('[O39] who was sent away after three refusals stands in the ledger under their account', async () => {
    const id = await table.newText()
    const socket = table.bare('member', here(id))
    await once(socket, 'message')
    await insist(socket, new Uint8Array([]))
    const lines = () => table.house.db.select().from(ledger).where(eq(ledger.subjectId, id))
    await until(async () => (await lines()).length > 0)
    expect((await lines()).map(({ move, actor, facts }) => [move, actor, facts])).toEqual([['sendAway', 'person:member', { why: 'malformed' }]])
  })

  it('[O4] a Yjs client that belongs to another account cannot be written under', async () => {
    const id = await table.newText()
    const a = table.page('chair', id)
    await a.until(() => a.provider.synced)
    type(a.doc, '我写的')
    await a.until(a.saved)
    const thief = new Y.Doc()
    Y.applyUpdate(thief, Y.encodeStateAsUpdate(a.doc))
    const before = Y.encodeStateVector(thief)
    thief.clientID = a.doc.clientID
    type(thief, '假的')
    const socket = table.bare('member', here(id))
    await once(socket, 'message')
    expect(await insist(socket, writeSync('step2', Y.encodeStateAsUpdate(thief, before)))).toBe(4400)
    expect(a.words()).toBe('我写的')
  })

  it('[O4] words that build on what the server never got are asked for, not kept half', async () => {
    const id = await table.newText()
    const base = table.page('chair', id)
    await base.until(() => base.provider.synced)
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(base.doc))
    const start = Y.encodeStateVector(doc)
    type(doc, '第一')
    const middle = Y.encodeStateVector(doc)
    type(doc, '第二')
    const socket = table.bare('member', here(id))
    const frames: Buffer[] = []
    socket.on('message', (frame: Buffer) => frames.push(frame))
    await until(() => frames.length > 0)
    socket.send(writeSync('update', Y.encodeStateAsUpdate(doc, middle)))
    await until(() => frames.filter((frame) => frame[0] === 0 && frame[1] === 0).length === 2)
    expect(base.words()).toBe('')
    socket.send(writeSync('step2', Y.encodeStateAsUpdate(doc, start)))
    await base.until(() => base.words() === '第一第二')
    socket.close()
  })

  it('[O7] when a right is taken away, the writer becomes a reader, or is sent away, at the next bell', async () => {
    const id = await table.newText()
    table.seat('guest', { hand: 'resident', phase: 'writing' })
    const page = table.page('guest', id)
    await page.until(() => page.provider.synced)
    type(page.doc, '能写')
    await page.until(page.saved)
    table.seat('guest', { hand: 'resident', phase: 'commenting' })
    await doing(table.house, (ctx) => ring(ctx, 'lamp', id))
    await page.until(() => page.notices.some((notice) => notice.kind === 'right' && notice.right === 'comment'))
    table.seat('guest', null)
    await doing(table.house, (ctx) => ring(ctx, 'lamp', id))
    await page.until(() => page.closed.includes(4404))
  })

  it('[O9] a house that closes commits what waits and says that it is restarting', async () => {
    const own = await openTable(database.connection())
    own.seat('chair', { hand: 'facilitator', phase: 'writing' })
    const id = await own.newText()
    const page = own.page('chair', id)
    await page.until(() => page.provider.synced)
    type(page.doc, '最后一句')
    await page.until(page.saved)
    await own.rooms.close()
    await page.until(() => page.closed.includes(1012))
    await own.close()
  })
})
