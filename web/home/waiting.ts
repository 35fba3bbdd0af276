import { isIssueNew } from '../../shared/intake.ts'
import type { IssueLine } from '../../shared/intake-shapes.ts'
import { isOpenDoor, isOver, type SessionLine, sessionWorkflow } from '../../shared/sessions.ts'
import { type TopicLine, topicWorkflow } from '../../shared/topics.ts'
import type { Role } from '../../shared/people.ts'

/** One thing that waits for this person: what it is, the verb, and by when. */
export type Waiting = { key: string; href: string; verb: string; title: string; due: string | null; workingDaysLate: number }

export type Pile = { sessions: readonly SessionLine[]; issues: readonly IssueLine[]; topics: readonly TopicLine[] }

/** Meetings one could walk into now. */
export function openNow(sessions: readonly SessionLine[]): SessionLine[] {
  return sessions.filter((session) => isOpenDoor(session.state))
}

/** What waits for somebody with these roles, the earliest due first. Whether it may be done, its own page asks again. */
export function waitingFor(held: readonly Role[], { sessions, issues, topics }: Pile): Waiting[] {
  const holds = (...wanted: Role[]) => wanted.some((role) => held.includes(role))
  const waiting: Waiting[] = []
  for (const issue of issues) {
    if (!issue.mine && !isIssueNew(issue.state)) continue
    const { id, dueAt, workingDaysLate } = issue
    const verb = isIssueNew(issue.state) ? '分拣' : '办理'
    waiting.push({ key: id, href: `/issues/${id}`, verb, title: issue.words || issue.number, due: dueAt, workingDaysLate })
  }
  if (holds('approver', 'facilitator')) {
    for (const topic of topics) {
      if (!topicWorkflow.moves.approve.from.includes(topic.state)) continue
      waiting.push({ key: topic.id, href: `/topics/${topic.id}`, verb: '定上不上会', title: topic.title, due: null, workingDaysLate: 0 })
    }
  }
  for (const session of sessions) {
    const verb = verbFor(session, holds('approver'))
    if (!verb) continue
    const { id, title, scheduledAt } = session
    waiting.push({ key: id, href: `/sessions/${id}`, verb, title, due: scheduledAt, workingDaysLate: 0 })
  }
  return waiting.toSorted((a, b) => (a.due ?? '9').localeCompare(b.due ?? '9'))
}

function verbFor(session: SessionLine, approves: boolean): string | null {
  if (isOpenDoor(session.state) || isOver(session.state)) return null
  if (approves && sessionWorkflow.moves.approve.from.includes(session.state)) return '审批'
  if (session.hand === 'facilitator') return '准备开会'
  return session.hand && session.scheduledAt ? '参加' : null
}
