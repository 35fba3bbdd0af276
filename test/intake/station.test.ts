import { asc, eq, inArray } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { issues } from '../../db/schema/intake.ts'
import { ledger } from '../../db/schema/house.ts'
import { within } from '../../server/house/context.ts'
import { lapseSilentIssues } from '../../server/intake/commands.ts'
import { changeRules } from '../../server/rulesets/commands.ts'
import { clockActor } from '../../shared/people.ts'
import { plainJpeg } from '../files/samples.ts'
import { sendFile, takeFile } from '../files/send.ts'
import { testHouse } from '../people.ts'
import { act, echo, guestAt, raise, raised, setStage, somethingSaid, type Stage, titles, triage } from './stage.ts'

const t = testHouse()
let s: Stage
beforeAll(async () => {
  s = await setStage(t)
})

const topic = { title: '旅游环线消防通道', situation: '', affected: '23 户', hopes: '', departments: '公路局', urgency: 'soon' }
const stopsOf = async (device: { get: (path: string) => Promise<{ body: { stops: { title: string; words: string; detail: string; state: string; late: string }[] } }> }, id: string) =>
  (await device.get(`/api/echo/${id}`)).body.stops

describe('what becomes of an issue', () => {
  it('[I16] who triages is the handler; a confidential one is gone for everybody else', async () => {
    const device = await guestAt(t, s.venue)
    const photo = (await sendFile(t, device, plainJpeg)).body.id
    const { id } = (await raise(device, s.venue, { fileIds: [photo], words: '家里的事，不想让人知道' })).body
    expect((await s.facilitator.get(`/api/issues/${id}`)).status).toBe(200)
    const { body } = await triage(s.member, id, true)
    expect(body).toMatchObject({ handler: '委员甲', confidential: true, mine: true })
    expect((await s.facilitator.get(`/api/issues/${id}`)).status).toBe(404)
    expect((await takeFile(t, s.facilitator, `/api/files/${photo}`)).status).toBe(404)
    expect(JSON.stringify((await s.facilitator.get('/api/issues?show=all')).body)).not.toContain('不想让人知道')
    expect(JSON.stringify((await s.member.get('/api/issues?show=mine')).body)).toContain('不想让人知道')
    expect((await takeFile(t, s.member, `/api/files/${photo}`)).status).toBe(200)
    expect((await s.facilitator.post(`/api/issues/${id}/answer`, { version: 2, words: '好' })).status).toBe(404)
  })

  it('[I17] what does not belong here gets its reason and where to go, and the person reads both', async () => {
    const { id, device } = await raised(t, s.venue)
    expect((await act(s.facilitator, id, 'not-accept', { reason: 'whatever', words: '' })).status).toBe(400)
    const { body } = await act(s.facilitator, id, 'not-accept', { reason: 'personalDispute', words: '请两家一起去。' })
    expect(body.state).toBe('notAccepted')
    const stop = (await stopsOf(device, id)).at(-1)!
    expect(stop.detail).toContain('人民调解委员会')
    expect(stop.words).toBe('请两家一起去。')
  })

  it('[I18] merged ones go along; both people are told, and see how it ends', async () => {
    const [lead, same, third] = [await raised(t, s.venue), await raised(t, s.venue), await raised(t, s.venue)]
    for (const { id } of [lead, same, third]) await triage(s.member, id)
    expect((await act(s.facilitator, third.id, 'merge', { into: same.id })).body.mergedInto.number).toBe(same.number)
    await act(s.facilitator, same.id, 'merge', { into: lead.id })
    const seen = (await s.facilitator.get(`/api/issues/${lead.id}`)).body
    expect(seen.merged.map((one: { number: string }) => one.number)).toEqual([same.number, third.number])
    expect(titles(await stopsOf(lead.device, lead.id))).toContain('又有人说了同样的事')
    await act(s.member, lead.id, 'take-on')
    await act(s.member, lead.id, 'solve', { words: '路边的车都挪开了', fileIds: [] })
    await echo(lead.device, lead.id, 'confirm', { how: 'yes' })
    for (const other of [same, third]) {
      const stops = await stopsOf(other.device, other.id)
      expect(titles(stops)).toEqual(expect.arrayContaining(['和别人说的同一件事合在一起办', '有人接着办了', '说是办好了', '办结']))
      expect(stops.find((stop) => stop.title === '说是办好了')?.words).toBe('路边的车都挪开了')
    }
  })

  it('[I18] not with itself, not with one that has ended, not with another organisation’s', async () => {
    const [one, ended] = [await raised(t, s.venue), await raised(t, s.venue)]
    await triage(s.member, one.id)
    await act(s.facilitator, ended.id, 'not-accept', { reason: 'unclear', words: '' })
    const elsewhere = await setStage(t)
    const foreign = await raised(t, elsewhere.venue)
    expect((await act(s.facilitator, one.id, 'merge', { into: one.id })).body.error.code).toBe('issueMergeIntoItself')
    expect((await act(s.facilitator, one.id, 'merge', { into: ended.id })).body.error.code).toBe('issueMergeIntoEnded')
    expect((await act(s.facilitator, one.id, 'merge', { into: foreign.id })).status).toBe(404)
  })

  it('[I18] two put into each other at the same moment: one goes, the other stays', async () => {
    const [one, two] = [await raised(t, s.venue), await raised(t, s.venue)]
    await triage(s.member, one.id)
    await triage(s.member, two.id)
    const answers = await Promise.all([
      act(s.facilitator, one.id, 'merge', { into: two.id }),
      act(s.facilitator, two.id, 'merge', { into: one.id }),
    ])
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
  })

  it('[I19] an issue becomes a topic, another joins it; it waits for the topic before it can be called done', async () => {
    const [first, second] = [await raised(t, s.venue), await raised(t, s.venue)]
    await triage(s.member, first.id)
    await triage(s.member, second.id)
    const { body } = await act(s.member, first.id, 'escalate', { topicId: null, topic })
    expect(body).toMatchObject({ state: 'escalated', topic: { title: topic.title } })
    await act(s.member, second.id, 'escalate', { topicId: body.topic.id, topic: null })
    const seen = (await s.facilitator.get(`/api/topics/${body.topic.id}`)).body
    expect(seen).toMatchObject({ issues: 2, state: 'proposed' })
    expect(seen.from.map((one: { number: string }) => one.number)).toEqual([first.number, second.number])
    expect((await act(s.member, first.id, 'solve', { words: '好了', fileIds: [] })).body.error.code).toBe('issueTargetOpen')
    await s.facilitator.post(`/api/topics/${body.topic.id}/approve`, { version: 1 })
    expect(titles(await stopsOf(second.device, second.id))).toEqual(expect.arrayContaining(['提成了议题', '议题定下来了']))
    expect((await act(s.member, first.id, 'escalate', { topicId: null, topic })).body.error.code).toBe('wrongState')
  })

  it('[I19] joining nothing, a foreign topic or a closed one is refused and leaves no topic behind', async () => {
    const { id } = await raised(t, s.venue)
    await triage(s.member, id)
    const elsewhere = await setStage(t)
    const foreign = (await elsewhere.facilitator.post('/api/topics', { ...topic, organisationId: elsewhere.here.id })).body
    expect((await act(s.member, id, 'escalate', { topicId: null, topic: null })).body.error.code).toBe('issueTopicMissing')
    expect((await act(s.member, id, 'escalate', { topicId: foreign.id, topic: null })).status).toBe(404)
    const dropped = (await s.facilitator.post('/api/topics', { ...topic, organisationId: s.here.id })).body
    await s.facilitator.post(`/api/topics/${dropped.id}/drop`, { version: 1, reason: '不归本级' })
    expect((await act(s.member, id, 'escalate', { topicId: dropped.id, topic: null })).body.error.code).toBe('topicClosed')
  })

  it('[I20] a dropped topic gives its issues back, and the person reads why', async () => {
    const { id, device } = await raised(t, s.venue)
    await triage(s.member, id)
    const topicId = (await act(s.member, id, 'escalate', { topicId: null, topic })).body.topic.id
    await s.facilitator.post(`/api/topics/${topicId}/drop`, { version: 1, reason: '今年已有同样的工程' })
    expect((await s.member.get(`/api/issues/${id}`)).body).toMatchObject({ state: 'triaged', topic: null })
    const stops = await stopsOf(device, id)
    expect(titles(stops)).toEqual(expect.arrayContaining(['议题没有列入', '退回来，另外想办法']))
    expect(JSON.stringify(stops)).toContain('今年已有同样的工程')
  })

  it('[I21] agreed: closed. Objected: back to the station, but only once', async () => {
    const { id, device } = await raised(t, s.venue)
    await triage(s.member, id)
    await act(s.member, id, 'answer', { words: '政策是这样的' })
    await act(s.member, id, 'solve', { words: '说明白了', fileIds: [] })
    expect((await echo(device, id, 'deny', { words: '还没说明白' })).body.state).toBe('triaged')
    await act(s.member, id, 'take-on')
    await act(s.member, id, 'solve', { words: '又去了一趟', fileIds: [] })
    expect((await echo(device, id, 'deny', { words: '还不行' })).body.error.code).toBe('issueDeniedOnce')
    const { body } = await echo(device, id, 'confirm', { how: 'partly' })
    expect(body.state).toBe('closed')
    expect(titles(body.stops).slice(-2)).toEqual(['您说办了一部分', '办结'])
    expect((await echo(device, id, 'confirm', { how: 'yes' })).body.error.code).toBe('wrongState')
  })

  it('[I21] ten silent days close it at the end of the next working day, counted apart; not before', async () => {
    const { id, device } = await raised(t, s.venue)
    await triage(s.member, id)
    await act(s.member, id, 'take-on')
    await act(s.member, id, 'solve', { words: '办好了', fileIds: [] })
    // The tenth day is a Saturday: they have until Monday's midnight.
    t.clock.advance(12 * 24 * 3600_000)
    await lapseSilentIssues(t.house)
    expect((await s.member.get(`/api/issues/${id}`)).body.state).toBe('solved')
    t.clock.advance(9 * 3600_000)
    await lapseSilentIssues(t.house)
    const [row] = await t.db.select().from(issues).where(eq(issues.id, id))
    expect(row).toMatchObject({ state: 'closed', outcome: 'unconfirmed' })
    expect((await stopsOf(device, id)).at(-1)).toMatchObject({ title: '一直没有您的回音，先办结', detail: '没有算作您满意' })
    expect(await lapseSilentIssues(t.house)).toBe(0)
    t.clock.advance(-(12 * 24 + 9) * 3600_000)
  })

  it('[I22] due in two working days; late is said in words, and the late one stands first', async () => {
    const { id, device } = await raised(t, s.venue)
    t.clock.advance(6 * 24 * 3600_000)
    const fresh = await raised(t, s.venue)
    const { issues: waiting } = (await s.facilitator.get('/api/issues')).body
    const place = (wanted: string) => waiting.findIndex((one: { id: string }) => one.id === wanted)
    expect(place(id)).toBeLessThan(place(fresh.id))
    expect(waiting[place(id)].workingDaysLate).toBe(2)
    expect((await stopsOf(device, id)).find((stop) => stop.state === 'now')?.late).toBe('晚了 2 个工作日，3月20日到期')
    t.clock.advance(-6 * 24 * 3600_000)
  })

  it('[I22] due by the rules it came in under, also when the organisation changes them meanwhile', async () => {
    const before = await raised(t, s.venue)
    await within(t.house, clockActor, (ctx) => changeRules(ctx, s.here.id, { 'issue.solve': { n: 5, unit: 'workingDay' } }))
    const after = await raised(t, s.venue)
    for (const { id } of [before, after]) await triage(s.member, id)
    const dues = await t.db.select({ id: issues.id, due: issues.due }).from(issues).where(inArray(issues.id, [before.id, after.id]))
    const dueOf = (wanted: string) => dues.find(({ id }) => id === wanted)?.due
    expect(dueOf(before.id)).toEqual({
      rule: 'issue.solve', version: 1, length: { n: 15, unit: 'workingDay' }, from: '2026-03-18', day: '2026-04-09', provisional: false,
    })
    expect(dueOf(after.id)).toMatchObject({ version: 2, length: { n: 5, unit: 'workingDay' }, day: '2026-03-25' })
  })

  it('[I7] for somebody on the phone the handler agrees on their behalf; for a QR only the person does', async () => {
    const said = { ...somethingSaid, organisationId: s.here.id, channel: 'phone', venueId: null, place: '东山村' }
    const byPhone = (await s.member.post('/api/issues', said)).body.id
    const byQr = (await raised(t, s.venue)).id
    for (const id of [byPhone, byQr]) {
      await triage(s.member, id)
      await act(s.member, id, 'take-on')
      await act(s.member, id, 'solve', { words: '办好了', fileIds: [] })
    }
    expect((await act(s.member, byQr, 'confirm', { how: 'yes' })).status).toBe(403)
    expect((await act(s.facilitator, byPhone, 'confirm', { how: 'yes' })).status).toBe(403)
    expect((await act(s.member, byPhone, 'confirm', { how: 'yes' })).body.state).toBe('closed')
  })

  it('[U7] a move decided on an older version is refused and carries the fresh record', async () => {
    const { id } = await raised(t, s.venue)
    await triage(s.member, id)
    const { status, body } = await s.facilitator.post(`/api/issues/${id}/take-on`, { version: 1 })
    expect([status, body.error.code, body.error.detail.fresh.version]).toEqual([409, 'stale', 2])
  })

  it('[U9] folding the ledger of an issue gives the state it has', async () => {
    const { id, device } = await raised(t, s.venue)
    await triage(s.member, id)
    await act(s.member, id, 'take-on')
    await echo(device, id, 'words', { words: '还有一处' })
    await act(s.member, id, 'solve', { words: '办好了', fileIds: [] })
    await echo(device, id, 'deny', { words: '没有' })
    const lines = await t.db.select().from(ledger).where(eq(ledger.subjectId, id)).orderBy(asc(ledger.sequence))
    const folded = lines.reduce<string | null>((state, line) => {
      expect(line.from).toBe(state)
      return line.to
    }, null)
    expect(folded).toBe((await s.member.get(`/api/issues/${id}`)).body.state)
    expect(JSON.stringify(lines.map((line) => line.facts))).not.toMatch(/还有|办好|没有/)
  })
})
