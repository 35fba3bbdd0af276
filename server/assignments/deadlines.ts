import { assignmentRefusals, type AssignmentKind, owesReply } from '../../shared/assignments.ts'
import { type Day, dayOf } from '../../shared/calendar.ts'
import { countDue, dueDate } from '../../shared/due.ts'
import type { Due, RuleSet } from '../../shared/ruleset.ts'

/** The later of two is never what counts: a reply is due by its own rule, and by the longest time there may be at all. */
const earlier = (due: Due, limit: Due | null): Due => (limit && limit.day < due.day ? limit : due)

/** The longest a unit may take, counted from the day it was first assigned. */
export const longest = (set: RuleSet, assignedOn: Day): Due => dueDate(set, 'proposal.reply.absoluteMaxMonths', assignedOn)

/** A day the supervision office names itself. Errors: `assignmentDuePast`, `assignmentDueTooFar`. */
export function fixedDue(set: RuleSet, day: Day, now: Date): Due {
  const today = dayOf(now)
  if (day < today) throw assignmentRefusals.assignmentDuePast()
  if (day > longest(set, today).day) throw assignmentRefusals.assignmentDueTooFar()
  return countDue({ rule: 'proposal.reply.months', version: set.version, length: { on: day }, from: today })
}

/** When a reply, or a co-unit's opinion to the lead unit, is due, counted from one day. */
export function replyDue(set: RuleSet, kind: AssignmentKind, from: Day, assignedOn: Day, leadDue: Due | null = null): Due {
  const due = dueDate(set, owesReply(kind) ? 'proposal.reply.months' : 'coUnit.opinion', from)
  return earlier(earlier(due, longest(set, assignedOn)), owesReply(kind) ? null : leadDue)
}

/** Whether the time for the reply runs from the assignment, or from the day the unit acknowledges it. */
export const runsFromAssignment = (set: RuleSet): boolean => set.rules['proposal.reply.from'] === 'assignment'
