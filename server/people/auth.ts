import { randomUUID } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { username } from 'better-auth/plugins'
import { z } from 'zod'
import type { Db } from '../../db/client.ts'
import * as schema from '../../db/schema/accounts.ts'
import type { Settings } from '../house/house.ts'

const usernamePattern = /^[\p{L}\p{N}_.-]+$/u
/** The one header by which the sign-in library learns a caller's address: set by us alone. */
export const ownAddressHeader = 'x-yst-address'

const sevenDays = 7 * 24 * 60 * 60

declare module '../house/route.ts' {
  interface Variables {
    auth: Auth
  }
}

/** Signs a person in without a password: after a one-time link was used, and in the demonstration. Never a route. */
const signInAs = {
  id: 'sign-in-as',
  endpoints: {
    signInAs: createAuthEndpoint(
      '/sign-in/as',
      { method: 'POST', body: z.object({ personId: z.string() }), metadata: { SERVER_ONLY: true } },
      async (ctx) => {
        const user = await ctx.context.internalAdapter.findUserById(ctx.body.personId)
        if (!user) throw ctx.error('UNAUTHORIZED')
        const session = await ctx.context.internalAdapter.createSession(user.id)
        await setSessionCookie(ctx, { session, user })
        return ctx.json({ signInId: session.id })
      },
    ),
  },
} as const

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
    plugins: [
      username({ minUsernameLength: 2, maxUsernameLength: 40, usernameValidator: (name) => usernamePattern.test(name) }),
      signInAs,
    ],
    user: { additionalFields: { organisationId: { type: 'string', required: true } } },
    session: { expiresIn: sevenDays, updateAge: sevenDays / 7 },
    advanced: {
      cookiePrefix: 'yst',
      useSecureCookies: settings.publicUrl.startsWith('https:'),
      database: { generateId: () => randomUUID() },
      disableOriginCheck: true,
      ipAddress: { ipAddressHeaders: [ownAddressHeader] },
    },
  })
}

export type Auth = ReturnType<typeof createAuth>
