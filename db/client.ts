import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator'
import postgres, { type Sql } from 'postgres'

/** The database or a transaction on it: reading and writing code takes whichever it is handed. */
export type Db = PostgresJsDatabase
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0]

export type Connection = { db: Db; sql: Sql; close: () => Promise<void> }

/** Opens a pool on a PostgreSQL address (`postgres://…`). Times travel as UTC. */
export function connect(url: string, options: { max?: number; name?: string } = {}): Connection {
  const sql = postgres(url, {
    max: options.max ?? 10,
    onnotice: () => {},
    connect_timeout: 10,
    // Tries again soon, so that the house is back a moment after its database is.
    backoff: (attempt: number) => Math.min(0.05 * 2 ** attempt, 1),
    connection: { application_name: options.name ?? 'yishiting', TimeZone: 'UTC' },
  })
  return { db: drizzle(sql), sql, close: () => sql.end({ timeout: 5 }) }
}

/** Brings the schema up to date; a second call does nothing. `folder` holds the numbered files. */
export async function migrate(db: Db, folder: string): Promise<void> {
  await runMigrations(db, { migrationsFolder: folder })
}
