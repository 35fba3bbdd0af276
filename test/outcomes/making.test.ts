import { eq } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { outcomes } from '../../db/schema/outcomes.ts'
import { opinions } from '../../db/schema/opinions.ts'
import { sessions } from '../../db/schema/sessions.ts'
import { proposals } from '../../db/schema/proposals.ts'
import { editDocument } from '../../server/documents/edit.ts'
import { settle } from '../../server/documents/revisions.ts'
import { within } from '../../server/house/context.ts'
import { sealWhenDue } from '../../server/opinions/freeze.ts'
import { originsOfRecommendations, settleRecommendations } from '../../server/outcomes/records.ts'
import { roles } from '../../shared/people.ts'
import * as Y from 'yjs'
import { textRoot } from '../../shared/documents/kinds.ts'
import { type Hall, openHall } from '../cards/hall.ts'
import { type Client, type Person, testHouse } from '../people.ts'

const t = testHouse()
let hall: Hall
let member: Client
let author: Person
let clauses: { id: string; text: string }[]
const words = ['车道拓宽到四米。', '围墙往里让。', '每季度查一次。']

/** An opinion with three clauses, the first of them a resident's sentence, sealed and signed. */
async function signed(): Promise<Hall> {
  const one = await openHall(t, hall ? { organisation: hall.organisation } : {})
  const said = await one.say(one.as.resident, words[0]!)
  await one.card(one.as.chair, said.body.id, 'place', { version: 1 })
  for (const more of words.slice(1)) await one.write(more, one.people.member)
  await one.opinionDeed(one.as.chair, 'announce-freeze')
  t.clock.advance(10_000)
  await sealWhenDue(t.house, one.opinion.id)
  await t.db.update(opinions).set({ state: 'signed' }).where(eq(opinions.id, one.opinion.id))
  await t.db.update(sessions).set({ state: 'concluded' }).where(eq(sessions.id, one.sessionId))
  return one
}
const propose = (client: Client, from: Hall, clauseIds: string[]) =>
  client.post('/api/proposals', {
    organisationId: from.organisation.id, subject: '关于拓宽消防通道的提案',
    opinion: { opinionId: from.opinion.id, clauses: clauseIds.map((clauseId) => ({ clauseId, section: 'recommendations' })) },
  })
const made = async (client: Client) => (await client.get(`/api/opinions/${hall.opinion.id}/outcomes`)).body

beforeAll(async () => {
  hall = await signed()
  author = hall.people.member2
  member = hall.as.member2
  clauses = (await hall.clauses()).map(({ id, text }) => ({ id, text }))
}, 120_000)

it('[O91] of a signed opinion one sees what may be made of it by one’s roles, and its clauses with whose words they are', async () => {
  const seen = await made(member)
  expect(seen.mayMake.map(({ kind }: { kind: string }) => kind)).toEqual(['proposal', 'report'])
  expect(seen.clauses.map(({ number, text }: { number: number; text: string }) => [number, text])).toEqual(words.map((text, index) => [index + 1, text]))
  expect(seen.clauses[0].sources).toMatchObject([{ words: words[0], name: '村民代表甲', hand: 'resident' }])
  expect((await made(hall.as.watcher)).mayMake).toEqual([])
  const outsider = await t.as(await t.makePerson(await t.makeOrganisation(), roles))
  expect((await outsider.get(`/api/opinions/${hall.opinion.id}/outcomes`)).status).toBe(404)
})

it('[O92] a clause of another opinion is refused, and nothing is made', async () => {
  const other = await signed()
  const [foreign] = await other.clauses()
  const answer = await propose(member, hall, [foreign!.id])
  expect([answer.status, answer.body.error.code]).toEqual([409, 'outcomeClauseUnknown'])
  expect(await t.db.select().from(outcomes)).toEqual([])
}, 120_000)

it('[O93] one of each kind is made of a version: of two at once one wins, the other is told', async () => {
  const answers = await Promise.all([propose(member, hall, clauses.map(({ id }) => id)), propose(hall.as.member, hall, [clauses[0]!.id])])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
  expect(answers.find(({ status }) => status === 409)!.body.error.code).toBe('outcomeMade')
  expect(await t.db.select().from(outcomes).where(eq(outcomes.opinionId, hall.opinion.id))).toHaveLength(1)
  const again = await propose(hall.as.member, hall, [clauses[1]!.id])
  expect(again.body.error.code).toBe('outcomeMade')
})

it('[O91] what was made is shown by its title to those who may see it; others are told only that there is one', async () => {
  const [row] = await t.db.select().from(proposals)
  const mine = row!.leadId === author.id ? member : hall.as.member
  const theirs = mine === member ? hall.as.member : member
  expect((await made(mine)).made).toMatchObject([{ kind: 'proposal', record: { id: row!.id, title: row!.subject, stateWords: '正在写' } }])
  expect((await made(theirs)).made).toMatchObject([{ kind: 'proposal', record: null }])
  expect((await made(theirs)).mayMake.map(({ kind }: { kind: string }) => kind)).toEqual(['report'])
})

it('[O94] the new text keeps whose characters and whose words they are; links outlive a split, a join and other words', async () => {
  const one = await signed()
  const ids = (await one.clauses()).map(({ id }) => id)
  const { body } = await propose(one.as.member, one, ids)
  const sources = (await one.as.member.get(`/api/documents/${body.documentId}/sources`)).body as { clauseId: string; sourceKind: string }[]
  expect(sources).toMatchObject([{ clauseId: ids[0], sourceKind: 'card' }])
  const actor = await t.actor(one.people.member)
  await within(t.house, actor, (ctx) =>
    editDocument(ctx, body.documentId, (doc) => {
      const blocks = blocksIn(doc)
      const third = blocks.find((block) => String(block.getAttribute('clauseId')) === ids[2])!
      third.setAttribute('was', ids[1]!)
      const first = blocks.find((block) => String(block.getAttribute('clauseId')) === ids[0])!
      const letters = first.get(0) as Y.XmlText
      letters.insert(0, '请把')
    }, `person:${one.people.member.id}`),
  )
  const { revision, settled } = await within(t.house, actor, async (ctx) => {
    const sealed = await settle(ctx, body.documentId)
    return { revision: sealed, settled: await settleRecommendations(ctx, { kind: 'proposal', id: body.id }, sealed) }
  })
  expect(settled.map(({ words: asked }) => asked)).toEqual([`请把${words[0]}`, words[1], words[2]])
  const links = await t.db.transaction((tx) => originsOfRecommendations(tx, settled.map(({ id }) => id)))
  const behind = (n: number) => links.filter(({ recommendationId }) => recommendationId === settled[n]!.id).map(({ clauseId }) => clauseId).toSorted()
  expect([behind(0), behind(1), behind(2)]).toEqual([[ids[0]], [ids[1]], [ids[1], ids[2]].toSorted()])
  const spans = revision.authors.filter(({ part }) => part === ids[0]).map(({ account }) => account)
  expect(new Set(spans)).toEqual(new Set([`guest:${one.people.resident.id}`, `person:${one.people.member.id}`]))
}, 120_000)

function blocksIn(doc: Y.Doc): Y.XmlElement[] {
  const root = doc.getXmlFragment(textRoot)
  return root.toArray().filter((node): node is Y.XmlElement => node instanceof Y.XmlElement)
}
