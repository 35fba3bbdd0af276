import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { reports } from '../../db/schema/reports.ts'
import { outcomeEnded } from '../../server/echo/ended.ts'
import { within } from '../../server/house/context.ts'
import { clockActor, roles } from '../../shared/people.ts'
import { act, echo as onEcho } from '../intake/stage.ts'
import { testHouse } from '../people.ts'
import { type Road, setRoad, type Stop } from './road.ts'

const t = testHouse()
const last = (stops: Stop[]) => stops.filter(({ at }) => at !== null).at(-1)!

describe('a sentence on its way through a proposal', () => {
  let road: Road
  let id: string
  beforeAll(async () => {
    road = await setRoad(t)
  }, 180_000)

  it('[N10] of a proposal that is still written the thread says nothing', async () => {
    id = await road.drafted()
    expect((await road.titles()).join()).not.toContain('提案')
    expect(last((await road.echo(0)).stops)).toMatchObject({ title: expect.stringContaining('意见稿已签'), state: 'now' })
  })

  it('[N10] submitted, the sentence stands in its recommendation by number; docketed, it has the stamp and the number', async () => {
    await road.submit(id)
    expect(await road.titles()).toContain('写进提案第②条建议')
    expect(await road.titles(1)).toContain('写进提案第③条建议')
    await road.done('office', id, 'start-review')
    t.clock.advance(60_000)
    await road.docket(id)
    expect(last((await road.echo(0)).stops)).toMatchObject({ title: '立案', detail: '第十四届四次会议第1号', stamp: '立案', state: 'now' })
    expect((await road.echo(0)).stops.at(-1)).toMatchObject({ title: '等交办给办理的单位', state: 'todo' })
  })

  it('[N11] the unit stands on it by its name, and what is late says by how much', async () => {
    await road.done('supervisor', id, 'assign', { leadUnitId: road.units.finance.id, coUnitIds: [road.units.court.id] })
    await road.acknowledged(id)
    await road.dueBy(id, '2026-03-20')
    expect(last((await road.echo(0)).stops)).toMatchObject({ title: '交办给财政局', detail: '会办：法院', late: '' })
    expect((await road.echo(0)).stops.at(-1)!.title).toBe('等财政局答复，3月20日到期')
    t.clock.set(new Date('2026-03-25T02:00:00Z'))
    expect(last((await road.echo(0)).stops).late).toBe('晚了 3 个工作日，3月20日到期')
  })

  it('[N12] the answer to that recommendation, with its day; words only where the reply is public or the reader may open it', async () => {
    await road.deliver(id, 'full')
    const { stops } = await road.echo(0)
    expect(last(stops)).toMatchObject({ title: '财政局答复：计划办，10月31日前办完', stamp: '答复', words: '第2条的办法，财政局写的。' })
    expect(JSON.stringify(stops)).not.toContain('第1条的办法')
    expect(last((await road.echo(1)).stops).title).toBe('财政局答复：已办')
  })

  it('[N13] by number and code the same stops show, without a name and without anybody’s words', async () => {
    const { number, code } = road.said[0]!
    const { body } = await t.device().post('/api/look-up', { number, code })
    expect(body.stops.map((stop: Stop) => stop.title)).toEqual(await road.titles())
    expect(JSON.stringify(body)).not.toMatch(/办法|委员|村民|主持人|消防车/)
  })

  it('[N14] the proposal closes: its residents are asked whether it is solved, with what each recommendation was answered', async () => {
    await road.closed(id)
    const mine = await road.echo(0)
    expect(mine).toMatchObject({ state: 'solved', may: expect.arrayContaining(['confirm', 'deny']) })
    expect(mine.stops.map(({ title }) => title).slice(-3)).toEqual(['提案办结', '有了结果', '等您说一声：这件事解决了吗'])
    expect(last(mine.stops).words.split('\n')).toEqual([
      '第十四届四次会议第1号提案第②条建议，财政局：计划办，10月31日前办完',
      '第十四届四次会议第1号提案第③条建议，财政局：已办',
    ])
    expect((await onEcho(road.said[0]!.device, road.said[0]!.id, 'confirm', { how: 'partly' })).body.state).toBe('closed')
    expect(await road.titles(1)).toContain('有了结果')
  })
})

