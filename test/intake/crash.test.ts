import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { perform } from '../../server/house/command.ts'
import type { Context } from '../../server/house/context.ts'
import { keepFile } from '../../server/files/commands.ts'
import { denyIssueAs, escalateIssueTo, mergeIssueInto, noteContactView } from '../../server/intake/commands.ts'
import { intakeKeys } from '../../server/intake/keys.ts'
import { raiseIssueAt } from '../../server/intake/raise.ts'
import { findIssue } from '../../server/intake/records.ts'
import { dropTopic } from '../../server/topics/drop.ts'
import { findTopic } from '../../server/topics/queries.ts'
import type { Actor } from '../../shared/people.ts'
import { plainJpeg, webmVoice } from '../files/samples.ts'
import { contents, crashing } from '../register/crashing.ts'
import { type Guest, testHouse } from '../people.ts'
import { act, raised, setStage, somethingSaid, type Stage, triage } from './stage.ts'

const t = testHouse()
let s: Stage
let guest: Guest
let member: Actor
let facilitator: Actor
const keys = intakeKeys('a'.repeat(64))
beforeAll(async () => {
  s = await setStage(t)
  guest = await t.makeGuest(s.here)
  member = await t.actor(s.memberPerson)
  facilitator = await t.actor(s.facilitatorPerson)
})

const topic = { title: '消防通道', situation: '', affected: '', hopes: '', departments: '', urgency: 'soon' as const }

type Deed = { actor: Actor; work: (ctx: Context) => Promise<unknown> }
const deeds: Record<string, () => Promise<Deed>> = {
  async 'a resident says something, with a photo'() {
    const actor = await t.actor(guest)
    const photo = await perform(t.house, actor, { key: randomUUID(), hash: 'h' }, (ctx) =>
      keepFile(ctx, { bytes: plainJpeg, name: '', purpose: 'photo', seconds: null }))
    return { actor, work: (ctx) => raiseIssueAt(ctx, keys, { ...somethingSaid, fileIds: [photo.id], code: s.venue.code }, 'device') }
  },
  async 'a photo is kept'() {
    const bytes = Buffer.concat([webmVoice, Buffer.alloc(600_000, randomUUID())])
    return { actor: await t.actor(guest), work: (ctx) => keepFile(ctx, { bytes, name: '', purpose: 'voice', seconds: 3 }) }
  },
  async 'two are put together'() {
    const [one, two, third] = [await raised(t, s.venue), await raised(t, s.venue), await raised(t, s.venue)]
    for (const { id } of [one, two, third]) await triage(s.member, id)
    await act(s.facilitator, third.id, 'merge', { into: one.id })
    return { actor: facilitator, work: async (ctx) => mergeIssueInto(ctx, (await findIssue(ctx.tx, one.id))!, { into: two.id }) }
  },
  async 'one becomes a topic'() {
    const { id } = await raised(t, s.venue)
    await triage(s.member, id)
    return { actor: member, work: async (ctx) => escalateIssueTo(ctx, (await findIssue(ctx.tx, id))!, { topicId: null, topic }) }
  },
  async 'a topic is dropped'() {
    const { id } = await raised(t, s.venue)
    await triage(s.member, id)
    const { body } = await act(s.member, id, 'escalate', { topicId: null, topic })
    return { actor: facilitator, work: async (ctx) => dropTopic(ctx, (await findTopic(ctx.tx, body.topic.id))!, '不归本级') }
  },
  async 'somebody objects'() {
    const { id } = (await s.member.post('/api/issues', { ...somethingSaid, organisationId: s.here.id, channel: 'phone', venueId: null, place: '东山村' })).body
    await triage(s.member, id)
    await act(s.member, id, 'take-on')
    await act(s.member, id, 'solve', { words: '好了', fileIds: [] })
    return { actor: member, work: async (ctx) => denyIssueAs(ctx, (await findIssue(ctx.tx, id))!, '没有好') }
  },
  async 'the handler looks at the contact'() {
    const { id } = await raised(t, s.venue)
    await triage(s.member, id)
    return { actor: member, work: (ctx) => noteContactView(ctx, id, '核实地点') }
  },
}

describe('a crash half-way', () => {
  it.each(Object.keys(deeds))('[U10] %s: whichever statement fails, nothing is left behind, and asked again it is done', async (name) => {
    const { actor, work } = await deeds[name]!()
    const connection = crashing(t.house)
    const ground = { db: connection.db, clock: t.clock, can: t.house.can }
    const command = { key: randomUUID(), hash: 'h' }
    const before = await contents(t.house)
    for (let n = 1; ; n += 1) {
      connection.failAt(n)
      const outcome = await perform(ground, actor, command, work).then(() => 'done', () => 'failed')
      if (outcome === 'done') {
        expect(n).toBeGreaterThan(3)
        break
      }
      expect(await contents(t.house), `after the ${n}th statement failed`).toEqual(before)
    }
    expect(await contents(t.house)).not.toEqual(before)
  })
})
