import { index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { HandName } from '../../shared/sessions.ts'
import type { OpinionState, SignatureState } from '../../shared/opinions.ts'
import { user } from './accounts.ts'
import { bytes, instant } from './columns.ts'
import { documents } from './documents.ts'
import { organisations } from './people.ts'

/** 协商意见 (OpinionDocument): the record beside the text. Its words are ink in `documents`; what is sealed is here. */
export const opinions = pgTable(
  'opinions',
  {
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisations.id),
    id: uuid().primaryKey(),
    sessionId: uuid('session_id').notNull(),
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id),
    title: text().notNull(),
    state: text().$type<OpinionState>().notNull(),
    version: integer().notNull().default(1),
    /** The moment the announced seal falls, and who announced it. */
    freezingAt: instant('freezing_at'),
    freezingBy: text('freezing_by').references(() => user.id),
    /** The seal that is on it now; none while it is written. */
    sealId: uuid('seal_id'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    unique('opinions_organisation_session').on(t.organisationId, t.sessionId),
    unique('opinions_document').on(t.organisationId, t.documentId),
    index('opinions_session').on(t.sessionId),
    index('opinions_freezing').on(t.freezingAt),
  ],
)

/** Every seal an opinion ever had, and by whom and why it was opened again. */
export const opinionSeals = pgTable(
  'opinion_seals',
  {
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisations.id),
    id: uuid().primaryKey(),
    opinionId: uuid('opinion_id')
      .notNull()
      .references(() => opinions.id),
    revisionId: uuid('revision_id').notNull(),
    number: integer().notNull(),
    /** The title it was sealed under. */
    title: text().notNull(),
    /** SHA-256 of the sealed text: what is signed. */
    digest: text().notNull(),
    at: instant('at').notNull(),
    by: text().notNull(),
    byName: text('by_name').notNull(),
    openedAt: instant('opened_at'),
    openedBy: text('opened_by'),
    reason: text().notNull().default(''),
  },
  (t) => [unique('opinion_seals_number').on(t.organisationId, t.opinionId, t.number)],
)

/** 签名 (Signature): one named person asked to sign one sealed text. A declined or opened text voids them all. */
export const opinionSignatures = pgTable(
  'opinion_signatures',
  {
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisations.id),
    id: uuid().primaryKey(),
    opinionId: uuid('opinion_id')
      .notNull()
      .references(() => opinions.id),
    sealId: uuid('seal_id')
      .notNull()
      .references(() => opinionSeals.id),
    personId: text('person_id')
      .notNull()
      .references(() => user.id),
    /** Name and hand as they were when they were asked. */
    name: text().notNull(),
    hand: text().$type<HandName>().notNull(),
    position: integer().notNull(),
    state: text().$type<SignatureState>().notNull(),
    /** The digest this person signed. */
    digest: text(),
    how: text().$type<'password' | 'handwriting'>(),
    /** Whoever held the tablet, where somebody signed by hand on another's. */
    takenBy: text('taken_by'),
    /** The strokes, as PNG, where they signed by hand. */
    strokes: bytes('strokes'),
    at: instant('at'),
    reason: text().notNull().default(''),
  },
  (t) => [
    unique('opinion_signatures_person').on(t.organisationId, t.sealId, t.personId),
    index('opinion_signatures_opinion').on(t.opinionId, t.position),
    index('opinion_signatures_of_person').on(t.personId, t.state),
  ],
)
