import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { amendments, documents } from '../../db/schema/documents.ts'
import { findDocument } from '../../server/documents/queries.ts'
import { sendLateWords } from '../../server/documents/late.ts'
import { announceFreeze, readDocument, reopen, settle } from '../../server/documents/revisions.ts'
import { sha256 } from '../../server/documents/log.ts'
import type { TextContent } from '../../shared/documents/content.ts'
import { clausesOf } from '../../shared/documents/clauses.ts'
import { addItem, itemText, setItem } from '../../shared/sync/agenda.ts'
import { testDatabase } from '../database.ts'
import { doing, person } from '../documents/ground.ts'
import { openTable, type Page, type Table, type, until } from './table.ts'

const database = testDatabase()
let table: Table
beforeAll(async () => {
  table = await openTable(database.connection())
  table.seat('chair', { hand: 'facilitator', phase: 'writing' })
  table.seat('member', { hand: 'member', phase: 'writing' })
  table.seat('resident', { hand: 'resident', phase: 'writing' })
  table.seat('screen', { hand: 'observer', phase: 'writing' })
})
afterAll(() => table.close())

const seal = (id: string) => doing(table.house, (ctx) => settle(ctx, id), person('chair'))
const amendmentsIn = (id: string) => table.house.db.select().from(amendments).where(eq(amendments.documentId, id))
const isSealed = (page: Page) => page.notices.some((notice) => notice.kind === 'sealed')
const isKept = (page: Page) => page.notices.some((notice) => notice.kind === 'lateWordsKept')

async function opened(id: string, ...names: string[]): Promise<Page[]> {
  const pages = names.map((name) => table.page(name, id))
  await until(() => pages.every((page) => page.provider.synced))
  return pages
}

