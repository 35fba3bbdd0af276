import type { OpenAPIHono } from '@hono/zod-openapi'
import { sql } from 'drizzle-orm'
import type { House } from './house/house.ts'
import type { Env } from './house/route.ts'

/** `/healthz`: 503 until migrated, seeded and listening, and again while the database is away. */
export function serveHealth(app: OpenAPIHono<Env>, house: House): void {
  app.get('/healthz', async (c) => {
    const answer = (status: 'ok' | 'away') => ({ status, version: house.settings.version, database: house.database })
    if (!house.ready()) return c.json(answer('away'), 503)
    return (await answers(house)) ? c.json(answer('ok'), 200) : c.json(answer('away'), 503)
  })
}

const patienceMs = 2_000

/** True when the database answers soon; one that hangs is away as well. */
async function answers(house: House): Promise<boolean> {
  let late: NodeJS.Timeout | undefined
  const silence = new Promise<false>((resolve) => {
    late = setTimeout(() => resolve(false), patienceMs)
  })
  const word = house.db.execute(sql`select 1`).then(() => true, () => false)
  const answered = await Promise.race([word, silence])
  clearTimeout(late)
  return answered
}
