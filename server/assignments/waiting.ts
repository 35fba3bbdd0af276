import { and, asc, eq, inArray, or } from 'drizzle-orm'
import { assignments } from '../../db/schema/assignments.ts'
import { assignmentKinds, assignmentWorkflow, isAssignmentDone, isReassignRequested, isUnderSupervision } from '../../shared/assignments.ts'
import { rolesIn } from '../../shared/people.ts'
import type { WaitingLine } from '../../shared/waiting.ts'
import { statesOf } from '../../shared/workflow.ts'
import type { Context } from '../house/context.ts'
import { organisationNames } from '../people/queries.ts'
import { desksOf } from '../proposals/desks.ts'
import { dueIn } from './lists.ts'
import { lateOf } from './queries.ts'
import { readinessOfEach } from './readiness.ts'
import type { AssignmentRow } from './records.ts'
import { nextStep, type Step } from './steps.ts'
import { subjectIdOf, subjectsOf } from './subjects.ts'

const mostWaiting = 200
const states = statesOf(assignmentWorkflow)
const openStates = states.filter((state) => !isAssignmentDone(state))
/** Waits for the supervision office; in every other state it is the unit's turn. */
const supervisionStates = states.filter((state) => isReassignRequested(state) || isUnderSupervision(state))

/** What of the assignments waits for the caller now: for a unit's clerk or leader whose turn it is, for the supervision office. */
export async function waitingAssignments(ctx: Context): Promise<WaitingLine[]> {
  const desks = await desksOf(ctx)
  const mine = or(
    desks.units.length > 0 ? and(inArray(assignments.unitId, desks.units), inArray(assignments.state, openStates)) : undefined,
    desks.supervised.length > 0
      ? and(inArray(assignments.organisationId, desks.supervised), inArray(assignments.state, supervisionStates))
      : undefined,
  )
  if (!mine) return []
  const rows = await ctx.tx.select().from(assignments).where(and(mine, eq(assignments.standing, true))).orderBy(asc(assignments.assignedAt)).limit(mostWaiting)
  const subjects = await subjectsOf(ctx.tx, rows)
  const names = await organisationNames(ctx.tx, rows.map(({ unitId }) => unitId))
  const lines: WaitingLine[] = []
  const ready = await readinessOfEach(ctx.tx, rows)
  for (const row of rows) {
    const step = await nextStep(ctx.tx, row, ready.get(row.id))
    if (!isTurnOf(ctx, row, step, desks.supervised)) continue
    const subject = subjects.get(subjectIdOf(row))
    const due = step.verb === '沟通' && row.contactDue && row.draftedAt === null ? row.contactDue : dueIn(row)
    const whose = step.whose === 'supervision' ? (names.get(row.unitId) ?? '') : assignmentKinds[row.kind]
    lines.push({
      key: `assignment:${row.id}`,
      href: `/assignments/${row.id}`,
      verb: step.verb,
      title: subject?.title ?? '',
      about: `${subject?.numberWords ?? ''} · ${whose}`,
      due,
      workingDaysLate: lateOf(ctx, due),
    })
  }
  return lines
}

function isTurnOf(ctx: Context, row: AssignmentRow, { whose }: Step, supervised: readonly string[]): boolean {
  if (whose === 'supervision') return supervised.includes(row.organisationId)
  const held = rolesIn(ctx.actor, [row.unitId])
  return whose === 'leader' ? held.includes('unitLeader') : whose === 'clerk' && held.includes('unitClerk')
}
