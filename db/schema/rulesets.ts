import { integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { Rules } from '../../shared/ruleset.ts'
import { instant } from './columns.ts'
import { organisations } from './people.ts'

/** Rule sets that differ from what ships (version 1): a row a version, which stays as it is. */
export const ruleSets = pgTable(
  'rule_sets',
  {
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisations.id),
    version: integer().notNull(),
    rules: jsonb().$type<Rules>().notNull(),
    createdAt: instant('created_at').notNull(),
    createdBy: text('created_by').notNull(),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.version] })],
)
