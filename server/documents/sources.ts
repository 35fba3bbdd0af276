import { and, eq } from 'drizzle-orm'
import { clauseSources } from '../../db/schema/documents.ts'
import { actorKey } from '../../shared/people.ts'
import { no } from '../../shared/refusals.ts'
import type { Context } from '../house/context.ts'
import { type ClauseSource, findDocument } from './queries.ts'

export type SourceOf = { kind: ClauseSource['sourceKind']; id: string }

/** Keeps that a clause came from this card, speech or person. Said twice it is kept once. */
export async function addSource(ctx: Context, documentId: string, clauseId: string, source: SourceOf): Promise<void> {
  const document = await findDocument(ctx.tx, documentId)
  if (!document) throw no.notFound()
  await ctx.tx
    .insert(clauseSources)
    .values({
      organisationId: document.organisationId,
      documentId,
      clauseId,
      sourceKind: source.kind,
      sourceId: source.id,
      by: actorKey(ctx.actor),
      at: ctx.now,
    })
    .onConflictDoNothing()
}

/** Takes back that anything in this text came from this source. */
export async function removeSource(ctx: Context, documentId: string, source: SourceOf): Promise<void> {
  const document = await findDocument(ctx.tx, documentId)
  if (!document) throw no.notFound()
  await ctx.tx
    .delete(clauseSources)
    .where(
      and(
        eq(clauseSources.organisationId, document.organisationId),
        eq(clauseSources.documentId, documentId),
        eq(clauseSources.sourceKind, source.kind),
        eq(clauseSources.sourceId, source.id),
      ),
    )
}
