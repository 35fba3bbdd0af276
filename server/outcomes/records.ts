import { and, asc, eq, inArray, or } from 'drizzle-orm'
import { randomUUID } from 'node:crypto'
import type { Db, Tx } from '../../db/client.ts'
import { outcomes, recommendationClauses, recommendations } from '../../db/schema/outcomes.ts'
import { isAgendaContent } from '../../shared/documents/content.ts'
import { outcomeRefusals, type OutcomeKind, type Recommendation, recommendationsIn } from '../../shared/outcomes.ts'
import { actorKey } from '../../shared/people.ts'
import { findDocument, type Revision } from '../documents/queries.ts'
import { originsOf } from '../documents/origins.ts'
import type { Context } from '../house/context.ts'
import { markSubmitted } from '../opinions/flow.ts'
import { opinionOfDocument } from '../opinions/records.ts'
import type { OpinionRecord } from '../opinions/policy.ts'

/** A signed version that flows into something. */
export type Origin = { opinion: OpinionRecord; revision: Revision }
/** The record an outcome or a recommendation belongs to. */
export type Target = { kind: OutcomeKind; id: string }
export type OutcomeRow = typeof outcomes.$inferSelect
export type RecommendationRow = typeof recommendations.$inferSelect

const idColumns = {
  proposal: { name: 'proposalId', outcome: outcomes.proposalId, recommendation: recommendations.proposalId },
  brief: { name: 'briefId', outcome: outcomes.briefId, recommendation: recommendations.briefId },
  report: { name: 'reportId', outcome: outcomes.reportId, recommendation: recommendations.reportId },
} as const
const named = ({ kind, id }: Target) => ({ [idColumns[kind].name]: id })

/** One of each kind is made from one version (domain.md E.3 `submit`). */
export async function assertNotMade(ctx: Context, revisionId: string, kind: OutcomeKind): Promise<void> {
  const [made] = await ctx.tx.select().from(outcomes).where(and(eq(outcomes.revisionId, revisionId), eq(outcomes.kind, kind)))
  if (made) throw outcomeRefusals.outcomeMade({ id: made.proposalId ?? made.briefId ?? made.reportId })
}

/** Keeps which versions flowed into a record, and moves their opinions on. The record's own row stands already. */
export async function recordOutcomes(ctx: Context, target: Target, origins: readonly Origin[]): Promise<void> {
  for (const { opinion, revision } of origins) {
    await ctx.tx.insert(outcomes).values({
      organisationId: opinion.organisationId,
      id: randomUUID(),
      opinionId: opinion.id,
      revisionId: revision.id,
      kind: target.kind,
      ...named(target),
      by: actorKey(ctx.actor),
      at: ctx.now,
    })
    await markSubmitted(ctx, opinion, { kind: target.kind, targetId: target.id })
  }
}

/** What the versions of these opinions flowed into, the oldest first. */
export async function outcomesOfOpinions(tx: Db | Tx, opinionIds: readonly string[]): Promise<OutcomeRow[]> {
  if (opinionIds.length === 0) return []
  return tx.select().from(outcomes).where(inArray(outcomes.opinionId, [...opinionIds])).orderBy(asc(outcomes.at), asc(outcomes.id))
}

/** From which opinions a record was made. */
export async function outcomesOf(tx: Db | Tx, target: Target): Promise<OutcomeRow[]> {
  return tx.select().from(outcomes).where(eq(idColumns[target.kind].outcome, target.id)).orderBy(asc(outcomes.at), asc(outcomes.id))
}

/**
 * Takes the numbered recommendations out of a sealed text and keeps them as rows, each with the clauses of the signed
 * opinions it came from. Sealed again, the new ones stand in the place of the old. Errors: `outcomeNoRecommendation`.
 */
