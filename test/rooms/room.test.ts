import { asc, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { documentClients, documentUpdates } from '../../db/schema/documents.ts'
import { editDocument } from '../../server/documents/edit.ts'
import { readDocument } from '../../server/documents/revisions.ts'
import { addClause } from '../../shared/sync/text.ts'
import { testDatabase } from '../database.ts'
import { doing } from '../documents/ground.ts'
import { openTable, type Table, type, until, wordsOf } from './table.ts'

const database = testDatabase()
let table: Table
beforeAll(async () => {
  table = await openTable(database.connection(), { heartbeatMs: 50 })
  table.seat('chair', { hand: 'facilitator', phase: 'writing' })
  table.seat('member', { hand: 'member', phase: 'writing' })
  table.seat('screen', { hand: 'observer', phase: 'writing' })
})
afterAll(() => table.close())

const logOf = (id: string) =>
  table.house.db.select().from(documentUpdates).where(eq(documentUpdates.documentId, id)).orderBy(asc(documentUpdates.sequence))
const storedWords = async (id: string) => (await doing(table.house, (ctx) => readDocument(ctx, id))).plainText

describe('a room', () => {
  it('[O5] two people who write at once see the same text, and so does the log', async () => {
    const id = await table.newText()
    const a = table.page('chair', id)
    const b = table.page('member', id)
    await until(() => a.provider.synced && b.provider.synced)
    for (const letter of '消防通道太窄') type(a.doc, letter)
    for (const letter of '请拓宽') type(b.doc, letter)
    await until(() => a.words().length === 9 && a.words() === b.words())
    await until(async () => (await storedWords(id)) === a.words())
  })

  it('[O5] every row of the log names its account and sign-in, and each Yjs client belongs to one account', async () => {
    const id = await table.newText()
    const a = table.page('chair', id)
    const b = table.page('member', id)
    await until(() => a.provider.synced && b.provider.synced)
    type(a.doc, '一')
    await b.until(() => b.words() === '一')
    type(b.doc, '二')
    await a.until(() => a.words() === '一二')
    const rows = await logOf(id)
    expect(rows.slice(1).map((row) => [row.account, row.session, row.clientIds])).toEqual([
      ['person:chair', 'sign-in-chair', [a.doc.clientID]],
      ['person:member', 'sign-in-member', [b.doc.clientID]],
    ])
    const clients = await table.house.db.select().from(documentClients).where(eq(documentClients.documentId, id))
    expect(clients.map((row) => row.account).sort()).toEqual(['person:chair', 'person:member', 'server'])
  })

  it('[O7] one who only reads sees everything and changes nothing', async () => {
    const id = await table.newText()
    const writer = table.page('chair', id)
    const reader = table.page('screen', id)
    await until(() => writer.provider.synced && reader.provider.synced)
    type(writer.doc, '正文')
    await reader.until(() => reader.words() === '正文')
    type(reader.doc, '偷偷写的')
    await reader.until(() => reader.notices.some((notice) => notice.kind === 'refused' && notice.why === 'readOnly'))
    type(writer.doc, '完')
    await reader.until(() => reader.words().includes('完'))
    expect(writer.words()).toBe('正文完')
    expect(await storedWords(id)).toBe('正文完')
  })

  it('[O7] a page that knows only an older schema reads and does not write', async () => {
    const id = await table.newText()
    const old = table.page('chair', id, { schema: 0 })
    await old.until(() => old.provider.synced)
    type(old.doc, '旧页面')
    await old.until(() => old.notices.some((notice) => notice.kind === 'refused'))
    expect(await storedWords(id)).toBe('')
  })

  it('[O8] a receipt names the last frame that is committed, also for words taken out', async () => {
    const id = await table.newText()
    const a = table.page('chair', id)
    await a.until(() => a.provider.synced)
    type(a.doc, '多写了')
    await a.until(a.saved)
    const block = a.doc.getXmlFragment('prosemirror').get(0) as Y.XmlElement
    ;(block.get(0) as Y.XmlText).delete(0, 2)
    await a.until(a.saved)
    expect(await storedWords(id)).toBe('了')
  })

  it('[O6] words whose commit failed are seen by nobody, and arrive once it works again', async () => {
    const id = await table.newText()
    const a = table.page('chair', id)
    const b = table.page('member', id)
    await until(() => a.provider.synced && b.provider.synced)
    const { db } = table.house
    await db.execute(sql`create function break_log() returns trigger language plpgsql as $$ begin raise exception 'disk full'; end $$`)
    await db.execute(sql`create trigger break_log before insert on document_updates for each row execute function break_log()`)
    let seen = false
    b.doc.on('update', () => {
      seen = true
    })
    type(a.doc, '还没存下')
    await until(() => a.closed.includes(1013) && b.closed.includes(1013))
    expect(seen).toBe(false)
    expect(await logOf(id)).toHaveLength(1)
    await db.execute(sql`drop trigger break_log on document_updates`)
    await b.until(() => b.words() === '还没存下')
    expect(await storedWords(id)).toBe('还没存下')
  })

  it('[O6] what the house itself writes appears on open pages', async () => {
    const id = await table.newText()
    const a = table.page('chair', id)
    await a.until(() => a.provider.synced)
    type(a.doc, '先写')
    await until(async () => (await storedWords(id)) === '先写')
    await doing(table.house, (ctx) => editDocument(ctx, id, (doc) => addClause(doc, '一张卡放进来')))
    await a.until(() => a.words().includes('一张卡放进来') && a.words().includes('先写'))
    type(a.doc, '再写')
    await until(async () => (await storedWords(id)).includes('先写再写'))
    const sequences = (await logOf(id)).map((row) => row.sequence)
    expect(sequences).toEqual(sequences.map((_, index) => index + 1))
  })

  it('[O5] a second node on the same database sees and adds the same words', async () => {
    const other = await openTable(database.connection())
    try {
      for (const who of ['chair', 'member']) other.seat(who, { hand: 'facilitator', phase: 'writing' })
      const id = await table.newText()
      const a = table.page('chair', id)
      const b = other.page('member', id)
      await until(() => a.provider.synced && b.provider.synced)
      for (const letter of '甲乙丙丁') {
        type(a.doc, letter)
        type(b.doc, letter)
      }
      await until(() => a.words().length === 8 && a.words() === b.words())
      await until(async () => (await storedWords(id)) === a.words())
    } finally {
      await other.close()
    }
  })

  it('[O9] a text whose last reader left is loaded anew, with everything written before', async () => {
    const id = await table.newText()
    const a = table.page('chair', id)
    await a.until(() => a.provider.synced)
    type(a.doc, '留着')
    a.provider.disconnect()
    await until(async () => (await storedWords(id)) === '留着')
    const b = table.page('member', id)
    await b.until(() => b.words() === '留着')
  })

  it('[O9] words written while away arrive on return, once', async () => {
    const id = await table.newText()
    const a = table.page('chair', id)
    const b = table.page('member', id)
    await until(() => a.provider.synced && b.provider.synced)
    a.provider.disconnect()
    type(a.doc, '断网时写的')
    type(b.doc, '在场写的')
    a.provider.connect()
    await until(() => a.words() === b.words() && a.words().length === 9)
    expect(wordsOf(a.doc)).toBe(b.words())
  })

  it('[O9] one who says nothing hears something again and again', async () => {
    const id = await table.newText()
    const reader = table.page('screen', id)
    await reader.until(() => reader.provider.synced)
    let heard = 0
    const presence = reader.provider.messageHandlers[1]!
    reader.provider.messageHandlers[1] = (...told) => {
      heard += 1
      presence(...told)
    }
    await until(() => heard >= 3)
  })
})

const caretAt = (clock: number) => {
  const place = { type: null, tname: null, item: { client: 7, clock }, assoc: 0 }
  return { anchor: place, head: place }
}

describe('presence', () => {
  it('[O15] names and colours beside a caret are the server’s, not the page’s', async () => {
    const id = await table.newText()
    const a = table.page('chair', id)
    const b = table.page('member', id)
    await until(() => a.provider.synced && b.provider.synced)
    a.provider.awareness.setLocalState({ user: { name: '冒名的人', color: '#ff0000' }, cursor: caretAt(1), secret: 'x' })
    await b.until(() => Boolean(b.provider.awareness.getStates().get(a.doc.clientID)?.['cursor']))
    expect(b.provider.awareness.getStates().get(a.doc.clientID)).toEqual({
      user: { name: '某chair', kind: 'chair', color: '#1E1B17' },
      cursor: caretAt(1),
    })
    a.provider.disconnect()
    await b.until(() => !b.provider.awareness.getStates().has(a.doc.clientID))
    a.provider.connect()
    await b.until(() => b.provider.awareness.getStates().has(a.doc.clientID))
  })

  it('[O15] a page cannot speak for another’s caret, and a screen shows none', async () => {
    const id = await table.newText()
    const a = table.page('chair', id)
    const b = table.page('member', id)
    const screen = table.page('screen', id)
    await until(() => a.provider.synced && b.provider.synced && screen.provider.synced)
    a.provider.awareness.setLocalState({ cursor: caretAt(1) })
    await b.until(() => b.provider.awareness.getStates().has(a.doc.clientID))
    // The stock provider repeats what it hears of others: that must not make it theirs.
    b.provider.awareness.setLocalState({ cursor: caretAt(2) })
    screen.provider.awareness.setLocalState({ cursor: caretAt(3) })
    await screen.until(() => screen.provider.awareness.getStates().has(b.doc.clientID))
    const user = (doc: Y.Doc) => (screen.provider.awareness.getStates().get(doc.clientID) as { user?: { name: string } } | undefined)?.user?.name
    expect([user(a.doc), user(b.doc)]).toEqual(['某chair', '某member'])
    expect(a.provider.awareness.getStates().has(screen.doc.clientID)).toBe(false)
  })
})
