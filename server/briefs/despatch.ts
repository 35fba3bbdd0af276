import { randomUUID } from 'node:crypto'
import { instructions } from '../../db/schema/briefs.ts'
import type { NewInstruction } from '../../shared/brief-shapes.ts'
import { briefRefusals } from '../../shared/briefs.ts'
import { dayOf } from '../../shared/calendar.ts'
import { clausesOf, sourcesOf } from '../../shared/documents/clauses.ts'
import { isAgendaContent } from '../../shared/documents/content.ts'
import { actorKey } from '../../shared/people.ts'
import { cardsIn } from '../cards/records.ts'
import { findDocument, findRevision, sourcesOfDocument } from '../documents/queries.ts'
import type { Context } from '../house/context.ts'
import { findOpinion } from '../opinions/records.ts'
import { outcomesOf } from '../outcomes/records.ts'
import { ringEchoes } from '../outcomes/echoes.ts'
import { makeMove } from './moving.ts'
import type { BriefRecord } from './records.ts'

export type Recipients = { reportTo: string; sendTo: string; issueTo: string; copies: number }

/** Sends it out: 报, 送, 发. Those whose words are in it may look from now on. Errors: `briefNoRecipient`. */
export async function despatchBrief(ctx: Context, record: BriefRecord, to: Recipients): Promise<void> {
  if (to.reportTo === '') throw briefRefusals.briefNoRecipient()
  const contributors = await contributorsOf(ctx, record)
  await makeMove(ctx, record, 'despatch', {
    set: { ...to, contributors, despatchedAt: ctx.now },
    facts: { copies: to.copies, contributors: contributors.length },
  })
  await ringEchoes(ctx, { kind: 'brief', id: record.id })
}

/** People with an account who wrote something that stands in the sealed text, or whose card stands behind it. */
async function contributorsOf(ctx: Context, record: BriefRecord): Promise<string[]> {
  const revision = record.revisionId ? await findRevision(ctx.tx, record.revisionId) : null
  const document = await findDocument(ctx.tx, record.documentId)
  if (!revision || !document || isAgendaContent(revision.content)) return []
  const clauses = clausesOf(revision.content)
  const standing = new Set(clauses.map(({ id }) => id))
  const sources = await sourcesOfDocument(ctx.tx, document)
  const cards = new Set(clauses.flatMap((clause) => sourcesOf(clause, sources).map(({ sourceId }) => sourceId)))
  const accounts = revision.authors.filter(({ part }) => standing.has(part)).map(({ account }) => account)
  for (const { opinionId } of await outcomesOf(ctx.tx, { kind: 'brief', id: record.id })) {
    const opinion = await findOpinion(ctx.tx, opinionId)
    for (const card of opinion ? await cardsIn(ctx.tx, opinion.sessionId) : []) if (cards.has(card.id)) accounts.push(card.speaker ?? '')
  }
  const people = accounts.filter((account) => account.startsWith('person:')).map((account) => account.slice('person:'.length))
  return [...new Set(people)].toSorted()
}

/**
 * Enters a leader's instruction (批示) from paper; several may come. Errors: `instructionEmpty`,
 * `instructionBeforeDespatch`, `instructionInFuture`.
 */
export async function recordInstruction(ctx: Context, record: BriefRecord, given: Omit<NewInstruction, 'version'>): Promise<void> {
  const { leader, post, day, words, audience } = given
  if (words === '') throw briefRefusals.instructionEmpty()
  if (record.despatchedAt && day < dayOf(record.despatchedAt)) throw briefRefusals.instructionBeforeDespatch()
  if (day > dayOf(ctx.now)) throw briefRefusals.instructionInFuture()
  const id = randomUUID()
  await ctx.tx.insert(instructions).values({
    organisationId: record.organisationId,
    id,
    briefId: record.id,
    leader,
    post,
    day,
    words,
    audience: [...new Set(audience)],
    by: actorKey(ctx.actor),
    at: ctx.now,
  })
  await makeMove(ctx, record, 'recordInstruction', { facts: { instructionId: id } })
  await ringEchoes(ctx, { kind: 'brief', id: record.id })
}