describe('who sees a thread', () => {
  let road: Road
  let id: string
  beforeAll(async () => {
    road = await setRoad(t)
    id = await road.handling()
    await road.deliver(id, 'none')
  }, 180_000)
  const threads = async (client: Road['station'], path: string) => client.get(`/api/${path}/threads`)

  it('[N12] what is not made public stays with those who may open the reply', async () => {
    expect(last((await road.echo(0)).stops)).toMatchObject({ title: '财政局答复：计划办，10月31日前办完', words: '' })
    const { body } = await threads(road.as.lead, `proposals/${id}`)
    expect(JSON.stringify(body)).toContain('第2条的办法，财政局写的。')
  })

  it('[N15] member and facilitator see the same stops, told of the one who said it; a confidential issue is in neither', async () => {
    for (const [client, path] of [[road.as.lead, `proposals/${id}`], [road.hall.as.chair, `opinions/${road.hall.opinion.id}`]] as const) {
      const { status, body } = await threads(client, path)
      expect(status).toBe(200)
      expect(body.threads.map((one: { words: string }) => one.words)).toEqual(['消防车开不进来。', '救护车也进不来。'])
      const titles = (await road.titles()).map((title) => title.replace('您的话', '这句话').replaceAll('您', '本人'))
      expect(body.threads[0].stops.map((stop: Stop) => stop.title)).toEqual(titles)
      expect(JSON.stringify(body)).not.toContain('不想让人知道')
      expect(JSON.stringify(body)).not.toContain(road.said[2]!.number)
    }
    const asked = (await threads(road.as.lead, `proposals/${id}`)).body.threads.map((one: { asked: number[] }) => one.asked)
    expect(asked).toEqual([[2], [3]])
  })

  it('[N15] who may see the proposal but not the words gets the stops alone', async () => {
    const { body } = await threads(road.as.clerk, `proposals/${id}`)
    expect(body.threads[0]).toMatchObject({ words: '', name: '', place: '', issue: null, asked: [2] })
    expect(body.threads[0].stops.map((stop: Stop) => stop.title)).toContain('立案')
    expect(JSON.stringify(body)).not.toMatch(/消防车|村民代表|东山/)
  })

  it('[N15] to another organisation there is no thread at all', async () => {
    const outsider = await t.as(await t.makePerson(await t.makeOrganisation(), roles))
    expect((await threads(outsider, `proposals/${id}`)).status).toBe(404)
    expect((await threads(outsider, `opinions/${road.hall.opinion.id}`)).status).toBe(404)
    expect((await threads(t.device(), `proposals/${id}`)).status).toBe(401)
  })
})

describe('several things made of one sentence', () => {
  it('[N16] it is solved only when nothing made of it is open any more, and once', { timeout: 180_000 }, async () => {
    const road = await setRoad(t)
    const id = await road.handling()
    const sentence = road.clauses.map(({ id: clauseId }) => ({ clauseId, section: 'recommendations' }))
    const report = await road.as.lead.post('/api/reports', { organisationId: road.here.id, title: '消防通道', opinion: { opinionId: road.hall.opinion.id, clauses: sentence } })
    expect(report.status).toBe(200)
    await road.deliver(id)
    await road.closed(id)
    expect((await road.echo(0)).state).toBe('escalated')
    const now = await t.clock.now(t.db)
    await t.db.update(reports).set({ state: 'adopted', submittedAt: now, issuedAt: now, adoptedLevel: 'city' }).where(eq(reports.id, report.body.id))
    const end = () => within(t.house, clockActor, (ctx) => outcomeEnded(ctx, { kind: 'report', id: report.body.id }))
    await end()
    const { state, stops } = await road.echo(0)
    expect(state).toBe('solved')
    expect(last(stops).words).toContain('社情民意信息：已采用（市）')
    expect(last(stops).words).toContain('财政局：计划办')
    await end()
    expect((await road.titles()).filter((title) => title === '有了结果')).toHaveLength(1)
  })

  it('[N19] the station cannot note it as solved while what was handed in is open, and can beside a mere draft', { timeout: 180_000 }, async () => {
    const road = await setRoad(t)
    const byHand = () => act(road.station, road.said[0]!.id, 'solve', { words: '我们另外去办了。', fileIds: [] })
    const id = await road.drafted()
    await road.submit(id)
    expect((await byHand()).body.error.code).toBe('issueOutcomeOpen')
    expect((await road.echo(0)).state).toBe('escalated')
    const other = await setRoad(t)
    await other.drafted()
    expect((await act(other.station, other.said[0]!.id, 'solve', { words: '我们另外去办了。', fileIds: [] })).status).toBe(200)
  })

  it('[N16] a proposal that is not docketed asks nobody: the station goes on with it', { timeout: 180_000 }, async () => {
    const road = await setRoad(t)
    const id = await road.drafted()
    await road.submit(id)
    await road.done('office', id, 'start-review')
    await road.done('chair', id, 'not-docket', { code: 'empty', words: '没有写清楚要谁做什么。' })
    const { state, stops } = await road.echo(0)
    expect(state).toBe('escalated')
    expect(last(stops)).toMatchObject({ title: '没有立案', detail: '内容空泛，没有具体建议' })
    expect(JSON.stringify(stops)).not.toContain('没有写清楚')
    expect((await act(road.station, road.said[0]!.id, 'solve', { words: '我们另外去办了。', fileIds: [] })).status).toBe(200)
  })
})
