import { and, asc, eq } from 'drizzle-orm'
import type { Db, Tx } from '../../db/client.ts'
import { assignments } from '../../db/schema/assignments.ts'

export type AssignmentRow = typeof assignments.$inferSelect

/** What is handled: exactly one of the two. */
export type Handled = { proposalId: string } | { briefId: string }

const about = (handled: Handled) =>
  'proposalId' in handled ? eq(assignments.proposalId, handled.proposalId) : eq(assignments.briefId, handled.briefId)

/** The assignment, whoever asks; null when there is none. For a person's eyes use `assignmentFor`. */
export async function findAssignment(tx: Db | Tx, id: string, lock = false): Promise<AssignmentRow | null> {
  const found = tx.select().from(assignments).where(eq(assignments.id, id))
  const [row] = await (lock ? found.for('update') : found)
  return row ?? null
}

export async function assignmentOfReply(tx: Db | Tx, documentId: string): Promise<AssignmentRow | null> {
  const [row] = await tx.select().from(assignments).where(eq(assignments.replyId, documentId))
  return row ?? null
}

/** Every unit's part in handling a record that stands now, the lead unit's first. */
export async function standingAssignments(tx: Db | Tx, handled: Handled): Promise<AssignmentRow[]> {
  return tx
    .select()
    .from(assignments)
    .where(and(about(handled), eq(assignments.standing, true)))
    .orderBy(asc(assignments.kind), asc(assignments.assignedAt), asc(assignments.id))
}

/** The units that handle a record now. */
export async function unitsHandling(tx: Db | Tx, handled: Handled): Promise<string[]> {
  return (await standingAssignments(tx, handled)).map(({ unitId }) => unitId)
}
