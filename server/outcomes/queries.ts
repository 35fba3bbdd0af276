import { clausesOf, sourcesOf } from '../../shared/documents/clauses.ts'
import { isAgendaContent } from '../../shared/documents/content.ts'
import { isOpinionSigned } from '../../shared/opinions.ts'
import type { MadeOutcome, OpinionOutcomes } from '../../shared/outcome-shapes.ts'
import { type OutcomeKind, outcomeKindNames } from '../../shared/outcomes.ts'
import { cardsIn } from '../cards/records.ts'
import { findDocument, findRevision, sourcesOfDocument } from '../documents/queries.ts'
import type { Context } from '../house/context.ts'
import type { OpinionRecord } from '../opinions/policy.ts'
import { opinionFor } from '../opinions/queries.ts'
import { sealOf } from '../opinions/records.ts'
import { organisationNames } from '../people/queries.ts'
import { recordFace } from './faces.ts'
import { type OutcomeRow, outcomesOfOpinions } from './records.ts'

/** What one opinion may still become by this person's hand, and what was made of it, as far as they may see. */
export async function outcomesFor(ctx: Context, opinionId: string): Promise<OpinionOutcomes> {
  const opinion = await opinionFor(ctx, opinionId)
  const seal = isOpinionSigned(opinion.state) ? await sealOf(ctx.tx, opinion) : null
  const rows = await outcomesOfOpinions(ctx.tx, [opinionId])
  const made: MadeOutcome[] = []
  for (const row of rows) made.push(await madeOf(ctx, row, seal?.revisionId ?? null))
  const { id, sessionId, title } = opinion
  return {
    opinionId: id, sessionId, title, made,
    revisionId: seal?.revisionId ?? null,
    clauses: seal ? await clausesUnder(ctx, opinion, seal.revisionId) : [],
    mayMake: seal ? await stillOpen(ctx, opinion, rows.filter((row) => row.revisionId === seal.revisionId)) : [],
  }
}

async function madeOf(ctx: Context, row: OutcomeRow, revisionId: string | null): Promise<MadeOutcome> {
  const id = row.proposalId ?? row.briefId ?? row.reportId!
  return { kind: row.kind, earlier: row.revisionId !== revisionId, at: row.at.toISOString(), record: await recordFace(ctx, { kind: row.kind, id }) }
}

async function clausesUnder(ctx: Context, opinion: OpinionRecord, revisionId: string): Promise<OpinionOutcomes['clauses']> {
  const revision = await findRevision(ctx.tx, revisionId)
  const document = await findDocument(ctx.tx, opinion.documentId)
  if (!revision || !document || isAgendaContent(revision.content)) return []
  const sources = await sourcesOfDocument(ctx.tx, document)
  const { session } = opinion
  const cards = (await cardsIn(ctx.tx, session.id)).filter((card) => ctx.can(ctx.actor, 'card.see', { card, session }))
  let number = 0
  return clausesOf(revision.content)
    .filter(({ text }) => text.trim() !== '')
    .map((clause) => ({
      id: clause.id,
      number: clause.heading ? 0 : (number += 1),
      text: clause.text,
      heading: clause.heading,
      sources: sourcesOf(clause, sources).flatMap(({ sourceId }) =>
        cards
          .filter((card) => card.id === sourceId)
          .map((card) => ({ cardId: card.id, name: card.speakerName, hand: card.speakerHand, words: card.words, saidAt: card.saidAt.toISOString() })),
      ),
    }))
}

/** Under which sentence each kind is made, and in which organisations it may be asked about. */
const making: Record<OutcomeKind, (ctx: Context, opinion: OpinionRecord) => string[]> = {
  proposal: (ctx, { session }) => session.hosts.filter((organisationId) => ctx.can(ctx.actor, 'proposal.create', { organisationId })),
  brief: (ctx, { organisationId, committees }) =>
    committees.filter((committeeId) => ctx.can(ctx.actor, 'brief.compile', { organisationId, committeeId })),
  report: (ctx, { session, committees }) =>
    [...session.hosts, ...committees].filter((organisationId) => ctx.can(ctx.actor, 'report.write', { organisationId })),
}

async function stillOpen(ctx: Context, opinion: OpinionRecord, made: readonly OutcomeRow[]): Promise<OpinionOutcomes['mayMake']> {
  if (!ctx.can(ctx.actor, 'opinion.submit', opinion)) return []
  const open = outcomeKindNames
    .filter((kind) => !made.some((row) => row.kind === kind))
    .map((kind) => ({ kind, ids: making[kind](ctx, opinion) }))
    .filter(({ ids }) => ids.length > 0)
  const names = await organisationNames(ctx.tx, open.flatMap(({ ids }) => ids))
  return open.map(({ kind, ids }) => ({ kind, organisations: ids.map((id) => ({ id, name: names.get(id) ?? '' })) }))
}
