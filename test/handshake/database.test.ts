import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../../db/client.ts'
import { openDataFolder } from '../../server/data-folder.ts'
import { type Cluster, type ClusterOptions, openCluster } from '../../server/postgres/cluster.ts'
import { buildFirst, runHouse, startHouse } from '../spawned.ts'
import { workFolder } from './folders.ts'

const work = workFolder()
beforeAll(buildFirst, 120_000)

/** A PostgreSQL server of this test's own, apart from the house's folder. */
async function server(name: string, settings: ClusterOptions['settings'] = {}): Promise<Cluster> {
  const folder = openDataFolder(join(work, name))
  const cluster = await openCluster({ dataFolder: folder.path, projectRoot: process.cwd(), say: () => {}, settings })
  return { ...cluster, stop: () => cluster.stop().then(folder.release) }
}

async function expectRefusal(DATABASE_URL: string, sentence: RegExp): Promise<void> {
  const outcome = await runHouse({ env: { DATA_DIR: join(work, 'refused'), DATABASE_URL } })
  expect(outcome.err.trim()).toMatch(sentence)
  expect(outcome.err.trim().split('\n')).toHaveLength(1)
  expect(outcome.code).toBe(1)
}

describe('a database server of one’s own', () => {
  let good: Cluster
  beforeAll(async () => {
    good = await server('good')
  })
  afterAll(() => good.stop())

  it('[H12] one that cannot be reached: one sentence', async () => {
    await expectRefusal('postgres://a:b@127.0.0.1:1/none', /^连不上数据库（那个地址没有数据库在听）/)
  })

  it('[H12] a wrong password, a missing database: one sentence each', async () => {
    const wrong = new URL(good.url)
    wrong.password = 'wrong'
    await expectRefusal(wrong.toString(), /^连不上数据库（用户名或密码不对）/)
    const missing = new URL(good.url)
    missing.pathname = '/missing'
    await expectRefusal(missing.toString(), /^连不上数据库（没有这个库）/)
  })

  it.each(['fsync', 'full_page_writes', 'synchronous_commit'])('[H13] one without %s: one sentence, and nothing is made in it', async (setting) => {
    const careless = await server(`without-${setting}`, { [setting]: 'off' })
    await expectRefusal(careless.url, new RegExp(`^数据库关闭了 ${setting}`))
    const { sql, close } = connect(careless.url, { max: 1 })
    expect(await sql`select 1 from information_schema.tables where table_schema in ('public', 'drizzle')`).toHaveLength(0)
    await close()
    await careless.stop()
  })

  it('[H13] one older than 15: one sentence', async () => {
    const { sql, close } = connect(good.url, { max: 1 })
    // No older server is at hand: a user of this one is told, by a function that comes first, that it is a 14.
    await sql.unsafe(`create schema older; create role old_hand superuser login password 'old';
      alter role old_hand set search_path = older, pg_catalog, public;
      create function older.current_setting(name text) returns text language sql as
        $$ select case name when 'server_version_num' then '140012' when 'server_version' then '14.12' else pg_catalog.current_setting(name) end $$`)
    await close()
    const url = new URL(good.url)
    url.username = 'old_hand'
    url.password = 'old'
    await expectRefusal(url.toString(), /^数据库是 PostgreSQL 14\.12，太旧了/)
  })
})

describe('a house on a server', () => {
  it('[H14] says so, is away while the server is away, and is back when it is', async () => {
    mkdirSync(join(work, 'away'), { recursive: true })
    let database = await server('leaving')
    const { port } = new URL(database.url)
    const house = await startHouse({ env: { DATA_DIR: join(work, 'away'), DATABASE_URL: database.url } })
    await house.ready()
    const health = async () => {
      const answer = await fetch(`http://127.0.0.1:${house.port}/healthz`)
      return { code: answer.status, body: (await answer.json()) as { status: string; database: { kind: string } } }
    }
    expect(await health()).toMatchObject({ code: 200, body: { status: 'ok', database: { kind: 'server' } } })
    await database.stop()
    await expect.poll(async () => (await health()).code, { timeout: 20_000 }).toBe(503)
    const refused = await fetch(`http://127.0.0.1:${house.port}/api/me`)
    expect(refused.status).toBe(503)
    expect(await refused.json()).toMatchObject({ error: { code: 'away' } })
    database = await server('leaving', { port })
    await expect.poll(async () => (await health()).code, { timeout: 20_000 }).toBe(200)
    expect((await house.end()).code).toBe(0)
    await database.stop()
  })

  it('[H14] is not ready, and says so, before its schema is there', async () => {
    const database = await server('slow')
    const { sql, close } = connect(database.url, { max: 1 })
    const holder = await sql.reserve()
    await holder`select pg_advisory_lock(hashtext('yishiting migrations'))`
    const house = await startHouse({ env: { DATA_DIR: join(work, 'slow-house'), DATABASE_URL: database.url } })
    const health = () => fetch(`http://127.0.0.1:${house.port}/healthz`).then((answer) => answer.status, () => 0)
    await expect.poll(health, { timeout: 20_000 }).toBe(503)
    await holder`select pg_advisory_unlock_all()`
    holder.release()
    await house.ready()
    expect(await health()).toBe(200)
    await house.end()
    await close()
    await database.stop()
  })
})
