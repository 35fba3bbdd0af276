import { beforeAll, describe, expect, it } from 'vitest'
import { proposals, proposalSponsors } from '../../db/schema/proposals.ts'
import { createDocument } from '../../server/documents/create.ts'
import { within } from '../../server/house/context.ts'
import { clockActor } from '../../shared/people.ts'
import { testHouse } from '../people.ts'
import { password, setStage, type Stage, workingDayAfter } from './stage.ts'

const t = testHouse()
let s: Stage
beforeAll(async () => {
  s = await setStage(t, { passwords: true })
}, 120_000)
const code = (answer: { body: { error?: { code: string } } }) => answer.body.error?.code

describe('review', { timeout: 120_000 }, () => {
  it('[P8] whose own name stands on it does not review it', async () => {
    const id = await s.submitted(['second'])
    for (const role of ['proposalOffice', 'proposalCommittee'] as const) await t.giveRole(s.people.second, role, s.here)
    const both = await t.as(s.people.second)
    expect(code(await s.deed(both, id, 'start-review'))).toBe('proposalReviewerIsSponsor')
    await s.done('office', id, 'start-review')
    expect((await both.get(`/api/proposals/${id}`)).body.may).toEqual(['ratings'])
    for (const [path, body] of [
      ['return-for-change', { reason: '改' }], ['not-docket', { code: 'empty', words: '空' }], ['docket', { class: 'politics' }],
    ] as const) expect(code(await s.deed(both, id, path, body))).toBe('proposalReviewerIsSponsor')
  })

  it('[P9] returned it is due again by the rules, and older signatures do not stand', async () => {
    const id = await s.reviewed(['third'])
    const returned = await s.done('office', id, 'return-for-change', { reason: '请补上人数' })
    expect(returned).toMatchObject({ state: 'returned', revision: null })
    expect(returned.resubmitDue.day).toBe(workingDayAfter('2026-03-18', 5))
    expect(returned.resubmitDue).toMatchObject({ rule: 'proposal.resubmit', version: 1, from: '2026-03-18' })
    const own = await s.see(id)
    expect(own.decisions.at(-1)).toMatchObject({ move: 'returnForChange', words: '请补上人数', byName: '提案办干事' })
    await s.write(id, 0, '登记在册的调解员有 1930 名。')
    const again = await s.done('lead', id, 'resubmit', { oneMatter: true, password })
    expect(again).toMatchObject({ state: 'submitted', resubmitDue: null })
    expect(again.sponsors.find((one: { name: string }) => one.name === '委员丙')).toMatchObject({ standing: false, state: 'dropped' })
  })

  it('[P9] or the co-sponsors are asked again, and the proposal office keeps sight of it', async () => {
    const id = await s.reviewed(['third'])
    await s.done('office', id, 'return-for-change', { reason: '请补上人数' })
    await s.write(id, 0, '登记在册的调解员有 1930 名。')
    await s.done('lead', id, 'request-sponsors', { until: '2026-12-31' })
    expect((await s.see(id, 'office')).state).toBe('awaitingSponsors')
    await s.sign('third', id)
    const again = await s.submit(id)
    expect(again.sponsors.map((one: { state: string }) => one.state)).toEqual(['signed', 'signed'])
  })

  it('[P10] not docketed it is for one of the reasons, with words its sponsors read', async () => {
    const id = await s.reviewed()
    expect((await s.deed('chair', id, 'not-docket', { code: 'dull', words: '没意思' })).status).toBe(400)
    expect((await s.deed('office', id, 'not-docket', { code: 'empty', words: '空' })).status).toBe(403)
    await s.done('chair', id, 'not-docket', { code: 'litigation', words: '有两件已进入诉讼' })
    const own = await s.see(id)
    expect([own.state, own.decisions.at(-1).code, own.decisions.at(-1).words]).toEqual(['notDocketed', 'litigation', '有两件已进入诉讼'])
    expect((await s.as.bystander.get(`/api/proposals/${id}`)).status).toBe(404)
  })
})

