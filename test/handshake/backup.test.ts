import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../../db/client.ts'
import { findTool } from '../../server/backup/dump.ts'
import { openDataFolder } from '../../server/data-folder.ts'
import { openCluster } from '../../server/postgres/cluster.ts'
import { buildFirst, runHouse, startHouse } from '../spawned.ts'
import { isRoot, workFolder } from './folders.ts'

const work = workFolder()
const from = join(work, 'from')
const file = join(work, 'backup.tgz')

beforeAll(async () => {
  buildFirst()
  const house = await startHouse({ env: { DATA_DIR: from }, args: ['--demo'] })
  await house.ready()
  const refused = await runHouse({ env: { DATA_DIR: from }, args: ['backup', file] })
  expect(refused).toMatchObject({ code: 1, err: expect.stringMatching(/正由另一个议事亭使用/) })
  expect(existsSync(file)).toBe(false)
  await house.end()
}, 120_000)

async function rowsOf(DATA_DIR: string, table: string) {
  const folder = openDataFolder(DATA_DIR)
  const cluster = await openCluster({ dataFolder: folder.path, projectRoot: process.cwd(), say: () => {} })
  const { sql, close } = connect(cluster.url, { max: 1 })
  const rows = await sql`select * from ${sql(table)} order by 1`
  await close()
  await cluster.stop()
  folder.release()
  return rows
}

describe('a backup', () => {
  it('[H23] holds everything in one file only we may read, which any tar can open, and comes back in an empty folder', async () => {
    const backedUp = await runHouse({ env: { DATA_DIR: from }, args: ['backup', file] })
    expect(backedUp).toMatchObject({ code: 0, err: '' })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(execFileSync('tar', ['-tzf', file], { encoding: 'utf8' })).toMatch(/^manifest.json\nsecret\npostgres.password\npostgres\/\n/)
    expect(readdirSync(work).filter((name) => name.startsWith('backup.tgz'))).toEqual(['backup.tgz'])

    const to = join(work, 'to')
    const restored = await runHouse({ env: { DATA_DIR: to }, args: ['restore', file] })
    expect(restored).toMatchObject({ code: 0, err: '' })
    expect(readFileSync(join(to, 'secret'), 'utf8')).toBe(readFileSync(join(from, 'secret'), 'utf8'))
    expect(await rowsOf(to, 'organisations')).toEqual(await rowsOf(from, 'organisations'))
    const house = await startHouse({ env: { DATA_DIR: to }, args: ['--demo'] })
    await house.ready()
    await house.end()
  }, 120_000)

  it('[H24] never replaces a file, and never goes into a folder that holds something', async () => {
    const again = await runHouse({ env: { DATA_DIR: from }, args: ['backup', file] })
    expect(again).toMatchObject({ code: 1, err: expect.stringMatching(/已经有了/) })
    const before = await rowsOf(from, 'organisations')
    const over = await runHouse({ env: { DATA_DIR: from }, args: ['restore', file] })
    expect(over).toMatchObject({ code: 1, err: expect.stringMatching(/里已有东西/) })
    expect(await rowsOf(from, 'organisations')).toEqual(before)
  })

  it('[H25] one that is cut short or is something else is refused, and the folder stays empty', async () => {
    const cut = join(work, 'cut.tgz')
    writeFileSync(cut, readFileSync(file))
    truncateSync(cut, Math.floor(statSync(cut).size / 2))
    const other = join(work, 'other.tgz')
    writeFileSync(other, 'a letter')
    for (const wrong of [cut, other, join(work, 'missing.tgz')]) {
      const DATA_DIR = join(work, 'empty')
      const outcome = await runHouse({ env: { DATA_DIR }, args: ['restore', wrong] })
      expect(outcome.code).toBe(1)
      expect(outcome.err.trim().split('\n')).toHaveLength(1)
      expect(existsSync(DATA_DIR) ? readdirSync(DATA_DIR) : []).toEqual([])
    }
  })

  it('[H26] of a server whose tools are missing or too old says what to install', () => {
    expect(() => findTool('pg_dump', 1000)).toThrow(/请安装/)
    expect(() => findTool('no_such_tool', 15)).toThrow(/没有找到 no_such_tool：请安装/)
  })

  if (isRoot) {
    it('[H25] a folder closed to the database’s user restores elsewhere, as it starts', async () => {
      const closed = join(work, 'root-only')
      mkdirSync(closed, { mode: 0o700 })
      const DATA_DIR = join(closed, 'data')
      expect(await runHouse({ env: { DATA_DIR }, args: ['restore', file] })).toMatchObject({ code: 0 })
      expect(existsSync(join(DATA_DIR, 'postgres.elsewhere'))).toBe(true)
      const house = await startHouse({ env: { DATA_DIR }, args: ['--demo'] })
      await house.ready()
      await house.end()
    })
  }
})
