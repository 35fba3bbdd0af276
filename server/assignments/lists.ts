import { and, desc, eq, inArray, or, type SQL } from 'drizzle-orm'
import { assignments } from '../../db/schema/assignments.ts'
import type { AssignmentListLine, AssignmentPart, AssignmentStage } from '../../shared/assignment-shapes.ts'
import {
  type AssignmentState, assignmentWorkflow, isAssignmentDelivered, isAssignmentDone, isAssignmentPending, isAssignmentSuperseded,
  isReassignRequested,
} from '../../shared/assignments.ts'
import { no } from '../../shared/refusals.ts'
import type { Due } from '../../shared/ruleset.ts'
import { statesOf } from '../../shared/workflow.ts'
import { briefsMatching } from '../briefs/matching.ts'
import type { Context } from '../house/context.ts'
import { organisationNames } from '../people/queries.ts'
import { type Desks, desksOf, rootsWith } from '../proposals/desks.ts'
import { proposalsMatching } from '../proposals/matching.ts'
import { lateOf } from './queries.ts'
import type { AssignmentRow } from './records.ts'
import { subjectIdOf, subjectsOf } from './subjects.ts'

/** Lists of assignments: the same sentences as the policy's `see` for units and offices, told to the database. */

export type AssignmentsWanted = { stage?: AssignmentStage | undefined; part?: AssignmentPart | undefined; q?: string | undefined }
const mostLines = 200
const states = statesOf(assignmentWorkflow)
/** Written out for the unit; a co-unit's part is over with its opinion. */
const isAnswered = (state: AssignmentState): boolean => isAssignmentDelivered(state) || (isAssignmentDone(state) && !isAssignmentSuperseded(state))
const stages: Record<Exclude<AssignmentStage, 'all'>, AssignmentState[]> = {
  pending: states.filter(isAssignmentPending),
  handling: states.filter((state) => !isAssignmentPending(state) && !isAssignmentDone(state)),
  answered: states.filter(isAnswered),
}

/** The assignments of the caller's unit, or of the records their office looks after, the newest first. */
export async function assignmentsFor(ctx: Context, wanted: AssignmentsWanted) {
  if (ctx.actor.kind === 'stranger') throw no.notSignedIn()
  const now = ctx.now.toISOString()
  const desks = await desksOf(ctx)
  const seen = visibleTo(desks)
  const found = wanted.q ? await matching(ctx, desks, wanted.q) : undefined
  if (!seen || found === null) return { assignments: [], more: false, now }
  const rows = await ctx.tx
    .select()
    .from(assignments)
    .where(
      and(
        seen,
        eq(assignments.standing, true),
        found,
        wanted.stage && wanted.stage !== 'all' ? inArray(assignments.state, stages[wanted.stage]) : undefined,
        wanted.part && wanted.part !== 'all' ? inArray(assignments.kind, wanted.part === 'co' ? ['co'] : ['lead', 'sole', 'separate']) : undefined,
      ),
    )
    .orderBy(desc(assignments.assignedAt), desc(assignments.id))
    .limit(mostLines + 1)
  return { assignments: await presentLines(ctx, rows.slice(0, mostLines)), more: rows.length > mostLines, now }
}

function visibleTo(desks: Desks): SQL | null {
  const offices = [...new Set([...desks.supervised, ...rootsWith(desks, ['proposalOffice', 'proposalCommittee', 'auditor'])])]
  return (
    or(
      desks.units.length > 0 ? inArray(assignments.unitId, desks.units) : undefined,
      offices.length > 0 ? inArray(assignments.organisationId, offices) : undefined,
    ) ?? null
  )
}

/** The assignments whose proposal or brief says what is looked for; null when none does. */
async function matching(ctx: Context, { roots }: Desks, q: string): Promise<SQL | null | undefined> {
  const proposalIds = await proposalsMatching(ctx.tx, roots, q)
  const briefIds = await briefsMatching(ctx.tx, roots, q)
  return (
    or(
      proposalIds.length > 0 ? inArray(assignments.proposalId, proposalIds) : undefined,
      briefIds.length > 0 ? inArray(assignments.briefId, briefIds) : undefined,
    ) ?? null
  )
}

async function presentLines(ctx: Context, rows: readonly AssignmentRow[]): Promise<AssignmentListLine[]> {
  const subjects = await subjectsOf(ctx.tx, rows)
  const names = await organisationNames(ctx.tx, rows.map(({ unitId }) => unitId))
  return rows.map((row) => {
    const subject = subjects.get(subjectIdOf(row))
    const due = dueIn(row)
    return {
      id: row.id,
      handledKind: row.proposalId ? ('proposal' as const) : ('brief' as const),
      handledId: subjectIdOf(row),
      title: subject?.title ?? '',
      numberWords: subject?.numberWords ?? '',
      unitId: row.unitId,
      unitName: names.get(row.unitId) ?? '',
      kind: row.kind,
      state: row.state,
      round: row.round,
      assignedAt: row.assignedAt.toISOString(),
      due,
      workingDaysLate: lateOf(ctx, due),
    }
  })
}

/** What is due of an assignment as it stands: the signing, the decision on a reassignment, or the reply. */
export function dueIn(row: AssignmentRow): Due | null {
  if (isAssignmentDone(row.state)) return null
  if (isAssignmentPending(row.state)) return row.acknowledgeDue
  return isReassignRequested(row.state) ? row.reassignDue : row.due
}
