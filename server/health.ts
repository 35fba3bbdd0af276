import type { OpenAPIHono } from '@hono/zod-openapi'
import { sql } from 'drizzle-orm'
import type { House } from './house/house.ts'
import type { Env } from './house/route.ts'

/** `/healthz`: 503 until migrated, seeded and listening, and again while the database is away. */
export function serveHealth(app: OpenAPIHono<Env>, house: House): void {
  app.get('/healthz', async (c) => {
    const answer = (status: 'ok' | 'away') => ({ status, version: house.settings.version, database: house.database })
    if (!house.ready()) return c.json(answer('away'), 503)
    try {
      await house.db.execute(sql`select 1`)
      return c.json(answer('ok'), 200)
    } catch {
      return c.json(answer('away'), 503)
    }
  })
}
