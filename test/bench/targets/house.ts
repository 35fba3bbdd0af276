import { randomUUID } from 'node:crypto'
import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { connect } from '../../../db/client.ts'
import { openDataFolder } from '../../../server/data-folder.ts'
import { hashToken, newToken } from '../../../server/house/secrets.ts'
import { openCluster } from '../../../server/postgres/cluster.ts'
import type { DemoPerson } from '../../../shared/demo.ts'
import { startHouse } from '../../spawned.ts'
import type { Running } from './target.ts'

/**
 * Where our houses stand: one PostgreSQL with its own settings (fsync on), one demonstration county, and everyone who
 * may come in. Every house that is started later, also a second one beside it, opens this same county.
 */
export type Ground = { start: (node?: 'first' | 'second') => Promise<Running>; close: () => Promise<void> }

/** One account may have 24 sockets open: so many residents beside the county's people let 5,000 in. */
const residents = 180

export async function openGround(work: string): Promise<Ground> {
  const folder = openDataFolder(join(work, 'ground'))
  const cluster = await openCluster({ dataFolder: folder.path, projectRoot: process.cwd(), say: () => {} })
  let cookies: string[] = []
  const start = (node: 'first' | 'second'): Promise<Running> =>
    startOn({ DATABASE_URL: cluster.url, DATA_DIR: join(work, node) }, cluster.pid, () => cookies)
  const close = async (): Promise<void> => {
    await cluster.stop()
    folder.release()
  }
  try {
    const first = await start('first')
    cookies = [...(await enterAll(first.address.port)), ...(await addResidents(cluster.url))]
    await first.end()
    mkdirSync(join(work, 'second'))
    cpSync(join(work, 'first', 'secret'), join(work, 'second', 'secret'))
    return { start: (node = 'first') => start(node), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function startOn(env: Record<string, string>, databasePid: number, cookies: () => string[]): Promise<Running> {
  const house = await startHouse({ env: { SOCKETS_PER_ADDRESS: '20000', FRAMES_PER_SECOND: '0', ...env }, args: ['--demo'] })
  await house.ready()
  const { port, pid } = house
  return {
    address: { target: 'yishiting', wire: 'stock', port, pid, databasePid, cookies: cookies() },
    texts: (count) => makeTexts(port, count),
    end: async (signal) => {
      await house.end(signal)
    },
    again: () => startOn(env, databasePid, cookies),
  }
}

async function makeTexts(port: number, count: number): Promise<string[]> {
  const ids: string[] = []
  while (ids.length < count) {
    const answer = await post(port, '/api/demo/texts', { count: Math.min(1000, count - ids.length) })
    ids.push(...((await answer.json()) as string[]))
  }
  return ids
}

async function post(port: number, path: string, body: unknown): Promise<Response> {
  const address = `http://127.0.0.1:${port}`
  const headers = { 'content-type': 'application/json', origin: address }
  const answer = await fetch(`${address}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return answer
}

/** Signs in everyone of the county, each on a device of their own; what comes back is their cookies. */
async function enterAll(port: number): Promise<string[]> {
  const people = (await (await fetch(`http://127.0.0.1:${port}/api/demo/people`)).json()) as DemoPerson[]
  const cookies: string[] = []
  for (const { id } of people) {
    const answer = await post(port, '/api/demo/enter', { id })
    const kept = answer.headers.getSetCookie().map((line) => line.split(';')[0]!)
    cookies.push(kept.filter((pair) => !pair.endsWith('=')).join('; '))
  }
  return cookies
}

/** Further residents of the county, each known by their device's cookie, as those are who gave their name at a door. */
async function addResidents(url: string): Promise<string[]> {
  const { sql, close } = connect(url, { max: 1 })
  const tokens = Array.from({ length: residents }, () => newToken())
  const rows = tokens.map((token, n) => ({ id: randomUUID(), name: `居民${n + 1}`, token_hash: hashToken(token) }))
  await sql`
    insert into guests (organisation_id, id, name, token_hash, created_at, seen_at)
    select g.organisation_id, r.id, r.name, r.token_hash, g.created_at, g.seen_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r(id uuid, name text, token_hash text),
      (select organisation_id, created_at, seen_at from guests limit 1) as g`
  await close()
  return tokens.map((token) => `yst_guest=${token}`)
}
