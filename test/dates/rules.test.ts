import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { ledger } from '../../db/schema/house.ts'
import { ruleSets } from '../../db/schema/rulesets.ts'
import { within } from '../../server/house/context.ts'
import { changeRules } from '../../server/rulesets/commands.ts'
import { ruleSetOf, ruleSetVersion } from '../../server/rulesets/queries.ts'
import { workCalendar } from '../../shared/calendar.ts'
import { countDue, dueDate, dueInWords, isOverdue, workingDaysLate } from '../../shared/due.ts'
import { clockActor } from '../../shared/people.ts'
import { type DeadlineKey, rulesShape, shippedRules } from '../../shared/ruleset.ts'
import { testHouse } from '../people.ts'

describe('due dates', () => {
  it('[D5] a due date keeps rule, version and inputs, and counts again to the same day', () => {
    const due = dueDate(shippedRules, 'proposal.reply.months', '2026-02-12')
    expect(due).toEqual({
      rule: 'proposal.reply.months', version: 1, length: { n: 3, unit: 'month' }, from: '2026-02-12', day: '2026-05-12', provisional: false,
    })
    expect(countDue(due)).toEqual(due)
    expect(dueDate(shippedRules, 'reassign.answerWithin', '2026-02-13').day).toBe('2026-02-24')
    expect(dueDate(shippedRules, 'rehandle.months', '2026-05-08').day).toBe('2026-08-10')
    expect(dueDate(shippedRules, 'acknowledge.within', '2026-02-10').day).toBe('2026-02-13')
    expect(dueDate(shippedRules, 'feedback.window', '2026-04-29').day).toBe('2026-05-22')
  })

  it('[D5] a day the office has set stands as it was set, also in a year without a plan', () => {
    const rules = { ...shippedRules.rules, 'proposal.reply.months': { on: '2026-08-30' } }
    expect(dueDate({ version: 4, rules }, 'proposal.reply.months', '2026-03-15')).toMatchObject({ version: 4, day: '2026-08-30', provisional: false })
    expect(countDue({ rule: 'brief.handling', version: 1, length: { on: '2027-01-02' }, from: '2026-12-01' }).provisional).toBe(false)
  })

  it('[D6] on its day nothing is late; afterwards the working days that have begun are counted', () => {
    const due = dueDate(shippedRules, 'acknowledge.within', '2026-02-10')
    const at = (moment: string) => [isOverdue(due, new Date(moment)), workingDaysLate(due, new Date(moment))]
    expect(at('2026-02-13T23:59:59+08:00')).toEqual([false, 0])
    expect(at('2026-02-14T00:00:00+08:00')).toEqual([true, 1])
    expect(at('2026-02-23T12:00:00+08:00')).toEqual([true, 1])
    expect(at('2026-02-24T08:00:00+08:00')).toEqual([true, 2])
  })

  it('[D2] a date counted without an official plan says 节假日安排未公布', () => {
    const now = new Date('2026-12-20T02:00:00Z')
    expect(dueInWords(dueDate(shippedRules, 'issue.solve', '2026-12-20'), now)).toBe('2027年1月8日（节假日安排未公布）')
    expect(dueInWords(dueDate(shippedRules, 'issue.triage', '2026-12-20'), now)).toBe('12月22日')
    expect(dueDate(shippedRules, 'issue.triage', '2026-12-20', workCalendar([])).provisional).toBe(true)
  })
})

describe('the rules that ship', () => {
  it('[D7] version 1 is the county’s table, and stays so: what was opened under it is judged by it', () => {
    const lengths = Object.entries(shippedRules.rules).flatMap(([key, value]) =>
      typeof value === 'object' && 'unit' in value ? [[key, `${value.n} ${value.unit}`]] : [],
    )
    expect(Object.fromEntries(lengths)).toEqual({
      'acknowledge.within': '3 workingDay',
      'return.window': '5 workingDay',
      'reassign.answerWithin': '7 calendarDay',
      'proposal.reply.months': '3 month',
      'proposal.reply.absoluteMaxMonths': '6 month',
      'proposal.resubmit': '5 workingDay',
      'coUnit.opinion': '1 month',
      'contact.before': '15 workingDay',
      'feedback.window': '15 workingDay',
      'rehandle.months': '3 month',
      'publicity.after': '20 workingDay',
      'report.review': '2 workingDay',
      'report.adoption': '12 month',
      'forum.notice': '15 workingDay',
      'forum.materials': '10 workingDay',
      'forum.minutes': '7 workingDay',
      'grassRoots.notice': '3 workingDay',
      'issue.triage': '2 workingDay',
      'issue.solve': '15 workingDay',
      'issue.confirmLapse': '10 calendarDay',
      'brief.submit': '7 workingDay',
      'brief.instruction.lapse': '90 calendarDay',
    } satisfies Record<DeadlineKey, string>)
    expect(shippedRules).toMatchObject({
      version: 1,
      rules: {
        'session.openNow': true, 'proposal.reply.from': 'acknowledgement', 'proposal.length': { warn: 800, cap: 1500 },
        'contact.required': true, 'rehandle.max': 1, 'dissatisfied.trigger': 'lead', 'report.length': 1500,
        'report.perYear': { member: 1, standing: 3 }, 'speech.minutes': 8, 'member.contact.units': { least: 1, most: 3 },
        'member.contact.perQuarter': 1, 'member.contact.personTimesPerYear': 40, 'member.contact.contacts': 10,
        'partyGroupReview.requiredFor': ['brief', 'report', 'formalRecommendation'],
      },
    })
    expect(shippedRules.rules['replyGrade.scheme'].map(({ grade, label }) => grade + label)).toEqual([
      'A已解决或采纳', 'B计划解决或准备采纳', 'C留作参考',
    ])
    expect(shippedRules.rules.venueChecklist.map(({ items }) => items.length)).toEqual([6, 6, 6])
  })

  it('[D7] a rule nobody knows, a length below nothing and a day that does not exist are refused', () => {
    for (const wrong of [
      { 'proposal.reply': { n: 3, unit: 'month' } },
      { 'return.window': { n: -1, unit: 'workingDay' } },
      { 'return.window': { n: 5, unit: 'week' } },
      { 'proposal.reply.months': { on: '2026-02-30' } },
    ]) {
      expect(rulesShape.safeParse(wrong).success).toBe(false)
    }
  })
})

