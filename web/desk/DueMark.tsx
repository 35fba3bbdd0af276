import type { ReactNode } from 'react'
import { type Day, dayOf, workingDaysBetween } from '../../shared/calendar.ts'
import { provisionalWords, workingDaysLate } from '../../shared/due.ts'
import type { Due } from '../../shared/ruleset.ts'
import { useNow } from '../clock.ts'
import { Icon } from '../ui/Icon.tsx'
import { dayWords } from './days.ts'

const soonDays = 3

type Standing = { day: string; late: number; left: number; provisional: boolean }

function standingOf(due: Due, now: number): Standing {
  const today = dayOf(new Date(now))
  return {
    day: dayWords(due.day, today),
    late: workingDaysLate(due, new Date(now)),
    left: workingDaysBetween(today, due.day),
    provisional: due.provisional,
  }
}

/** By when, in one line: 5月12日 周二; amber in its last three working days; rust with its icon once it has passed. */
export function DueMark({ due, met }: { due: Due | null | undefined; met?: boolean }) {
  const now = useNow(60_000)
  if (!due) return null
  const { day, late, left, provisional } = standingOf(due, now)
  if (late > 0 && !met) return <Late days={late} />
  return (
    <span className={left <= soonDays && !met ? 'due soon' : 'due'}>
      {day}
      {provisional ? <small>（{provisionalWords}）</small> : null}
    </span>
  )
}

/** 已超期 3 个工作日: with its icon, never colour alone. */
export function Late({ days }: { days: number }) {
  return (
    <span className="due late">
      <Icon name="warn" /> 已超期 {days} 个工作日
    </span>
  )
}

/**
 * By when, beside a record: the day large, and what is left of it (还有 11 个工作日). `met` says that it was done, and on
 * which day; then nothing is counted any more.
 */
export function DueBlock({ due, title = '到期', met, children }: { due: Due | null | undefined; title?: string; met?: Day | boolean | null; children?: ReactNode }) {
  const now = useNow(60_000)
  if (!due) return null
  const { day, late, left, provisional } = standingOf(due, now)
  return (
    <section className="work-due">
      <h2 className="song">{title}</h2>
      <b>{day}</b>
      {met ? (
        <span className="quiet small">{typeof met === 'string' ? `${dayWords(met, dayOf(new Date(now)))}办好` : '已经办好'}</span>
      ) : late > 0 ? (
        <Late days={late} />
      ) : (
        <span className={left <= soonDays ? 'due soon' : 'quiet small'}>{left === 0 ? '今天到期' : `还有 ${left} 个工作日`}</span>
      )}
      {provisional ? <span className="quiet small">{provisionalWords}，公布后再核对</span> : null}
      {children}
    </section>
  )
}
