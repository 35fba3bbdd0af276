import type { AnswerRow } from '../assignments/records.ts'
import { answerOutcomes } from '../../shared/assignments.ts'
import { dayInWords } from '../../shared/calendar.ts'
import { dueInWords, workingDaysLate } from '../../shared/due.ts'
import type { StopLine } from '../../shared/intake-shapes.ts'
import { circledNumber } from '../../shared/outcomes.ts'
import type { Due } from '../../shared/ruleset.ts'

/** Stops of a thread. Titles and details hold no name and no word of anybody's: those stand in `words`. */
export function stopAt(key: string, at: Date, title: string, more: Partial<Pick<StopLine, 'detail' | 'words' | 'stamp' | 'late'>> = {}): StopLine {
  return { key, title, detail: '', words: '', at: at.toISOString(), state: 'done', late: '', stamp: null, ...more }
}

/** A recommendation that a sentence went into. */
export type Asked = { id: string; number: number; words: string }

/** 第②、③条建议; nothing where the sentence stands in another part of the text. */
export const askedInWords = (asked: readonly Asked[]): string =>
  asked.length === 0 ? '' : `第${asked.map(({ number }) => circledNumber(number)).join('、')}条建议`

/** 晚了 3 个工作日，7月8日到期: how late something was when it was done, or is now. */
export function lateInWords(due: Due | null, until: Date, now: Date): string {
  const days = due ? workingDaysLate(due, until) : 0
  return due && days > 0 ? `晚了 ${days} 个工作日，${dueInWords(due, now)}到期` : ''
}

/** 已办; 计划办，10月31日前办完. The words and the reason of an answer are the unit's. */
export function answerInWords({ outcome, plannedOn }: Pick<AnswerRow, 'outcome' | 'plannedOn'>, now: Date): string {
  if (!outcome) return ''
  const year = plannedOn && plannedOn.slice(0, 4) !== now.toISOString().slice(0, 4) ? `${plannedOn.slice(0, 4)}年` : ''
  return plannedOn ? `${answerOutcomes[outcome]}，${year}${dayInWords(plannedOn)}前办完` : answerOutcomes[outcome]
}
