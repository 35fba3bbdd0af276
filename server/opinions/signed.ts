import { and, desc, inArray } from 'drizzle-orm'
import type { Db, Tx } from '../../db/client.ts'
import { opinions } from '../../db/schema/opinions.ts'
import { opinionWorkflow } from '../../shared/opinions.ts'
import { movesFrom } from '../../shared/workflow.ts'
import type { OpinionRow } from './records.ts'

const mostOpinions = 100

/** The signed opinions of these organisations, of which something may still be made, the newest first. */
export async function signedOpinionsIn(tx: Db | Tx, organisationIds: readonly string[]): Promise<OpinionRow[]> {
  if (organisationIds.length === 0) return []
  return tx
    .select()
    .from(opinions)
    .where(and(inArray(opinions.organisationId, [...organisationIds]), inArray(opinions.state, [...movesFrom(opinionWorkflow, 'submit')])))
    .orderBy(desc(opinions.createdAt), desc(opinions.id))
    .limit(mostOpinions)
}
