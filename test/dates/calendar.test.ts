import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays, addMonths, addWorkingDays, dayInWords, dayOf, dueEndOfDay, isWorkingDay, workCalendar, workingDaysBetween,
} from '../../shared/calendar.ts'
import { holidayPlans } from '../../shared/holidays.ts'

const next = (day: string, n = 1) => new Date(Date.parse(day) + n * 86_400_000).toISOString().slice(0, 10)
const weekday = (day: string) => '日一二三四五六'[new Date(day).getUTCDay()]!
const daysOf = (year: number) => Array.from({ length: 366 }, (_, n) => next(`${year}-01-01`, n)).filter((day) => day.startsWith(`${year}`))

/** Written down a second time from published lists of dates, not from the notices. */
const secondSource: Record<number, { off: string; worked: string; workingDays: number }> = {
  2024: {
    off: '0101 0210-0217 0404-0406 0501-0505 0610 0915-0917 1001-1007',
    worked: '0204 0218 0407 0428 0511 0914 0929 1012',
    workingDays: 251,
  },
  2025: {
    off: '0101 0128-0204 0404-0406 0501-0505 0531-0602 1001-1008',
    worked: '0126 0208 0427 0928 1011',
    workingDays: 248,
  },
  2026: {
    off: '0101-0103 0215-0223 0404-0406 0501-0505 0619-0621 0925-0927 1001-1007',
    worked: '0104 0214 0228 0509 0920 1010',
    workingDays: 248,
  },
}

function within(ranges: string, day: string): boolean {
  const date = day.slice(5).replace('-', '')
  return ranges.split(' ').some((range) => range.slice(0, 4) <= date && date <= range.slice(-4))
}

describe('the plans that ship', () => {
  it.each([2024, 2025, 2026])('[D1] every day of %i is worked or off as in the notice and in the second list', (year) => {
    const plan = holidayPlans.find((one) => one.year === year)
    expect(plan).toMatchObject({ official: true, source: expect.stringMatching(`^国务院办公厅关于${year}年部分节假日安排的通知（国办发明电〔${year - 1}〕`) })
    const { off, worked, workingDays } = secondSource[year]!
    const expected = daysOf(year).filter((day) => within(worked, day) || (!within(off, day) && !'六日'.includes(weekday(day))))
    expect(daysOf(year).filter((day) => isWorkingDay(day))).toEqual(expected)
    expect(expected).toHaveLength(workingDays)
  })

  it('[D1] only weekends are worked in exchange, and no day is both off and worked', () => {
    const worked = holidayPlans.flatMap(({ breaks }) => breaks.flatMap((one) => one.worked))
    expect(worked.filter((day) => !'六日'.includes(weekday(day)))).toEqual([])
    expect(worked.filter((day) => holidayPlans.some(({ breaks }) => breaks.some(({ from, to }) => from <= day && day <= to)))).toEqual([])
  })

  it('[D1] the day before the Spring Festival of 2024 is worked: the notice only encourages leave', () => {
    expect(isWorkingDay('2024-02-09')).toBe(true)
  })
})

describe('a year without an official plan', () => {
  it('[D2] has its weekends only, and every date counted into it is provisional', () => {
    expect(isWorkingDay('2027-10-01')).toBe(true)
    expect(isWorkingDay('2027-10-02')).toBe(false)
    expect(addWorkingDays('2026-12-30', 1)).toEqual({ day: '2026-12-31', provisional: false })
    expect(addWorkingDays('2026-12-30', 2)).toEqual({ day: '2027-01-01', provisional: true })
    expect(addMonths('2026-12-12', 3)).toEqual({ day: '2027-03-12', provisional: true })
    expect(addDays('2026-12-26', 7)).toEqual({ day: '2027-01-04', provisional: true })
  })

  it('[D2] a plan guessed before the notice does not count', () => {
    const guessed = workCalendar([{
      year: 2027, source: '', official: false, breaks: [{ name: '国庆节', from: '2027-10-01', to: '2027-10-07', worked: ['2027-10-09'] }],
    }])
    expect(isWorkingDay('2027-10-01', guessed)).toBe(true)
    expect(isWorkingDay('2027-10-09', guessed)).toBe(false)
    expect(addWorkingDays('2027-09-30', 1, guessed).provisional).toBe(true)
  })
})

