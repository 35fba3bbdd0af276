import { randomUUID } from 'node:crypto'
import * as Y from 'yjs'
import { documents } from '../../db/schema/documents.ts'
import { type AuthorSpan, serverAccount } from '../../shared/documents/authors.ts'
import { newClauseId, settleIds } from '../../shared/documents/clauses.ts'
import { type Content, isAgendaContent, type TextContent } from '../../shared/documents/content.ts'
import { type DocumentKind, isWrittenText, schemaVersion } from '../../shared/documents/kinds.ts'
import { addItem } from '../../shared/sync/agenda.ts'
import { writeText } from '../../shared/sync/text.ts'
import type { Context } from '../house/context.ts'
import { append } from './log.ts'
import { type DocumentRow, lockDocument } from './queries.ts'

/** An empty text is one empty paragraph, made here: two pages that each made their own would double it. */
const emptyText = (): TextContent => ({ type: 'doc', content: [{ type: 'paragraph', attrs: { clauseId: newClauseId() } }] })

/**
 * Makes a text, once, inside the deed that needs it. `content` is what it begins with; `authors` says who wrote it
 * where it was written before (a new version from a revision), else it is the house's own.
 */
export async function createDocument(
  ctx: Context,
  wanted: { organisationId: string; kind: DocumentKind; id?: string; content?: Content; authors?: readonly AuthorSpan[] },
): Promise<DocumentRow> {
  const id = wanted.id ?? randomUUID()
  await ctx.tx.insert(documents).values({ organisationId: wanted.organisationId, id, kind: wanted.kind, schemaVersion })
  const row = await lockDocument(ctx.tx, id)
  const content = wanted.content ?? (isWrittenText(wanted.kind) ? emptyText() : { items: [] })
  return initialise(ctx, row, content, wanted.authors ?? [])
}

/** Writes the first row of a generation: the whole text in one update, each run under a client of its author. */
export async function initialise(
  ctx: Context,
  document: DocumentRow,
  content: Content,
  authors: readonly AuthorSpan[],
): Promise<DocumentRow> {
  const doc = new Y.Doc()
  const clients = new Map<string, number>([[serverAccount, doc.clientID]])
  const clientOf = (account: string): number => {
    const client = clients.get(account) ?? new Y.Doc().clientID
    clients.set(account, client)
    return client
  }
  const hands = (part: string) =>
    authors
      .filter((span) => span.part === part)
      .map((span) => ({ client: clientOf(span.account), length: span.to - span.from }))
  if (isAgendaContent(content)) for (const item of content.items) addItem(doc, item, hands)
  else writeText(doc, settleIds(content), hands)
  const bytes = Y.encodeStateAsUpdate(doc)
  const bound = new Map([...clients].map(([account, client]) => [client, account]))
  return append(ctx.tx, document, [{ account: serverAccount, session: serverAccount, clientIds: [...bound.keys()], bytes }], bound, ctx.now)
}
