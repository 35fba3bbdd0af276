import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Context as HonoContext } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Db } from '../../db/client.ts'
import { account, session, user } from '../../db/schema/accounts.ts'
import { knownDevices } from '../../db/schema/people.ts'
import type { Actor } from '../../shared/people.ts'
import { no } from '../../shared/refusals.ts'
import type { Budget } from '../house/attempts.ts'
import type { Context } from '../house/context.ts'
import { writeLine } from '../house/ledger.ts'
import { addressOf } from '../house/origin.ts'
import type { Env } from '../house/route.ts'
import { hashToken, newToken } from '../house/secrets.ts'
import { loadPerson } from './actor.ts'
import { ownAddressHeader } from './auth.ts'
import { rememberBrowser } from './browsers.ts'
import { isSecure, longestCookie, passCookies } from './cookies.ts'
import { withBudgets } from './passwords.ts'

const deviceCookie = 'yst_device'
const quarter = 15 * 60

export type Account = { id: string; name: string; organisationId: string }

/** The account of someone who may come in with a password: not left, and not still waiting for their first link. */
async function accountOf(db: Db, username: string): Promise<Account | null> {
  const [found] = await db
    .select({ id: user.id, name: user.name, organisationId: user.organisationId })
    .from(user)
    .innerJoin(account, and(eq(account.userId, user.id), isNotNull(account.password)))
    .where(and(eq(user.username, username.toLowerCase()), isNull(user.deactivatedAt)))
  return found ?? null
}

/**
 * Which counters a failure is held against: a device that has signed in to this account before has one of its own,
 * so that strangers who try the same account, or the same office's address, do not keep its people out.
 */
async function budgetsOf(c: HonoContext<Env>, username: string, found: Account | null): Promise<Budget[]> {
  const device = getCookie(c, deviceCookie)
  if (found && device) {
    const deviceHash = hashToken(device)
    const [known] = await c.var.house.db
      .select({ personId: knownDevices.personId })
      .from(knownDevices)
      .where(and(eq(knownDevices.personId, found.id), eq(knownDevices.deviceHash, deviceHash)))
    if (known) return [{ bucket: `sign-in-device:${found.id}:${deviceHash}`, limit: 10, windowSeconds: quarter }]
  }
  const name = hashToken(username.toLowerCase())
  return [
    { bucket: `sign-in-address:${addressOf(c)}`, limit: 40, windowSeconds: quarter },
    { bucket: `sign-in-account:${name}`, limit: 10, windowSeconds: quarter },
    { bucket: `sign-in-account-long:${name}`, limit: 60, windowSeconds: 6 * 60 * 60 },
  ]
}

/** Headers the sign-in library may know of a request: never the caller's own words about their address. */
function headersFor(c: HonoContext<Env>): Headers {
  return new Headers({ [ownAddressHeader]: addressOf(c), 'user-agent': c.req.header('user-agent') ?? '' })
}

/**
 * Opens a sign-in with a password and hands its cookie to this device. An unknown name and a wrong password get the
 * same answer in the same time. Each call proves the password anew, also for a repeated deed.
 */
export async function openSignIn(c: HonoContext<Env>, username: string, password: string): Promise<Account> {
  const { house, auth } = c.var
  const found = await accountOf(house.db, username)
  return withBudgets(house, await budgetsOf(c, username, found), async () => {
    if (!found) {
      await (await auth.$context).password.hash(password)
      throw no.wrongPassword()
    }
    const response = await auth.api.signInUsername({ body: { username, password }, headers: headersFor(c), asResponse: true })
    if (response.status >= 500) throw no.away()
    if (!response.ok) throw no.wrongPassword()
    passCookies(c, response.headers)
    const { actor } = c.var
    if (actor.kind === 'person') await house.db.delete(session).where(eq(session.id, actor.signInId))
    await rememberDevice(c, found.id)
    await rememberBrowser(c, [found.id, ...(actor.kind === 'person' ? [actor.id] : [])])
    return found
  })
}

async function rememberDevice(c: HonoContext<Env>, personId: string): Promise<void> {
  const { house } = c.var
  const device = getCookie(c, deviceCookie) ?? newToken()
  setCookie(c, deviceCookie, device, {
    httpOnly: true, sameSite: 'Lax', path: '/', secure: isSecure(house.settings), maxAge: longestCookie,
  })
  const seenAt = await house.clock.now(house.db)
  await house.db
    .insert(knownDevices)
    .values({ personId, deviceHash: hashToken(device), seenAt })
    .onConflictDoUpdate({ target: [knownDevices.personId, knownDevices.deviceHash], set: { seenAt } })
}

/** Ends the sign-in of this device, if there is one. */
export async function closeSignIn(c: HonoContext<Env>): Promise<void> {
  const response = await c.var.auth.api.signOut({ headers: c.req.raw.headers, asResponse: true })
  passCookies(c, response.headers)
}

/** The line of someone coming in, in the name of the one who came. */
export async function recordSignIn(ctx: Context, who: Account): Promise<void> {
  const actor = await loadPerson(ctx.tx, ctx.now, who.id, '')
  await writeLine({ ...ctx, actor }, {
    organisationId: who.organisationId,
    subject: { kind: 'person', id: who.id },
    move: 'signIn',
  })
}

/** The line of someone leaving; it rings, so that sockets they had open look again. */
export async function recordSignOut(ctx: Context, actor: Extract<Actor, { kind: 'person' }>): Promise<void> {
  const [kept] = await ctx.tx.select({ organisationId: user.organisationId }).from(user).where(eq(user.id, actor.id))
  if (!kept) return
  await writeLine(ctx, { organisationId: kept.organisationId, subject: { kind: 'person', id: actor.id }, move: 'signOut' })
}
