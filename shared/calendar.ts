import { type HolidayPlan, holidayPlans } from './holidays.ts'

/**
 * Days as offices count them, in Beijing time wherever the server stands. A moment is a `Date`, a day is a `Day`; only
 * `dayOf` and `dueEndOfDay` lead from one to the other.
 */

const beijingHours = 8
const dayMs = 24 * 3600_000

/** A day of the calendar, as `2026-10-01`. */
export type Day = string

/** A day that was counted out. Provisional: some day on the way lies in a year without an official plan (节假日安排未公布). */
export type CountedDay = { day: Day; provisional: boolean }

/** Days off, weekend days worked, and the years whose plan is known. */
export type WorkCalendar = { off: ReadonlySet<Day>; on: ReadonlySet<Day>; years: ReadonlySet<number> }

export function workCalendar(plans: readonly HolidayPlan[]): WorkCalendar {
  const official = plans.filter((plan) => plan.official)
  const breaks = official.flatMap((plan) => plan.breaks)
  return {
    off: new Set(breaks.flatMap(({ from, to }) => daysBetween(from, to))),
    on: new Set(breaks.flatMap(({ worked }) => worked)),
    years: new Set(official.map(({ year }) => year)),
  }
}

function daysBetween(first: Day, last: Day): Day[] {
  return first > last ? [] : [first, ...daysBetween(shift(first, 1), last)]
}

/** The calendar that ships. */
export const officialCalendar = workCalendar(holidayPlans)

/** The day a moment falls on in Beijing: `2026-03-18`. */
export function dayOf(moment: Date): Day {
  return new Date(moment.getTime() + beijingHours * 3600_000).toISOString().slice(0, 10)
}

/** The last second of a day in Beijing: what is due on a day may still be done on it. */
export function dueEndOfDay(day: Day): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) + dayMs - beijingHours * 3600_000 - 1000)
}

/** 3月18日 15:00, in Beijing. */
export function momentInWords(moment: Date): string {
  const time = new Date(moment.getTime() + beijingHours * 3600_000).toISOString().slice(11, 16)
  return `${dayInWords(dayOf(moment))} ${time}`
}

/** 3月18日. */
export function dayInWords(day: Day): string {
  const [, month, date] = day.split('-')
  return `${Number(month)}月${Number(date)}日`
}

export function yearOf(moment: Date): number {
  return yearIn(dayOf(moment))
}

/** Whether offices work on that day: Monday to Friday but for the days off, and the weekend days worked for them. */
export function isWorkingDay(day: Day, calendar: WorkCalendar = officialCalendar): boolean {
  if (calendar.on.has(day)) return true
  if (calendar.off.has(day)) return false
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

/** The n-th working day after a day; the day itself is not counted. */
export function addWorkingDays(from: Day, n: number, calendar: WorkCalendar = officialCalendar): CountedDay {
  let day = from
  for (let left = n; left > 0; ) {
    day = shift(day, 1)
    if (isWorkingDay(day, calendar)) left -= 1
  }
  return counted(shift(from, 1), day, calendar)
}

/** The n-th day after a day; when nobody works then, the next working day. */
export function addDays(from: Day, n: number, calendar: WorkCalendar = officialCalendar): CountedDay {
  return rollForward(shift(from, n), calendar)
}

/** The same day n months later, or the last of a shorter month; when nobody works then, the next working day (U4). */
export function addMonths(from: Day, n: number, calendar: WorkCalendar = officialCalendar): CountedDay {
  const [year = 0, month = 0, date = 0] = from.split('-').map(Number)
  const lastOfMonth = new Date(Date.UTC(year, month + n, 0)).getUTCDate()
  const same = new Date(Date.UTC(year, month - 1 + n, Math.min(date, lastOfMonth)))
  return rollForward(same.toISOString().slice(0, 10), calendar)
}

/** Working days after the one day up to and with the other; 0 when the other is not later. */
export function workingDaysBetween(after: Day, until: Day, calendar: WorkCalendar = officialCalendar): number {
  let count = 0
  for (let day = shift(after, 1); day <= until; day = shift(day, 1)) if (isWorkingDay(day, calendar)) count += 1
  return count
}

function rollForward(from: Day, calendar: WorkCalendar): CountedDay {
  let day = from
  while (!isWorkingDay(day, calendar)) day = shift(day, 1)
  return counted(from, day, calendar)
}

function counted(first: Day, day: Day, calendar: WorkCalendar): CountedDay {
  let provisional = false
  for (let year = yearIn(first); year <= yearIn(day); year += 1) provisional ||= !calendar.years.has(year)
  return { day, provisional }
}

function shift(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
}

function yearIn(day: Day): number {
  return Number(day.slice(0, 4))
}
