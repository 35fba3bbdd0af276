import { index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'
import { organisations } from './people.ts'

/** A place where people deliberate (场所). Its code (≥128 bit) is in the printed QR and can be changed. */
export const venues = pgTable(
  'venues',
  {
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisations.id),
    id: uuid().primaryKey(),
    name: text().notNull(),
    number: text(),
    place: text().notNull().default(''),
    types: jsonb().$type<string[]>().notNull().default([]),
    brand: text(),
    code: text().notNull().unique(),
    version: integer().notNull().default(1),
    closedAt: instant('closed_at'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [unique('venues_organisation_name').on(t.organisationId, t.name), index('venues_organisation').on(t.organisationId)],
)
