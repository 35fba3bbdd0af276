import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { eq } from 'drizzle-orm'
import { assignments } from '../../db/schema/assignments.ts'
import { assignUnits } from '../../server/assignments/assign.ts'
import { testHouse } from '../people.ts'
import { assigningDay, onDay, setTable, type Table } from './table.ts'

const t = testHouse()
let d: Table
beforeAll(async () => {
  d = await setTable(t)
})

beforeEach(() => t.clock.set(assigningDay))

describe('assigning', () => {
  it('[Z1] one unit leads and the others give it their opinion; alone it handles it solely', async () => {
    const both = await d.assigned()
    expect((await d.rowsOf(both.proposalId)).map(({ kind, unitId, state }) => [kind, unitId, state]).toSorted()).toEqual([
      ['co', d.court.id, 'pending'],
      ['lead', d.finance.id, 'pending'],
    ])
    const alone = await d.assigned(false)
    expect((await d.rowsOf(alone.proposalId)).map(({ kind }) => kind)).toEqual(['sole'])
    expect((await d.lines(alone.lead)).map(({ move, to }) => [move, to])).toEqual([['create', 'pending']])
  })

  it('[Z1] assigned again it is taken, and nothing changes', async () => {
    const { proposalId } = await d.assigned()
    await expect(d.assignProposal(proposalId, d.town.id)).rejects.toMatchObject({ code: 'assignmentTaken', status: 409 })
    expect(await d.rowsOf(proposalId)).toHaveLength(2)
    await expect(
      d.inside(d.people.supervisor, (ctx) =>
        assignUnits(ctx, { organisationId: d.county.id, ruleSetVersion: 1, handled: { proposalId }, leadUnitId: d.town.id, coUnitIds: [] }),
      ),
    ).rejects.toMatchObject({ code: 'assignmentTaken' })
  })

  it('[Z1] of two officers who assign at once one wins and one is told', async () => {
    const proposalId = await d.docketed()
    const both = await Promise.allSettled([
      d.assignProposal(proposalId, d.finance.id),
      d.assignProposal(proposalId, d.court.id, [], d.people.supervisor2),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'assignmentTaken' } })
    expect(await d.rowsOf(proposalId)).toHaveLength(1)
  })

  it('[Z1] the database keeps one lead unit, and no unit twice', async () => {
    const { proposalId, lead } = await d.assigned(false)
    const row = await d.row(lead)
    const another = (more: Partial<typeof row>) => t.db.insert(assignments).values({ ...row, id: crypto.randomUUID(), ...more })
    await expect(another({ unitId: d.town.id, kind: 'lead' })).rejects.toMatchObject({ cause: { constraint_name: 'assignments_one_lead_proposal' } })
    await expect(another({ kind: 'co' })).rejects.toMatchObject({ cause: { constraint_name: 'assignments_unit_proposal' } })
    await expect(another({ proposalId: null, kind: 'co' })).rejects.toMatchObject({ cause: { constraint_name: 'assignments_one_subject' } })
    expect(await d.rowsOf(proposalId)).toHaveLength(1)
  })

  it('[Z2] a unit twice, a committee and another county’s unit are refused', async () => {
    const elsewhere = await setTable(t)
    const committee = await t.makeOrganisation('经济委', { kind: 'specialCommittee', parentId: d.county.id })
    const proposalId = await d.docketed()
    const tried = (lead: string, co: string[]) => d.assignProposal(proposalId, lead, co).then(() => 'assigned', ({ code }) => code)
    expect(await tried(d.finance.id, [d.finance.id])).toBe('proposalUnitsUnclear')
    expect(await tried(d.finance.id, [d.court.id, d.court.id])).toBe('proposalUnitsUnclear')
    expect(await tried(committee.id, [])).toBe('proposalUnitUnknown')
    expect(await tried(d.finance.id, [elsewhere.court.id])).toBe('proposalUnitUnknown')
    expect(await d.rowsOf(proposalId)).toEqual([])
  })

  it('[Z6] the proposal is being handled once every unit that owes a reply has acknowledged', async () => {
    const { proposalId, lead, co } = await d.assigned()
    await d.done(d.as.coClerk, co, 'acknowledge')
    expect((await d.proposal(proposalId)).state).toBe('assigned')
    await d.done(d.as.clerk, lead, 'acknowledge')
    expect((await d.proposal(proposalId)).state).toBe('handling')
  })

  it('[U7] of two clerks at one signature one wins, and the other is shown the fresh record', async () => {
    const { lead } = await d.assigned()
    const second = await t.as(await t.makePerson(d.finance, ['unitClerk'], { since: new Date('2026-01-01') }))
    const both = await Promise.all([d.as.clerk, second].map((client) => client.post(`/api/assignments/${lead}/acknowledge`, { version: 1 })))
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
    const told = both.find(({ status }) => status === 409)!.body.error
    expect(told).toMatchObject({ code: 'stale', detail: { fresh: { id: lead, state: 'acknowledged', version: 2 } } })
    expect((await d.lines(lead)).map(({ move }) => move)).toEqual(['create', 'acknowledge'])
  })
})

