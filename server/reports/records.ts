import { asc, eq, or } from 'drizzle-orm'
import type { Db, Tx } from '../../db/client.ts'
import { reportDecisions, reports } from '../../db/schema/reports.ts'
import { originsOf } from '../documents/origins.ts'
import { findDocument } from '../documents/queries.ts'
import { type Offices, officesOf } from '../people/offices.ts'

export type ReportRow = typeof reports.$inferSelect
export type ReportDecision = typeof reportDecisions.$inferSelect

/** A report as its policy sees it. */
export type ReportRecord = ReportRow & { offices: Offices }

/** The report, whoever asks; null when there is none. For a person's eyes use `reportFor`. */
export async function findReport(tx: Db | Tx, id: string, lock = false): Promise<ReportRow | null> {
  const found = tx.select().from(reports).where(eq(reports.id, id))
  const [row] = await (lock ? found.for('update') : found)
  return row ?? null
}

/** The report of an author's text, of the edited text beside it, or of one that was edited before it was returned. */
export async function reportOfDocument(tx: Tx, documentId: string): Promise<ReportRow | null> {
  const [row] = await tx.select().from(reports).where(or(eq(reports.documentId, documentId), eq(reports.editedId, documentId)))
  return row ?? (await reportEditedIn(tx, documentId))
}

async function reportEditedIn(tx: Tx, documentId: string): Promise<ReportRow | null> {
  const document = await findDocument(tx, documentId)
  const [from] = document ? await originsOf(tx, document) : []
  if (!from) return null
  const [row] = await tx.select().from(reports).where(eq(reports.documentId, from.documentId))
  return row ?? null
}

/** The record, without asking for whom: for policies, and for deeds of the house itself. */
export async function reportRecord(tx: Tx, row: ReportRow): Promise<ReportRecord> {
  return { ...row, offices: await officesOf(tx, row.organisationId) }
}

/** Every turn a report took, in order. */
export async function decisionsOf(tx: Db | Tx, reportId: string): Promise<ReportDecision[]> {
  return tx.select().from(reportDecisions).where(eq(reportDecisions.reportId, reportId)).orderBy(asc(reportDecisions.version))
}
