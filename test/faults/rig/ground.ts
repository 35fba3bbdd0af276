import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { cpSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { connect, type Connection } from '../../../db/client.ts'
import { openDataFolder } from '../../../server/data-folder.ts'
import { createDocument } from '../../../server/documents/create.ts'
import { documentPolicy } from '../../../server/documents/policy.ts'
import { createCan } from '../../../server/house/can.ts'
import { databaseClock } from '../../../server/house/clock.ts'
import { type Context, within } from '../../../server/house/context.ts'
import { hashToken, newToken } from '../../../server/house/secrets.ts'
import { openCluster } from '../../../server/postgres/cluster.ts'
import { processesIn } from '../../../server/processes.ts'
import type { DemoPerson } from '../../../shared/demo.ts'
import { type Actor, clockActor } from '../../../shared/people.ts'
import { freePort, type Outcome, type Running, startHouse } from '../../spawned.ts'
import { until } from './patience.ts'

/** A house that can be killed and started again at the same address. */
export type Node = {
  port: () => number
  pid: () => number
  /** Ends it at once and waits until it is gone. */
  kill: () => Promise<void>
  /** Ends it as an operator does. */
  end: () => Promise<number | null>
  start: () => Promise<void>
  /** How it ended, once it did. */
  over: () => Promise<Outcome>
}

/**
 * Where the houses of a run stand: one demonstration county, its PostgreSQL with fsync on under this process, and
 * everyone who may come in. The database is read and struck past the houses.
 */
export type Ground = {
  url: string
  connection: Connection
  /** Who may come in, each with their cookie; one an account. */
  people: { account: string; cookie: string }[]
  node: (name: string, env?: Record<string, string>) => Promise<Node>
  newText: () => Promise<string>
  doing: <T>(work: (ctx: Context) => Promise<T>, actor?: Actor) => Promise<T>
  postgres: { pids: () => number[]; first: () => number | null; isUp: () => Promise<boolean> }
  /** A house with its own PostgreSQL in a folder of its own. */
  elsewhere: (folder: string) => Promise<Pick<Ground, 'connection' | 'newText'> & { node: Pick<Node, 'port'>; close: () => Promise<void> }>
  /** A data folder of a house that was stopped in order, for one who wants to break it. */
  copyFolder: (name: string) => string
  work: string
  close: () => Promise<void>
}

const residents = 60

export async function openGround(work: string): Promise<Ground> {
  const begun = join(work, 'county')
  const people = await makeCounty(begun)
  const folder = openDataFolder(copyTo(begun, join(work, 'ground')))
  const cluster = await openCluster({ dataFolder: folder.path, projectRoot: process.cwd(), say: () => {} })
  const connection = connect(cluster.url, { max: 6, name: 'faults' })
  people.push(...(await addResidents(connection)))
  const { doing, newText } = await deedsOn(connection)
  const isUp = async () => {
    const asked = connect(cluster.url, { max: 1 })
    try {
      await asked.sql`select 1`
      return true
    } catch {
      return false
    } finally {
      await asked.close()
    }
  }

  return {
    url: cluster.url, connection, people, doing, work,
    node: (name, env = {}) => openNode(begun, join(work, name), { DATABASE_URL: cluster.url, ...env }),
    newText,
    elsewhere: (to) => openElsewhere(copyTo(begun, to)),
    postgres: {
      pids: () => processesIn(cluster.folder),
      first: () => firstOf(cluster.folder),
      isUp,
    },
    copyFolder: (name) => copyTo(begun, join(work, name)),
    async close() {
      await connection.close()
      await cluster.stop()
      folder.release()
    },
  }
}

/** Deeds done past every house, as another process on the same database would. */
async function deedsOn(connection: Connection): Promise<Pick<Ground, 'doing' | 'newText'>> {
  const [county] = await connection.sql<{ id: string }[]>`select organisation_id as id from guests limit 1`
  const ground = { db: connection.db, clock: databaseClock, can: createCan([documentPolicy]) }
  const doing: Ground['doing'] = (task, actor = clockActor) => within(ground, actor, task)
  return {
    doing,
    newText: async () => (await doing((ctx) => createDocument(ctx, { organisationId: county!.id, kind: 'opinion', id: randomUUID() }))).id,
  }
}

async function openElsewhere(DATA_DIR: string): ReturnType<Ground['elsewhere']> {
  const house = await startHouse({ env: { DATA_DIR }, args: ['--demo'] })
  await house.ready()
  const port = readFileSync(join(DATA_DIR, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[3]
  const password = readFileSync(join(DATA_DIR, 'postgres.password'), 'utf8').trim()
  const connection = connect(`postgres://yishiting:${password}@127.0.0.1:${port}/postgres`, { max: 3, name: 'faults' })
  const { newText } = await deedsOn(connection)
  return {
    connection, newText,
    node: { port: () => house.port },
    async close() {
      await connection.close()
      await house.end()
    },
  }
}

/** The first process of the PostgreSQL that runs on this cluster. */
export function firstOf(cluster: string): number | null {
  try {
    return Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]) || null
  } catch {
    return null
  }
}

/** With owners and rights: PostgreSQL's files belong to its own user. */
function copyTo(from: string, to: string): string {
  execFileSync('cp', ['-a', from, to])
  return to
}

/** Fills a data folder with the county, signs everyone in, and stops in order. */
async function makeCounty(DATA_DIR: string): Promise<Ground['people']> {
  const house = await startHouse({ env: { DATA_DIR }, args: ['--demo'] })
  await house.ready()
  const people = await enterAll(house.port)
  const { code } = await house.end()
  if (code !== 0) throw new Error(`the house did not stop in order: ${code}`)
  return people
}

export async function post(port: number, path: string, body: unknown, cookie = ''): Promise<Response> {
  const address = `http://127.0.0.1:${port}`
  const headers = { 'content-type': 'application/json', origin: address, 'idempotency-key': randomUUID(), ...(cookie ? { cookie } : {}) }
  return fetch(`${address}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
}

async function enterAll(port: number): Promise<Ground['people']> {
  const listed = (await (await fetch(`http://127.0.0.1:${port}/api/demo/people`)).json()) as DemoPerson[]
  const people: Ground['people'] = []
  for (const { id, guest } of listed) {
    const answer = await post(port, '/api/demo/enter', { id })
    if (!answer.ok) throw new Error(`nobody lets ${id} in: ${answer.status}`)
    const kept = answer.headers.getSetCookie().map((line) => line.split(';')[0]!).filter((pair) => !pair.endsWith('='))
    people.push({ account: `${guest ? 'guest' : 'person'}:${id}`, cookie: kept.join('; ') })
  }
  return people
}

/** Further residents, each known by their device's cookie. */
async function addResidents({ sql }: Connection): Promise<Ground['people']> {
  const tokens = Array.from({ length: residents }, () => newToken())
  const rows = tokens.map((token, n) => ({ id: randomUUID(), name: `居民${n + 1}`, token_hash: hashToken(token) }))
  await sql`
    insert into guests (organisation_id, id, name, token_hash, created_at, seen_at)
    select g.organisation_id, r.id, r.name, r.token_hash, g.created_at, g.seen_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r(id uuid, name text, token_hash text),
      (select organisation_id, created_at, seen_at from guests limit 1) as g`
  return rows.map(({ id }, n) => ({ account: `guest:${id}`, cookie: `yst_guest=${tokens[n]}` }))
}

/** A node on that database; every node has the county's key. */
async function openNode(county: string, folder: string, env: Record<string, string>): Promise<Node> {
  mkdirSync(folder, { recursive: true })
  cpSync(join(county, 'secret'), join(folder, 'secret'))
  const PORT = String(await freePort())
  let house: Running
  const start = async () => {
    house = await startHouse({ env: { DATA_DIR: folder, PORT, SOCKETS_PER_ADDRESS: '20000', ...env }, args: ['--demo'] })
    await house.ready()
  }
  await start()
  return {
    port: () => house.port,
    pid: () => house.pid,
    kill: async () => void (await house.end('SIGKILL')),
    end: async () => (await house.end('SIGTERM')).code,
    start,
    over: () => house.ended(),
  }
}

/** Waits until the database answers again. */
export const untilUp = (ground: Ground): Promise<void> => until('PostgreSQL answers again', ground.postgres.isUp)