describe('docketing', { timeout: 120_000 }, () => {
  it('[P12] without a plenary nothing is docketed; each is set up once, by the proposal office', async () => {
    const other = await setStage(t, { passwords: true })
    expect((await other.as.lead.post('/api/plenaries', { organisationId: other.here.id, term: 15, number: 1, opensOn: '2026-01-01', closesOn: '2026-01-02' })).status).toBe(404)
    const open = (more: object) =>
      other.as.chair.post('/api/plenaries', { organisationId: other.here.id, term: 14, number: 5, opensOn: '2027-01-11', closesOn: '2027-01-15', ...more })
    expect(code(await open({ closesOn: '2027-01-01' }))).toBe('datesReversed')
    expect((await open({})).body.words).toBe('第十四届五次会议')
    expect(code(await open({}))).toBe('proposalPlenaryExists')
    expect((await other.as.lead.get('/api/plenaries')).body.plenaries.map((one: { number: number }) => one.number)).toEqual([5, 4])
    const id = await other.reviewed()
    expect(code(await other.deed('chair', id, 'docket', { class: 'politics', term: 13 }))).toBe('proposalPlenaryUnknown')
    expect((await other.see(id)).state).toBe('preReview')
    expect((await other.done('chair', id, 'docket', { class: 'politics' })).numberWords).toBe('第十四届五次会议第1号')
    expect((await other.done('chair', await other.reviewed(), 'docket', { class: 'politics', plenary: 4 })).numberWords).toBe('第十四届四次会议第1号')
  })

  it('[P11] two officers docket at once: one wins, the other is told, one number is given', async () => {
    const id = await s.reviewed()
    const { version } = await s.row(id)
    const send = (who: 'chair' | 'chair2') => s.as[who].post(`/api/proposals/${id}/docket`, { version, class: 'politics' })
    const answers = await Promise.all([send('chair'), send('chair2')])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(answers.map(code)).toContain('stale')
    expect((await s.lines(id)).filter((line) => line.move === 'docket')).toHaveLength(1)
  })

  it('[P11] twenty docketed by many hands at once have dense numbers; those that fail give theirs back', { timeout: 240_000 }, async () => {
    const fresh = await setStage(t, { passwords: false })
    const ids: string[] = []
    const template = await s.row(await s.reviewed())
    for (let n = 0; n < 20; n += 1) {
      await within(t.house, clockActor, async (ctx) => {
        const { id } = await createDocument(ctx, { organisationId: fresh.here.id, kind: 'proposal' })
        await ctx.tx.insert(proposals).values({ ...template, id, documentId: id, organisationId: fresh.here.id, leadId: fresh.people.lead.id, revisionId: null })
        await ctx.tx.insert(proposalSponsors).values({ organisationId: fresh.here.id, proposalId: id, personId: fresh.people.lead.id, name: '委员甲', lead: true, position: 0 })
        ids.push(id)
      })
    }
    const answers = await Promise.all(
      ids.flatMap((id, n) => [
        fresh.as[n % 2 === 0 ? 'chair' : 'chair2'].post(`/api/proposals/${id}/docket`, { version: template.version, class: 'politics' }),
        ...(n % 3 === 0 ? [fresh.as.chair2.post(`/api/proposals/${id}/docket`, { version: template.version, class: 'economy' })] : []),
      ]),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(20)
    const numbers = await Promise.all(ids.map(async (id) => (await fresh.row(id)).number ?? 0))
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1))
  })
})

describe('assigning', { timeout: 120_000 }, () => {
  it('[P13] the supervision office assigns once; units are of the county and distinct', async () => {
    const id = await s.reviewed()
    await s.docket(id)
    const { finance, court } = s.units
    const units = (await s.as.supervisor.get(`/api/proposals/${id}/units`)).body.units.map((one: { name: string }) => one.name)
    expect(units.toSorted()).toEqual(['法院', '财政局'])
    expect((await s.deed('chair', id, 'assign', { leadUnitId: finance.id, coUnitIds: [] })).status).toBe(403)
    expect(code(await s.deed('supervisor', id, 'assign', { leadUnitId: finance.id, coUnitIds: [finance.id] }))).toBe('proposalUnitsUnclear')
    expect(code(await s.deed('supervisor', id, 'assign', { leadUnitId: s.supervision.id, coUnitIds: [] }))).toBe('proposalUnitUnknown')
    const assigned = await s.done('supervisor', id, 'assign', { leadUnitId: finance.id, coUnitIds: [court.id] })
    expect(assigned.assignments.map((one: { unitName: string; kind: string }) => [one.unitName, one.kind]).toSorted()).toEqual([['法院', 'co'], ['财政局', 'lead']])
    expect(code(await s.deed('supervisor', id, 'assign', { leadUnitId: court.id, coUnitIds: [] }))).toBe('assignmentTaken')
    expect((await s.see(id, 'clerk')).state).toBe('assigned')
  })

  it('[P13] the house goes on when the last unit is ready, with the days to rate counted from then', async () => {
    const id = await s.assigned()
    await s.acknowledged(id)
    expect((await s.see(id)).state).toBe('handling')
    await s.delivered(id)
    const open = await s.see(id)
    expect([open.state, open.evaluationDue.day]).toEqual(['evaluating', workingDayAfter('2026-03-18', 15)])
    expect((await s.lines(id)).slice(-3).map(({ move, actor }) => [move, actor])).toEqual([
      ['firstAcknowledge', 'clock'], ['allReplied', 'clock'], ['openEvaluation', 'clock'],
    ])
  })
})
