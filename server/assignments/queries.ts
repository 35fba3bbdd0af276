import type { Tx } from '../../db/client.ts'
import { officesOf } from '../people/offices.ts'
import { sponsorsOf } from '../proposals/records.ts'
import type { AssignmentRecord } from './policy.ts'
import { type AssignmentRow, standingAssignments } from './records.ts'

/** The record, without asking for whom: for policies, and for deeds of the house itself. */
export async function assignmentRecord(tx: Tx, row: AssignmentRow): Promise<AssignmentRecord> {
  const handled = row.proposalId ? { proposalId: row.proposalId } : { briefId: row.briefId! }
  const others = await standingAssignments(tx, handled)
  return {
    ...row,
    offices: await officesOf(tx, row.organisationId),
    sponsors: row.proposalId ? (await sponsorsOf(tx, [row.proposalId])).filter(({ standing }) => standing).map(({ personId }) => personId) : [],
    beside: others.filter(({ id }) => id !== row.id).map(({ unitId }) => unitId),
    hasReplied: row.deliveredAt !== null,
  }
}
