import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import * as Y from 'yjs'
import { documents, revisions } from '../../db/schema/documents.ts'
import { addSpan, type AuthorSpan, serverAccount } from '../../shared/documents/authors.ts'
import { clausesOf, plainTextOf, settleIds } from '../../shared/documents/clauses.ts'
import type { Content } from '../../shared/documents/content.ts'
import { isWrittenText } from '../../shared/documents/kinds.ts'
import { textRefusals } from '../../shared/documents/refusals.ts'
import { actorKey } from '../../shared/people.ts'
import { no } from '../../shared/refusals.ts'
import { agendaRuns, readAgenda } from '../../shared/sync/agenda.ts'
import { readText, type Run, writeIds } from '../../shared/sync/text.ts'
import type { Context } from '../house/context.ts'
import { ring } from '../house/ledger.ts'
import { initialise } from './create.ts'
import { writeInto } from './edit.ts'
import { loadDocument } from './load.ts'
import { sha256, tellRooms } from './log.ts'
import { clientsOf, type DocumentRow, findDocument, lastRevision, lockDocument, publicRevision, type Revision } from './queries.ts'

type Accounts = ReadonlyMap<number, string>

function addRuns(spans: AuthorSpan[], part: string, runs: readonly Run[], accounts: Accounts): void {
  let from = 0
  for (const run of runs) {
    addSpan(spans, { part, from, to: from + run.length, account: accounts.get(run.client) ?? serverAccount })
    from += run.length
  }
}

/** What a text says, every clause with its id, and who wrote every character of it. */
export function contentOf(kind: DocumentRow['kind'], doc: Y.Doc, accounts: Accounts): { content: Content; authors: AuthorSpan[] } {
  const authors: AuthorSpan[] = []
  if (!isWrittenText(kind)) {
    for (const [part, runs] of agendaRuns(doc)) addRuns(authors, part, runs, accounts)
    return { content: readAgenda(doc), authors }
  }
  const ink = readText(doc)
  const content = settleIds(ink.content)
  clausesOf(content).forEach((clause, index) => addRuns(authors, clause.id, ink.runs[index] ?? [], accounts))
  return { content, authors }
}

/** The text as it stands now, read inside a deed, without sealing it. */
export async function readDocument(ctx: Pick<Context, 'tx'>, documentId: string): Promise<{ content: Content; plainText: string }> {
  const document = await findDocument(ctx.tx, documentId)
  if (!document) throw no.notFound()
  const { doc } = await loadDocument(ctx.tx, document)
  const { content } = contentOf(document.kind, doc, new Map())
  return { content, plainText: plainTextOf(content) }
}

/**
 * Seals a text into a revision, under the lock that appending takes: a letter is either in the revision or refused.
 * Errors: 404, `textSealed`.
 */
export async function settle(ctx: Context, documentId: string, how: { by?: string } = {}): Promise<Revision> {
  const document = await lockDocument(ctx.tx, documentId)
  if (document.sealedAt) throw textRefusals.textSealed()
  const { doc } = await loadDocument(ctx.tx, document)
  if (isWrittenText(document.kind)) {
    await writeInto(ctx, document, doc, (ink) => writeIds(ink, clausesOf(settleIds(readText(ink).content))))
  }
  const { content, authors } = contentOf(document.kind, doc, await clientsOf(ctx.tx, document))
  const plainText = plainTextOf(content)
  const [row] = await ctx.tx
    .insert(revisions)
    .values({
      organisationId: document.organisationId,
      id: randomUUID(),
      documentId,
      generation: document.generation,
      number: ((await lastRevision(ctx.tx, document))?.number ?? 0) + 1,
      content,
      plainText,
      authors,
      sha256: sha256(plainText),
      stateVector: Y.encodeStateVector(doc),
      snapshot: Y.encodeStateAsUpdate(doc),
      sealedBy: how.by ?? actorKey(ctx.actor),
      at: ctx.now,
    })
    .returning()
  await ctx.tx.update(documents).set({ sealedAt: ctx.now }).where(eq(documents.id, documentId))
  await tellRooms(ctx.tx, { document: documentId, sealed: true })
  await ring(ctx, 'document', documentId)
  return publicRevision(row!)
}

/**
 * Opens a sealed text again as a new generation: a new Yjs document made from the sealed revision, authorship carried
 * over, never the old one again. Errors: 404, `textNotSealed`.
 */
export async function reopen(ctx: Context, documentId: string): Promise<DocumentRow> {
  const document = await lockDocument(ctx.tx, documentId)
  const revision = await lastRevision(ctx.tx, document)
  if (!document.sealedAt || !revision) throw textRefusals.textNotSealed()
  const [next] = await ctx.tx
    .update(documents)
    .set({ generation: document.generation + 1, sealedAt: null })
    .where(eq(documents.id, documentId))
    .returning()
  const opened = await initialise(ctx, next!, revision.content, revision.authors)
  await ring(ctx, 'document', documentId)
  return opened
}

/** Tells everybody who has the text open that the seal falls in so many seconds. */
export async function announceFreeze(ctx: Context, documentId: string, seconds: number): Promise<void> {
  await tellRooms(ctx.tx, { document: documentId, freezingIn: seconds })
}

/** People's rights on this text may have changed: the rooms ask again at commit. */
export async function recheckAccess(ctx: Context, documentId: string): Promise<void> {
  await tellRooms(ctx.tx, { document: documentId, recheck: true })
}