describe('versions', () => {
  const t = testHouse()
  const change = (id: string, rules: Parameters<typeof changeRules>[2]) => within(t.house, clockActor, (ctx) => changeRules(ctx, id, rules))
  const kept = (id: string) => t.db.select().from(ruleSets).where(eq(ruleSets.organisationId, id))

  it('[D8] a new organisation goes by version 1, and asking writes nothing', async () => {
    const county = await t.makeOrganisation()
    expect(await ruleSetOf(t.db, county.id)).toEqual(shippedRules)
    expect(await kept(county.id)).toEqual([])
  })

  it('[D8] a change makes the next version; what was opened under an older one still finds it', async () => {
    const county = await t.makeOrganisation()
    const changed = await change(county.id, { 'return.window': { n: 10, unit: 'workingDay' } })
    expect(changed.version).toBe(2)
    await change(county.id, { 'return.window': { n: 3, unit: 'workingDay' }, 'speech.minutes': 5 })
    const windowIn = async (version: number) => (await ruleSetVersion(t.db, county.id, version)).rules['return.window']
    expect([await windowIn(1), await windowIn(2), await windowIn(3)]).toEqual([5, 10, 3].map((n) => ({ n, unit: 'workingDay' })))
    expect((await ruleSetOf(t.db, county.id)).rules).toMatchObject({ 'speech.minutes': 5, 'acknowledge.within': { n: 3, unit: 'workingDay' } })
    const lines = await t.db.select().from(ledger).where(eq(ledger.subjectId, county.id))
    expect(lines.map(({ move, facts }) => [move, facts['version']])).toEqual([['changeRules', 2], ['changeRules', 3]])
    await expect(ruleSetVersion(t.db, county.id, 4)).rejects.toMatchObject({ code: 'broken' })
  })

  it('[D8] saying what holds already makes no version', async () => {
    const county = await t.makeOrganisation()
    expect((await change(county.id, { 'session.openNow': true, 'return.window': { n: 5, unit: 'workingDay' } })).version).toBe(1)
    await change(county.id, { 'session.openNow': false })
    expect((await change(county.id, { 'session.openNow': false })).version).toBe(2)
    expect(await kept(county.id)).toHaveLength(1)
  })

  it('[D8] the administrator’s switch for opening at once is a rule, and what the desk shows', async () => {
    const county = await t.makeOrganisation()
    const admin = await t.as(await t.makePerson(county, ['organisationAdmin']))
    const shown = async () => (await admin.get('/api/organisations')).body.organisations[0]
    const turn = (openNow: boolean, version: number) =>
      admin.post(`/api/organisations/${county.id}/settings`, { openNow, handwrittenSignature: true, version })
    expect((await shown()).settings).toEqual({ openNow: true })
    expect((await turn(false, 1)).body).toMatchObject({ settings: { openNow: false, handwrittenSignature: true }, version: 2 })
    expect(await ruleSetOf(t.db, county.id)).toMatchObject({ version: 2, rules: { 'session.openNow': false } })
    expect((await turn(false, 2)).body.version).toBe(3)
    expect((await turn(true, 2)).status).toBe(409)
    expect((await ruleSetOf(t.db, county.id)).version).toBe(2)
    expect((await shown()).settings).toEqual({ openNow: false, handwrittenSignature: true })
  })

  it('[D8] committees and units go by their 政协’s rules, another county by its own', async () => {
    const county = await t.makeOrganisation()
    const unit = await t.makeOrganisation('财政局', { kind: 'handlingUnit', parentId: county.id })
    const below = await t.makeOrganisation('白水县政协', { parentId: county.id })
    await change(county.id, { 'speech.minutes': 6 })
    const minutes = async (id: string) => (await ruleSetOf(t.db, id)).rules['speech.minutes']
    expect([await minutes(county.id), await minutes(unit.id), await minutes(below.id)]).toEqual([6, 6, 8])
    expect((await ruleSetVersion(t.db, unit.id, 2)).rules['speech.minutes']).toBe(6)
  })

  it('[D8] a version that was written is never changed or taken out', async () => {
    const county = await t.makeOrganisation()
    await change(county.id, { 'speech.minutes': 6 })
    await expect(t.db.update(ruleSets).set({ version: 9 })).rejects.toThrow()
    await expect(t.db.delete(ruleSets)).rejects.toThrow()
    expect(await kept(county.id)).toHaveLength(1)
  })
})
