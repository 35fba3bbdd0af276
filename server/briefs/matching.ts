import { and, arrayContains, desc, inArray, sql } from 'drizzle-orm'
import type { Db, Tx } from '../../db/client.ts'
import { briefs } from '../../db/schema/briefs.ts'
import { searchGrams, searchParts } from '../../shared/search.ts'

const most = 1000

/** The briefs of these organisations whose title or sealed words say what is looked for, the newest first: for lists of what hangs on them. */
export async function briefsMatching(tx: Db | Tx, organisationIds: readonly string[], asked: string): Promise<string[]> {
  const grams = searchGrams(asked)
  const parts = searchParts(asked)
  if (organisationIds.length === 0 || parts.length === 0) return []
  const rows = await tx
    .select({ id: briefs.id })
    .from(briefs)
    .where(
      and(
        inArray(briefs.organisationId, [...organisationIds]),
        grams.length > 0 ? arrayContains(briefs.searchGrams, grams) : undefined,
        ...parts.map((part) => sql`position(${part} in ${briefs.searchText}) > 0`),
      ),
    )
    .orderBy(desc(briefs.createdAt))
    .limit(most)
  return rows.map(({ id }) => id)
}
