import type { Context as HonoContext } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { parse } from 'hono/utils/cookie'
import type { Env } from '../house/route.ts'
import { hashToken } from '../house/secrets.ts'
import { isSecure, longestCookie } from '../people/cookies.ts'
import type { IntakeKeys } from './keys.ts'

const echoCookie = 'yst_echo'

/** What is kept of this device's secret; null where it has none yet. */
export function deviceHashOf(c: HonoContext<Env>): string | null {
  const token = getCookie(c, echoCookie)
  return token ? hashToken(token) : null
}

/** The same, where only the request's headers are at hand. */
export function deviceHashIn(headers: Headers): string | null {
  const token = parse(headers.get('cookie') ?? '', echoCookie)[echoCookie]
  return token ? hashToken(token) : null
}

/**
 * This device's secret: the one it has, or a new one worked out from the deed's key, so that a repeat after a lost
 * answer gets the same. `keep` hands it over, once the deed is done.
 */
export function deviceFor(c: HonoContext<Env>, keys: IntakeKeys, about: string): { hash: string; keep: () => void } {
  const token = getCookie(c, echoCookie) ?? keys.deviceToken(c.req.header('idempotency-key') ?? '', about)
  return { hash: hashToken(token), keep: () => keepDevice(c, token) }
}

/** Hands a device its secret. */
export function keepDevice(c: HonoContext<Env>, token: string): void {
  setCookie(c, echoCookie, token, {
    httpOnly: true, sameSite: 'Strict', path: '/api', secure: isSecure(c.var.house.settings), maxAge: longestCookie,
  })
}
