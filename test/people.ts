import { randomUUID } from 'node:crypto'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { beforeAll } from 'vitest'
import { guests, organisations } from '../db/schema/people.ts'
import { house as houseTable } from '../db/schema/house.ts'
import { venues } from '../db/schema/venues.ts'
import { createApp } from '../server/app.ts'
import { createCan } from '../server/house/can.ts'
import { fixedClock } from '../server/house/clock.ts'
import type { House, Settings } from '../server/house/house.ts'
import type { Env } from '../server/house/route.ts'
import { hashToken, newToken } from '../server/house/secrets.ts'
import { insertPerson, insertRole } from '../server/people/accounts.ts'
import { guestCookie, loadPerson } from '../server/people/actor.ts'
import { type Auth, createAuth } from '../server/people/auth.ts'
import { policies } from '../server/policies.ts'
import type { Actor, OrganisationKind, OrganisationLevel, Role } from '../shared/people.ts'
import { testDatabase } from './database.ts'

/** An answer; its body is as loose as JSON is. */
export type Answer = { status: number; body: ReturnType<typeof JSON.parse>; headers: Headers }
export type Client = {
  get: (path: string) => Promise<Answer>
  post: (path: string, body?: unknown, options?: PostOptions) => Promise<Answer>
  /** The `cookie` header this device sends now: for sockets and browsers. */
  cookie: () => string
}
export type PostOptions = { key?: string; origin?: string | null; headers?: Record<string, string> }
export type Organisation = { id: string; name: string }
export type Person = { id: string; name: string; username: string; organisationId: string }
export type Guest = { id: string; name: string; organisationId: string; token: string }
export type Venue = { id: string; name: string; code: string; organisationId: string }

const start = new Date('2026-03-18T07:00:00Z')
const origin = 'http://house.test'

/**
 * A house of this test file's own on a real database, with a clock that stands until it is moved, and a few hands to
 * fill it: `const t = testHouse()`, then inside tests `await t.makePerson(org, ['facilitator'])`, `t.as(person)`.
 */
