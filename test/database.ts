import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, inject } from 'vitest'
import { connect, type Connection } from '../db/client.ts'

/** A database of this test file's own, copied from the migrated template and dropped afterwards. */
export function testDatabase(): { connection: () => Connection; url: () => string } {
  let connection: Connection
  let address = ''
  const name = `yst_test_${randomBytes(6).toString('hex')}`

  async function withServer(work: (admin: Connection) => Promise<unknown>): Promise<void> {
    const admin = connect(inject('server'), { max: 1 })
    await work(admin)
    await admin.close()
  }

  beforeAll(async () => {
    await withServer((admin) => admin.sql.unsafe(`create database ${name} template ${inject('template')}`))
    const url = new URL(inject('server'))
    url.pathname = `/${name}`
    address = url.toString()
    connection = connect(address, { max: 8 })
  })
  afterAll(async () => {
    await connection.close()
    await withServer((admin) => admin.sql.unsafe(`drop database ${name} with (force)`))
  })
  return { connection: () => connection, url: () => address }
}
