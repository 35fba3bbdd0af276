import { and, desc, eq } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { amendments, clauseSources, documentClients, documents, revisions } from '../../db/schema/documents.ts'
import type { AuthorSpan } from '../../shared/documents/authors.ts'
import type { ClauseChange } from '../../shared/documents/clauses.ts'
import type { Content } from '../../shared/documents/content.ts'
import { no } from '../../shared/refusals.ts'

export type DocumentRow = typeof documents.$inferSelect
export type RevisionRow = typeof revisions.$inferSelect
/** A revision as others read it: without the Yjs bytes. */
export type Revision = {
  id: string
  documentId: string
  generation: number
  number: number
  content: Content
  plainText: string
  authors: AuthorSpan[]
  sha256: string
  sealedBy: string
  at: Date
}
export type Amendment = {
  id: string
  documentId: string
  revisionId: string
  account: string
  changes: ClauseChange[]
  at: Date
}

export async function findDocument(tx: Tx, documentId: string): Promise<DocumentRow | null> {
  const [row] = await tx.select().from(documents).where(eq(documents.id, documentId))
  return row ?? null
}

/** The document, locked: nobody appends, seals or reopens it until this transaction ends. */
export async function lockDocument(tx: Tx, documentId: string): Promise<DocumentRow> {
  const [row] = await tx.select().from(documents).where(eq(documents.id, documentId)).for('update')
  if (!row) throw no.notFound()
  return row
}

export function publicRevision({ snapshot: _s, stateVector: _v, organisationId: _o, ...rest }: RevisionRow): Revision {
  return rest
}

export async function revisionsOf(tx: Tx, document: DocumentRow): Promise<RevisionRow[]> {
  return tx
    .select()
    .from(revisions)
    .where(and(eq(revisions.organisationId, document.organisationId), eq(revisions.documentId, document.id)))
    .orderBy(desc(revisions.number))
}

/** The last sealed revision with its bytes. */
export async function lastRevision(tx: Tx, document: DocumentRow): Promise<RevisionRow | null> {
  const [row] = await tx
    .select()
    .from(revisions)
    .where(and(eq(revisions.organisationId, document.organisationId), eq(revisions.documentId, document.id)))
    .orderBy(desc(revisions.number))
    .limit(1)
  return row ?? null
}

export async function findRevision(tx: Tx, revisionId: string): Promise<RevisionRow | null> {
  const [row] = await tx.select().from(revisions).where(eq(revisions.id, revisionId))
  return row ?? null
}

export async function amendmentsOf(tx: Tx, document: DocumentRow): Promise<Amendment[]> {
  const rows = await tx
    .select()
    .from(amendments)
    .where(and(eq(amendments.organisationId, document.organisationId), eq(amendments.documentId, document.id)))
    .orderBy(desc(amendments.at))
  return rows.map(({ id, documentId, revisionId, account, changes, at }) => ({ id, documentId, revisionId, account, changes, at }))
}

/** The Yjs clients of a generation and the accounts they belong to. */
export async function clientsOf(tx: Tx, document: DocumentRow): Promise<Map<number, string>> {
  const rows = await tx
    .select({ clientId: documentClients.clientId, account: documentClients.account })
    .from(documentClients)
    .where(
      and(
        eq(documentClients.organisationId, document.organisationId),
        eq(documentClients.documentId, document.id),
        eq(documentClients.generation, document.generation),
      ),
    )
  return new Map(rows.map((row) => [row.clientId, row.account]))
}

export type ClauseSource = { clauseId: string; sourceKind: 'card' | 'speech' | 'person'; sourceId: string; by: string; at: Date }

export async function sourcesOfDocument(tx: Tx, document: DocumentRow): Promise<ClauseSource[]> {
  const rows = await tx
    .select()
    .from(clauseSources)
    .where(and(eq(clauseSources.organisationId, document.organisationId), eq(clauseSources.documentId, document.id)))
    .orderBy(clauseSources.at)
  return rows.map(({ clauseId, sourceKind, sourceId, by, at }) => ({ clauseId, sourceKind, sourceId, by, at }))
}
