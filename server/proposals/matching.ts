import { and, arrayContains, desc, inArray, sql } from 'drizzle-orm'
import type { Db, Tx } from '../../db/client.ts'
import { proposals } from '../../db/schema/proposals.ts'
import { searchGrams, searchParts } from '../../shared/search.ts'

const most = 1000

/** The proposals of these organisations whose subject or sealed words say what is looked for, the newest first: for lists of what hangs on them. */
export async function proposalsMatching(tx: Db | Tx, organisationIds: readonly string[], asked: string): Promise<string[]> {
  const grams = searchGrams(asked)
  const parts = searchParts(asked)
  if (organisationIds.length === 0 || parts.length === 0) return []
  const rows = await tx
    .select({ id: proposals.id })
    .from(proposals)
    .where(
      and(
        inArray(proposals.organisationId, [...organisationIds]),
        grams.length > 0 ? arrayContains(proposals.searchGrams, grams) : undefined,
        ...parts.map((part) => sql`position(${part} in ${proposals.searchText}) > 0`),
      ),
    )
    .orderBy(desc(proposals.createdAt))
    .limit(most)
  return rows.map(({ id }) => id)
}
