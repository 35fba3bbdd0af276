import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { assignUnits } from '../../server/assignments/assign.ts'
import { changeRules } from '../../server/rulesets/commands.ts'
import { holidayPlans } from '../../shared/holidays.ts'
import { testHouse } from '../people.ts'
import { assigningDay, onDay, setTable, type Table } from './table.ts'

const t = testHouse()
let d: Table
beforeAll(async () => {
  d = await setTable(t)
})
beforeEach(() => t.clock.set(assigningDay))

/** Counted a second time, from the calendar's lines alone. */
const next = (day: string, n = 1) => new Date(Date.parse(day) + n * 86_400_000).toISOString().slice(0, 10)
const breaks = holidayPlans.flatMap((plan) => plan.breaks)
function works(day: string): boolean {
  if (breaks.some(({ worked }) => worked.includes(day))) return true
  return !breaks.some(({ from, to }) => from <= day && day <= to) && new Date(day).getUTCDay() % 6 !== 0
}
function roll(day: string): string {
  return works(day) ? day : roll(next(day))
}
function workingDays(from: string, n: number): string {
  let day = from
  for (let left = n; left > 0; ) if (works((day = next(day)))) left -= 1
  return day
}
function months(from: string, n: number): string {
  const [year, month, date] = from.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month - 1 + n + 1, 0)).getUTCDate()
  return roll(new Date(Date.UTC(year, month - 1 + n, Math.min(date, last))).toISOString().slice(0, 10))
}

describe('due dates of an assignment', () => {
  it.each(['2026-01-29', '2026-02-10', '2026-04-27', '2026-08-31', '2026-09-18'])('[Z4] [Z5] assigned on %s, signed for two days later', async (day) => {
    t.clock.set(onDay(day))
    const { lead, co } = await d.assigned()
    const row = await d.row(lead)
    expect([row.acknowledgeDue.day, row.returnUntil.day, row.contactDue?.day, row.due]).toEqual([workingDays(day, 3), workingDays(day, 5), workingDays(day, 15), null])
    expect((await d.row(co)).contactDue).toBeNull()
    const signed = next(day, 2)
    t.clock.set(onDay(signed))
    const reply = (await d.done(d.as.clerk, lead, 'acknowledge')).due!.due
    expect(reply).toEqual({ rule: 'proposal.reply.months', version: 1, length: { n: 3, unit: 'month' }, from: signed, day: months(signed, 3), provisional: false })
    expect((await d.done(d.as.coClerk, co, 'acknowledge')).due?.due).toMatchObject({ rule: 'coUnit.opinion', from: signed, day: months(signed, 1) })
  })

  it('[Z4] domain.md F.2: signed 02-12, due 05-12; the answer to a request falls after the Spring Festival', async () => {
    const { lead } = await d.assigned()
    t.clock.set(onDay('2026-02-12'))
    expect((await d.done(d.as.clerk, lead, 'acknowledge')).due?.due.day).toBe('2026-05-12')
    t.clock.set(onDay('2026-02-13'))
    const { reassign } = await d.done(d.as.clerk, lead, 'request-reassign', { reason: '用款单位办', unitId: d.court.id })
    expect([next('2026-02-13', 7), reassign?.due.due.day]).toEqual(['2026-02-20', roll('2026-02-20')])
    expect(reassign?.due.due.day).toBe('2026-02-24')
  })

  it('[Z4] signed very late, it is still due within the longest time from the assignment', async () => {
    const { lead } = await d.assigned(false)
    t.clock.set(onDay('2026-06-10'))
    const { due } = await d.done(d.as.clerk, lead, 'acknowledge')
    expect(months('2026-06-10', 3) > months('2026-02-10', 6)).toBe(true)
    expect(due?.due).toMatchObject({ rule: 'proposal.reply.absoluteMaxMonths', from: '2026-02-10', day: months('2026-02-10', 6) })
  })

  it('[Z4] [Z5] a day the office names stands; not one gone by, not one too far; the co-unit’s opinion comes before it', async () => {
    const give = async (due: string) => {
      const proposalId = await d.docketed()
      await d.inside(d.people.supervisor, (ctx) =>
        assignUnits(ctx, { organisationId: d.county.id, ruleSetVersion: 1, handled: { proposalId }, leadUnitId: d.finance.id, coUnitIds: [d.court.id], due }),
      )
      return d.rowsOf(proposalId)
    }
    await expect(give('2026-02-09')).rejects.toMatchObject({ code: 'assignmentDuePast' })
    await expect(give(next(months('2026-02-10', 6)))).rejects.toMatchObject({ code: 'assignmentDueTooFar' })
    const rows = await give('2026-02-27')
    expect(rows.find(({ kind }) => kind === 'lead')?.due).toMatchObject({ length: { on: '2026-02-27' }, day: '2026-02-27' })
    const co = rows.find(({ kind }) => kind === 'co')!
    expect((await d.done(d.as.coClerk, co.id, 'acknowledge')).due?.due.day).toBe('2026-02-27')
  })

  it('[Z4] lateness is told in working days, and is no state', async () => {
    const { lead } = await d.assigned(false)
    t.clock.set(onDay('2026-02-12'))
    await d.done(d.as.clerk, lead, 'acknowledge')
    const late = async (day: string) => {
      t.clock.set(onDay(day))
      return (await d.see(d.as.clerk, lead)).due?.workingDaysLate
    }
    expect([await late('2026-05-12'), await late('2026-05-13'), await late('2026-05-18')]).toEqual([0, 1, 4])
    expect((await d.row(lead)).state).toBe('acknowledged')
  })

  it('[Z4] where the rules count from the assignment, the day is known at once; a record keeps the rules it came in under', async () => {
    const table = await setTable(t)
    await table.inside(table.people.supervisor, (ctx) =>
      changeRules(ctx, table.county.id, { 'proposal.reply.from': 'assignment', 'proposal.reply.months': { n: 2, unit: 'month' } }),
    )
    const proposalId = await table.docketed()
    await table.inside(table.people.supervisor, (ctx) =>
      assignUnits(ctx, { organisationId: table.county.id, ruleSetVersion: 2, handled: { proposalId }, leadUnitId: table.finance.id, coUnitIds: [table.court.id] }),
    )
    const [lead, co] = (await table.rowsOf(proposalId)).toSorted((a, b) => b.kind.localeCompare(a.kind))
    expect([lead?.due?.day, lead?.due?.version, co?.due?.day]).toEqual([months('2026-02-10', 2), 2, months('2026-02-10', 1)])
    t.clock.set(onDay('2026-02-13'))
    expect((await table.done(table.as.clerk, lead!.id, 'acknowledge')).due?.due.day).toBe(months('2026-02-10', 2))
    // The proposal itself came in under version 1.
    const old = await table.assigned(false)
    expect((await table.row(old.lead)).due).toBeNull()
  })
})
