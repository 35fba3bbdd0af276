import { searchGrams, searchText } from '../../shared/search.ts'
import { findRevision } from '../documents/queries.ts'
import type { Context } from '../house/context.ts'

/** What a report is found by: both titles and both sealed texts, as far as they stand. */
export async function searchColumnsOf(
  ctx: Context,
  record: { title: string; editedTitle?: string; revisionId?: string | null; editedRevisionId?: string | null },
): Promise<{ searchText: string; searchGrams: string[] }> {
  const words = [record.title, record.editedTitle ?? '']
  for (const id of [record.revisionId, record.editedRevisionId]) if (id) words.push((await findRevision(ctx.tx, id))?.plainText ?? '')
  const all = words.filter((part) => part !== '').join('\n')
  return { searchText: searchText(all), searchGrams: searchGrams(all) }
}
