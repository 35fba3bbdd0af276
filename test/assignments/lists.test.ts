import { beforeAll, describe, expect, it } from 'vitest'
import { waitingAssignments } from '../../server/assignments/waiting.ts'
import { testHouse } from '../people.ts'
import { onDay, setTable, type Table } from './table.ts'

const t = testHouse()
let d: Table
let one: Awaited<ReturnType<Table['assigned']>>
let two: Awaited<ReturnType<Table['assigned']>>
beforeAll(async () => {
  d = await setTable(t)
  one = await d.assigned(true, { number: 217 })
  two = await d.assigned(false, { subject: '关于拓宽消防通道的提案' })
})

const listed = async (who: keyof Table['as'], query = '') =>
  ((await d.as[who].get(`/api/assignments${query}`)).body.assignments as { id: string }[]).map(({ id }) => id).toSorted()
const sorted = (...ids: string[]) => ids.toSorted()
const waiting = async (who: keyof Table['people']) => (await d.inside(d.people[who], waitingAssignments)).map(({ key, verb }) => [key.split(':')[1], verb])

describe('the list', () => {
  it('[Z51] shows a unit its own part, an office all it looks after, and others nothing', async () => {
    expect(await listed('clerk')).toEqual(sorted(one.lead, two.lead))
    expect(await listed('coClerk')).toEqual([one.co])
    expect(await listed('townClerk')).toEqual([])
    expect(await listed('supervisor')).toEqual(sorted(one.lead, one.co, two.lead))
    expect(await listed('proposalOffice')).toEqual(sorted(one.lead, one.co, two.lead))
    expect(await listed('lead')).toEqual([])
    expect((await t.device().get('/api/assignments')).status).toBe(401)
  })

  it('[Z51] by stage, by part, and by two characters of the subject', async () => {
    await d.done(d.as.clerk, two.lead, 'acknowledge')
    expect(await listed('clerk', '?stage=pending')).toEqual([one.lead])
    expect(await listed('clerk', '?stage=handling')).toEqual([two.lead])
    expect(await listed('clerk', '?stage=answered')).toEqual([])
    expect(await listed('supervisor', '?part=co')).toEqual([one.co])
    expect(await listed('supervisor', '?part=lead')).toEqual(sorted(one.lead, two.lead))
    expect(await listed('supervisor', `?q=${encodeURIComponent('消防')}`)).toEqual([two.lead])
    expect(await listed('clerk', `?q=${encodeURIComponent('调解 报酬')}`)).toEqual([one.lead])
    expect(await listed('clerk', `?q=${encodeURIComponent('水库')}`)).toEqual([])
    const { body } = await d.as.clerk.get(`/api/assignments?q=${encodeURIComponent('调解')}`)
    expect(body.assignments[0]).toMatchObject({ numberWords: '第 217 号提案', unitName: '财政局', state: 'pending', due: { day: '2026-02-13' }, workingDaysLate: 0 })
  })
})

describe('what waits', () => {
  it('[Z52] for the clerk, the leader and the supervision office, each in their turn', { timeout: 120_000 }, async () => {
    const { lead, co } = await d.assigned()
    const mine = async (who: keyof Table['people'], id = lead) => (await waiting(who)).find(([key]) => key === id)?.[1]
    expect([await mine('clerk'), await mine('leader'), await mine('supervisor'), await mine('coClerk', co)]).toEqual(['签收', undefined, undefined, '签收'])
    await d.done(d.as.clerk, lead, 'request-reassign', { reason: '不归我们', unitId: d.town.id })
    expect([await mine('clerk'), await mine('supervisor')]).toEqual([undefined, '定调整'])
    await d.done(d.as.supervisor, lead, 'refuse-reassign', { reason: '归你们' })
    expect(await mine('clerk')).toBe('开始办')
    await d.done(d.as.clerk, lead, 'begin')
    expect(await mine('clerk')).toBe('沟通')
    await d.done(d.as.clerk, lead, 'log-contact', d.talk('before', '2026-02-10'))
    expect(await mine('clerk')).toBe('写答复')
    await d.done(d.as.clerk, lead, 'draft-reply')
    await d.answered(lead)
    expect(await mine('clerk')).toBe('请会办单位提意见')
    await d.done(d.as.coClerk, co, 'acknowledge')
    await d.done(d.as.coClerk, co, 'begin')
    expect(await mine('coClerk', co)).toBe('提会办意见')
    await d.done(d.as.coClerk, co, 'give-opinion', { agrees: true, words: '同意。' })
    expect(await mine('coClerk', co)).toBeUndefined()
    await d.done(d.as.clerk, lead, 'log-contact', d.talk('after', '2026-02-10'))
    expect([await mine('clerk'), await mine('leader')]).toEqual([undefined, '签发'])
  })

  it('[Z52] it tells how late it is', async () => {
    const { lead } = await d.assigned(false)
    t.clock.set(onDay('2026-02-24'))
    const line = (await d.inside(d.people.clerk, waitingAssignments)).find(({ key }) => key === `assignment:${lead}`)
    expect(line).toMatchObject({ verb: '签收', href: `/assignments/${lead}`, due: { day: '2026-02-13' }, workingDaysLate: 2, about: expect.stringContaining('独办') })
  })
})
