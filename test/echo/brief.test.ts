import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { deliveredReplies, replyAnswers } from '../../db/schema/assignments.ts'
import { standingAssignments } from '../../server/assignments/records.ts'
import { editDocument } from '../../server/documents/edit.ts'
import { readDocument } from '../../server/documents/revisions.ts'
import { within } from '../../server/house/context.ts'
import { recommendationsOf } from '../../server/outcomes/records.ts'
import type { AnswerOutcome } from '../../shared/assignments.ts'
import { clausesOf } from '../../shared/documents/clauses.ts'
import type { TextContent } from '../../shared/documents/content.ts'
import { clockActor } from '../../shared/people.ts'
import { addClause } from '../../shared/sync/text.ts'
import {
  type Body, instruction, on, password, recipients, see, setStage, type Stage, unitDelivers, unitsAcknowledge,
} from '../briefs/stage.ts'
import { echo as onEcho } from '../intake/stage.ts'
import { testHouse } from '../people.ts'
import { setDesk, writeReportText } from '../reports/stage.ts'
import { type Road, setRoad, type Stop } from './road.ts'

const t = testHouse()
const last = (stops: Stop[]) => stops.filter(({ at }) => at !== null).at(-1)!
const secret = '请农业局牵头，一个月内拿出方案。'

/** What the lead unit answered to each suggestion, as the supervision office passed it. */
async function answered(stage: Stage, id: string, outcomes: readonly AnswerOutcome[]): Promise<void> {
  const organisationId = stage.here.id
  const [unit] = (await standingAssignments(t.db, { briefId: id })).filter(({ kind }) => kind !== 'co')
  const now = await t.clock.now(t.db)
  for (const { id: recommendationId, number } of await recommendationsOf(t.db, { kind: 'brief', id })) {
    const outcome = outcomes[number - 1] ?? 'done'
    await t.db.insert(replyAnswers).values({
      organisationId, assignmentId: unit!.id, round: 1, recommendationId, clauseId: `c${number}`, at: now, by: 'test',
      outcome, reason: outcome === 'notFeasible' ? '没有地方。' : '', words: `第${number}条的办法，农业局写的。`,
    })
  }
  await t.db.insert(deliveredReplies).values({
    organisationId, assignmentId: unit!.id, round: 1, revisionId: randomUUID(), grade: 'A', letterNumber: '青农〔2026〕1号', approvedBy: '局长', publicity: 'full', at: now,
  })
  await unitDelivers(stage, id)
}

