import type { Assignment, AssignmentListLine, RecommendationAnswer } from '../../shared/assignment-shapes.ts'
import {
  type AnswerOutcome, answerOutcomes, type AssignmentState, assignmentKinds, assignmentWorkflow, isAssignmentDone, needsDate, owesReply,
} from '../../shared/assignments.ts'
import { type Day, dayInWords, dayOf, yearOf } from '../../shared/calendar.ts'
import { answerHeading } from '../../shared/replies.ts'
import { houseNow } from '../clock.ts'
import type { Stop } from '../ui/Thread.tsx'

/** What the unit does next in each state, as a verb. */
const unitVerbs: Partial<Record<AssignmentState, string>> = {
  pending: '签收',
  acknowledged: '开始办',
  handling: '写答复',
  drafted: '写答复',
  unitApproved: '送督查室',
  returned: '改答复',
}

/** What is to be done with it, for one's own unit; for everybody else, where it stands. */
export function verbFor(line: Pick<AssignmentListLine, 'state' | 'kind'>, mine: boolean): string {
  const verb = mine ? unitVerbs[line.state] : undefined
  if (verb === unitVerbs.handling && !owesReply(line.kind)) return '写会办意见'
  return verb ?? assignmentWorkflow.states[line.state].label
}

const months = ['一月', '二月', '三月', '四月', '五月', '六月', '七月', '八月', '九月', '十月', '十一月', '十二月']

/** 第 217 号 特邀调解员报酬: where there is little room. */
export function shortTitle({ numberWords, title }: Pick<AssignmentListLine, 'numberWords' | 'title'>): string {
  const short = title.replace(/^关于/, '').replace(/的(提案|建议|简报)$/, '')
  return `${numberWords.replace(/提案$/, '')} ${short === '' ? title : short}`.trim()
}

/** 计划办，6月30日办完. */
export function outcomeInWords(outcome: AnswerOutcome, plannedOn: Day | null): string {
  if (!needsDate(outcome) || !plannedOn) return answerOutcomes[outcome]
  const year = plannedOn.slice(0, 4) === dayOf(new Date(houseNow())).slice(0, 4) ? '' : `${plannedOn.slice(0, 4)}年`
  return `${answerOutcomes[outcome]}，${year}${dayInWords(plannedOn)}办完`
}

/** The heading in the text holds only the beginning of a long recommendation. */
export const isCutShort = ({ words, former }: RecommendationAnswer): boolean =>
  !answerHeading({ number: 1, words, former: former?.outcome ?? null }).includes(words)

/** Under which heading a line stands: 已超期, 这一周, then by month. */
export function groupOf(line: Pick<AssignmentListLine, 'state' | 'due' | 'workingDaysLate'>, today: Day): { title: string; late?: boolean } {
  if (isAssignmentDone(line.state)) return { title: '已答复' }
  if (line.workingDaysLate > 0) return { title: '已超期', late: true }
  if (!line.due) return { title: '还没有定日子' }
  if (line.due.day <= sundayOf(today)) return { title: '这一周' }
  const [year, month] = line.due.day.split('-')
  return { title: `${year === today.slice(0, 4) ? '' : `${year}年`}${months[Number(month) - 1]}` }
}

/** The earliest due first, those without a day after them, what is answered last. */
export function byDue(a: AssignmentListLine, b: AssignmentListLine): number {
  const key = (line: AssignmentListLine) => `${isAssignmentDone(line.state) ? 1 : 0}${line.due?.day ?? '9999'}`
  return key(a).localeCompare(key(b))
}

function sundayOf(today: Day): Day {
  const date = new Date(`${today}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + ((7 - date.getUTCDay()) % 7))
  return date.toISOString().slice(0, 10)
}

/** 主办 财政局，会办 法院, in the words of the record's own page. */
export function unitsInWords({ kind, unitName, beside }: Assignment): string {
  const all = [{ kind, unitName }, ...beside]
  const lead = all.filter((unit) => owesReply(unit.kind))
  const co = all.filter((unit) => !owesReply(unit.kind))
  const named = (units: typeof all) => units.map((unit) => unit.unitName).join('、')
  const first = lead[0] ? `${assignmentKinds[lead[0].kind]} ${named(lead)}` : ''
  return [first, co.length > 0 ? `${assignmentKinds.co} ${named(co)}` : ''].filter(Boolean).join('，')
}

/** Whom the reply is for: a proposal has its members, a brief has none. */
export const replyTitle = ({ handled }: Pick<Assignment, 'handled'>): string => (handled.kind === 'proposal' ? '给委员的答复' : '对建议的答复')

/** 委员甲等 3 人提出. */
export function sponsorsInWords(sponsors: readonly string[]): string {
  const [first] = sponsors
  if (!first) return ''
  return sponsors.length === 1 ? `${first}提出` : `${first}等 ${sponsors.length} 人提出`
}

/** The way of this unit's part, from assigning to the answer. */
export function stopsOf(assignment: Assignment): Stop[] {
  const { assignedAt, acknowledgedAt, acknowledgeDue, due, draftedAt, approvedAt, contacts, round, coAgrees, delivered, handled } = assignment
  const answered = isAssignmentDone(assignment.state)
  const talked = contacts.filter((contact) => contact.round === round).toSorted((a, b) => a.day.localeCompare(b.day))[0]
  const sent = delivered.find((reply) => reply.round === round)
  const written = answered || approvedAt !== null
  const steps: Step[] = owesReply(assignment.kind)
    ? [
        { key: 'assigned', title: '交办', at: assignedAt, done: true },
        { key: 'acknowledged', title: '签收', at: acknowledgedAt, done: acknowledgedAt !== null, due: acknowledgeDue },
        { key: 'talked', title: '见过委员', at: talked ? `${talked.day}T04:00:00Z` : null, done: talked !== undefined, passed: draftedAt !== null || handled.kind === 'brief' },
        { key: 'drafted', title: '写答复', at: null, done: written, due },
        { key: 'approved', title: '领导签发', at: approvedAt, done: written },
        { key: 'delivered', title: '送达', at: sent?.at ?? null, done: answered },
      ]
    : [
        { key: 'assigned', title: '交办', at: assignedAt, done: true },
        { key: 'acknowledged', title: '签收', at: acknowledgedAt, done: acknowledgedAt !== null, due: acknowledgeDue },
        { key: 'opinion', title: '提会办意见', at: null, done: coAgrees !== null || answered, due },
      ]
  const now = steps.findIndex((step) => !step.done && !step.passed)
  return steps
    .filter((step) => step.done || !step.passed)
    .map((step) => {
      const at = steps.indexOf(step)
      const state = step.done ? 'done' : at === now ? 'now' : 'todo'
      return {
        key: step.key,
        title: step.title,
        state,
        at: step.at,
        ...(state === 'now' && step.due ? dueOf(step.due, assignment.now) : {}),
      }
    })
}

type Step = { key: string; title: string; at: string | null; done: boolean; passed?: boolean; due?: Assignment['due'] }

function dueOf({ due, workingDaysLate }: NonNullable<Assignment['due']>, now: string): Pick<Stop, 'detail' | 'late'> {
  const [year, month, date] = due.day.split('-').map(Number)
  const day = `${year === yearOf(new Date(now)) ? '' : `${year}年`}${month}月${date}日前`
  return workingDaysLate > 0 ? { detail: day, late: `超期 ${workingDaysLate} 个工作日` } : { detail: day }
}
