import { bigint, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { ClauseChange } from '../../shared/documents/clauses.ts'
import type { Content } from '../../shared/documents/content.ts'
import type { DocumentKind } from '../../shared/documents/kinds.ts'
import type { AuthorSpan } from '../../shared/documents/authors.ts'
import { bytes, instant } from './columns.ts'
import { organisations } from './people.ts'

const organisationId = () =>
  uuid('organisation_id')
    .notNull()
    .references(() => organisations.id)

/** A text written together. Appending locks this row, so that its sequence has no hole and a seal has no gap. */
export const documents = pgTable(
  'documents',
  {
    organisationId: organisationId(),
    id: uuid().primaryKey(),
    kind: text().$type<DocumentKind>().notNull(),
    /** Which Yjs document: reopening makes a new one from the sealed revision, never the old one again. */
    generation: integer().notNull().default(1),
    schemaVersion: integer('schema_version').notNull(),
    nextSequence: integer('next_sequence').notNull().default(1),
    sealedAt: instant('sealed_at'),
  },
  (t) => [unique('documents_organisation_id').on(t.organisationId, t.id), index('documents_organisation_kind').on(t.organisationId, t.kind)],
)

/** The log: every committed update, chained by hashes. It only grows. */
export const documentUpdates = pgTable(
  'document_updates',
  {
    organisationId: organisationId(),
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id),
    generation: integer().notNull(),
    sequence: integer().notNull(),
    /** Who wrote it: `person:…`, `guest:…` or `server`. Also the author of what it deletes. */
    account: text().notNull(),
    /** The sign-in it came through. */
    session: text().notNull(),
    /** The Yjs clients whose words it adds. */
    clientIds: bigint('client_ids', { mode: 'number' }).array().notNull(),
    bytes: bytes('bytes').notNull(),
    sha256: text().notNull(),
    /** The hash of the row before it, over everything that row says. */
    previousHash: text('previous_hash').notNull(),
    /** When it was committed, for people who look back; the order is the sequence's. */
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.documentId, t.sequence] })],
)

/** Which account a Yjs client belongs to: one, for as long as the generation lasts. */
export const documentClients = pgTable(
  'document_clients',
  {
    organisationId: organisationId(),
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id),
    generation: integer().notNull(),
    clientId: bigint('client_id', { mode: 'number' }).notNull(),
    account: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.documentId, t.generation, t.clientId] })],
)

/** The whole text up to a row of its log, so that opening it need not read the log from the start. Made from the log alone. */
export const documentSnapshots = pgTable(
  'document_snapshots',
  {
    organisationId: organisationId(),
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id),
    generation: integer().notNull(),
    /** The last row it holds. */
    sequence: integer().notNull(),
    bytes: bytes('bytes').notNull(),
    sha256: text().notNull(),
  },
  (t) => [primaryKey({ name: 'document_snapshots_pk', columns: [t.organisationId, t.documentId, t.generation, t.sequence] })],
)

/** What was found damaged in the store: it is left where it is, named here, and not read into the text. */
export const documentDamage = pgTable(
  'document_damage',
  {
    organisationId: organisationId(),
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id),
    generation: integer().notNull(),
    what: text().$type<'update' | 'snapshot' | 'missing'>().notNull(),
    sequence: integer().notNull(),
    /** The hash of what was found; empty where nothing was. */
    found: text().notNull(),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ name: 'document_damage_pk', columns: [t.organisationId, t.documentId, t.generation, t.what, t.sequence] })],
)

/** A text as it stood under a seal. It only grows. */
export const revisions = pgTable(
  'revisions',
  {
    organisationId: organisationId(),
    id: uuid().primaryKey(),
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id),
    generation: integer().notNull(),
    number: integer().notNull(),
    content: jsonb().$type<Content>().notNull(),
    plainText: text('plain_text').notNull(),
    authors: jsonb().$type<AuthorSpan[]>().notNull(),
    /** SHA-256 of the plain text in UTF-8, hex: what is signed. */
    sha256: text().notNull(),
    stateVector: bytes('state_vector').notNull(),
    snapshot: bytes('snapshot').notNull(),
    sealedBy: text('sealed_by').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [unique('revisions_document_number').on(t.organisationId, t.documentId, t.number)],
)

/** 修改建议 (Amendment): the words of one who was late for the seal. The same late words come back once. */
export const amendments = pgTable(
  'amendments',
  {
    organisationId: organisationId(),
    id: uuid().primaryKey(),
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id),
    revisionId: uuid('revision_id')
      .notNull()
      .references(() => revisions.id),
    account: text().notNull(),
    changes: jsonb().$type<ClauseChange[]>().notNull(),
    /** The Yjs clients whose late words these are: more words of the same hand join the same amendment. */
    clientIds: bigint('client_ids', { mode: 'number' }).array().notNull(),
    sha256: text().notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    unique('amendments_once').on(t.organisationId, t.documentId, t.revisionId, t.account, t.sha256),
    index('amendments_account').on(t.organisationId, t.account),
  ],
)

/** 来处 (Source): which card, speech or person a clause came from. */
export const clauseSources = pgTable(
  'clause_sources',
  {
    organisationId: organisationId(),
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id),
    clauseId: text('clause_id').notNull(),
    sourceKind: text('source_kind').$type<'card' | 'speech' | 'person'>().notNull(),
    sourceId: text('source_id').notNull(),
    by: text().notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.documentId, t.clauseId, t.sourceKind, t.sourceId] })],
)

/** Which sealed revisions a text was made from. Clauses keep their ids, so that their lineage leads back to them. */
export const documentOrigins = pgTable(
  'document_origins',
  {
    organisationId: organisationId(),
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id),
    revisionId: uuid('revision_id')
      .notNull()
      .references(() => revisions.id),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.documentId, t.revisionId] })],
)