describe('a sentence on its way through a brief', () => {
  let road: Road
  let stage: Stage
  let id: string
  const done = async (who: keyof Stage['as'], deed: string, body: object = {}) => {
    t.clock.advance(60_000)
    const answer = await on(stage, who, id, deed, body)
    expect([deed, answer.status, answer.body]).toEqual([deed, 200, expect.anything()])
    return answer.body as Body
  }
  beforeAll(async () => {
    road = await setRoad(t)
    stage = await setStage(t, { here: road.here, office: road.supervision })
  }, 240_000)

  it('[N10] of a brief that is compiled, reviewed and numbered the thread says nothing', async () => {
    const clauses = road.clauses.map((clause) => ({ clauseId: clause.id, section: 'recommendations' }))
    const made = await stage.as.clerk.post('/api/briefs', {
      committeeId: stage.committee.id, title: '关于消防通道的建议', sources: [{ opinionId: road.hall.opinion.id, clauses }],
    })
    expect(made.status).toBe(200)
    id = made.body.id
    await within(t.house, clockActor, async (ctx) => {
      const { content } = await readDocument(ctx, id)
      const [heading] = clausesOf(content as TextContent)
      await editDocument(ctx, id, (doc) => addClause(doc, '会上说了消防通道。', undefined, heading!.id))
    })
    await done('clerk', 'submit')
    await done('head', 'pass-internal', { words: '同意上报' })
    await done('party', 'pass-party-group', { meeting: '分党组第 3 次会议' })
    await done('issuer', 'number', { password })
    expect((await road.titles()).join()).not.toContain('简报')
  })

  it('[N10] despatched, it stands in its suggestion by number, with the number of the brief, and that it was reported', async () => {
    await done('clerk', 'despatch', recipients)
    expect((await road.titles()).slice(-3)).toEqual(['编进建议简报第①条建议', '简报已报送', '等批示'])
    expect((await road.echo(0)).stops.find(({ title }) => title.startsWith('编进'))!.detail).toBe('第1期（总第1期）')
    expect(await road.titles(1)).toContain('编进建议简报第②条建议')
  })

  it('[N13] of an instruction only that there is one: not its words, not the leader’s name', async () => {
    const { now } = await see(stage.as.clerk, id)
    const today = new Date(new Date(now).getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
    await done('secretary', 'instructions', instruction(today, { words: secret, audience: ['leadership', 'units'] }))
    expect(last((await road.echo(0)).stops)).toMatchObject({ title: '已获批示', detail: '', words: '' })
    expect((await road.titles()).at(-1)).toBe('等交办给办理的单位')
    const { number, code } = road.said[0]!
    const told = await Promise.all([
      road.said[0]!.device.get(`/api/echo/${road.said[0]!.id}`),
      t.device().post('/api/look-up', { number, code }),
      road.hall.as.chair.get(`/api/opinions/${road.hall.opinion.id}/threads`),
      road.station.get(`/api/issues/${road.said[0]!.id}`),
    ])
    for (const { status, body } of told) {
      expect(status).toBe(200)
      expect(JSON.stringify(body)).toContain('已获批示')
      expect(JSON.stringify(body)).not.toMatch(/牵头|一个月内|县长/)
    }
  })

  it('[N11] the units stand on it by their names, with the day the supervision office named', async () => {
    await done('supervisor', 'assign', { leadUnitId: stage.units[0].id, coUnitIds: [stage.units[1].id], due: '2026-08-27' })
    await unitsAcknowledge(stage, id)
    expect(last((await road.echo(0)).stops)).toMatchObject({ title: '交办给农业局', detail: '会办：市场局', late: '' })
    expect((await road.titles()).at(-1)).toBe('等农业局办理，8月27日到期')
  })

  it('[N12] the unit’s answer to that suggestion is told', async () => {
    t.clock.advance(60_000)
    await answered(stage, id, ['done', 'notFeasible'])
    expect(last((await road.echo(0)).stops)).toMatchObject({ title: '农业局答复：已办', stamp: '答复', words: '第1条的办法，农业局写的。' })
    expect(last((await road.echo(1)).stops).title).toBe('农业局答复：办不了')
    expect((await road.titles()).at(-1)).toBe('等写明每条建议的结果')
  })

  it('[N14] closed, each sentence has its suggestion’s outcome, and the one who said it is asked whether it is solved', async () => {
    const { recommendations } = await see(stage.as.clerk, id)
    const outcomes = ['adopted', 'partly', 'notAdopted']
    await done('clerk', 'close', {
      outcomes: recommendations.map((one: Body, n: number) => ({
        recommendationId: one.id, outcome: outcomes[n] ?? 'adopted', ...(n === 0 || n > 2 ? {} : { reason: '路口只能拓一边。' }),
      })),
    })
    const mine = await road.echo(0)
    expect(mine).toMatchObject({ state: 'solved', may: expect.arrayContaining(['confirm', 'deny']) })
    expect(mine.stops.slice(-3).map(({ title }) => title)).toEqual(['简报办结', '有了结果', '等您说一声：这件事解决了吗'])
    expect(mine.stops.find(({ title }) => title === '简报办结')!.detail).toBe('第①条建议：已采纳')
    expect((await road.echo(1)).stops.find(({ title }) => title === '简报办结')!.detail).toBe('第②条建议：部分采纳')
    expect(last(mine.stops).words.split('\n')).toEqual([
      '建议简报第1期（总第1期）第①条建议：已采纳（农业局办理）',
      '建议简报第1期（总第1期）第②条建议：部分采纳（农业局办理）',
    ])
    expect(JSON.stringify(mine)).not.toMatch(/牵头|县长/)
    expect((await onEcho(road.said[0]!.device, road.said[0]!.id, 'confirm', { how: 'yes' })).body.state).toBe('closed')
  })
})

it('[N10] a report of the same opinion: written, then sent, then used, and by whom is not told', { timeout: 240_000 }, async () => {
  const road = await setRoad(t)
  const desk = await setDesk(t, { passwords: true, organisation: road.here })
  const clauses = road.clauses.map((clause) => ({ clauseId: clause.id, section: 'situation' }))
  const made = await road.as.lead.post('/api/reports', {
    organisationId: road.here.id, title: '消防通道', opinion: { opinionId: road.hall.opinion.id, clauses },
  })
  expect(made.status).toBe(200)
  const { id } = made.body
  await writeReportText(t, id, { situation: '' })
  expect((await road.titles()).join()).not.toContain('社情民意')
  await desk.go(road.as.lead, id, 'submit')
  t.clock.advance(60_000)
  expect((await road.titles()).slice(-2)).toEqual(['写成社情民意信息', '正在审核'])
  await desk.takeTo(id, 'sign-issue')
  expect((await road.titles()).slice(-3)).toEqual(['写成社情民意信息', '信息已报送', '等采用的消息'])
  t.clock.advance(60_000)
  await desk.go(desk.as.editor, id, 'adopt', { level: 'city', way: 'single', by: '市政协研究室甲' })
  const { state, stops } = await road.echo(0)
  expect(stops.find(({ title }) => title === '已采用')!.detail).toBe('市采用')
  expect(JSON.stringify(stops)).not.toContain('研究室甲')
  expect(state).toBe('solved')
  expect(stops.slice(-2).map(({ title }) => title)).toEqual(['有了结果', '等您说一声：这件事解决了吗'])
  expect(last(stops).words).toBe('社情民意信息：已采用（市）')
})

it('[N18] a second round shows: 重新办理 with its day, how late it is, and the second answer', { timeout: 240_000 }, async () => {
  const road = await setRoad(t)
  const id = await road.handling()
  await road.deliver(id)
  t.clock.advance(60_000)
  const rated = await road.ratedBy('lead', id, 'dissatisfied')
  expect(rated.body.state).toBe('rehandling')
  const unit = (await road.replies(id)).find(({ kind }) => kind !== 'co')
  expect((await road.echo(0)).state).toBe('escalated')
  expect(last((await road.echo(0)).stops)).toMatchObject({ title: '重新办理', late: '' })
  expect((await road.titles()).at(-1)).toMatch(/^等财政局答复，\d+月\d+日到期$/)
  expect((await road.titles()).filter((title) => title.startsWith('财政局答复'))).toEqual(['财政局答复：计划办，10月31日前办完'])

  await road.dueBy(id, '2026-03-20')
  t.clock.set(new Date('2026-03-25T02:00:00Z'))
  const again = (await road.echo(0)).stops.find(({ title }) => title === '重新办理')!
  expect(again.late).toBe('晚了 3 个工作日，3月20日到期')

  const asked = await recommendationsOf(t.db, { kind: 'proposal', id })
  const now = await t.clock.now(t.db)
  const organisationId = road.here.id
  for (const { id: recommendationId } of asked) {
    await t.db.insert(replyAnswers).values({
      organisationId, assignmentId: unit!.id, round: 2, recommendationId, clauseId: 'again', at: now, by: 'test', outcome: 'done', words: '已经列进预算。',
    })
  }
  await t.db.insert(deliveredReplies).values({
    organisationId, assignmentId: unit!.id, round: 2, revisionId: randomUUID(), grade: 'A', letterNumber: '青财〔2026〕2号', approvedBy: '局长', publicity: 'full', at: now,
  })
  await road.delivered(id)
  expect((await road.titles()).slice(-4)).toEqual([
    '财政局答复：计划办，10月31日前办完', '重新办理', '财政局答复：已办', '等提案人评价',
  ])
  expect((await road.ratedBy('lead', id)).body.state).toBe('closed')
  const { state, stops } = await road.echo(0)
  expect(state).toBe('solved')
  expect(last(stops).words).toContain('财政局：已办')
  expect(last(stops).words).not.toContain('计划办')
})