describe('counting', () => {
  it('[D3] the county’s own cases come out as in the calendar on the wall', () => {
    expect(weekday('2026-02-13') + weekday('2026-08-08')).toBe('五六')
    // Seven days from Friday before the Spring Festival end inside the break.
    expect(addDays('2026-02-13', 7)).toEqual({ day: '2026-02-24', provisional: false })
    expect(addMonths('2026-02-12', 3)).toEqual({ day: '2026-05-12', provisional: false })
    expect(addMonths('2026-05-08', 3)).toEqual({ day: '2026-08-10', provisional: false })
    // Five working days for a return: the Saturday worked before the break counts.
    expect(addWorkingDays('2026-02-12', 5)).toEqual({ day: '2026-02-26', provisional: false })
    expect(addWorkingDays('2026-04-03', 1)).toEqual({ day: '2026-04-07', provisional: false })
    expect(addMonths('2026-07-27', 1)).toEqual({ day: '2026-08-27', provisional: false })
  })

  it('[D3] a month that is too short gives its last day, then the next working day', () => {
    expect(addMonths('2025-12-31', 2).day).toBe('2026-02-28')
    expect(addMonths('2024-01-31', 1).day).toBe('2024-02-29')
    expect(addMonths('2024-11-30', 3).day).toBe('2025-02-28')
    expect(addMonths('2026-01-31', 3).day).toBe('2026-04-30')
    expect(addMonths('2026-03-31', 6).day).toBe('2026-09-30')
    expect(addMonths('2025-11-30', 11).day).toBe('2026-10-30')
  })

  it('[D4] a day ends at midnight in Beijing', () => {
    expect(dueEndOfDay('2026-05-12').toISOString()).toBe('2026-05-12T15:59:59.000Z')
    expect(dayOf(new Date('2026-05-12T15:59:59.999Z'))).toBe('2026-05-12')
    expect(dayOf(new Date('2026-05-12T16:00:00Z'))).toBe('2026-05-13')
    expect(dayInWords('2026-05-02')).toBe('5月2日')
  })
})

describe('counting, whatever the day', () => {
  const aDay = fc.integer({ min: 0, max: 3 * 365 + 200 }).map((n) => next('2023-12-20', n))
  const some = fc.integer({ min: 0, max: 40 })

  it('[D3] the n-th working day is worked, and n working days lie up to it', () => {
    fc.assert(fc.property(aDay, fc.integer({ min: 1, max: 60 }), (from, n) => {
      const { day } = addWorkingDays(from, n)
      expect(isWorkingDay(day)).toBe(true)
      expect(workingDaysBetween(from, day)).toBe(n)
      expect(workingDaysBetween(day, from)).toBe(0)
    }))
  })

  it('[D3] counting in two goes leads to the same day as counting in one', () => {
    fc.assert(fc.property(aDay, some, some, (from, a, b) => {
      expect(addWorkingDays(addWorkingDays(from, a).day, b).day).toBe(addWorkingDays(from, a + b).day)
    }))
  })

  it('[D3] a later start never ends earlier', () => {
    fc.assert(fc.property(aDay, aDay, some, (one, other, n) => {
      const [first, second] = [one, other].toSorted() as [string, string]
      for (const add of [addWorkingDays, addDays, addMonths]) expect(add(first, n).day <= add(second, n).day).toBe(true)
    }))
  })

  it('[D3] months keep the day of the month or its last, and roll over days off only', () => {
    fc.assert(fc.property(aDay, fc.integer({ min: 0, max: 12 }), (from, n) => {
      const { day } = addMonths(from, n)
      const months = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1 + n
      const month = `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`
      const [same] = [from.slice(8), '30', '29', '28'].map((date) => `${month}-${date}`).filter((one) => one.slice(8) <= from.slice(8) && exists(one))
      expect(isWorkingDay(day)).toBe(true)
      for (let passed = same!; passed < day; passed = next(passed)) expect(isWorkingDay(passed)).toBe(false)
      expect(day >= same!).toBe(true)
    }))
  })

  it('[D2] a date is provisional exactly when a day was looked at in a year without a plan', () => {
    fc.assert(fc.property(aDay, fc.integer({ min: 1, max: 60 }), (from, n) => {
      const { day, provisional } = addWorkingDays(from, n)
      expect(provisional).toBe(next(from) < '2024-01-01' || day > '2026-12-31')
    }))
  })

  it('[D4] the end of a day is on that day, and a second later is the next', () => {
    fc.assert(fc.property(aDay, (day) => {
      expect(dayOf(dueEndOfDay(day))).toBe(day)
      expect(dayOf(new Date(dueEndOfDay(day).getTime() + 1000))).toBe(next(day))
    }))
  })
})

function exists(day: string): boolean {
  const moment = new Date(day)
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day)
}
