import type { z } from 'zod'
import { type AuthorSpan, serverAccount } from '../../shared/documents/authors.ts'
import { type Content, isAgendaContent } from '../../shared/documents/content.ts'
import type { restoredShape } from '../../shared/documents/history-shapes.ts'
import { textRefusals } from '../../shared/documents/refusals.ts'
import { actorKey } from '../../shared/people.ts'
import { rewriteAgenda, rewriteText } from '../../shared/sync/rewrite.ts'
import { assertCan, type Context } from '../house/context.ts'
import { writeLine } from '../house/ledger.ts'
import { openFor } from './answers.ts'
import { writeInto } from './edit.ts'
import { assertPoint, readPoint } from './history.ts'
import { loadDocument } from './load.ts'
import type { Owners } from './owner.ts'
import { clientsOf, type DocumentRow, lockDocument } from './queries.ts'
import type { Point } from './replay.ts'

/**
 * Makes the text say again what it said then, as one more edit: every word under its first author, by the account that
 * put it back. What stood until now is a version like any other, and is put back in the same way. Errors: 404, 403,
 * `textSealed`, `textVersionUnknown`.
 */
export async function restore(owners: Owners, ctx: Context, documentId: string, point: Point): Promise<z.infer<typeof restoredShape>> {
  const opened = await openFor(owners, ctx, documentId)
  if (opened.document.sealedAt && opened.resource.couldWrite) throw textRefusals.textSealed()
  assertCan(ctx, 'document.restore', opened.resource)
  await assertPoint(ctx, opened, point)
  const then = await readPoint(ctx, opened.document, point)
  const document = await lockDocument(ctx.tx, documentId)
  if (document.sealedAt) throw textRefusals.textSealed()
  const moved = await writeAgain(ctx, document, then)
  const now = { generation: moved.generation, sequence: moved.nextSequence - 1 }
  const changed = moved.nextSequence > document.nextSequence
  if (changed) {
    await writeLine(ctx, {
      organisationId: document.organisationId,
      subject: { kind: 'document', id: documentId },
      move: 'restore',
      facts: { ...now, ofGeneration: point.generation, ofSequence: point.sequence },
    })
  }
  return { now, changed }
}

async function writeAgain(ctx: Context, document: DocumentRow, then: { content: Content; authors: readonly AuthorSpan[] }): Promise<DocumentRow> {
  const account = actorKey(ctx.actor)
  const { doc } = await loadDocument(ctx.tx, document)
  const bound = await clientsOf(ctx.tx, document)
  const clients = new Map<string, number>([[account, doc.clientID]])
  const hands = new Map<number, string>()
  const clientOf = (of: string): number => {
    const client = clients.get(of) ?? newClient(bound, hands)
    clients.set(of, client)
    if (of !== account) hands.set(client, of)
    return client
  }
  const wanted = (part: string) =>
    then.authors.filter((span) => span.part === part).map((span) => ({ account: span.account, length: span.to - span.from }))
  const accountOf = (client: number) => hands.get(client) ?? bound.get(client) ?? (client === doc.clientID ? account : serverAccount)
  const authors = { wanted, accountOf, clientOf }
  const change = () => (isAgendaContent(then.content) ? rewriteAgenda(doc, then.content, authors) : rewriteText(doc, then.content, authors))
  return (await writeInto(ctx, document, doc, change, account, hands)).document
}

/** A Yjs client that nobody has in this generation. */
function newClient(bound: ReadonlyMap<number, string>, hands: ReadonlyMap<number, string>): number {
  for (;;) {
    const client = crypto.getRandomValues(new Uint32Array(1))[0]!
    if (!bound.has(client) && !hands.has(client)) return client
  }
}
