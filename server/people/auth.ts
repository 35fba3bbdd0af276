import { randomUUID } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { username } from 'better-auth/plugins'
import type { Db } from '../../db/client.ts'
import * as schema from '../../db/schema/accounts.ts'
import type { Settings } from '../house/house.ts'

const sevenDays = 7 * 24 * 60 * 60

/**
 * The sign-in library, without routes of its own: our street of people calls it, so that every way in stands in
 * our register, with our throttle and our words.
 */
export function createAuth(db: Db, settings: Settings) {
  return betterAuth({
    secret: settings.secret,
    baseURL: settings.publicUrl,
    trustedOrigins: ['*'],
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { disabled: true },
    database: drizzleAdapter(db, { provider: 'pg', schema }),
    emailAndPassword: { enabled: true, minPasswordLength: 8, maxPasswordLength: 128 },
    plugins: [username({ minUsernameLength: 2, maxUsernameLength: 40, usernameValidator: (name) => /^[\p{L}\p{N}_.-]+$/u.test(name) })],
    session: { expiresIn: sevenDays, updateAge: sevenDays / 7 },
    advanced: {
      cookiePrefix: 'yst',
      useSecureCookies: settings.publicUrl.startsWith('https:'),
      database: { generateId: () => randomUUID() },
      disableOriginCheck: true,
    },
  })
}

export type Auth = ReturnType<typeof createAuth>
