import { opinions } from '../../db/schema/opinions.ts'
import { opinionWorkflow } from '../../shared/opinions.ts'
import { createDocument } from '../documents/create.ts'
import type { Context } from '../house/context.ts'
import { writeLine } from '../house/ledger.ts'
import type { OpinionRow } from './records.ts'

/** Makes the opinion of a session and its empty text, under one id, inside the deed that makes the session. */
export async function createOpinion(
  ctx: Context,
  wanted: { sessionId: string; organisationId: string; title: string },
): Promise<OpinionRow> {
  const { sessionId, organisationId, title } = wanted
  const document = await createDocument(ctx, { organisationId, kind: 'opinion' })
  const [row] = await ctx.tx
    .insert(opinions)
    .values({
      organisationId,
      id: document.id,
      sessionId,
      documentId: document.id,
      title,
      state: opinionWorkflow.initial,
      createdAt: ctx.now,
    })
    .returning()
  await writeLine(ctx, {
    organisationId,
    subject: { kind: 'opinion', id: row!.id },
    move: 'create',
    to: row!.state,
    facts: { sessionId, documentId: document.id },
  })
  return row!
}
