import type { Proposal } from '../../shared/proposal-shapes.ts'
import type { Context } from '../house/context.ts'
import { hearsOpinion } from '../opinions/queries.ts'
import { findOpinion } from '../opinions/records.ts'
import { originsOfRecommendations, outcomesOf, recommendationsOf } from '../outcomes/records.ts'

type Seen = { opinionId: string; title: string; sessionId: string }

/** Those of the opinions the caller may see. */
async function seenOpinions(ctx: Context, ids: readonly string[]): Promise<Map<string, Seen>> {
  const seen = new Map<string, Seen>()
  for (const id of new Set(ids)) {
    const opinion = (await hearsOpinion(ctx, id)) ? await findOpinion(ctx.tx, id) : null
    if (opinion) seen.set(id, { opinionId: id, title: opinion.title, sessionId: opinion.sessionId })
  }
  return seen
}

/** The signed opinions a proposal was made from, as far as the caller may see them. */
export async function fromOpinions(ctx: Context, proposalId: string): Promise<Proposal['from']> {
  const made = await outcomesOf(ctx.tx, { kind: 'proposal', id: proposalId })
  return [...(await seenOpinions(ctx, made.map(({ opinionId }) => opinionId))).values()]
}

/** Its numbered recommendations, each with the clauses it came from. */
export async function recommendationsFor(ctx: Context, proposalId: string): Promise<Proposal['recommendations']> {
  const rows = await recommendationsOf(ctx.tx, { kind: 'proposal', id: proposalId })
  const origins = await originsOfRecommendations(ctx.tx, rows.map(({ id }) => id))
  const seen = await seenOpinions(ctx, origins.map(({ opinionId }) => opinionId))
  return rows.map((row) => ({
    ...row,
    origins: origins
      .filter(({ recommendationId }) => recommendationId === row.id)
      .flatMap(({ opinionId, clauseId }) => {
        const opinion = seen.get(opinionId)
        return opinion ? [{ ...opinion, clauseId }] : []
      }),
  }))
}
