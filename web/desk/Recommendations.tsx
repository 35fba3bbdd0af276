import type { ReactNode } from 'react'
import { type AnswerOutcome, answerOutcomes, needsDate } from '../../shared/assignments.ts'
import { type Day, dayOf } from '../../shared/calendar.ts'
import { circledNumber } from '../../shared/outcomes.ts'
import { houseNow } from '../clock.ts'
import { Icon } from '../ui/Icon.tsx'
import { dayWords } from './days.ts'

/** What one unit answered to one recommendation. */
export type GivenAnswer = { key: string; unitName?: string; outcome: AnswerOutcome; plannedOn?: Day | null; reason?: string; words?: string }

/** 已办, 正在办, 计划办 with its day, 办不了 with its reason: always in words. */
export function AnswerMark({ answer }: { answer: Pick<GivenAnswer, 'outcome' | 'plannedOn' | 'reason'> }) {
  const { outcome, plannedOn, reason } = answer
  const day = plannedOn ? dayWords(plannedOn, dayOf(new Date(houseNow()))) : ''
  const words = needsDate(outcome) && day ? `${answerOutcomes[outcome]}，${day}办完` : answerOutcomes[outcome]
  return (
    <span className={outcome === 'done' ? 'answer-mark done' : 'answer-mark'}>
      {outcome === 'done' ? <Icon name="check" /> : null}
      {words}
      {reason ? <small>原因：{reason}</small> : null}
    </span>
  )
}

export type ShownRecommendation = {
  id: string
  number: number
  words: string
  /** Whom it comes from: source tags. */
  from?: ReactNode
  answers?: readonly GivenAnswer[]
  /** At the end of its line: a mark or a button. */
  end?: ReactNode
  /** Below it: what is being answered, what became of it. */
  children?: ReactNode
}

/** ①②③: recommendations with what was answered to each. `current` is the one being worked on. */
export function Recommendations({ items, current }: { items: readonly ShownRecommendation[]; current?: string | null }) {
  return (
    <ol className="recommendations">
      {items.map(({ id, number, words, from, answers = [], end, children }) => (
        <li key={id} id={`r${number}`} className={current === id ? 'on' : undefined} aria-current={current === id || undefined}>
          <span className="n" aria-label={`建议${number}`}>
            {circledNumber(number)}
          </span>
          <div>
            <div className="line">
              <p className="asked song">{words}</p>
              {from}
              {end ? <span className="end">{end}</span> : null}
            </div>
            {answers.map((answer) => (
              <div key={answer.key} className="given">
                <p>
                  {answer.unitName ? <span className="quiet">{answer.unitName}：</span> : null}
                  <AnswerMark answer={answer} />
                </p>
                {answer.words ? <p className="said">{answer.words}</p> : null}
              </div>
            ))}
            {children}
          </div>
        </li>
      ))}
    </ol>
  )
}
