import { type SQL, sql } from 'drizzle-orm'
import { type AnyPgColumn, customType, jsonb, text, timestamp } from 'drizzle-orm/pg-core'
import type { Due } from '../../shared/ruleset.ts'

/** An instant, always with its zone. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** A due date with its rule, version and inputs. Overdue is computed from it, never stored. */
export const due = (name: string) => jsonb(name).$type<Due>()

/** The day of a due date, to sort, index and search by. */
export const dueDay = (column: AnyPgColumn): SQL<string | null> => sql`(${column} ->> 'day')`

/** What a record is found by: its words as they are compared, and their character pairs. See `shared/search.ts`. */
export const searchColumns = () => ({
  searchText: text('search_text').notNull().default(''),
  searchGrams: text('search_grams').array().notNull().default([]),
})

export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  fromDriver: (value) => new Uint8Array(value),
  toDriver: (value) => Buffer.from(value),
})
