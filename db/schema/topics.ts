import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { TopicState, Urgency } from '../../shared/topics.ts'
import { instant } from './columns.ts'
import { organisations } from './people.ts'

/** 议题 (Topic): a matter on its way to an agenda. */
export const topics = pgTable(
  'topics',
  {
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisations.id),
    id: uuid().primaryKey(),
    title: text().notNull(),
    situation: text().notNull(),
    affected: text().notNull(),
    hopes: text().notNull(),
    departments: text().notNull(),
    urgency: text().$type<Urgency>().notNull(),
    state: text().$type<TopicState>().notNull(),
    version: integer().notNull().default(1),
    /** The latest session that took it up. */
    sessionId: uuid('session_id'),
    /** Why it was not taken, in words. */
    reason: text().notNull().default(''),
    proposedBy: text('proposed_by').notNull(),
    proposedByName: text('proposed_by_name').notNull(),
    createdAt: instant('created_at').notNull(),
    /** When it came to stand where it stands: the thread tells it. */
    approvedAt: instant('approved_at'),
    scheduledAt: instant('scheduled_at'),
    discussedAt: instant('discussed_at'),
    droppedAt: instant('dropped_at'),
  },
  (t) => [index('topics_organisation').on(t.organisationId, t.state, t.createdAt)],
)
