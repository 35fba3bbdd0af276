import { assignments } from '../../db/schema/assignments.ts'
import { type AssignmentMove, type AssignmentState, assignmentWorkflow } from '../../shared/assignments.ts'
import type { Context } from '../house/context.ts'
import { type Line, ring, writeLine } from '../house/ledger.ts'
import { move } from '../house/move.ts'
import { ringEchoes } from '../outcomes/echoes.ts'
import type { AssignmentRecord } from './policy.ts'
import { type AssignmentRow, handledBy, standingAssignments } from './records.ts'

type Change = { to?: AssignmentState; set?: Partial<AssignmentRow>; facts?: Line['facts'] }

/** One move of the workflow: the row alone is written, the policy sees the whole record; open pages that show it hear of it. */
export async function makeMove(ctx: Context, record: AssignmentRecord, name: AssignmentMove, change: Change = {}): Promise<AssignmentRecord> {
  const row = await move<AssignmentState, AssignmentMove, AssignmentRow>(ctx, assignmentWorkflow, assignments, record, name, {
    ...change,
    resource: record,
  })
  await ringAround(ctx, row)
  return { ...record, ...row, hasReplied: row.deliveredAt !== null }
}

/** Keeps something of an assignment that is no move: a line that stays in its state. The version has been counted up. */
export async function writeBeside(ctx: Context, record: AssignmentRecord, name: string, facts: Line['facts'] = {}): Promise<void> {
  await writeLine(ctx, {
    organisationId: record.organisationId,
    subject: { kind: 'assignment', id: record.id },
    move: name,
    from: record.state,
    to: record.state,
    facts,
  })
  await ringAround(ctx, record)
}

/** What else shows an assignment: the record that is handled, the other units' pages, the lists of its unit. */
export async function ringAround(ctx: Context, row: AssignmentRow): Promise<void> {
  await ring(ctx, 'assignment', row.unitId, '@')
  await ring(ctx, row.proposalId ? 'proposal' : 'brief', (row.proposalId ?? row.briefId)!)
  for (const { id } of await standingAssignments(ctx.tx, handledBy(row))) if (id !== row.id) await ring(ctx, 'assignment', id)
}

/** Tells the residents whose sentence began it that their thread goes on. */
export async function ringThreads(ctx: Context, row: Pick<AssignmentRow, 'proposalId' | 'briefId'>): Promise<void> {
  await ringEchoes(ctx, row.proposalId ? { kind: 'proposal', id: row.proposalId } : { kind: 'brief', id: row.briefId! })
}
