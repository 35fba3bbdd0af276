import { clausesOf, sourcesOf } from '../../shared/documents/clauses.ts'
import { isAgendaContent } from '../../shared/documents/content.ts'
import type { OutcomeKind } from '../../shared/outcomes.ts'
import { findDocument, findRevision, sourcesOfDocument } from '../documents/queries.ts'
import type { Context } from '../house/context.ts'
import { type OpinionRow, sealOf } from '../opinions/records.ts'
import { outcomesOfOpinions, type Target } from '../outcomes/records.ts'
import { briefTeller } from './briefs.ts'
import { proposalTeller } from './proposals.ts'
import { reportTeller } from './reports.ts'
import type { Asked } from './stop.ts'
import type { LoadTeller, Teller, Telling } from './telling.ts'

const loaders: Record<OutcomeKind, LoadTeller> = { proposal: proposalTeller, brief: briefTeller, report: reportTeller }

/** What a telling of many threads reads once: records made of opinions, and which clauses stand on which card. */
export type Memory = { tellers: Map<string, Promise<Teller | null>>; opinions: Map<string, Promise<OpinionFacts>> }
export const newMemory = (): Memory => ({ tellers: new Map(), opinions: new Map() })

type OpinionFacts = { targets: Target[]; clausesOnCard: (cardId: string) => string[] }

function remembered<T>(kept: Map<string, Promise<T>>, key: string, load: () => Promise<T>): Promise<T> {
  const found = kept.get(key) ?? load()
  kept.set(key, found)
  return found
}

/** Of a card in a signed opinion: every record made of it that carries the card's sentence, and what it tells of it. */
export async function tellingsOfCard(ctx: Context, opinion: OpinionRow, cardId: string, memory: Memory): Promise<{ target: Target; telling: Telling; asked: Asked[] }[]> {
  const facts = await remembered(memory.opinions, opinion.id, () => opinionFacts(ctx, opinion))
  const clauseIds = facts.clausesOnCard(cardId)
  const found: { target: Target; telling: Telling; asked: Asked[] }[] = []
  for (const target of facts.targets) {
    const teller = await remembered(memory.tellers, target.id, () => loaders[target.kind](ctx, target.id))
    const asked = teller && carriedBy(teller, opinion.id, clauseIds)
    if (teller && asked) found.push({ target, telling: teller.tell(asked), asked })
  }
  return found
}

/** The recommendations that came from these clauses; none where they stand elsewhere in the text, null where nowhere. */
function carriedBy({ carrying }: Teller, opinionId: string, clauseIds: readonly string[]): Asked[] | null {
  const ids = new Set(
    carrying.links.filter((link) => link.opinionId === opinionId && clauseIds.includes(link.clauseId)).map(({ recommendationId }) => recommendationId),
  )
  if (ids.size > 0) return carrying.asked.filter(({ id }) => ids.has(id))
  return clauseIds.some((id) => carrying.clauseIds.has(id)) ? [] : null
}

async function opinionFacts(ctx: Context, opinion: OpinionRow): Promise<OpinionFacts> {
  const rows = await outcomesOfOpinions(ctx.tx, [opinion.id])
  const seal = await sealOf(ctx.tx, opinion)
  const revision = seal ? await findRevision(ctx.tx, seal.revisionId) : null
  const document = await findDocument(ctx.tx, opinion.documentId)
  const sources = document ? await sourcesOfDocument(ctx.tx, document) : []
  const clauses = revision && !isAgendaContent(revision.content) ? clausesOf(revision.content) : []
  return {
    targets: rows.map((row) => ({ kind: row.kind, id: row.proposalId ?? row.briefId ?? row.reportId! })),
    clausesOnCard: (cardId) =>
      clauses.filter((clause) => sourcesOf(clause, sources).some(({ sourceKind, sourceId }) => sourceKind === 'card' && sourceId === cardId)).map(({ id }) => id),
  }
}