describe('freezing', () => {
  it('[O12] everybody is told how long is left, and then that it is sealed', async () => {
    const id = await table.newText()
    const [chair, screen] = (await opened(id, 'chair', 'screen')) as [Page, Page]
    await doing(table.house, (ctx) => announceFreeze(ctx, id, 10))
    await until(() => [chair, screen].every((page) => page.notices.some((notice) => notice.kind === 'freezing' && notice.seconds === 10)))
    await seal(id)
    await until(() => isSealed(chair) && isSealed(screen))
  })

  it('[O12] sealed while three people type: the revision is what everyone then has, and nothing comes after it', async () => {
    const id = await table.newText()
    const pages = await opened(id, 'chair', 'member', 'resident', 'screen')
    const [chair, member, resident, screen] = pages as [Page, Page, Page, Page]
    const typists = [chair, member, resident].map(async (page, n) => {
      while (!isSealed(page)) {
        type(page.doc, '甲乙丙'[n]!)
        await new Promise((resolve) => setTimeout(resolve, 1))
      }
    })
    await screen.until(() => screen.words().length > 60)
    const revision = await seal(id)
    await until(() => pages.every(isSealed))
    await Promise.all(typists)
    expect(screen.words()).toBe(revision.plainText)
    expect(revision.sha256).toBe(sha256(revision.plainText))
    expect((await doing(table.house, (ctx) => readDocument(ctx, id))).plainText).toBe(revision.plainText)
    // Whoever comes now gets the sealed text and no more.
    const later = table.page('screen', id)
    await later.until(() => later.provider.synced)
    expect(later.words()).toBe(revision.plainText)
    const late = [chair, member, resident].filter((page) => page.words() !== revision.plainText)
    await until(() => late.every(isKept))
    const kept = await amendmentsIn(id)
    expect(kept.map((row) => row.account).sort()).toEqual(late.map((page) => `person:${page === chair ? 'chair' : page === member ? 'member' : 'resident'}`).sort())
    expect(screen.words()).toBe(revision.plainText)
  })

  it('[O13] authors cover every character of what was sealed', async () => {
    const id = await table.newText()
    const [chair, member] = (await opened(id, 'chair', 'member')) as [Page, Page]
    type(chair.doc, '通道宽四米，')
    await member.until(() => member.words().length === 6)
    type(member.doc, '先修四百米。')
    await chair.until(() => chair.words().length === 12)
    const revision = await seal(id)
    for (const clause of clausesOf(revision.content as TextContent)) {
      const spans = revision.authors.filter((span) => span.part === clause.id)
      expect(spans.reduce((at, span) => (span.from === at ? span.to : -1), 0)).toBe(clause.text.length)
    }
    expect(revision.authors.map((span) => [span.account, span.to - span.from])).toEqual([
      ['person:chair', 6],
      ['person:member', 6],
    ])
  })

  it('[O16] a late writer’s words become one amendment of theirs, however often they are sent', async () => {
    const id = await table.newText()
    const [member, screen] = (await opened(id, 'member', 'screen')) as [Page, Page]
    type(member.doc, '已定的话')
    await screen.until(() => screen.words() === '已定的话')
    member.provider.disconnect()
    type(member.doc, '，还有一句')
    await seal(id)
    member.provider.connect()
    await member.until(() => isKept(member))
    type(member.doc, '再补两字')
    await until(async () => JSON.stringify((await amendmentsIn(id))[0]?.changes ?? '').includes('再补两字'))
    const timesKept = () => member.notices.filter((notice) => notice.kind === 'lateWordsKept').length
    await member.until(() => timesKept() > 1)
    member.provider.disconnect()
    member.provider.connect()
    await member.until(() => timesKept() > 2)
    const rows = await amendmentsIn(id)
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ account: 'person:member' })
    expect(rows[0]!.changes.map(({ before, after }) => [before, after])).toEqual([['已定的话', '已定的话，还有一句再补两字']])
    expect(screen.words()).toBe('已定的话')
  })

  it('[O16] what one who could never write sends after the seal is kept nowhere', async () => {
    const id = await table.newText()
    const [screen] = (await opened(id, 'screen')) as [Page]
    await seal(id)
    await screen.until(() => isSealed(screen))
    type(screen.doc, '旁听的话')
    await screen.until(() => screen.notices.some((notice) => notice.kind === 'refused'))
    expect(await amendmentsIn(id)).toEqual([])
  })

  it('[O14] after reopening, old pages are told of the newer one; new words go into it, authors stay', async () => {
    const id = await table.newText()
    const [chair] = (await opened(id, 'chair')) as [Page]
    type(chair.doc, '第一稿')
    await chair.until(chair.saved)
    await seal(id)
    await doing(table.house, (ctx) => reopen(ctx, id))
    await chair.until(() => chair.closed.includes(4409))
    const fresh = table.page('member', id, { generation: 2 })
    await fresh.until(() => fresh.words() === '第一稿')
    type(fresh.doc, '，改过')
    await until(async () => (await doing(table.house, (ctx) => readDocument(ctx, id))).plainText === '第一稿，改过')
    expect((await seal(id)).authors.map((span) => span.account)).toEqual(['person:chair', 'person:member'])
  })

  it('[O16] one who was away while it was sealed and reopened hands in what they wrote; it is kept once', async () => {
    const id = await table.newText()
    const [member] = (await opened(id, 'member')) as [Page]
    type(member.doc, '定下的')
    await member.until(member.saved)
    member.provider.disconnect()
    type(member.doc, '路上写的')
    const revision = await seal(id)
    await doing(table.house, (ctx) => reopen(ctx, id))
    member.provider.connect()
    await member.until(() => member.closed.includes(4409))
    const [row] = await table.house.db.select().from(documents).where(eq(documents.id, id))
    expect(row!.generation).toBe(2)
    const update = Buffer.from(Y.encodeStateAsUpdate(member.doc)).toString('base64')
    const hand = () =>
      doing(table.house, (ctx) => sendLateWords(table.owners, ctx, id, { generation: 1, update }), person('member'))
    const first = await hand()
    expect(first.amendment).toMatchObject({ revisionId: revision.id, mine: true, account: 'person:member' })
    expect(first.amendment!.changes.map((change) => change.after)).toEqual(['定下的路上写的'])
    expect((await hand()).amendment!.id).toBe(first.amendment!.id)
    expect(await amendmentsIn(id)).toHaveLength(1)
    await expect(
      doing(table.house, (ctx) => sendLateWords(table.owners, ctx, id, { generation: 1, update }), person('screen')),
    ).rejects.toMatchObject({ code: 'notAllowed' })
    await expect(
      doing(table.house, (ctx) => sendLateWords(table.owners, ctx, id, { generation: 1, update: '/////////w==' }), person('member')),
    ).rejects.toMatchObject({ code: 'textUnreadable' })
    await expect(
      doing(table.house, (ctx) => sendLateWords(table.owners, ctx, id, { generation: 7, update }), person('member')),
    ).rejects.toMatchObject({ code: 'textNotSealed' })
    expect((await doing(table.house, async (ctx) => (await findDocument(ctx.tx, id))!)).generation).toBe(2)
  })
})

describe('the agenda once the session runs', () => {
  it('[O7] only the notes under an item are taken; its words stand fast', async () => {
    const id = await table.newText('agenda')
    table.seat('chair', { hand: 'facilitator', phase: 'planning' }, 'agenda')
    const item = '00000000-0000-4000-8000-000000000001'
    const before = table.page('chair', id)
    await before.until(() => before.provider.synced)
    addItem(before.doc, { id: item, words: '路宽', note: '', kind: 'talk', minutes: 10, order: 'a0' })
    await before.until(before.saved)
    before.provider.destroy()
    table.seat('chair', { hand: 'facilitator', phase: 'running' }, 'agenda')
    const page = table.page('chair', id)
    await page.until(() => itemText(page.doc, item, 'note') !== null)
    itemText(page.doc, item, 'note')!.insert(0, '带了图')
    await page.until(page.saved)
    setItem(page.doc, item, { minutes: 99 })
    await page.until(() => page.closed.includes(4400))
    const { content } = await doing(table.house, (ctx) => readDocument(ctx, id))
    expect(content).toEqual({ items: [{ id: item, words: '路宽', note: '带了图', kind: 'talk', minutes: 10, order: 'a0' }] })
  })
})
