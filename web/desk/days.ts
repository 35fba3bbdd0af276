import type { Day } from '../../shared/calendar.ts'

const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']

/** A day of the calendar as a desk says it: 5月12日 周二, with its year when that is another than today's. */
export function dayWords(day: Day, today: Day): string {
  const [year, month, date] = day.split('-').map(Number)
  const weekday = weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? ''
  return `${day.slice(0, 4) === today.slice(0, 4) ? '' : `${year}年`}${month}月${date}日 ${weekday}`
}
