import { and, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Db, Tx } from '../../db/client.ts'
import { assignments } from '../../db/schema/assignments.ts'

/** The briefs these units handle now: what their people find in a list. */
export async function briefsHandledBy(tx: Db | Tx, unitIds: readonly string[]): Promise<string[]> {
  if (unitIds.length === 0) return []
  const rows = await tx
    .select({ briefId: assignments.briefId })
    .from(assignments)
    .where(and(inArray(assignments.unitId, [...unitIds]), isNotNull(assignments.briefId), eq(assignments.standing, true)))
  return rows.flatMap(({ briefId }) => briefId ?? [])
}

/** The same for proposals. */
export async function proposalsHandledBy(tx: Db | Tx, unitIds: readonly string[]): Promise<string[]> {
  if (unitIds.length === 0) return []
  const rows = await tx
    .select({ proposalId: assignments.proposalId })
    .from(assignments)
    .where(and(inArray(assignments.unitId, [...unitIds]), isNotNull(assignments.proposalId), eq(assignments.standing, true)))
  return rows.flatMap(({ proposalId }) => proposalId ?? [])
}
