import { sql } from 'drizzle-orm'
import { boolean, date, doublePrecision, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { currentItemState, type ItemKind, type ItemState } from '../../shared/agenda.ts'
import { instant } from './columns.ts'
import { organisations } from './people.ts'
import { participants, sessions } from './sessions.ts'

/** 议程项 (AgendaItem). Before the session starts only proposals are rows; `start` settles the ink under the same ids. */
export const agendaItems = pgTable(
  'agenda_items',
  {
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisations.id),
    id: uuid().primaryKey(),
    sessionId: uuid('session_id')
      .notNull()
      .references(() => sessions.id),
    state: text().$type<ItemState>().notNull(),
    version: integer().notNull().default(1),
    words: text().notNull(),
    note: text().notNull().default(''),
    kind: text().$type<ItemKind>().notNull(),
    minutes: integer().notNull(),
    /** Fractional order: compared as bytes. */
    order: text('sort_order').notNull(),
    /** Who proposed it: the actor's key, and the name shown. Null for what the agenda began with. */
    proposer: text(),
    proposerName: text('proposer_name'),
    /** Seconds talked before `begunAt`, the beginning of the stretch under way. */
    spentSeconds: integer('spent_seconds').notNull().default(0),
    begunAt: instant('begun_at'),
    /** 只作通报: nothing to agree on. */
    informedOnly: boolean('informed_only').notNull().default(false),
    /** Why rejected, reopened, or on what no agreement was reached, in words. */
    reason: text().notNull().default(''),
    deferredTo: text('deferred_to').notNull().default(''),
    reopenedAt: instant('reopened_at'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('agenda_items_one_current').on(t.organisationId, t.sessionId).where(sql.raw(`state = '${currentItemState}'`)),
    index('agenda_items_session').on(t.sessionId, t.order),
  ],
)

/** 共识 (ConsensusItem): what was agreed on one item. Set aside, not deleted, when the item is opened again. */
export const consensusItems = pgTable(
  'consensus_items',
  {
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisations.id),
    id: uuid().primaryKey(),
    sessionId: uuid('session_id')
      .notNull()
      .references(() => sessions.id),
    itemId: uuid('item_id')
      .notNull()
      .references(() => agendaItems.id),
    position: integer().notNull(),
    words: text().notNull(),
    party: text().notNull().default(''),
    quantity: doublePrecision(),
    unit: text().notNull().default(''),
    due: date({ mode: 'string' }),
    createdAt: instant('created_at').notNull(),
    setAsideAt: instant('set_aside_at'),
  },
  (t) => [index('consensus_items_session').on(t.sessionId, t.itemId)],
)

/** 保留意见 (reservation): somebody's own words against what was agreed. */
export const reservations = pgTable(
  'reservations',
  {
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisations.id),
    id: uuid().primaryKey(),
    sessionId: uuid('session_id')
      .notNull()
      .references(() => sessions.id),
    itemId: uuid('item_id')
      .notNull()
      .references(() => agendaItems.id),
    participantId: uuid('participant_id')
      .notNull()
      .references(() => participants.id),
    words: text().notNull(),
    /** When the words were read back to the person and they agreed. */
    confirmedAt: instant('confirmed_at'),
    takenBy: text('taken_by').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [index('reservations_session').on(t.sessionId, t.itemId)],
)
