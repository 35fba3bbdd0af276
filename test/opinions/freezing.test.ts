import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { documents, documentUpdates } from '../../db/schema/documents.ts'
import { opinionSeals } from '../../db/schema/opinions.ts'
import { startSealer } from '../../server/opinions/sealer.ts'
import { type Hall, openHall } from '../cards/hall.ts'
import { testHouse } from '../people.ts'
import { type, until } from '../rooms/table.ts'
import { type OpenPage, openTexts } from './table.ts'

const t = testHouse()
let texts: Awaited<ReturnType<typeof openTexts>>
let hall: Hall
beforeAll(async () => {
  texts = await openTexts(t)
})
afterAll(() => texts.close())
beforeEach(async () => {
  hall = await openHall(t)
})

const see = async () => (await hall.as.chair.get(`/api/opinions/${hall.opinion.id}`)).body
const isSealed = (page: OpenPage) => page.notices.some((notice) => notice.kind === 'sealed')
const sealsOf = () => t.db.select().from(opinionSeals).where(eq(opinionSeals.opinionId, hall.opinion.id))

describe('cards in open editors', () => {
  it('[K15] a placed card’s words appear in every open editor, between what people are typing', async () => {
    const { documentId } = hall.opinion
    const [member, resident, watcher] = await Promise.all(
      [hall.as.member, hall.as.resident, hall.as.watcher].map((client) => texts.open(client, documentId)),
    ) as [OpenPage, OpenPage, OpenPage]
    const card = (await hall.say(hall.as.resident, '路要宽到四米。')).body
    for (const letter of '正在打的字') {
      type(member.doc, letter)
      await new Promise((resolve) => setImmediate(resolve))
    }
    await hall.card(hall.as.chair, card.id, 'place', { version: 1 })
    await until(() => [member, resident, watcher].every((page) => page.words().includes('路要宽到四米。') && page.words().includes('正在打的字')))
    await hall.card(hall.as.chair, card.id, 'take-back', { version: 2 })
    await until(() => [member, resident, watcher].every((page) => !page.words().includes('路要宽到四米。')))
    expect(watcher.words()).toContain('正在打的字')
  })
})

describe('the seal while people type', () => {
  it('[O55] it falls by itself; the revision is what everyone has, and later words come back as amendments', async () => {
    const sealer = startSealer(t.house)
    const { documentId } = hall.opinion
    const pages = await Promise.all([hall.as.chair, hall.as.member, hall.as.resident].map((client) => texts.open(client, documentId)))
    const watcher = await texts.open(hall.as.watcher, documentId)
    const [chair, member] = pages as [OpenPage, OpenPage]
    const typists = pages.map(async (page, n) => {
      while (!isSealed(page)) {
        type(page.doc, '甲乙丙'[n]!)
        await new Promise((resolve) => setTimeout(resolve, 2))
      }
    })
    await until(() => watcher.words().length > 30)
    expect((await hall.opinionDeed(hall.as.chair, 'announce-freeze')).status).toBe(200)
    await until(() => watcher.notices.some((notice) => notice.kind === 'freezing'))
    t.clock.advance(10_000)
    await sealer.sweep()
    await until(() => [...pages, watcher].every(isSealed))
    await Promise.all(typists)
    const opinion = await see()
    expect(opinion.state).toBe('frozen')
    const revision = (await hall.as.chair.get(`/api/revisions/${opinion.seal.revisionId}`)).body
    await until(() => watcher.words() === revision.plainText)
    const [document] = await t.db.select().from(documents).where(eq(documents.id, documentId))
    const rows = await t.db.select().from(documentUpdates).where(eq(documentUpdates.documentId, documentId)).orderBy(asc(documentUpdates.sequence))
    expect(rows.at(-1)!.sequence).toBe(document!.nextSequence - 1)
    type(member.doc, '晚到的话')
    const kept = async () => JSON.stringify((await hall.as.member.get(`/api/documents/${documentId}/amendments`)).body)
    await until(async () => (await kept()).includes('晚到的话'), 'the late words came back as an amendment')
    expect(member.notices.some((notice) => notice.kind === 'lateWordsKept')).toBe(true)
    expect((await hall.as.chair.get(`/api/revisions/${opinion.seal.revisionId}`)).body.sha256).toBe(opinion.seal.digest)
    expect(watcher.words()).not.toContain('晚到的话')
    expect(chair.words()).not.toContain('晚到的话')
    await sealer.stop()
  })

  it('[O58] after it was opened again, an old page is sent to the new text, which says the same', async () => {
    const sealer = startSealer(t.house)
    const { documentId } = hall.opinion
    const old = await texts.open(hall.as.member, documentId)
    type(old.doc, '会上写的一条。')
    await until(async () => (await hall.clauses()).length === 1)
    await hall.opinionDeed(hall.as.chair, 'announce-freeze')
    t.clock.advance(10_000)
    await sealer.sweep()
    await hall.opinionDeed(hall.as.chair, 'unfreeze', { reason: '漏了一条' })
    await until(() => old.closed.includes(4409))
    const late = await texts.open(hall.as.resident, documentId, 1)
    expect(late.closed).toEqual([4409])
    const fresh = await texts.open(hall.as.member, documentId, 2)
    expect(fresh.words()).toBe('会上写的一条。')
    type(fresh.doc, '接着写。')
    await until(async () => (await hall.clauses())[0]?.text === '会上写的一条。接着写。')
    await sealer.stop()
  })

  it('[O51] asked only to read, an open page stops writing without being reopened', async () => {
    const { documentId } = hall.opinion
    const member = await texts.open(hall.as.member, documentId)
    type(member.doc, '先写一句。')
    await until(async () => (await hall.clauses()).length === 1)
    await hall.opinionDeed(hall.as.chair, 'request-review')
    await until(() => member.notices.some((notice) => notice.kind === 'right' && notice.right === 'comment'))
    type(member.doc, '硬要写。')
    await until(() => member.notices.some((notice) => notice.kind === 'refused'))
    expect((await hall.clauses()).map((clause) => clause.text)).toEqual(['先写一句。'])
  })
})

describe('the clock that lets it fall', () => {
  it('[O57] a seal announced in one process falls in another that hears of it', async () => {
    const settings = { ...t.house.settings }
    const sealers = [startSealer(t.house), startSealer(t.house)]
    await hall.write('第一条。')
    Object.assign(t.house.settings, { freezeSeconds: 0 })
    await hall.opinionDeed(hall.as.chair, 'announce-freeze')
    Object.assign(t.house.settings, { freezeSeconds: settings.freezeSeconds })
    await until(async () => (await sealsOf()).length > 0)
    await Promise.all(sealers.map((sealer) => sealer.stop()))
    expect(await sealsOf()).toHaveLength(1)
    expect((await see()).state).toBe('frozen')
  })

  it('[O57] one that a stopped process left behind falls at the next start', async () => {
    await hall.write('第一条。')
    await hall.opinionDeed(hall.as.chair, 'announce-freeze')
    t.clock.advance(60_000)
    expect((await see()).state).toBe('drafting')
    const sealer = startSealer(t.house)
    await until(async () => (await see()).state === 'frozen')
    await sealer.stop()
  })
})
