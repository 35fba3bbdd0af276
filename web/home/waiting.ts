import { dayOf, dueEndOfDay } from '../../shared/calendar.ts'
import { isIssueNew } from '../../shared/intake.ts'
import type { IssueLine } from '../../shared/intake-shapes.ts'
import { isOpenDoor, isOver, type SessionLine, sessionWorkflow } from '../../shared/sessions.ts'
import { type TopicLine, topicWorkflow } from '../../shared/topics.ts'
import type { Role } from '../../shared/people.ts'
import type { WaitingLine } from '../../shared/waiting.ts'

/** One thing that waits for this person: what it is, the verb, and by when. */
export type Waiting = {
  key: string
  href: string
  verb: string
  title: string
  /** Which record it belongs to, in a few words. */
  about: string
  due: string | null
  provisional: boolean
  workingDaysLate: number
}

export type Pile = {
  sessions: readonly SessionLine[]
  issues: readonly IssueLine[]
  topics: readonly TopicLine[]
  /** What the desks of proposals, briefs, reports and units say waits. */
  desks: readonly WaitingLine[]
}

/** Meetings one could walk into now. */
export function openNow(sessions: readonly SessionLine[]): SessionLine[] {
  return sessions.filter((session) => isOpenDoor(session.state))
}

/**
 * What waits for somebody with these roles: what is late first, then by date. Whether it may be done, its own page asks
 * again.
 */
export function waitingFor(held: readonly Role[], { sessions, issues, topics, desks }: Pile): Waiting[] {
  const holds = (...wanted: Role[]) => wanted.some((role) => held.includes(role))
  const waiting: Waiting[] = desks.map(({ due, ...line }) => ({
    ...line,
    due: due ? dueEndOfDay(due.day).toISOString() : null,
    provisional: due?.provisional ?? false,
  }))
  const plain = { about: '', due: null, provisional: false, workingDaysLate: 0 }
  for (const issue of issues) {
    if (!issue.mine && !isIssueNew(issue.state)) continue
    const { id, dueAt, dueProvisional, workingDaysLate, words, number } = issue
    const verb = isIssueNew(issue.state) ? '分拣' : '办理'
    waiting.push({ key: id, href: `/issues/${id}`, verb, title: words || number, about: number, due: dueAt, provisional: dueProvisional, workingDaysLate })
  }
  if (holds('approver', 'facilitator')) {
    for (const topic of topics) {
      if (!topicWorkflow.moves.approve.from.includes(topic.state)) continue
      waiting.push({ ...plain, key: topic.id, href: `/topics/${topic.id}`, verb: '定上不上会', title: topic.title, about: '议题' })
    }
  }
  for (const session of sessions) {
    const verb = verbFor(session, holds('approver'))
    if (!verb) continue
    const { id, title, scheduledAt, venueName } = session
    waiting.push({ ...plain, key: id, href: `/sessions/${id}`, verb, title, about: venueName, due: scheduledAt })
  }
  return waiting.toSorted((a, b) => b.workingDaysLate - a.workingDaysLate || (a.due ?? '9').localeCompare(b.due ?? '9'))
}

function verbFor(session: SessionLine, approves: boolean): string | null {
  if (isOpenDoor(session.state) || isOver(session.state)) return null
  if (approves && sessionWorkflow.moves.approve.from.includes(session.state)) return '审批'
  if (session.hand === 'facilitator') return '准备开会'
  return session.hand && session.scheduledAt ? '参加' : null
}

export type WaitingGroup = { title: string; late: boolean; waiting: Waiting[] }

const dayMs = 24 * 3600_000

/** 已超期, 这一周 (until its Sunday), 以后, and what has no date; groups without a line fall away. */
export function groupsOf(waiting: readonly Waiting[], now: Date): WaitingGroup[] {
  const weekday = new Date(`${dayOf(now)}T00:00:00Z`).getUTCDay() || 7
  const sunday = dayOf(new Date(now.getTime() + (7 - weekday) * dayMs))
  const groups: WaitingGroup[] = [
    { title: '已超期', late: true, waiting: waiting.filter((one) => one.workingDaysLate > 0) },
    { title: '这一周', late: false, waiting: waiting.filter((one) => one.workingDaysLate === 0 && one.due !== null && dayOf(new Date(one.due)) <= sunday) },
    { title: '以后', late: false, waiting: waiting.filter((one) => one.workingDaysLate === 0 && one.due !== null && dayOf(new Date(one.due)) > sunday) },
    { title: '没有定日子', late: false, waiting: waiting.filter((one) => one.workingDaysLate === 0 && one.due === null) },
  ]
  return groups.filter((group) => group.waiting.length > 0)
}
