import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { assignments, deliveredReplies, replyAnswers } from '../../db/schema/assignments.ts'
import { opinions } from '../../db/schema/opinions.ts'
import { sessions } from '../../db/schema/sessions.ts'
import { topics } from '../../db/schema/topics.ts'
import { sealWhenDue } from '../../server/opinions/freeze.ts'
import { within } from '../../server/house/context.ts'
import { recommendationsOf } from '../../server/outcomes/records.ts'
import { start } from '../../server/sessions/commands.ts'
import type { Publicity } from '../../shared/assignments.ts'
import type { Due } from '../../shared/ruleset.ts'
import { openHall } from '../cards/hall.ts'
import { act, raised, triage } from '../intake/stage.ts'
import type { TestHouse } from '../people.ts'
import { setStage } from '../proposals/stage.ts'

export type Stop = { key: string; title: string; detail: string; words: string; stamp: string | null; state: string; late: string; at: string | null }

/** The whole road of a sentence: said at the pavilion, written into an opinion that was signed, and what was made of it. */
export async function setRoad(t: TestHouse) {
  const stage = await setStage(t, { passwords: true })
  const { here } = stage
  const station = await t.as(await t.makePerson(here, ['facilitator', 'recorder', 'approver'], { name: '工作人员甲' }))
  const venue = await t.makeVenue(here)
  const said: Awaited<ReturnType<typeof raised>>[] = []
  for (const [words, confidential] of [['消防车开不进来。', false], ['救护车也进不来。', false], ['家里的事，不想让人知道。', true]] as const) {
    t.clock.advance(60_000)
    const one = await raised(t, venue, { words, alias: `村民代表${said.length + 1}` })
    await triage(station, one.id, confidential)
    said.push(one)
  }
  const [lead, merged, secret] = said as [typeof said[0], typeof said[0], typeof said[0]]
  await act(station, merged!.id, 'merge', { into: lead!.id })
  const topic = { title: '消防通道', situation: '', affected: '', hopes: '', departments: '', urgency: 'soon' }
  const escalated = await act(station, lead!.id, 'escalate', { topicId: null, topic })
  const topicId = escalated.body.topic.id as string
  await act(station, secret!.id, 'escalate', { topicId, topic: null })
  await station.post(`/api/topics/${topicId}/approve`, { version: (await station.get(`/api/topics/${topicId}`)).body.version })

  const hall = await openHall(t, { organisation: here, topicId, state: 'checkIn' })
  const { version } = (await hall.as.chair.get(`/api/sessions/${hall.sessionId}`)).body
  await within(t.house, await t.actor(hall.people.chair), (ctx) => start(ctx, hall.sessionId, { version, acknowledged: true }))
  const cards = (await hall.as.chair.get(`/api/sessions/${hall.sessionId}/cards`)).body.cards as { id: string; issueId: string }[]
  for (const card of cards) await hall.card(hall.as.chair, card.id, 'place', { version: 1 })
  await hall.opinionDeed(hall.as.chair, 'announce-freeze')
  t.clock.advance(10_000)
  await sealWhenDue(t.house, hall.opinion.id)
  await t.db.update(opinions).set({ state: 'signed' }).where(eq(opinions.id, hall.opinion.id))
  await t.db.update(sessions).set({ state: 'concluded', endedAt: await t.clock.now(t.db) }).where(eq(sessions.id, hall.sessionId))
  await t.db.update(topics).set({ state: 'discussed' }).where(eq(topics.id, topicId))
  const clauses = await hall.clauses()
  t.clock.advance(3600_000)

  const echo = async (n: 0 | 1 | 2) => (await said[n]!.device.get(`/api/echo/${said[n]!.id}`)).body as { state: string; version: number; stops: Stop[]; may: string[] }
  const titles = async (n: 0 | 1 | 2 = 0) => (await echo(n)).stops.map(({ title }) => title)

  /** A draft with the residents' sentences under 建议, behind one that its member wrote: theirs are ② and ③. */
  async function drafted(): Promise<string> {
    const id = await stage.create({ opinion: { opinionId: hall.opinion.id, clauses: clauses.map(({ id: clauseId }) => ({ clauseId, section: 'recommendations' })) } })
    await stage.write(id, 0, '景区环线只有三米宽。')
    await stage.write(id, 1, '没有专门的经费。')
    await stage.write(id, 2, '在预算里列一项专门经费。')
    return id
  }
  async function docketed(): Promise<string> {
    const id = await drafted()
    await stage.submit(id)
    await stage.done('office', id, 'start-review')
    await stage.docket(id)
    return id
  }
  async function handling(): Promise<string> {
    const id = await docketed()
    await stage.done('supervisor', id, 'assign', { leadUnitId: stage.units.finance.id, coUnitIds: [stage.units.court.id] })
    await stage.acknowledged(id)
    return id
  }
  const dueOn = (day: string): Due => ({ rule: 'proposal.reply.months', version: 1, length: { on: day }, from: day, day, provisional: false })
  const dueBy = (proposalId: string, day: string) => t.db.update(assignments).set({ due: dueOn(day) }).where(eq(assignments.proposalId, proposalId))
  /** The lead unit's answers as the supervision office passed them. */
  async function delivered(id: string, publicity: Publicity = 'full'): Promise<void> {
    const lines = await stage.replies(id)
    const unit = lines.find(({ kind }) => kind !== 'co')!
    const now = await t.clock.now(t.db)
    const organisationId = here.id
    for (const { id: recommendationId, number } of await recommendationsOf(t.db, { kind: 'proposal', id })) {
      await t.db.insert(replyAnswers).values({
        organisationId, assignmentId: unit.id, round: 1, recommendationId, clauseId: `c${number}`, at: now, by: 'test',
        outcome: number === 2 ? 'planned' : 'done', plannedOn: number === 2 ? '2026-10-31' : null, words: `第${number}条的办法，财政局写的。`,
      })
    }
    await t.db.insert(deliveredReplies).values({
      organisationId, assignmentId: unit.id, round: 1, revisionId: randomUUID(), grade: 'A', letterNumber: '青财〔2026〕1号', approvedBy: '局长', publicity, at: now,
    })
    await stage.delivered(id)
  }
  const closed = async (id: string) => stage.ratedBy('lead', id)
  return { ...stage, station, said, hall, clauses, echo, titles, drafted, docketed, handling, dueBy, deliver: delivered, closed }
}
export type Road = Awaited<ReturnType<typeof setRoad>>
