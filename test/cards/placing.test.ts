import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { documentUpdates } from '../../db/schema/documents.ts'
import { ledger } from '../../db/schema/house.ts'
import { testHouse } from '../people.ts'
import { type Hall, openHall } from './hall.ts'

const t = testHouse()
let hall: Hall
beforeEach(async () => {
  hall = await openHall(t)
})
const words = async () => (await hall.clauses()).map((clause) => clause.text)

describe('placing a card', () => {
  it('[K10] its words become a clause at the end, with the card as its source', async () => {
    await hall.write('第一条。')
    const card = (await hall.say(hall.as.resident, '路要拓宽到四米。')).body
    const placed = await hall.card(hall.as.chair, card.id, 'place', { version: 1, after: null, join: null })
    expect(placed.body).toMatchObject({ state: 'placed', version: 2 })
    expect(await words()).toEqual(['第一条。', '路要拓宽到四米。'])
    expect((await hall.clauses()).at(-1)!.id).toBe(placed.body.clauseId)
    expect(await hall.sources()).toMatchObject([{ clauseId: placed.body.clauseId, sourceKind: 'card', sourceId: card.id }])
  })

  it('[K10] it goes after the clause that was pointed at', async () => {
    const first = await hall.write('第一条。')
    await hall.write('第二条。')
    const card = (await hall.say(hall.as.resident, '插在中间。')).body
    await hall.card(hall.as.chair, card.id, 'place', { version: 1, after: first })
    expect(await words()).toEqual(['第一条。', '插在中间。', '第二条。'])
  })

  it('[K10] the words in the text count as written by the one who said them', async () => {
    const card = (await hall.say(hall.as.resident, '记在我名下。')).body
    await hall.card(hall.as.chair, card.id, 'place', { version: 1 })
    const rows = await t.db.select().from(documentUpdates).where(eq(documentUpdates.documentId, hall.opinion.documentId))
    expect(rows.at(-1)!.account).toBe(`guest:${hall.people.resident.id}`)
  })

  it('[K11] a card joined to a clause adds a source and no words', async () => {
    const clauseId = await hall.write('已经写到了。')
    const card = (await hall.say(hall.as.resident, '我也这么说')).body
    const placed = await hall.card(hall.as.chair, card.id, 'place', { version: 1, join: clauseId })
    expect(placed.body.clauseId).toBe(clauseId)
    expect(await words()).toEqual(['已经写到了。'])
    expect(await hall.sources()).toMatchObject([{ clauseId, sourceId: card.id }])
  })

  it('[K11] a clause that is no longer there is refused, and nothing is half-written', async () => {
    const card = (await hall.say(hall.as.resident, '放到哪儿')).body
    for (const place of [{ join: 'gone' }, { after: 'gone' }]) {
      const answer = await hall.card(hall.as.chair, card.id, 'place', { version: 1, ...place })
      expect(answer.body.error.code).toBe('cardClauseGone')
    }
    expect(await words()).toEqual([])
    expect(await hall.sources()).toEqual([])
    expect((await hall.cardRow(card.id)).state).toBe('waiting')
  })

  it('[K12] two facilitators who place the same card at once make one clause', async () => {
    const card = (await hall.say(hall.as.resident, '只写一遍。')).body
    const answers = await Promise.all(
      [hall.as.chair, hall.as.recorder, hall.as.chair, hall.as.recorder].map((client) => hall.card(client, card.id, 'place', { version: 1 })),
    )
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 409, 409, 409])
    expect(answers.filter((answer) => answer.status === 409).every((answer) => answer.body.error.code === 'stale')).toBe(true)
    expect(await words()).toEqual(['只写一遍。'])
    expect(await hall.sources()).toHaveLength(1)
    const lines = await t.db.select().from(ledger).where(eq(ledger.subjectId, card.id))
    expect(lines.filter((line) => line.move === 'place')).toHaveLength(1)
  })

  it('[K12] the same press repeated is done once and answered alike', async () => {
    const card = (await hall.say(hall.as.resident, '按了两下。')).body
    const key = crypto.randomUUID()
    const send = () => hall.as.chair.post(`/api/cards/${card.id}/place`, { version: 1 }, { key })
    const [one, two] = [await send(), await send()]
    expect(two.body).toEqual(one.body)
    expect(await words()).toEqual(['按了两下。'])
  })

  it('[K10] a card put off or left out can still be placed later', async () => {
    const put = (await hall.say(hall.as.resident, '先放着。')).body
    await hall.card(hall.as.chair, put.id, 'leave', { version: 1, reason: '先不写' })
    const placed = await hall.card(hall.as.chair, put.id, 'place', { version: 2 })
    expect(placed.body).toMatchObject({ state: 'placed', reason: '' })
  })
})