export function testHouse(given: Partial<Settings> = {}) {
  const database = testDatabase()
  const clock = fixedClock(start)
  const settings: Settings = {
    publicUrl: origin,
    publicUrlGiven: true,
    trustProxy: [],
    demo: false,
    version: '0.0.0-test',
    pages: null,
    secret: 'a'.repeat(64),
    ...given,
  }
  let house: House
  let auth: Auth
  let app: OpenAPIHono<Env>
  let ready = true
  let made = 0

  beforeAll(async () => {
    const connection = database.connection()
    house = {
      ...connection,
      clock,
      can: createCan(policies),
      settings,
      database: { kind: 'server', version: 'test' },
      ready: () => ready,
    }
    auth = createAuth(house.db, settings)
    app = createApp(house, auth)
    await house.db.insert(houseTable).values({ id: 1 }).onConflictDoNothing()
  })

  /** A device with a cookie jar of its own; nobody is signed in on it yet. */
  function device(cookies: Record<string, string> = {}, more: Record<string, string> = {}): Client {
    const jar = new Map(Object.entries(cookies))
    const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    async function send(path: string, init: RequestInit, headers: Record<string, string>): Promise<Answer> {
      const response = await app.request(`${origin}${path}`, {
        ...init,
        headers: { ...(jar.size > 0 ? { cookie: cookie() } : {}), ...more, ...headers },
      })
      for (const line of response.headers.getSetCookie()) {
        const [pair = ''] = line.split(';')
        const [name = '', ...value] = pair.split('=')
        if (/max-age=0/i.test(line) || value.join('=') === '') jar.delete(name)
        else jar.set(name, value.join('='))
      }
      const text = await response.text()
      const isJson = (response.headers.get('content-type') ?? '').includes('json')
      return { status: response.status, body: isJson && text !== '' ? JSON.parse(text) : text, headers: response.headers }
    }
    return {
      cookie,
      get: (path) => send(path, { method: 'GET' }, {}),
      post: (path, body = {}, options = {}) =>
        send(
          path,
          { method: 'POST', body: JSON.stringify(body) },
          {
            'content-type': 'application/json',
            'idempotency-key': options.key ?? randomUUID(),
            ...(options.origin === null ? {} : { origin: options.origin ?? origin }),
            ...options.headers,
          },
        ),
    }
  }

  /** The device of a person who has signed in, or of a guest who gave their name. */
  async function as(who: Person | Guest): Promise<Client> {
    if ('token' in who) return device({ [guestCookie]: who.token })
    const { headers } = await auth.api.signInAs({ body: { personId: who.id }, returnHeaders: true })
    const cookies = headers.getSetCookie().map((line) => (line.split(';')[0] ?? '').split('='))
    return device(Object.fromEntries(cookies.map(([name = '', ...value]) => [name, value.join('=')])))
  }

  async function makeOrganisation(
    name = `青石县政协${(made += 1)}`,
    more: { kind?: OrganisationKind; level?: OrganisationLevel; parentId?: string; settings?: { handwrittenSignature?: boolean } } = {},
  ): Promise<Organisation> {
    const id = randomUUID()
    await house.db.insert(organisations).values({
      id,
      name,
      kind: more.kind ?? 'cppcc',
      level: more.level ?? (more.kind && more.kind !== 'cppcc' ? null : 'county'),
      parentId: more.parentId ?? null,
      settings: more.settings ?? {},
      createdAt: start,
    })
    return { id, name }
  }

  /** An account; hashing a password is slow, so one is only set where the test signs in with it. */
  async function makePerson(
    organisation: { id: string },
    roles: readonly Role[] = [],
    more: { name?: string; username?: string; password?: string; since?: Date; until?: Date } = {},
  ): Promise<Person> {
    const username = more.username ?? `p${(made += 1)}`
    const name = more.name ?? `委员${made}`
    const id = await house.db.transaction(async (tx) => {
      const moment = { tx, now: await clock.now(tx) }
      const { password } = more
      const personId = await insertPerson(moment, {
        organisationId: organisation.id, name, username, ...(password === undefined ? {} : { password }),
      })
      for (const role of roles) {
        await insertRole(moment, {
          organisationId: organisation.id, personId, role, since: more.since ?? start, until: more.until ?? null,
        })
      }
      return personId
    })
    return { id, name, username, organisationId: organisation.id }
  }

  /** Gives one more role, also in another organisation than the one that keeps the account. */
  async function giveRole(person: { id: string }, role: Role, organisation: { id: string }, until?: Date): Promise<string> {
    return house.db.transaction((tx) =>
      insertRole({ tx, now: start }, { organisationId: organisation.id, personId: person.id, role, until: until ?? null }),
    )
  }

  async function makeVenue(organisation: { id: string }, name = `场所${(made += 1)}`): Promise<Venue> {
    const venue = { id: randomUUID(), organisationId: organisation.id, name, code: newToken() }
    await house.db.insert(venues).values({ ...venue, place: '东山村口', types: ['deliberationPavilion'], createdAt: start })
    return venue
  }

  async function makeGuest(organisation: { id: string }, name = `村民${(made += 1)}`): Promise<Guest> {
    const guest = { id: randomUUID(), organisationId: organisation.id, name, token: newToken() }
    const { token, ...row } = guest
    await house.db.insert(guests).values({ ...row, tokenHash: hashToken(token), createdAt: start, seenAt: start })
    return guest
  }

  /** The actor as a deed is handed it, for tests that call commands without a request. */
  async function actor(who: Person | Guest): Promise<Actor> {
    if ('token' in who) return { kind: 'guest', id: who.id, organisationId: who.organisationId, name: who.name }
    return loadPerson(house.db, await clock.now(house.db), who.id, 'test')
  }

  return {
    clock, origin, settings, device, as, actor, makeOrganisation, makePerson, giveRole, makeVenue, makeGuest,
    url: database.url,
    get house() {
      return house
    },
    get auth() {
      return auth
    },
    get app() {
      return app
    },
    get db() {
      return house.db
    },
    /** What `/healthz` and the API answer while the house is not ready. */
    setReady: (value: boolean) => {
      ready = value
    },
  }
}

export type TestHouse = ReturnType<typeof testHouse>
