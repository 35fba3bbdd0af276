import * as Y from 'yjs'
import { serverAccount } from '../../shared/documents/authors.ts'
import { textRefusals } from '../../shared/documents/refusals.ts'
import { addClause } from '../../shared/sync/text.ts'
import type { Context } from '../house/context.ts'
import { loadDocument } from './load.ts'
import { append } from './log.ts'
import { type DocumentRow, lockDocument } from './queries.ts'
import { addSource, type SourceOf } from './sources.ts'

/**
 * An edit by the house itself inside a deed's transaction. It is in the log at commit, or not at all; rooms that have
 * the text open hear of it and show it to everybody. `account` is whose words they are, where not the house's own.
 */
export async function editDocument<T>(
  ctx: Context,
  documentId: string,
  change: (doc: Y.Doc) => T,
  account: string = serverAccount,
): Promise<T> {
  const document = await lockDocument(ctx.tx, documentId)
  if (document.sealedAt) throw textRefusals.textSealed()
  const { doc } = await loadDocument(ctx.tx, document)
  return (await writeInto(ctx, document, doc, change, account)).answer
}

/**
 * Changes a loaded text and appends what changed, as one row. The document is locked in this transaction. `account` is
 * who does it; words of others that `change` puts back are written under new Yjs clients, which it tells `hands`.
 */
export async function writeInto<T>(
  ctx: Context,
  document: DocumentRow,
  doc: Y.Doc,
  change: (doc: Y.Doc) => T,
  account: string = serverAccount,
  hands: ReadonlyMap<number, string> = new Map(),
): Promise<{ answer: T; document: DocumentRow }> {
  const before = Y.encodeStateVector(doc)
  let touched = false
  doc.on('update', () => {
    touched = true
  })
  const answer = change(doc)
  if (!touched) return { answer, document }
  const bytes = Y.encodeStateAsUpdate(doc, before)
  const writers = new Map([...hands, [doc.clientID, account]])
  const bound = new Map([...writers].filter(([client]) => Y.getState(doc.store, client) > 0))
  const moved = await append(ctx.tx, document, [{ account, session: serverAccount, clientIds: [...bound.keys()], bytes }], bound, ctx.now)
  return { answer, document: moved }
}

/** Writes a sentence into a text as a clause of its own and keeps where it came from. */
export async function placeClause(
  ctx: Context,
  documentId: string,
  clause: { words: string; source: SourceOf; account?: string },
): Promise<string> {
  const clauseId = await editDocument(ctx, documentId, (doc) => addClause(doc, clause.words), clause.account)
  await addSource(ctx, documentId, clauseId, clause.source)
  return clauseId
}
