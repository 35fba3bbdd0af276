import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'

/** The house itself: one row. `demo` marks a store that the demonstration filled. */
export const house = pgTable(
  'house',
  {
    id: integer().primaryKey().default(1),
    demo: boolean().notNull().default(false),
    seeded: boolean().notNull().default(false),
    /** Seconds the demonstration's clock runs ahead of the database's. */
    clockAhead: integer('clock_ahead').notNull().default(0),
    setUpTokenHash: text('set_up_token_hash'),
  },
  (t) => [check('house_one_row', sql`${t.id} = 1`)],
)

/** One append-only line per deed. `facts` holds ids, codes and numbers only. */
export const ledger = pgTable(
  'ledger',
  {
    id: uuid().primaryKey(),
    organisationId: uuid('organisation_id').notNull(),
    subjectKind: text('subject_kind').notNull(),
    subjectId: uuid('subject_id').notNull(),
    sequence: integer().notNull(),
    move: text().notNull(),
    from: text('from_state'),
    to: text('to_state'),
    actor: text().notNull(),
    role: text(),
    commandId: uuid('command_id'),
    at: instant('at').notNull(),
    saidAt: instant('said_at'),
    facts: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  },
  (t) => [
    unique('ledger_subject_sequence').on(t.subjectKind, t.subjectId, t.sequence),
    index('ledger_organisation_at').on(t.organisationId, t.at),
  ],
)

/** Deeds already done, by the key the client made: a repeat gets the stored answer. */
export const commands = pgTable('commands', {
  key: uuid().primaryKey(),
  actor: text().notNull(),
  hash: text().notNull(),
  status: integer(),
  answer: jsonb(),
  at: instant('at').notNull(),
})

/** Counters of failed or costly attempts: sign-ins, look-up codes, uploads. */
export const attempts = pgTable(
  'attempts',
  {
    bucket: text().notNull(),
    windowStart: instant('window_start').notNull(),
    count: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.bucket, t.windowStart] })],
)

/** Dense series of numbers: one row a series, held by the deed that takes the next, so that none is lost or given twice. */
export const series = pgTable(
  'series',
  {
    organisationId: uuid('organisation_id').notNull(),
    name: text().notNull(),
    last: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.name] })],
)
