import { eq } from 'drizzle-orm'
import type { Db, Tx } from '../../db/client.ts'
import { briefs } from '../../db/schema/briefs.ts'
import { unitsHandling } from '../assignments/records.ts'
import { type Offices, officesOf } from '../people/offices.ts'

export type BriefRow = typeof briefs.$inferSelect

/** A brief as its policy sees it. */
export type BriefRecord = BriefRow & { offices: Offices; units: string[] }

/** The brief, whoever asks; null when there is none. For a person's eyes use `briefFor`. */
export async function findBrief(tx: Db | Tx, id: string, lock = false): Promise<BriefRow | null> {
  const found = tx.select().from(briefs).where(eq(briefs.id, id))
  const [row] = await (lock ? found.for('update') : found)
  return row ?? null
}

export async function briefOfDocument(tx: Db | Tx, documentId: string): Promise<BriefRow | null> {
  const [row] = await tx.select().from(briefs).where(eq(briefs.documentId, documentId))
  return row ?? null
}

/** The record, without asking for whom: for policies, and for deeds of the house itself. */
export async function briefRecord(tx: Tx, row: BriefRow): Promise<BriefRecord> {
  return { ...row, offices: await officesOf(tx, row.organisationId), units: await unitsHandling(tx, { briefId: row.id }) }
}
