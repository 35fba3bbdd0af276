import type { HistoryAnswer, PointAnswer, VersionAnswer, WriterAnswer } from '../../../shared/documents/history-shapes.ts'
import { formatDate, formatShortDay, formatTime } from '../../ui/moments.ts'

/** Versions and people in words. */

export const isSamePoint = (a: PointAnswer, b: PointAnswer): boolean => a.generation === b.generation && a.sequence === b.sequence
export const keyOf = ({ generation, sequence }: PointAnswer): string => `${generation}.${sequence}`

/** 第 2 版定稿, or when it was left so. */
export const nameOfVersion = ({ sealed, at }: VersionAnswer): string => (sealed ? `第 ${sealed.number} 版定稿` : `${formatDate(at)} 的稿子`)

/** What kind of version it is, where it is no stretch of writing. */
export function kindOfVersion(version: VersionAnswer, { versions }: HistoryAnswer): string | null {
  const { begun, restored, sealed, generation } = version
  if (sealed) return `第 ${sealed.number} 版定稿`
  if (begun) return generation === 1 ? '一开始' : '重新打开'
  if (!restored) return null
  const of = versions.find((one) => isSamePoint(one, restored))
  return of ? `恢复成${of.sealed ? `第 ${of.sealed.number} 版` : ` ${formatShortDay(of.at)} ${formatTime(of.at)} 的稿子`}` : '恢复的'
}

export function namesOf(accounts: readonly string[], writers: readonly WriterAnswer[]): string[] {
  const names = new Map(writers.map(({ account, name }) => [account, name]))
  return accounts.map((account) => names.get(account) ?? '')
}

/** 委员甲、委员乙 等 5 人 */
export function fewNames(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 2).join('、')} 等 ${names.length} 人` : names.join('、')
}

export const circled = (number: number): string => (number <= 20 ? String.fromCodePoint(0x245f + number) : `(${number})`)
