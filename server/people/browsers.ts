import { and, eq, inArray, ne, or } from 'drizzle-orm'
import type { Context as HonoContext } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Tx } from '../../db/client.ts'
import { user } from '../../db/schema/accounts.ts'
import { browserSignIns, roleHoldings } from '../../db/schema/people.ts'
import type { Env } from '../house/route.ts'
import { hashToken, newToken } from '../house/secrets.ts'
import { isSecure } from './cookies.ts'

const browserCookie = 'yst_browser'

/** This session of a browser, as a hash; null where nobody has signed in since it was opened. */
export function browserOf(c: HonoContext<Env>): string | null {
  const token = getCookie(c, browserCookie)
  return token ? hashToken(token) : null
}

/** Notes who signs in at this browser, and who was signed in until now. The cookie goes when the browser is closed. */
export async function rememberBrowser(c: HonoContext<Env>, personIds: readonly string[]): Promise<void> {
  const { house } = c.var
  const token = getCookie(c, browserCookie) ?? newToken()
  setCookie(c, browserCookie, token, { httpOnly: true, sameSite: 'Lax', path: '/', secure: isSecure(house.settings) })
  const at = await house.clock.now(house.db)
  await house.db
    .insert(browserSignIns)
    .values([...new Set(personIds)].map((personId) => ({ browserHash: hashToken(token), personId, at })))
    .onConflictDoUpdate({ target: [browserSignIns.browserHash, browserSignIns.personId], set: { at } })
}

/**
 * True when somebody else has signed in at this browser whose account is of one of these organisations: kept there, or
 * with a role there, now or formerly.
 */
export async function hasSatHere(tx: Tx, browserHash: string | null, organisationIds: readonly string[], except: string): Promise<boolean> {
  if (browserHash === null || organisationIds.length === 0) return false
  const [found] = await tx
    .select({ personId: browserSignIns.personId })
    .from(browserSignIns)
    .innerJoin(user, eq(user.id, browserSignIns.personId))
    .leftJoin(roleHoldings, eq(roleHoldings.personId, browserSignIns.personId))
    .where(
      and(
        eq(browserSignIns.browserHash, browserHash),
        ne(browserSignIns.personId, except),
        or(inArray(user.organisationId, [...organisationIds]), inArray(roleHoldings.organisationId, [...organisationIds])),
      ),
    )
    .limit(1)
  return found !== undefined
}
