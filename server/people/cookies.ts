import type { Context as HonoContext } from 'hono'
import type { Settings } from '../house/house.ts'
import type { Env } from '../house/route.ts'

/** The longest a browser keeps a cookie: 400 days. */
export const longestCookie = 400 * 24 * 60 * 60

/** Cookies travel by HTTPS only where the house's address is one. */
export function isSecure(settings: Settings): boolean {
  return settings.publicUrl.startsWith('https:')
}

/** Hands the sign-in library's cookies on. Outside the deed: a stored answer never carries them. */
export function passCookies(c: HonoContext<Env>, from: Headers): void {
  for (const line of from.getSetCookie()) c.header('set-cookie', line, { append: true })
}
