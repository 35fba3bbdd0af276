import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../../db/client.ts'
import { openDataFolder } from '../../server/data-folder.ts'
import { openCluster } from '../../server/postgres/cluster.ts'
import { buildFirst, runHouse, startHouse } from '../spawned.ts'
import { workFolder } from './folders.ts'

const work = workFolder()
beforeAll(buildFirst, 120_000)

/** Looks into a folder's database while no house is open on it. */
async function inside<T>(DATA_DIR: string, look: (sql: ReturnType<typeof connect>['sql']) => Promise<T>): Promise<T> {
  const folder = openDataFolder(DATA_DIR)
  const cluster = await openCluster({ dataFolder: folder.path, projectRoot: process.cwd(), say: () => {} })
  const { sql, close } = connect(cluster.url, { max: 1 })
  try {
    return await look(sql)
  } finally {
    await close()
    await cluster.stop()
    folder.release()
  }
}

describe('the demonstration', () => {
  it('[H20] fills an empty store, is kept on later starts, and does not open without its flag', async () => {
    const DATA_DIR = join(work, 'demo')
    const first = await startHouse({ env: { DATA_DIR }, args: ['--demo'] })
    await first.ready()
    expect(first.out()).not.toContain('set-up#')
    await first.end()
    const organisations = await inside(DATA_DIR, (sql) => sql`select id from organisations order by id`)
    expect(organisations.length).toBeGreaterThan(0)

    const second = await startHouse({ env: { DATA_DIR }, args: ['--demo'] })
    await second.ready()
    await second.end()
    expect(await inside(DATA_DIR, (sql) => sql`select id from organisations order by id`)).toEqual(organisations)

    const refused = await runHouse({ env: { DATA_DIR } })
    expect(refused.code).toBe(1)
    expect(refused.err.trim()).toMatch(/^这里是演示数据，只能当演示打开[^\n]*$/)
  }, 120_000)

  it('[H21] never opens a store with real data', async () => {
    const DATA_DIR = join(work, 'real')
    const first = await startHouse({ env: { DATA_DIR } })
    await first.ready()
    await first.end()
    await inside(DATA_DIR, (sql) => sql`insert into organisations (id, kind, level, name, created_at) values (gen_random_uuid(), 'cppcc', 'county', '青川县政协', now())`)
    const refused = await runHouse({ env: { DATA_DIR }, args: ['--demo'] })
    expect(refused.code).toBe(1)
    expect(refused.err.trim()).toMatch(/^这里已有正式的数据，不能当演示打开[^\n]*$/)
    expect(await inside(DATA_DIR, (sql) => sql`select 1 from house where demo`)).toHaveLength(0)
  })

  it('[H22] one whose filling was cut short is filled anew', async () => {
    const DATA_DIR = join(work, 'half')
    const first = await startHouse({ env: { DATA_DIR }, args: ['--demo'] })
    await first.ready()
    await first.end()
    const count = await inside(DATA_DIR, async (sql) => {
      await sql`update house set seeded = false`
      return (await sql`select id from organisations`).length
    })
    const second = await startHouse({ env: { DATA_DIR }, args: ['--demo'] })
    await second.ready()
    await second.end()
    expect(await inside(DATA_DIR, (sql) => sql`select id from organisations`)).toHaveLength(count)
  }, 120_000)
})
