import { asc, eq, inArray } from 'drizzle-orm'
import type { Db, Tx } from '../../db/client.ts'
import { briefDecisions, briefOutcomes, briefs, instructions } from '../../db/schema/briefs.ts'
import { isAssignmentDelivered, isAssignmentSettled, owesReply } from '../../shared/assignments.ts'
import { standingAssignments, unitsHandling } from '../assignments/records.ts'
import { type Offices, officesOf } from '../people/offices.ts'

export type BriefRow = typeof briefs.$inferSelect
export type DecisionRow = typeof briefDecisions.$inferSelect
export type InstructionRow = typeof instructions.$inferSelect
export type BriefOutcomeRow = typeof briefOutcomes.$inferSelect

/** A brief as its policy sees it. */
export type BriefRecord = BriefRow & { offices: Offices; units: string[] }

/** The brief, whoever asks; null when there is none. For a person's eyes use `briefFor`. */
export async function findBrief(tx: Db | Tx, id: string, lock = false): Promise<BriefRow | null> {
  const found = tx.select().from(briefs).where(eq(briefs.id, id))
  const [row] = await (lock ? found.for('update') : found)
  return row ?? null
}

export async function findBriefs(tx: Db | Tx, ids: readonly string[]): Promise<BriefRow[]> {
  if (ids.length === 0) return []
  return tx.select().from(briefs).where(inArray(briefs.id, [...ids]))
}

export async function briefOfDocument(tx: Db | Tx, documentId: string): Promise<BriefRow | null> {
  const [row] = await tx.select().from(briefs).where(eq(briefs.documentId, documentId))
  return row ?? null
}

/** The record, without asking for whom: for policies, and for deeds of the house itself. */
export async function briefRecord(tx: Tx, row: BriefRow): Promise<BriefRecord> {
  return { ...row, offices: await officesOf(tx, row.organisationId), units: await unitsHandling(tx, { briefId: row.id }) }
}

/** What was decided about a brief, in the order it was. */
export async function briefDecisionsOf(tx: Db | Tx, briefId: string): Promise<DecisionRow[]> {
  return tx.select().from(briefDecisions).where(eq(briefDecisions.briefId, briefId)).orderBy(asc(briefDecisions.version))
}

/** 批示 on a brief, in the order they were entered. Their words are only for their audience: see `audience.ts`. */
export async function instructionsOf(tx: Db | Tx, briefId: string): Promise<InstructionRow[]> {
  return tx.select().from(instructions).where(eq(instructions.briefId, briefId)).orderBy(asc(instructions.at), asc(instructions.id))
}

/** What became of each recommendation, by its id; empty until the brief is closed. */
export async function briefOutcomesOf(tx: Db | Tx, briefId: string): Promise<BriefOutcomeRow[]> {
  return tx.select().from(briefOutcomes).where(eq(briefOutcomes.briefId, briefId))
}

/** Every unit that owes a reply has delivered it. */
export async function repliesAreIn(tx: Db | Tx, briefId: string): Promise<boolean> {
  const owing = (await standingAssignments(tx, { briefId })).filter(({ kind }) => owesReply(kind))
  return owing.length > 0 && owing.every(({ state }) => isAssignmentDelivered(state) || isAssignmentSettled(state))
}
