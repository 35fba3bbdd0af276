import { randomUUID } from 'node:crypto'
import { assignments } from '../../db/schema/assignments.ts'
import { type AssignmentKind, assignmentRefusals, assignmentWorkflow, owesReply } from '../../shared/assignments.ts'
import { type Day, dayOf } from '../../shared/calendar.ts'
import { dueDate } from '../../shared/due.ts'
import { actorKey } from '../../shared/people.ts'
import { proposalRefusals } from '../../shared/proposals.ts'
import type { Due } from '../../shared/ruleset.ts'
import type { Context } from '../house/context.ts'
import { writeLine } from '../house/ledger.ts'
import { organisationTree } from '../people/queries.ts'
import { ruleSetVersion } from '../rulesets/queries.ts'
import { fixedDue, replyDue, runsFromAssignment } from './deadlines.ts'
import { ringAround, ringThreads } from './moves.ts'
import { type AssignmentRow, type Handled, standingAssignments } from './records.ts'

export type WantedUnits = {
  organisationId: string
  ruleSetVersion: number
  handled: Handled
  leadUnitId: string
  coUnitIds: readonly string[]
  /** A day the supervision office names itself; without one the rules say by when. */
  due?: Day | null
}

/**
 * Assigns a record to its units: one leads (alone: 独办), the others give it their opinion. Called inside the deed of
 * that record, which holds its row. Errors: `assignmentTaken`, `proposalUnitsUnclear`, `proposalUnitUnknown`,
 * `assignmentDuePast`, `assignmentDueTooFar`.
 */
export async function assignUnits(ctx: Context, wanted: WantedUnits): Promise<void> {
  const { leadUnitId, coUnitIds, handled } = wanted
  const all = [leadUnitId, ...coUnitIds]
  if (new Set(all).size !== all.length) throw proposalRefusals.proposalUnitsUnclear()
  const known = (await unitsUnder(ctx, wanted.organisationId)).map(({ id }) => id)
  if (all.some((id) => !known.includes(id))) throw proposalRefusals.proposalUnitUnknown()
  if ((await standingAssignments(ctx.tx, handled)).length > 0) throw assignmentRefusals.assignmentTaken()
  await assignOne(ctx, wanted, leadUnitId, coUnitIds.length === 0 ? 'sole' : 'lead')
  for (const unitId of coUnitIds) await assignOne(ctx, wanted, unitId, 'co')
  await ringThreads(ctx, { proposalId: null, briefId: null, ...handled })
}

async function assignOne(ctx: Context, wanted: WantedUnits, unitId: string, kind: AssignmentKind): Promise<void> {
  const set = await ruleSetVersion(ctx.tx, wanted.organisationId, wanted.ruleSetVersion)
  const today = dayOf(ctx.now)
  const fixed = wanted.due ? fixedDue(set, wanted.due, ctx.now) : null
  const due = fixed && owesReply(kind) ? fixed : runsFromAssignment(set) ? replyDue(set, kind, today, today, fixed) : null
  await insertAssignment(ctx, { ...wanted, unitId, kind, due, handedFrom: null })
}

/** Puts an assignment in the hands of a unit: it has its own days to acknowledge and to say that it is not its business. */
export async function insertAssignment(
  ctx: Context,
  wanted: { organisationId: string; ruleSetVersion: number; handled: Handled; unitId: string; kind: AssignmentKind; due: Due | null; handedFrom: string | null },
): Promise<AssignmentRow> {
  const { organisationId, handled, unitId, kind, due, handedFrom } = wanted
  const set = await ruleSetVersion(ctx.tx, organisationId, wanted.ruleSetVersion)
  const today = dayOf(ctx.now)
  const hasSponsors = 'proposalId' in handled && owesReply(kind)
  const [row] = await ctx.tx
    .insert(assignments)
    .values({
      organisationId,
      id: randomUUID(),
      ...handled,
      kind,
      unitId,
      state: assignmentWorkflow.initial,
      ruleSetVersion: wanted.ruleSetVersion,
      assignedAt: ctx.now,
      assignedBy: actorKey(ctx.actor),
      acknowledgeDue: dueDate(set, 'acknowledge.within', today),
      returnUntil: dueDate(set, 'return.window', today),
      contactDue: hasSponsors ? dueDate(set, 'contact.before', today) : null,
      due,
      handedFrom,
    })
    .onConflictDoNothing()
    .returning()
  // The database keeps that one unit leads, and that no unit has the same matter twice.
  if (!row) throw assignmentRefusals.assignmentTaken()
  await writeLine(ctx, {
    organisationId,
    subject: { kind: 'assignment', id: row.id },
    move: 'create',
    to: row.state,
    facts: { ...handled, unitId, kind, handedFrom },
  })
  await ringAround(ctx, row)
  return row
}

/** The units a 政协 may assign to: handling units and townships under it. */
export async function unitsUnder(ctx: Pick<Context, 'tx'>, organisationId: string): Promise<{ id: string; name: string }[]> {
  const tree = await organisationTree(ctx.tx, [organisationId])
  return tree.filter(({ kind }) => kind === 'handlingUnit' || kind === 'township').map(({ id, name }) => ({ id, name }))
}
