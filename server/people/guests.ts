import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Context as HonoContext } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { guests } from '../../db/schema/people.ts'
import type { Context } from '../house/context.ts'
import type { Env } from '../house/route.ts'
import { hashToken, newToken } from '../house/secrets.ts'
import { guestCookie } from './actor.ts'
import { isSecure, longestCookie } from './cookies.ts'

/**
 * The secret of this device, in a cookie of its own; made on first need, so that it stands before the first deed.
 * Call it in the route, outside the deed: a stored answer never carries it.
 */
export function deviceToken(c: HonoContext<Env>): string {
  const kept = getCookie(c, guestCookie)
  if (kept && kept.length >= 32) return kept
  const token = newToken()
  setCookie(c, guestCookie, token, {
    httpOnly: true, sameSite: 'Lax', path: '/', secure: isSecure(c.var.house.settings), maxAge: longestCookie,
  })
  return token
}

export type GuestKept = { id: string; name: string }

/**
 * The guest of a device in an organisation: the one it has been before, under the name it gives now, or a new one.
 * Residents have no account; this is all that ties what they say to them.
 */
export async function keepGuest(
  ctx: Context,
  { organisationId, name, token }: { organisationId: string; name: string; token: string },
): Promise<GuestKept> {
  const tokenHash = hashToken(token)
  const mine = and(eq(guests.organisationId, organisationId), eq(guests.tokenHash, tokenHash))
  const [kept] = await ctx.tx.update(guests).set({ name, seenAt: ctx.now }).where(mine).returning({ id: guests.id, name: guests.name })
  if (kept) return kept
  const guest = { id: randomUUID(), name }
  await ctx.tx.insert(guests).values({ ...guest, organisationId, tokenHash, createdAt: ctx.now, seenAt: ctx.now })
  return guest
}
