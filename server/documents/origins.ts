import { and, eq, inArray } from 'drizzle-orm'
import type { Db, Tx } from '../../db/client.ts'
import { clauseSources, documentOrigins, revisions } from '../../db/schema/documents.ts'
import type { AuthorSpan } from '../../shared/documents/authors.ts'
import { clausesOf, sourcesOf } from '../../shared/documents/clauses.ts'
import { isAgendaContent, type TextContent } from '../../shared/documents/content.ts'
import type { DocumentKind } from '../../shared/documents/kinds.ts'
import type { Context } from '../house/context.ts'
import { createDocument } from './create.ts'
import { findDocument, publicRevision, type DocumentRow, type Revision, sourcesOfDocument } from './queries.ts'

/**
 * Makes a text out of clauses of sealed revisions. A clause keeps its id, who wrote its characters and whose words it
 * came from; `content` says in which order they stand and what is new around them.
 */
export async function createFromRevisions(
  ctx: Context,
  wanted: { organisationId: string; kind: DocumentKind; id?: string; content: TextContent; from: readonly Revision[] },
): Promise<DocumentRow> {
  const { from, ...rest } = wanted
  const kept = new Set(clausesOf(wanted.content).map(({ id }) => id))
  const authors: AuthorSpan[] = from.flatMap((revision) => revision.authors.filter(({ part }) => kept.has(part)))
  const document = await createDocument(ctx, { ...rest, authors })
  for (const revision of from) await carryOver(ctx, document, revision, kept)
  return document
}

async function carryOver(ctx: Context, document: DocumentRow, revision: Revision, kept: ReadonlySet<string>): Promise<void> {
  const { organisationId, id: documentId } = document
  await ctx.tx.insert(documentOrigins).values({ organisationId, documentId, revisionId: revision.id, at: ctx.now })
  const origin = await findDocument(ctx.tx, revision.documentId)
  if (!origin || isAgendaContent(revision.content)) return
  const sources = await sourcesOfDocument(ctx.tx, origin)
  const rows = clausesOf(revision.content)
    .filter(({ id }) => kept.has(id))
    .flatMap((clause) =>
      sourcesOf(clause, sources).map(({ sourceKind, sourceId, by, at }) => ({ organisationId, documentId, clauseId: clause.id, sourceKind, sourceId, by, at })),
    )
  if (rows.length > 0) await ctx.tx.insert(clauseSources).values(rows).onConflictDoNothing()
}

/** The sealed revisions a text was made from. */
export async function originsOf(tx: Tx, document: Pick<DocumentRow, 'organisationId' | 'id'>): Promise<Revision[]> {
  const rows = await tx
    .select({ revision: revisions })
    .from(documentOrigins)
    .innerJoin(revisions, eq(revisions.id, documentOrigins.revisionId))
    .where(and(eq(documentOrigins.organisationId, document.organisationId), eq(documentOrigins.documentId, document.id)))
    .orderBy(documentOrigins.at, documentOrigins.revisionId)
  return rows.map(({ revision }) => publicRevision(revision))
}

/** The texts that were made from these revisions. */
export async function madeFrom(tx: Db | Tx, revisionIds: readonly string[]): Promise<{ documentId: string; revisionId: string }[]> {
  if (revisionIds.length === 0) return []
  return tx
    .select({ documentId: documentOrigins.documentId, revisionId: documentOrigins.revisionId })
    .from(documentOrigins)
    .where(inArray(documentOrigins.revisionId, [...revisionIds]))
}
