import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { topics } from '../../db/schema/topics.ts'
import { within } from '../../server/house/context.ts'
import { move } from '../../server/house/move.ts'
import { markDiscussed, markScheduled, releaseTopic } from '../../server/topics/commands.ts'
import { findTopic, type TopicRow } from '../../server/topics/queries.ts'
import { type Actor, clockActor, stranger } from '../../shared/people.ts'
import { topicWorkflow } from '../../shared/topics.ts'
import { movesOf, statesOf } from '../../shared/workflow.ts'
import { raised, setStage, type Stage, triage, act } from '../intake/stage.ts'
import { testHouse } from '../people.ts'

const t = testHouse()
let s: Stage
let facilitator: Actor
beforeAll(async () => {
  s = await setStage(t)
  facilitator = await t.actor(s.facilitatorPerson)
})

const words = { title: '消防通道', situation: '三处占道', affected: '23 户', hopes: '拓宽', departments: '公路局', urgency: 'soon' }
const propose = async (): Promise<TopicRow> => {
  const { body } = await s.member.post('/api/topics', { ...words, organisationId: s.here.id })
  return (await findTopic(t.db, body.id))!
}
const inState = async (state: TopicRow['state']): Promise<TopicRow> => {
  const { id } = await propose()
  await t.db.update(topics).set({ state }).where(eq(topics.id, id))
  return (await findTopic(t.db, id))!
}
const byTheHouse = ['schedule', 'release', 'discuss']

describe('topics', () => {
  it.each(statesOf(topicWorkflow))('[I40] from %s each move does what the table says, and nothing else', async (state) => {
    for (const name of movesOf(topicWorkflow)) {
      const topic = await inState(state)
      const attempt = within(t.house, byTheHouse.includes(name) ? clockActor : facilitator, (ctx) => move(ctx, topicWorkflow, topics, topic, name))
      const { from, to } = topicWorkflow.moves[name]
      if (from.includes(state)) expect(to).toContain((await attempt).state)
      else {
        await expect(attempt, `${name} from ${state}`).rejects.toMatchObject({ code: 'wrongState' })
        expect(await findTopic(t.db, topic.id)).toEqual(topic)
      }
    }
  })

  it('[I40] the wrong hand is refused every move', async () => {
    const elsewhere = await setStage(t)
    const wrong: [Actor, string][] = [
      [await t.actor(s.memberPerson), 'notAllowed'],
      [await t.actor(elsewhere.facilitatorPerson), 'notFound'],
      [await t.actor(await t.makeGuest(s.here)), 'notFound'],
      [stranger, 'notSignedIn'],
    ]
    for (const name of movesOf(topicWorkflow)) {
      const topic = await inState(topicWorkflow.moves[name].from[0]!)
      for (const [actor, code] of wrong) {
        await expect(within(t.house, actor, (ctx) => move(ctx, topicWorkflow, topics, topic, name))).rejects.toMatchObject({ code })
      }
    }
  })

  it('[I41] a session takes up an approved topic; another session may not, until the first is called off', async () => {
    const topic = await propose()
    const [first, second] = [randomUUID(), randomUUID()]
    const schedule = (sessionId: string) => within(t.house, facilitator, (ctx) => markScheduled(ctx, topic.id, sessionId))
    await expect(schedule(first)).rejects.toMatchObject({ code: 'topicNotReady' })
    await s.facilitator.post(`/api/topics/${topic.id}/approve`, { version: 1 })
    expect(await schedule(first)).toMatchObject({ sessionId: first })
    expect(await schedule(first)).toMatchObject({ sessionId: first })
    await expect(schedule(second)).rejects.toMatchObject({ code: 'topicTaken' })
    await within(t.house, facilitator, (ctx) => releaseTopic(ctx, topic.id))
    expect(await schedule(second)).toMatchObject({ sessionId: second })
    await within(t.house, facilitator, (ctx) => markDiscussed(ctx, topic.id))
    await within(t.house, facilitator, (ctx) => markDiscussed(ctx, topic.id))
    expect((await s.member.get(`/api/topics/${topic.id}`)).body.state).toBe('discussed')
    expect(await schedule(first)).toMatchObject({ sessionId: first })
  })

  it('[I42] a topic shows the words it grew from, a confidential one only to its handler', async () => {
    const [open, hidden] = [await raised(t, s.venue), await raised(t, s.venue, { words: '家里的事' })]
    await triage(s.member, open.id)
    await triage(s.member, hidden.id, true)
    const topicId = (await act(s.member, open.id, 'escalate', { topicId: null, topic: words })).body.topic.id
    await act(s.member, hidden.id, 'escalate', { topicId, topic: null })
    expect((await s.member.get(`/api/topics/${topicId}`)).body.from).toHaveLength(2)
    const seen = (await s.facilitator.get(`/api/topics/${topicId}`)).body
    expect(seen.from.map((one: { number: string }) => one.number)).toEqual([open.number])
    expect(seen.issues).toBe(2)
  })

  it('[I40] put forward by those who may, with a name; nothing half-written otherwise', async () => {
    const before = await t.db.select().from(topics)
    const post = (body: object, client = s.member) => client.post('/api/topics', { ...words, organisationId: s.here.id, ...body })
    expect((await post({ title: ' ' })).status).toBe(400)
    expect((await post({ urgency: 'now' })).status).toBe(400)
    expect((await post({ organisationId: (await t.makeOrganisation()).id })).status).toBe(404)
    expect((await post({}, await t.as(await t.makePerson(s.here, ['auditor'])))).status).toBe(403)
    expect((await post({}, t.device())).status).toBe(401)
    expect(await t.db.select().from(topics)).toHaveLength(before.length)
    const { body } = await post({})
    expect(body).toMatchObject({ state: 'proposed', proposedBy: '委员甲', issues: 0, from: [] })
  })

  it('[I40] dropped only with a reason', async () => {
    const topic = await propose()
    expect((await s.facilitator.post(`/api/topics/${topic.id}/drop`, { version: 1, reason: '' })).status).toBe(400)
    const { body } = await s.facilitator.post(`/api/topics/${topic.id}/drop`, { version: 1, reason: '不归本级' })
    expect(body).toMatchObject({ state: 'dropped', reason: '不归本级' })
  })

  it('[U11] another organisation sees neither list nor record', async () => {
    const topic = await propose()
    const elsewhere = await setStage(t)
    expect((await elsewhere.facilitator.get(`/api/topics/${topic.id}`)).status).toBe(404)
    expect((await elsewhere.facilitator.get(`/api/topics?organisationId=${s.here.id}`)).body.topics).toEqual([])
  })
})
