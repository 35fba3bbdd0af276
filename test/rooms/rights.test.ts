import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { user } from '../../db/schema/accounts.ts'
import { createDocument } from '../../server/documents/create.ts'
import { createApp } from '../../server/app.ts'
import { within } from '../../server/house/context.ts'
import { createMetrics } from '../../server/house/metrics.ts'
import { deactivatePerson } from '../../server/people/commands.ts'
import { actorOf } from '../../server/people/actor.ts'
import { openRooms, type Rooms } from '../../server/rooms/rooms.ts'
import { openDoor } from '../../server/rooms/upgrade.ts'
import { clockActor } from '../../shared/people.ts'
import { everyOwner } from '../documents/ground.ts'
import { testHouse } from '../people.ts'

const t = testHouse()
const metrics = createMetrics()
let rooms: Rooms
let port: number
let close: () => Promise<void>
let text: string
let organisation: { id: string; name: string }

beforeAll(async () => {
  organisation = await t.makeOrganisation()
  // Whoever is somebody may write: what is asked here is only who is somebody.
  const owners = everyOwner()
  for (const owner of Object.values(owners)) owner.standing = async () => ({ hand: 'facilitator', phase: 'writing' })
  const server = createServer((_request, response) => response.writeHead(404).end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
  rooms = await openRooms(t.house, owners, { accounts: ['person', 'guest'], metrics })
  const who = async (headers: Headers) => actorOf(t.db, await t.clock.now(t.db), t.auth, headers)
  const door = openDoor(server, { house: t.house, owners, rooms, who, metrics })
  text = (await within(t.house, clockActor, (ctx) => createDocument(ctx, { organisationId: organisation.id, kind: 'opinion' }))).id
  close = async () => {
    await rooms.close()
    await door.close()
    server.close()
  }
})
afterAll(() => close())

async function open(cookie: string): Promise<{ socket: WebSocket; closed: Promise<number> }> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/sync/${text}?generation=1&schema=1`, { headers: { cookie, origin: t.origin } })
  const closed = once(socket, 'close').then(([code]) => code as number)
  await once(socket, 'message')
  return { socket, closed }
}

describe('the door follows the rights', () => {
  it('[O40] who signs out is out of every text this sign-in had open, and only this one', async () => {
    const person = await t.makePerson(organisation, ['facilitator'])
    const [here, elsewhere] = [await t.as(person), await t.as(person)]
    const [tab, second, other] = [await open(here.cookie()), await open(here.cookie()), await open(elsewhere.cookie())]
    expect((await here.post('/api/sign-out')).status).toBe(200)
    expect(await Promise.all([tab.closed, second.closed])).toEqual([4401, 4401])
    expect(other.socket.readyState).toBe(WebSocket.OPEN)
    other.socket.close()
  })

  it('[O40] who is deactivated is out, on every device', async () => {
    const administrator = await t.makePerson(organisation, ['organisationAdmin'])
    const person = await t.makePerson(organisation, ['member'])
    const pages = [await open((await t.as(person)).cookie()), await open((await t.as(person)).cookie())]
    const [row] = await t.db.select().from(user).where(eq(user.id, person.id))
    await within(t.house, await t.actor(administrator), (ctx) => deactivatePerson(ctx, person.id, { version: row!.version }))
    expect(await Promise.all(pages.map(({ closed }) => closed))).toEqual([4401, 4401])
  })

  it('[O40] a full hall is asked about in one round', async () => {
    const people = await Promise.all(Array.from({ length: 12 }, () => t.makePerson(organisation, ['member'])))
    const pages = await Promise.all(people.map(async (person) => open((await t.as(person)).cookie())))
    await t.db.update(user).set({ deactivatedAt: new Date() }).where(eq(user.organisationId, organisation.id))
    await rooms.recheck()
    expect(await Promise.all(pages.map(({ closed }) => closed))).toEqual(pages.map(() => 4401))
  })
})

describe('what is counted', () => {
  it('[O39] refusals by code, committed updates, open texts and sockets, and how long commits take', async () => {
    expect(metrics.text()).toMatch(/yst_refusals_total\{code="4401"\} \d+/)
    for (const name of ['yst_committed_updates_total 0', 'yst_open_texts ', 'yst_sockets ', 'yst_damaged_total 0', 'yst_commit_seconds_count ']) {
      expect(metrics.text()).toContain(`\n${name}`)
    }
    metrics.tookMs(3)
    expect(metrics.text()).toContain('yst_commit_seconds_bucket{le="0.002"} 0\nyst_commit_seconds_bucket{le="0.005"} 1\n')
  })

  it('[O39] it is read at /metrics from the addresses that were named, and is not there for anybody else', async () => {
    const from = (address: string, headers: Record<string, string> = {}, named?: string[]) => {
      const house = { ...t.house, settings: { ...t.settings, ...(named ? { metricsFrom: named } : {}) } }
      const app = createApp(house, t.auth, metrics)
      return app.request(`${t.origin}/metrics`, { headers }, { incoming: { socket: { remoteAddress: address } } })
    }
    const here = await from('::ffff:127.0.0.1')
    expect([here.status, here.headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8'])
    expect(await here.text()).toContain('# TYPE yst_refusals_total counter')
    expect((await from('10.0.0.7')).status).toBe(404)
    expect((await from('10.0.0.7', {}, ['10.0.0.7'])).status).toBe(200)
    // Whoever comes through a proxy on this machine is not on this machine.
    expect((await from('127.0.0.1', { 'x-forwarded-for': '10.0.0.7' })).status).toBe(404)
    expect((await from('127.0.0.1', { 'x-forwarded-for': '127.0.0.1' })).status).toBe(404)
  })
})
