import { and, desc, eq } from 'drizzle-orm'
import * as Y from 'yjs'
import type { z } from 'zod'
import { revisions } from '../../db/schema/documents.ts'
import { documentKinds } from '../../shared/documents/kinds.ts'
import { textRefusals } from '../../shared/documents/refusals.ts'
import type { AmendmentAnswer, lateWords } from '../../shared/documents/shapes.ts'
import { examine, tryOn } from '../../shared/sync/guard.ts'
import { newInk } from '../../shared/sync/ink.ts'
import { assertCan, type Context } from '../house/context.ts'
import { keepLateWords } from './amendments.ts'
import { answerAmendment, openFor } from './answers.ts'
import type { Owners } from './owner.ts'

/**
 * What a page wrote while it was away, after its generation was sealed (and perhaps opened again): laid over the
 * sealed revision and kept as the writer's amendment. Errors: 404, 403, `textNotSealed`, `textUnreadable`.
 */
export async function sendLateWords(
  owners: Owners,
  ctx: Context,
  documentId: string,
  { generation, update }: z.infer<typeof lateWords>,
): Promise<{ amendment: AmendmentAnswer | null }> {
  const { document, resource } = await openFor(owners, ctx, documentId)
  assertCan(ctx, 'document.sendLateWords', resource)
  const [revision] = await ctx.tx
    .select()
    .from(revisions)
    .where(
      and(
        eq(revisions.organisationId, document.organisationId),
        eq(revisions.documentId, documentId),
        eq(revisions.generation, generation),
      ),
    )
    .orderBy(desc(revisions.number))
    .limit(1)
  if (!revision) throw textRefusals.textNotSealed()
  const late = newInk()
  Y.applyUpdate(late, revision.snapshot)
  const bytes = new Uint8Array(Buffer.from(update, 'base64'))
  if (examine(bytes, late, documentKinds[document.kind].root).kind !== 'good') throw textRefusals.textUnreadable()
  if (tryOn(late, bytes) === null) throw textRefusals.textUnreadable()
  const kept = await keepLateWords(ctx, document, revision, late)
  return { amendment: kept && answerAmendment(ctx, kept) }
}
