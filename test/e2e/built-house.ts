import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, inject } from 'vitest'
import { connect } from '../../db/client.ts'
import { buildFirst, endAll, type Running, startHouse } from '../spawned.ts'

/** The built house, started as `npm start` starts it, on an empty database of this test file's own. */
export function builtHouse() {
  const database = `yst_e2e_${randomBytes(6).toString('hex')}`
  const folder = mkdtempSync(join(tmpdir(), 'yishiting-e2e-'))
  let house: Running
  let databaseUrl = ''

  async function onServer(statement: string): Promise<void> {
    const admin = connect(inject('server'), { max: 1 })
    await admin.sql.unsafe(statement)
    await admin.close()
  }
  beforeAll(async () => {
    buildFirst()
    await onServer(`create database ${database}`)
    const url = new URL(inject('server'))
    url.pathname = `/${database}`
    databaseUrl = url.toString()
    house = await startHouse({ env: { DATA_DIR: folder, DATABASE_URL: databaseUrl } })
    await house.ready()
  }, 180_000)
  afterAll(async () => {
    await endAll()
    await onServer(`drop database if exists ${database} with (force)`)
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    address: () => `http://localhost:${house.port}`,
    database: () => databaseUrl,
    /** The process dies as if the machine had. */
    kill: () => house.end('SIGKILL'),
    /** The one-time link that the first start prints. */
    setUpLink: () => /http:\S+\/set-up#\S+/.exec(house.out())?.[0] ?? '',
  }
}
