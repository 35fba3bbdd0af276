import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import * as Y from 'yjs'
import { amendments } from '../../db/schema/documents.ts'
import { changesBetween, type ClauseChange } from '../../shared/documents/clauses.ts'
import { actorKey } from '../../shared/people.ts'
import { ring, writeLine } from '../house/ledger.ts'
import type { Context } from '../house/context.ts'
import { sha256 } from './log.ts'
import { type Amendment, type DocumentRow, type RevisionRow } from './queries.ts'
import { contentOf } from './revisions.ts'

/** What a late text says otherwise than its sealed revision, and whose Yjs clients said it. */
export function lateWords(
  document: Pick<DocumentRow, 'kind'>,
  revision: Pick<RevisionRow, 'content' | 'stateVector'>,
  late: Y.Doc,
): { changes: ClauseChange[]; clientIds: number[] } {
  const { content } = contentOf(document.kind, late, new Map())
  const sealed = Y.decodeStateVector(revision.stateVector)
  const clientIds = [...Y.decodeStateVector(Y.encodeStateVector(late))]
    .filter(([client, clock]) => clock > (sealed.get(client) ?? 0))
    .map(([client]) => client)
  return { changes: changesBetween(revision.content, content), clientIds }
}

/** Ids that a late block was only given now must not make the same words look new. */
function digestOf(changes: readonly ClauseChange[]): string {
  return sha256(JSON.stringify(changes.map((change) => [change.before === null ? '' : change.clauseId, change.before, change.after])))
}

/**
 * Keeps a late writer's words as their amendment to the sealed revision. The same words, or more words of the same
 * hand, stay one amendment. Null when nothing is said otherwise.
 */
export async function keepLateWords(
  ctx: Context,
  document: DocumentRow,
  revision: RevisionRow,
  late: Y.Doc,
): Promise<Amendment | null> {
  const { changes, clientIds } = lateWords(document, revision, late)
  if (changes.length === 0) return null
  const account = actorKey(ctx.actor)
  const digest = digestOf(changes)
  await ctx.tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`late:${document.id}:${account}`}))`)
  const mine = await ctx.tx
    .select()
    .from(amendments)
    .where(
      and(
        eq(amendments.organisationId, document.organisationId),
        eq(amendments.documentId, document.id),
        eq(amendments.revisionId, revision.id),
        eq(amendments.account, account),
      ),
    )
  const same = mine.find((row) => row.sha256 === digest)
  if (same) return publicAmendment(same)
  const grown = mine.find((row) => row.clientIds.some((client) => clientIds.includes(client)))
  const [row] = grown
    ? await ctx.tx
        .update(amendments)
        .set({ changes, clientIds: [...new Set([...grown.clientIds, ...clientIds])], sha256: digest, at: ctx.now })
        .where(eq(amendments.id, grown.id))
        .returning()
    : await ctx.tx
        .insert(amendments)
        .values({
          organisationId: document.organisationId,
          id: randomUUID(),
          documentId: document.id,
          revisionId: revision.id,
          account,
          changes,
          clientIds,
          sha256: digest,
          at: ctx.now,
        })
        .returning()
  if (grown) await ring(ctx, 'document', document.id)
  else {
    await writeLine(ctx, {
      organisationId: document.organisationId,
      subject: { kind: 'document', id: document.id },
      move: 'keepLateWords',
      facts: { amendmentId: row!.id, revisionId: revision.id },
    })
  }
  return publicAmendment(row!)
}

function publicAmendment({ id, documentId, revisionId, account, changes, at }: typeof amendments.$inferSelect): Amendment {
  return { id, documentId, revisionId, account, changes, at }
}