describe('handing on', () => {
  it('[Z10] a request within the days, on the last of them still, names another unit and its reason', async () => {
    const { lead } = await d.assigned()
    t.clock.set(onDay('2026-02-24'))
    expect((await d.see(d.as.clerk, lead)).returnUntil.day).toBe('2026-02-24')
    const asking = { reason: '经费由用款单位列支', unitId: d.court.id }
    expect((await d.deed(d.as.clerk, lead, 'request-reassign', { ...asking, unitId: d.finance.id })).body.error.code).toBe('reassignSameUnit')
    expect((await d.deed(d.as.clerk, lead, 'request-reassign', { ...asking, unitId: d.nobody })).body.error.code).toBe('proposalUnitUnknown')
    expect((await d.deed(d.as.clerk, lead, 'request-reassign', { ...asking, reason: ' ' })).body.error.code).toBe('malformed')
    const answer = await d.done(d.as.clerk, lead, 'request-reassign', asking)
    expect(answer.reassign).toMatchObject({ reason: asking.reason, unitId: d.court.id, unitName: '法院' })
    expect(answer.state).toBe('reassignRequested')
  })

  it('[Z10] after the days it is too late, and the button is gone', async () => {
    const { lead } = await d.assigned()
    t.clock.set(onDay('2026-02-25'))
    expect((await d.see(d.as.clerk, lead)).may).not.toContain('requestReassign')
    const late = await d.deed(d.as.clerk, lead, 'request-reassign', { reason: '不归我们', unitId: d.town.id })
    expect([late.status, late.body.error.code]).toEqual([409, 'returnWindowOver'])
  })

  it('[Z12] refused, the due date stays, and it is not asked twice', async () => {
    const { lead } = await d.assigned()
    t.clock.set(onDay('2026-02-12'))
    const { due } = await d.done(d.as.clerk, lead, 'acknowledge')
    expect(due?.due.day).toBe('2026-05-12')
    t.clock.set(onDay('2026-02-13'))
    const asking = await d.done(d.as.clerk, lead, 'request-reassign', { reason: '由用款单位办', unitId: d.court.id })
    expect(asking.reassign?.due.due.day).toBe('2026-02-24')
    t.clock.set(onDay('2026-02-24'))
    const refused = await d.done(d.as.supervisor, lead, 'refuse-reassign', { reason: '预算是你们的职责' })
    expect([refused.state, refused.due?.due, refused.reassign?.refusal]).toEqual(['acknowledged', due?.due, '预算是你们的职责'])
    expect((await d.see(d.as.clerk, lead)).may).not.toContain('requestReassign')
    const second = await d.deed(d.as.clerk, lead, 'request-reassign', { reason: '还是不归我们', unitId: d.town.id })
    expect([second.status, second.body.error.code]).toEqual([409, 'reassignOnce'])
  })

  it('[Z12] a unit that asked before it signed has acknowledged with the refusal, and its time runs', async () => {
    const { proposalId, lead } = await d.assigned(false)
    await d.done(d.as.clerk, lead, 'request-reassign', { reason: '不归我们', unitId: d.town.id })
    expect((await d.row(lead)).due).toBeNull()
    const refused = await d.done(d.as.supervisor, lead, 'refuse-reassign', { reason: '归你们' })
    expect([refused.acknowledgedAt, refused.due?.due.from]).toEqual([assigningDay.toISOString(), '2026-02-10'])
    expect((await d.proposal(proposalId)).state).toBe('handling')
  })

  it('[Z11] granted, another unit has it with the day it was due, and the first one is out', async () => {
    const { proposalId, lead } = await d.assigned(false)
    const { due } = await d.done(d.as.clerk, lead, 'acknowledge')
    await d.done(d.as.clerk, lead, 'request-reassign', { reason: '归乡里', unitId: d.town.id })
    t.clock.set(onDay('2026-02-13'))
    const granted = await d.done(d.as.supervisor, lead, 'grant-reassign')
    expect([granted.state, granted.standing, granted.may]).toEqual(['superseded', false, []])
    const next = (await d.rowsOf(proposalId)).find(({ standing }) => standing)!
    expect(next).toMatchObject({ unitId: d.town.id, kind: 'sole', state: 'pending', handedFrom: lead, due: due?.due })
    expect(next.acknowledgeDue.from).toBe('2026-02-13')
    t.clock.set(onDay('2026-02-25'))
    const taken = await d.done(d.as.townClerk, next.id, 'acknowledge')
    expect(taken.due?.due).toEqual(due?.due)
    expect((await d.deed(d.as.clerk, lead, 'begin')).status).toBe(409)
  })

  it('[Z11] it is not given to a unit that handles it already; the office may name another one', async () => {
    const { proposalId, lead } = await d.assigned()
    await d.done(d.as.clerk, lead, 'request-reassign', { reason: '由用款单位办', unitId: d.court.id })
    expect((await d.deed(d.as.supervisor, lead, 'grant-reassign')).body.error.code).toBe('reassignUnitTaken')
    expect((await d.deed(d.as.supervisor, lead, 'grant-reassign', { unitId: d.finance.id })).body.error.code).toBe('reassignSameUnit')
    await d.done(d.as.supervisor, lead, 'grant-reassign', { unitId: d.town.id })
    const standing = (await d.rowsOf(proposalId)).filter((row) => row.standing).map(({ unitId, kind }) => [unitId, kind])
    expect(standing).toEqual(expect.arrayContaining([[d.town.id, 'lead'], [d.court.id, 'co']]))
    expect(standing).toHaveLength(2)
  })

  it('[Z10] nobody of a unit hands it on: neither grants nor names', async () => {
    const { lead } = await d.assigned()
    await d.done(d.as.clerk, lead, 'request-reassign', { reason: '不归我们', unitId: d.town.id })
    for (const client of [d.as.clerk, d.as.leader, d.as.coClerk]) {
      expect((await d.deed(client, lead, 'grant-reassign', { unitId: d.town.id })).status).toBe(403)
    }
    expect((await d.deed(d.as.townClerk, lead, 'grant-reassign')).status).toBe(404)
    expect((await d.row(lead)).state).toBe('reassignRequested')
    expect(await t.db.select().from(assignments).where(eq(assignments.handedFrom, lead))).toEqual([])
  })
})
