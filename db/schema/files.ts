import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { FilePurpose } from '../../shared/files.ts'
import { bytes, instant } from './columns.ts'
import { organisations } from './people.ts'

/** What a file holds, once, under the SHA-256 of its bytes. Nobody reads it but through a row of `files`. */
export const fileContents = pgTable('file_contents', {
  hash: text().primaryKey(),
  size: integer().notNull(),
  type: text().notNull(),
})

/** Its bytes, in pieces of 256 kB. */
export const fileChunks = pgTable(
  'file_chunks',
  {
    hash: text()
      .notNull()
      .references(() => fileContents.hash),
    sequence: integer().notNull(),
    bytes: bytes().notNull(),
  },
  (t) => [primaryKey({ columns: [t.hash, t.sequence] })],
)

/** A file as somebody sent it: who may have it is decided for each row, also where two rows hold the same bytes. */
export const files = pgTable(
  'files',
  {
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisations.id),
    id: uuid().primaryKey(),
    hash: text()
      .notNull()
      .references(() => fileContents.hash),
    name: text().notNull(),
    purpose: text().$type<FilePurpose>().notNull(),
    size: integer().notNull(),
    type: text().notNull(),
    seconds: integer(),
    turn: integer().notNull(),
    uploadedBy: text('uploaded_by').notNull(),
    /** The record it belongs to; null until a deed takes it up. */
    ownerKind: text('owner_kind'),
    ownerId: uuid('owner_id'),
    /** Where it stands among the files of its record: as they were handed in. */
    position: integer().notNull().default(0),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    index('files_organisation_owner').on(t.organisationId, t.ownerKind, t.ownerId),
    index('files_uploader').on(t.uploadedBy, t.createdAt),
  ],
)
