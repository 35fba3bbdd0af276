import type { Tx } from '../../db/client.ts'
import { clausesOf, sourcesOf } from '../../shared/documents/clauses.ts'
import { isAgendaContent } from '../../shared/documents/content.ts'
import type { Recommendation } from '../../shared/outcomes.ts'
import { findDocument, findRevision, sourcesOfDocument } from '../documents/queries.ts'
import { originsOfRecommendations } from './records.ts'

/** How much stands behind a recommendation, counted: nobody's name and words travel with it. */
export type SourceCounts = { opinions: number; cards: number; speeches: number; people: number }

/** For each recommendation of a sealed text: from how many signed opinions, cards, speeches and people it came. */
export async function sourceCounts(
  tx: Tx,
  revisionId: string | null,
  recommendations: readonly Recommendation[],
): Promise<Map<string, SourceCounts>> {
  const revision = revisionId ? await findRevision(tx, revisionId) : null
  const document = revision ? await findDocument(tx, revision.documentId) : null
  const sources = document ? await sourcesOfDocument(tx, document) : []
  const clauses = revision && !isAgendaContent(revision.content) ? clausesOf(revision.content) : []
  const origins = await originsOfRecommendations(tx, recommendations.map(({ id }) => id))
  return new Map(
    recommendations.map(({ id, clauseIds }) => {
      const behind = clauses.filter((clause) => clauseIds.includes(clause.id)).flatMap((clause) => sourcesOf(clause, sources))
      const count = (kind: string) => new Set(behind.filter(({ sourceKind }) => sourceKind === kind).map(({ sourceId }) => sourceId)).size
      const opinions = new Set(origins.filter(({ recommendationId }) => recommendationId === id).map(({ opinionId }) => opinionId)).size
      return [id, { opinions, cards: count('card'), speeches: count('speech'), people: count('person') }]
    }),
  )
}