describe('merging cards', () => {
  it('[K13] cards that say the same share one clause, and each stays a source of it', async () => {
    const a = (await hall.say(hall.as.resident, '路要宽。')).body
    const b = (await hall.say(hall.as.resident2, '把路加宽。')).body
    const c = (await hall.say(hall.as.member, '同意加宽。')).body
    await hall.card(hall.as.chair, b.id, 'merge', { version: 1, into: a.id })
    const placed = await hall.card(hall.as.chair, a.id, 'place', { version: 1 })
    await hall.card(hall.as.chair, c.id, 'merge', { version: 1, into: b.id })
    expect(await words()).toEqual(['路要宽。'])
    const sources = await hall.sources()
    expect(sources.map((source) => source.sourceId).toSorted()).toEqual([a.id, b.id, c.id].toSorted())
    expect(new Set(sources.map((source) => source.clauseId))).toEqual(new Set([placed.body.clauseId]))
    const { cards } = (await hall.as.resident2.get(`/api/sessions/${hall.sessionId}/cards`)).body
    expect(cards.find((card: { id: string }) => card.id === b.id)).toMatchObject({ state: 'merged', clauseId: placed.body.clauseId, mergedInto: a.id })
  })

  it('[K13] a card is not merged into itself, not in a circle, not into another session’s', async () => {
    const a = (await hall.say(hall.as.resident, '甲')).body
    const b = (await hall.say(hall.as.resident2, '乙')).body
    expect((await hall.card(hall.as.chair, a.id, 'merge', { version: 1, into: a.id })).body.error.code).toBe('cardMergeIntoSelf')
    await hall.card(hall.as.chair, b.id, 'merge', { version: 1, into: a.id })
    expect((await hall.card(hall.as.chair, a.id, 'merge', { version: 1, into: b.id })).body.error.code).toBe('cardMergeIntoSelf')
    const elsewhere = await openHall(t, { organisation: hall.organisation })
    const foreign = (await elsewhere.say(elsewhere.as.resident, '别处')).body
    expect((await hall.card(hall.as.chair, a.id, 'merge', { version: 1, into: foreign.id })).body.error.code).toBe('cardMergeWrongTarget')
  })

  it('[K13] who was merged into a card that is left out reads the same reason', async () => {
    const a = (await hall.say(hall.as.resident, '甲')).body
    const b = (await hall.say(hall.as.resident2, '乙')).body
    await hall.card(hall.as.chair, b.id, 'merge', { version: 1, into: a.id })
    await hall.card(hall.as.chair, a.id, 'leave', { version: 1, reason: '另有会议专门谈' })
    const { cards } = (await hall.as.resident2.get(`/api/sessions/${hall.sessionId}/cards`)).body
    expect(cards).toMatchObject([{ id: b.id, reason: '另有会议专门谈' }])
  })
})

describe('taking a card back', () => {
  it('[K14] untouched words leave the text with it, and it is no source any more', async () => {
    await hall.write('第一条。')
    const card = (await hall.say(hall.as.resident, '放错了。')).body
    await hall.card(hall.as.chair, card.id, 'place', { version: 1 })
    const back = await hall.card(hall.as.chair, card.id, 'take-back', { version: 2 })
    expect(back.body).toMatchObject({ state: 'waiting', clauseId: null })
    expect(await words()).toEqual(['第一条。'])
    expect(await hall.sources()).toEqual([])
  })

  it('[K14] words that another card also stands behind stay', async () => {
    const a = (await hall.say(hall.as.resident, '两张卡的一条。')).body
    const b = (await hall.say(hall.as.resident2, '我也是')).body
    const placed = (await hall.card(hall.as.chair, a.id, 'place', { version: 1 })).body
    await hall.card(hall.as.chair, b.id, 'place', { version: 1, join: placed.clauseId })
    await hall.card(hall.as.chair, a.id, 'take-back', { version: 2 })
    expect(await words()).toEqual(['两张卡的一条。'])
    expect((await hall.sources()).map((source) => source.sourceId)).toEqual([b.id])
  })

  it('[K14] a merged card taken back is a source of its own again', async () => {
    const a = (await hall.say(hall.as.resident, '甲。')).body
    const b = (await hall.say(hall.as.resident2, '乙。')).body
    await hall.card(hall.as.chair, a.id, 'place', { version: 1 })
    await hall.card(hall.as.chair, b.id, 'merge', { version: 1, into: a.id })
    await hall.card(hall.as.chair, b.id, 'take-back', { version: 2 })
    expect((await hall.sources()).map((source) => source.sourceId)).toEqual([a.id])
    await hall.card(hall.as.chair, b.id, 'place', { version: 3 })
    expect(await words()).toEqual(['甲。', '乙。'])
  })
})
