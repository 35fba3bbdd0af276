import { eq, or } from 'drizzle-orm'
import type { Db, Tx } from '../../db/client.ts'
import { reports } from '../../db/schema/reports.ts'
import { type Offices, officesOf } from '../people/offices.ts'

export type ReportRow = typeof reports.$inferSelect

/** A report as its policy sees it. */
export type ReportRecord = ReportRow & { offices: Offices }

/** The report, whoever asks; null when there is none. For a person's eyes use `reportFor`. */
export async function findReport(tx: Db | Tx, id: string, lock = false): Promise<ReportRow | null> {
  const found = tx.select().from(reports).where(eq(reports.id, id))
  const [row] = await (lock ? found.for('update') : found)
  return row ?? null
}

/** The report of an author's text, or of the edited text beside it. */
export async function reportOfDocument(tx: Db | Tx, documentId: string): Promise<ReportRow | null> {
  const [row] = await tx.select().from(reports).where(or(eq(reports.documentId, documentId), eq(reports.editedId, documentId)))
  return row ?? null
}

/** The record, without asking for whom: for policies, and for deeds of the house itself. */
export async function reportRecord(tx: Tx, row: ReportRow): Promise<ReportRecord> {
  return { ...row, offices: await officesOf(tx, row.organisationId) }
}
