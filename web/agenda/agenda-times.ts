import { type AgendaItem, isCurrent, isItemOpen, isProposed, isSettled } from '../../shared/agenda.ts'

/** Seconds talked about an item, with the stretch under way. */
export function talkedSeconds(item: Pick<AgendaItem, 'spentSeconds' | 'begunAt'>, now: number): number {
  return item.spentSeconds + (item.begunAt ? Math.max(0, (now - Date.parse(item.begunAt)) / 1000) : 0)
}

/** The items that stand in the agenda, in order; what is only proposed, refused or withdrawn stands elsewhere. */
export function standingItems(items: readonly AgendaItem[]): AgendaItem[] {
  return items
    .filter((item) => isSettled(item.state) || (isItemOpen(item.state) && !isProposed(item.state)))
    .toSorted((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0))
}

/** When the talk will be over if every open item takes what is left of its minutes. */
export function forecastEnd(items: readonly AgendaItem[], now: number): number {
  const left = standingItems(items)
    .filter((item) => isItemOpen(item.state))
    .reduce((sum, item) => sum + Math.max(0, item.minutes * 60 - talkedSeconds(item, now)), 0)
  return now + left * 1000
}

/** When it was to be over: the minutes of what the agenda began with, from the moment it started. */
export function plannedEnd(items: readonly AgendaItem[], startedAt: string): number {
  const minutes = standingItems(items)
    .filter((item) => item.proposedBy === null)
    .reduce((sum, item) => sum + item.minutes, 0)
  return Date.parse(startedAt) + minutes * 60_000
}

/** 比原定晚 2 分: how the forecast stands to the plan, in words; nothing within a minute. */
export function driftWords(forecast: number, planned: number): string {
  const minutes = Math.round((forecast - planned) / 60_000)
  if (minutes === 0) return '和原定一样'
  return minutes > 0 ? `比原定晚 ${minutes} 分` : `比原定早 ${-minutes} 分`
}

/** ① to ㊿, and plain figures beyond. */
export function circled(number: number): string {
  if (number >= 1 && number <= 20) return String.fromCodePoint(0x2460 + number - 1)
  if (number >= 21 && number <= 35) return String.fromCodePoint(0x3251 + number - 21)
  if (number >= 36 && number <= 50) return String.fromCodePoint(0x32b1 + number - 36)
  return String(number)
}

/** The next item to begin: the first that waits, in order. */
export function nextItem(items: readonly AgendaItem[]): AgendaItem | undefined {
  return standingItems(items).find((item) => isItemOpen(item.state) && !isCurrent(item.state))
}
