/** Days as offices count them, in Beijing time wherever the server stands. */

const beijingHours = 8
const dayMs = 24 * 3600_000

/** Holidays and make-up working days, as `2026-10-01`. Without them Monday to Friday work. */
export type WorkCalendar = { off: readonly string[]; on: readonly string[] }
const plain: WorkCalendar = { off: [], on: [] }

/** The day a moment falls on in Beijing: `2026-03-18`. */
export function dayOf(moment: Date): string {
  return new Date(moment.getTime() + beijingHours * 3600_000).toISOString().slice(0, 10)
}

/** 3月18日 15:00, in Beijing. */
export function momentInWords(moment: Date): string {
  const [, month, day] = dayOf(moment).split('-')
  const time = new Date(moment.getTime() + beijingHours * 3600_000).toISOString().slice(11, 16)
  return `${Number(month)}月${Number(day)}日 ${time}`
}

export function yearOf(moment: Date): number {
  return Number(dayOf(moment).slice(0, 4))
}

export function isWorkingDay(day: string, calendar: WorkCalendar = plain): boolean {
  if (calendar.on.includes(day)) return true
  if (calendar.off.includes(day)) return false
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

/** The end of the n-th working day after the day of `from`. */
export function addWorkingDays(from: Date, days: number, calendar: WorkCalendar = plain): Date {
  let at = Date.parse(`${dayOf(from)}T00:00:00Z`)
  for (let left = days; left > 0; ) {
    at += dayMs
    if (isWorkingDay(new Date(at).toISOString().slice(0, 10), calendar)) left -= 1
  }
  return new Date(at + dayMs - beijingHours * 3600_000 - 1000)
}

/** Working days that have begun since a due moment passed; 0 while it has not. */
export function workingDaysLate(due: Date, now: Date, calendar: WorkCalendar = plain): number {
  let late = 0
  for (let at = Date.parse(`${dayOf(due)}T00:00:00Z`) + dayMs; at <= Date.parse(`${dayOf(now)}T00:00:00Z`); at += dayMs) {
    if (isWorkingDay(new Date(at).toISOString().slice(0, 10), calendar)) late += 1
  }
  return late
}
