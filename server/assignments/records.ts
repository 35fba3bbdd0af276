import { and, asc, desc, eq, inArray, or } from 'drizzle-orm'
import type { Db, Tx } from '../../db/client.ts'
import { assignments, deliveredReplies, handlingContacts, replyAnswers } from '../../db/schema/assignments.ts'
import { owesReply } from '../../shared/assignments.ts'
import { findDocument, lastRevision } from '../documents/queries.ts'

export type AssignmentRow = typeof assignments.$inferSelect
export type ContactRow = typeof handlingContacts.$inferSelect
export type AnswerRow = typeof replyAnswers.$inferSelect
export type DeliveredRow = typeof deliveredReplies.$inferSelect

/** What is handled: exactly one of the two. */
export type Handled = { proposalId: string } | { briefId: string }

export const handledBy = (row: Pick<AssignmentRow, 'proposalId' | 'briefId'>): Handled =>
  row.proposalId ? { proposalId: row.proposalId } : { briefId: row.briefId! }

const about = (handled: Handled) =>
  'proposalId' in handled ? eq(assignments.proposalId, handled.proposalId) : eq(assignments.briefId, handled.briefId)

/** The assignment, whoever asks; null when there is none. For a person's eyes use `assignmentFor`. */
export async function findAssignment(tx: Db | Tx, id: string, lock = false): Promise<AssignmentRow | null> {
  const found = tx.select().from(assignments).where(eq(assignments.id, id))
  const [row] = await (lock ? found.for('update') : found)
  return row ?? null
}

/** Every unit's part in handling a record that stands now, the lead unit's first. */
export async function standingAssignments(tx: Db | Tx, handled: Handled): Promise<AssignmentRow[]> {
  const rows = await tx
    .select()
    .from(assignments)
    .where(and(about(handled), eq(assignments.standing, true)))
    .orderBy(asc(assignments.assignedAt), asc(assignments.id))
  return [...rows.filter(({ kind }) => owesReply(kind)), ...rows.filter(({ kind }) => !owesReply(kind))]
}

/** The units that handle a record now. */
export async function unitsHandling(tx: Db | Tx, handled: Handled): Promise<string[]> {
  return (await standingAssignments(tx, handled)).map(({ unitId }) => unitId)
}

/** The unit that owes the reply. */
export async function leadOf(tx: Db | Tx, handled: Handled): Promise<AssignmentRow | null> {
  return (await standingAssignments(tx, handled)).find(({ kind }) => owesReply(kind)) ?? null
}

/** When the matter was first given to a unit: the longest time there may be runs on when it is handed to another. */
export async function firstAssignedAt(tx: Db | Tx, row: AssignmentRow): Promise<Date> {
  const before = row.handedFrom ? await findAssignment(tx, row.handedFrom) : null
  return before ? firstAssignedAt(tx, before) : row.assignedAt
}

/** The assignment that took the place of this one, when it was handed to another unit. */
export async function handedOn(tx: Db | Tx, id: string): Promise<AssignmentRow | null> {
  const [row] = await tx.select().from(assignments).where(eq(assignments.handedFrom, id))
  return row ?? null
}

/**
 * Whose reply a text is, and whether it is that of the round that goes on now. A matter handled again is answered in a
 * text of its own; the earlier one stays as it was delivered.
 */
export async function replyOf(tx: Tx, documentId: string): Promise<{ row: AssignmentRow; current: boolean; delivered: boolean } | null> {
  const [current] = await tx.select().from(assignments).where(eq(assignments.replyId, documentId))
  if (current) return { row: current, current: true, delivered: (await deliveredIn(tx, current, current.round)) !== null }
  const document = await findDocument(tx, documentId)
  const sealed = document ? await lastRevision(tx, document) : null
  if (!sealed) return null
  const [reply] = await tx.select().from(deliveredReplies).where(eq(deliveredReplies.revisionId, sealed.id))
  const row = reply ? await findAssignment(tx, reply.assignmentId) : null
  return row ? { row, current: false, delivered: true } : null
}

async function deliveredIn(tx: Tx, { id }: AssignmentRow, round: number): Promise<DeliveredRow | null> {
  const [row] = await tx
    .select()
    .from(deliveredReplies)
    .where(and(eq(deliveredReplies.assignmentId, id), eq(deliveredReplies.round, round)))
  return row ?? null
}

/** The replies of these assignments as they were delivered, the oldest first. */
export async function deliveredOf(tx: Db | Tx, assignmentIds: readonly string[]): Promise<DeliveredRow[]> {
  if (assignmentIds.length === 0) return []
  return tx
    .select()
    .from(deliveredReplies)
    .where(inArray(deliveredReplies.assignmentId, [...assignmentIds]))
    .orderBy(asc(deliveredReplies.at), asc(deliveredReplies.assignmentId))
}

/** What these assignments answer to each recommendation, in every round. */
export async function answersUnder(tx: Db | Tx, assignmentIds: readonly string[]): Promise<AnswerRow[]> {
  if (assignmentIds.length === 0) return []
  return tx.select().from(replyAnswers).where(inArray(replyAnswers.assignmentId, [...assignmentIds]))
}

/** The talks with the sponsors, the latest first. */
export async function contactsOf(tx: Db | Tx, assignmentIds: readonly string[]): Promise<ContactRow[]> {
  if (assignmentIds.length === 0) return []
  return tx
    .select()
    .from(handlingContacts)
    .where(inArray(handlingContacts.assignmentId, [...assignmentIds]))
    .orderBy(desc(handlingContacts.day), desc(handlingContacts.at), asc(handlingContacts.id))
}

/** The co-units beside these assignments, each with what it handles. */
export async function coUnitsBeside(tx: Db | Tx, rows: readonly AssignmentRow[]): Promise<AssignmentRow[]> {
  const proposalIds = rows.flatMap(({ proposalId }) => proposalId ?? [])
  const briefIds = rows.flatMap(({ briefId }) => briefId ?? [])
  const handled = or(
    proposalIds.length > 0 ? inArray(assignments.proposalId, proposalIds) : undefined,
    briefIds.length > 0 ? inArray(assignments.briefId, briefIds) : undefined,
  )
  if (!handled) return []
  const found = await tx.select().from(assignments).where(and(handled, eq(assignments.standing, true))).orderBy(asc(assignments.assignedAt), asc(assignments.id))
  return found.filter(({ kind }) => !owesReply(kind))
}

/** The units that handle each of these proposals now. */
export async function unitsHandlingEach(tx: Db | Tx, proposalIds: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  if (proposalIds.length === 0) return found
  const rows = await tx
    .select({ proposalId: assignments.proposalId, unitId: assignments.unitId })
    .from(assignments)
    .where(and(inArray(assignments.proposalId, [...proposalIds]), eq(assignments.standing, true)))
  for (const { proposalId, unitId } of rows) if (proposalId) found.set(proposalId, [...(found.get(proposalId) ?? []), unitId])
  return found
}
