import type { OpenAPIHono } from '@hono/zod-openapi'
import { asc, eq, isNull, sql } from 'drizzle-orm'
import type { Context as HonoContext } from 'hono'
import { deleteCookie, setCookie } from 'hono/cookie'
import type { ZodType } from 'zod'
import { user } from '../../db/schema/accounts.ts'
import { house as houseTable } from '../../db/schema/house.ts'
import { guests } from '../../db/schema/people.ts'
import { demoClock, demoEnter, type DemoPerson, demoTexts } from '../../shared/demo.ts'
import { clockActor, roleNames } from '../../shared/people.ts'
import { no } from '../../shared/refusals.ts'
import { createDocument } from '../documents/create.ts'
import { within } from '../house/context.ts'
import { keepDevice } from '../intake/device.ts'
import type { House } from '../house/house.ts'
import type { Env } from '../house/route.ts'
import { guestCookie } from '../people/actor.ts'
import { isSecure, passCookies } from '../people/cookies.ts'
import { peopleOf } from '../people/queries.ts'
import { cast, castKeys, guestKeys, residents } from './county.ts'
import { demoGuestToken } from './settle-in.ts'
import { liveStory } from './live-story.ts'

/** The demonstration's own ways in. Mounted only there: elsewhere these paths do not exist. */
export function serveDemonstration(app: OpenAPIHono<Env>): void {
  app.get('/api/demo/people', async (c) => c.json(await listEveryone(c.var.house)))
  app.post('/api/demo/enter', async (c) => {
    const { id } = await bodyOf(c, demoEnter)
    await stepInto(c, id)
    return c.body(null, 204)
  })
  app.get('/api/demo/live', async (c) => c.json(await liveStory(c.var.house)))
  app.post('/api/demo/texts', async (c) => {
    const { count } = await bodyOf(c, demoTexts)
    return c.json(await makeTexts(c.var.house, count))
  })
  app.post('/api/demo/clock', async (c) => {
    const { now } = await bodyOf(c, demoClock)
    return c.json({ now: (await moveClock(c.var.house, new Date(now))).toISOString() })
  })
}

async function bodyOf<T>(c: HonoContext<Env>, shape: ZodType<T>): Promise<T> {
  const body: unknown = await c.req.json().catch(() => null)
  const read = shape.safeParse(body)
  if (!read.success) throw no.malformed(read.error.issues.map((issue) => ({ path: issue.path.join('.'), rule: issue.code })))
  return read.data
}

async function listEveryone(house: House): Promise<DemoPerson[]> {
  const people = await house.db.select({ id: user.id, organisationId: user.organisationId }).from(user).where(isNull(user.deactivatedAt))
  const now = await house.clock.now(house.db)
  const held = await peopleOf(house.db, now, [...new Set(people.map((person) => person.organisationId))])
  const visitors = await house.db.select().from(guests).orderBy(asc(guests.name))
  const order = [...castKeys.map((key) => cast[key].name), ...guestKeys.map((key) => residents[key])]
  const everyone: DemoPerson[] = [
    ...held.map(({ id, name, roles }) => ({ id, name, roles: [...new Set(roles.map(({ role }) => roleNames[role]))], guest: false })),
    ...visitors.map(({ id, name }) => ({ id, name, roles: ['居民'], guest: true })),
  ]
  return everyone.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name))
}

/** Signs the device in as anybody of the county, or makes it that guest's device. */
async function stepInto(c: HonoContext<Env>, id: string): Promise<void> {
  const { house, auth } = c.var
  const [person] = await house.db.select({ id: user.id }).from(user).where(eq(user.id, id))
  if (person) {
    const { headers } = await auth.api.signInAs({ body: { personId: id }, returnHeaders: true })
    return passCookies(c, headers)
  }
  const [guest] = await house.db.select({ id: guests.id }).from(guests).where(eq(sql`${guests.id}::text`, id))
  if (!guest) throw no.notFound()
  const secure = isSecure(house.settings)
  deleteCookie(c, secure ? '__Secure-yst.session_token' : 'yst.session_token', { path: '/', secure })
  keepDevice(c, demoGuestToken(house.settings.secret, guest.id, 'echo'))
  setCookie(c, guestCookie, demoGuestToken(house.settings.secret, guest.id), { httpOnly: true, sameSite: 'Lax', path: '/', secure })
}

/** Empty opinion texts without a session, for measuring: everyone of the county may write in them. */
async function makeTexts(house: House, count: number): Promise<string[]> {
  const { organisationId } = await countyOf(house)
  return within(house, clockActor, async (ctx) => {
    const ids: string[] = []
    for (let n = 0; n < count; n += 1) ids.push((await createDocument(ctx, { organisationId, kind: 'opinion' })).id)
    return ids
  })
}

async function countyOf(house: House): Promise<{ organisationId: string }> {
  const [guest] = await house.db.select({ organisationId: guests.organisationId }).from(guests).limit(1)
  if (!guest) throw no.notFound()
  return guest
}

/** Sets the demonstration's clock forward; it never runs back. */
async function moveClock(house: House, to: Date): Promise<Date> {
  return house.db.transaction(async (tx) => {
    const now = await house.clock.now(tx)
    const seconds = Math.ceil((to.getTime() - now.getTime()) / 1000)
    if (seconds < 0) throw no.wrongState()
    await tx
      .update(houseTable)
      .set({ clockAhead: sql`${houseTable.clockAhead} + ${seconds}` })
      .where(eq(houseTable.id, 1))
    return house.clock.now(tx)
  })
}
