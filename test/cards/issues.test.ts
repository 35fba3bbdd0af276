import { beforeAll, describe, expect, it } from 'vitest'
import { sealWhenDue } from '../../server/opinions/freeze.ts'
import { within } from '../../server/house/context.ts'
import { start } from '../../server/sessions/commands.ts'
import { editDocument } from '../../server/documents/edit.ts'
import { act, raised, titles, triage } from '../intake/stage.ts'
import { testHouse, type Client, type Organisation } from '../people.ts'
import { type Hall, openHall } from './hall.ts'
import * as Y from 'yjs'

const t = testHouse()
let organisation: Organisation
let station: Client
let topicId: string
let said: { id: string; device: Client; number: string; code: string }[]
let hall: Hall

beforeAll(async () => {
  organisation = await t.makeOrganisation()
  station = await t.as(await t.makePerson(organisation, ['facilitator', 'recorder', 'approver']))
  const venue = await t.makeVenue(organisation)
  said = []
  for (const [alias, words, confidential] of [['村民代表甲', '消防车开不进来。', false], ['', '会车要倒出去一里地。', false], ['村民代表丙', '家里的事，不想让人知道。', true]] as const) {
    t.clock.advance(60_000)
    const one = await raised(t, venue, { alias, words })
    await triage(station, one.id, confidential)
    said.push(one)
  }
  const first = await act(station, said[0]!.id, 'escalate', { topicId: null, topic: { title: '消防通道', situation: '', affected: '', hopes: '', departments: '', urgency: 'soon' } })
  topicId = first.body.topic.id
  for (const one of said.slice(1)) await act(station, one.id, 'escalate', { topicId, topic: null })
  const { body: topic } = await station.get(`/api/topics/${topicId}`)
  await station.post(`/api/topics/${topicId}/approve`, { version: topic.version })
  hall = await openHall(t, { organisation, topicId, state: 'checkIn' })
})

const list = async (client: Client) => (await client.get(`/api/sessions/${hall.sessionId}/cards`)).body.cards
const thread = async (n: number) => (await said[n]!.device.get(`/api/echo/${said[n]!.id}`)).body.stops as { title: string; words: string; stamp: string | null }[]

describe('from a sentence at the pavilion to a clause of the opinion', () => {
  it('[K20] when the session starts, every issue of its topic lies on the table as a card, in the resident’s own words', async () => {
    const { version } = (await hall.as.chair.get(`/api/sessions/${hall.sessionId}`)).body
    await within(t.house, await t.actor(hall.people.chair), (ctx) => start(ctx, hall.sessionId, { version, acknowledged: true }))
    const cards = await list(hall.as.chair)
    expect(cards.map((card: { words: string; speaker: unknown; issueId: string; recordedBy: null }) => [card.words, card.speaker, card.issueId])).toEqual([
      ['消防车开不进来。', { participantId: null, name: '村民代表甲', hand: 'resident' }, said[0]!.id],
      ['会车要倒出去一里地。', { participantId: null, name: '一位居民', hand: 'resident' }, said[1]!.id],
    ])
    expect(titles(await thread(0))).toContain('您的话带到了会上')
  })

  it('[K20] asked for again nothing is doubled; what is confidential stays out', async () => {
    expect((await hall.as.chair.post(`/api/sessions/${hall.sessionId}/cards/from-issues`)).body.cards).toHaveLength(2)
    expect((await hall.as.member.post(`/api/sessions/${hall.sessionId}/cards/from-issues`)).status).toBe(403)
    expect(JSON.stringify(await list(hall.as.chair))).not.toContain('不想让人知道')
    const bare = await openHall(t)
    expect((await bare.as.chair.post(`/api/sessions/${bare.sessionId}/cards/from-issues`)).body.error.code).toBe('cardNoIssues')
  })

  it('[K21] the resident’s own thread says which clause their words went into, also after others have moved it', async () => {
    const [first, second] = await list(hall.as.chair)
    await hall.write('开头的一条。')
    t.clock.advance(60_000)
    await hall.card(hall.as.chair, first.id, 'place', { version: 1 })
    expect(titles(await thread(0))).toContain('写进了意见稿第 2 条')
    await hall.card(hall.as.chair, second.id, 'merge', { version: 1, into: first.id })
    expect(titles(await thread(1))).toContain('写进了意见稿第 2 条')
    await takeOut('开头的一条。')
    expect(titles(await thread(0))).toContain('写进了意见稿第 1 条')
  })

  it('[K22] then that it was sealed, and signed; the number and code show it without a word of anybody’s', async () => {
    t.clock.advance(60_000)
    await hall.opinionDeed(hall.as.chair, 'announce-freeze')
    t.clock.advance(10_000)
    await sealWhenDue(t.house, hall.opinion.id)
    expect((await thread(0)).filter((stop) => stop.stamp === '定稿').map((stop) => stop.title)).toEqual(['意见稿定稿，第 1 版'])
    const shown = (await t.device().post('/api/look-up', { number: said[0]!.number, code: said[0]!.code })).body
    expect(titles(shown.stops)).toContain('写进了意见稿第 1 条')
    expect(JSON.stringify(shown)).not.toContain('消防车')
    expect(JSON.stringify(shown)).not.toContain('主持人甲')
  })

  it('[K21] where it was not written in, the thread says so, with the reason for the one who said it only', async () => {
    await hall.opinionDeed(hall.as.chair, 'unfreeze', { reason: '再改' })
    const [first] = await list(hall.as.chair)
    const back = (await hall.card(hall.as.chair, first.id, 'take-back', { version: first.version })).body
    await hall.card(hall.as.chair, first.id, 'leave', { version: back.version, reason: '已由公路部门现场答应' })
    const stop = (await thread(0)).find((one) => one.title === '这次没有写进意见稿')
    expect(stop?.words).toBe('已由公路部门现场答应')
    expect((await thread(0)).some((one) => one.stamp !== null)).toBe(false)
    const shown = (await t.device().post('/api/look-up', { number: said[0]!.number, code: said[0]!.code })).body
    expect(JSON.stringify(shown)).not.toContain('公路部门')
  })
})

async function takeOut(words: string): Promise<void> {
  await within(t.house, await t.actor(hall.people.chair), (ctx) =>
    editDocument(ctx, hall.opinion.documentId, (doc) => {
      const root = doc.getXmlFragment('prosemirror')
      const index = root.toArray().findIndex((block) => block instanceof Y.XmlElement && block.toString().includes(words))
      root.delete(index, 1)
    }),
  )
}
