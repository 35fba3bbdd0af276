import type { Db, Tx } from '../../db/client.ts'
import { documentDamage } from '../../db/schema/documents.ts'
import type { DocumentRow } from './queries.ts'

/** Something in the store that is not what was put there. `found`: the hash of what is there now. */
export type Damage = { what: 'update' | 'snapshot' | 'missing'; sequence: number; found: string }

/** Names what is damaged, once, in the table and to whoever keeps the house. The bytes themselves stay where they are. */
export async function noteDamage(db: Db | Tx, document: Pick<DocumentRow, 'organisationId' | 'id' | 'generation'>, damage: readonly Damage[]): Promise<number> {
  const { organisationId, id: documentId, generation } = document
  const noted = await db
    .insert(documentDamage)
    .values(damage.map((each) => ({ organisationId, documentId, generation, ...each })))
    .onConflictDoNothing()
    .returning({ what: documentDamage.what, sequence: documentDamage.sequence })
  for (const { what, sequence } of noted) {
    console.error(`文字 ${documentId} 的存档有一处坏了（${words[what]}，第 ${sequence} 号），已隔开，其余照常打开。`)
  }
  return noted.length
}

const words: Record<Damage['what'], string> = { update: '记录', snapshot: '快照', missing: '缺记录' }
