import {
  addDays, addMonths, addWorkingDays, type CountedDay, type Day, dayInWords, dayOf, officialCalendar, type WorkCalendar,
  workingDaysBetween,
} from './calendar.ts'
import type { Deadline, DeadlineKey, Due, RuleSet } from './ruleset.ts'

/** Due dates: counted once and kept with rule, version and inputs; whether one is overdue is asked anew each time. */

/** Due by a rule of a record's rule set, counted from a day. */
export function dueDate(set: RuleSet, rule: DeadlineKey, from: Day, calendar: WorkCalendar = officialCalendar): Due {
  return countDue({ rule, version: set.version, length: set.rules[rule], from }, calendar)
}

/** Due by a length somebody gave: an office's own day (`{ on }`), an extension. Of a stored date it counts the same again. */
export function countDue(
  { rule, version, length, from }: Pick<Due, 'rule' | 'version' | 'length' | 'from'>,
  calendar: WorkCalendar = officialCalendar,
): Due {
  return { rule, version, length, from, ...count(length, from, calendar) }
}

/** A day that was set stands as it was set, also on a holiday. */
function count(length: Deadline, from: Day, calendar: WorkCalendar): CountedDay {
  if ('on' in length) return { day: length.on, provisional: false }
  if (length.unit === 'workingDay') return addWorkingDays(from, length.n, calendar)
  return length.unit === 'month' ? addMonths(from, length.n, calendar) : addDays(from, length.n, calendar)
}

export const isOverdue = (due: Due, now: Date): boolean => dayOf(now) > due.day

/** Working days that have begun since the day passed; 0 while it has not. */
export function workingDaysLate(due: Due, now: Date, calendar: WorkCalendar = officialCalendar): number {
  return workingDaysBetween(due.day, dayOf(now), calendar)
}

export const provisionalWords = '节假日安排未公布'

/** 5月12日, or 2027年1月4日（节假日安排未公布） for another year than this one's. */
export function dueInWords(due: Due, now: Date): string {
  const year = due.day.slice(0, 4)
  const day = year === dayOf(now).slice(0, 4) ? dayInWords(due.day) : `${Number(year)}年${dayInWords(due.day)}`
  return due.provisional ? `${day}（${provisionalWords}）` : day
}
