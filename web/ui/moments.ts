/** Moments and spans in the words of the house: 2026年3月18日 周三 15:00, in Beijing time wherever the device is. */
const parts = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

export type Moment = string | number | Date

function partsOf(moment: Moment): Record<string, string> {
  return Object.fromEntries(parts.formatToParts(new Date(moment)).map(({ type, value }) => [type, value]))
}

/** 2026年3月18日 周三 15:00 */
export function formatDate(moment: Moment): string {
  return `${formatDay(moment)} ${formatTime(moment)}`
}

/** 2026年3月18日 周三 */
export function formatDay(moment: Moment): string {
  const { year, month, day, weekday } = partsOf(moment)
  return `${year}年${month}月${day}日 ${weekday}`
}

/** 3月18日 */
export function formatShortDay(moment: Moment): string {
  const { month, day } = partsOf(moment)
  return `${month}月${day}日`
}

/** 15:00 */
export function formatTime(moment: Moment): string {
  const { hour, minute } = partsOf(moment)
  return `${hour}:${minute}`
}

/** A clock's figures for seconds: 1:12, or 1:02:05 from an hour on. */
export function formatClock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const s = String(whole % 60).padStart(2, '0')
  const minutes = Math.floor(whole / 60)
  return minutes < 60 ? `${minutes}:${s}` : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${s}`
}

/** A span in words: 40 秒, 12 分, 1 小时 5 分. Number and unit never part. */
export function formatSpan(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60) return `${whole}\u00a0秒`
  const minutes = Math.floor(whole / 60)
  if (minutes < 60) return `${minutes}\u00a0分`
  const rest = minutes % 60
  return `${Math.floor(minutes / 60)}\u00a0小时${rest ? ` ${rest}\u00a0分` : ''}`
}

/** The value of a native date-and-time input for a moment, in Beijing time. */
export function toLocalInput(moment: Moment): string {
  return new Date(new Date(moment).getTime() + 8 * 3600_000).toISOString().slice(0, 16)
}

/** The moment a native date-and-time input names, read as Beijing time; null when it is empty or unfinished. */
export function fromLocalInput(value: string): string | null {
  const at = Date.parse(`${value}:00+08:00`)
  return Number.isNaN(at) ? null : new Date(at).toISOString()
}