export async function settleRecommendations(ctx: Context, target: Target, revision: Revision): Promise<Recommendation[]> {
  if (isAgendaContent(revision.content)) throw outcomeRefusals.outcomeNoRecommendation()
  const found = recommendationsIn(target.kind, revision.content)
  if (found.length === 0) throw outcomeRefusals.outcomeNoRecommendation()
  await ctx.tx.delete(recommendations).where(eq(idColumns[target.kind].recommendation, target.id))
  const document = await findDocument(ctx.tx, revision.documentId)
  if (!document) throw new Error(`revision ${revision.id} has no text`)
  const { organisationId } = document
  const origins = await clausesOfOrigins(ctx.tx, document)
  const settled: Recommendation[] = []
  for (const { number, words, clauses } of found) {
    const id = randomUUID()
    const clauseIds = clauses.map((clause) => clause.id)
    await ctx.tx.insert(recommendations).values({ organisationId, id, ...named(target), revisionId: revision.id, number, words, clauseIds })
    const lineage = new Set(clauses.flatMap((clause) => [clause.id, ...clause.was]))
    const links = origins.filter(({ clauseId }) => lineage.has(clauseId))
    if (links.length > 0) await ctx.tx.insert(recommendationClauses).values(links.map((link) => ({ organisationId, recommendationId: id, ...link })))
    settled.push({ id, number, words, clauseIds })
  }
  return settled
}

type OriginClause = { opinionId: string; revisionId: string; clauseId: string }
async function clausesOfOrigins(tx: Tx, document: { organisationId: string; id: string }): Promise<OriginClause[]> {
  const found: OriginClause[] = []
  for (const revision of await originsOf(tx, document)) {
    const opinion = await opinionOfDocument(tx, revision.documentId)
    if (!opinion || isAgendaContent(revision.content)) continue
    for (const part of new Set(revision.authors.map((span) => span.part))) {
      found.push({ opinionId: opinion.id, revisionId: revision.id, clauseId: part })
    }
  }
  return found
}

export async function recommendationsOf(tx: Db | Tx, target: Target): Promise<Recommendation[]> {
  const rows = await tx
    .select()
    .from(recommendations)
    .where(eq(idColumns[target.kind].recommendation, target.id))
    .orderBy(asc(recommendations.number))
  return rows.map(({ id, number, words, clauseIds }) => ({ id, number, words, clauseIds }))
}

/** The recommendations of several records of one kind, by record, each in order. */
export async function recommendationsOfEach(tx: Db | Tx, kind: OutcomeKind, ids: readonly string[]): Promise<Map<string, Recommendation[]>> {
  const found = new Map<string, Recommendation[]>(ids.map((id) => [id, []]))
  if (ids.length === 0) return found
  const { name, recommendation } = idColumns[kind]
  const rows = await tx.select().from(recommendations).where(inArray(recommendation, [...ids])).orderBy(asc(recommendations.number))
  for (const row of rows) {
    const { id, number, words, clauseIds } = row
    found.get(row[name] ?? '')?.push({ id, number, words, clauseIds })
  }
  return found
}

export type RecommendationOrigin = { recommendationId: string; opinionId: string; revisionId: string; clauseId: string }

/** The clauses of signed opinions that these recommendations came from. */
export async function originsOfRecommendations(tx: Db | Tx, recommendationIds: readonly string[]): Promise<RecommendationOrigin[]> {
  if (recommendationIds.length === 0) return []
  const rows = await tx.select().from(recommendationClauses).where(inArray(recommendationClauses.recommendationId, [...recommendationIds]))
  return rows.map(({ recommendationId, opinionId, revisionId, clauseId }) => ({ recommendationId, opinionId, revisionId, clauseId }))
}

export type ClauseFate = RecommendationRow & { clauseId: string; opinionId: string }

/** The recommendations that came from any clause of these opinions: where a sentence went on to. */
export async function recommendationsFrom(tx: Db | Tx, opinionIds: readonly string[]): Promise<ClauseFate[]> {
  if (opinionIds.length === 0) return []
  const rows = await tx
    .select({ recommendation: recommendations, clauseId: recommendationClauses.clauseId, opinionId: recommendationClauses.opinionId })
    .from(recommendationClauses)
    .innerJoin(recommendations, eq(recommendations.id, recommendationClauses.recommendationId))
    .where(or(...opinionIds.map((id) => eq(recommendationClauses.opinionId, id))))
    .orderBy(asc(recommendations.number))
  return rows.map(({ recommendation, clauseId, opinionId }) => ({ ...recommendation, clauseId, opinionId }))
}
