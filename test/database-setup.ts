import { readdirSync, readFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { connect, migrate } from '../db/client.ts'

declare module 'vitest' {
  interface ProvidedContext {
    server: string
    template: string
  }
}

const folder = 'db/migrations'

function fingerprint(): string {
  const hash = createHash('sha256')
  for (const name of readdirSync(folder).sort()) if (name.endsWith('.sql')) hash.update(readFileSync(join(folder, name)))
  return hash.digest('hex').slice(0, 12)
}

/** Makes one migrated database that every test file copies. The server's address comes from `TEST_DATABASE_URL`. */
export default async function setUp(project: TestProject): Promise<void> {
  const server = process.env['TEST_DATABASE_URL']
  if (!server) throw new Error('TEST_DATABASE_URL is not set: run the tests with `npm test`.')
  const template = `yst_template_${fingerprint()}`
  const admin = connect(server, { max: 1 })
  try {
    await admin.sql`select pg_advisory_lock(7301)`
    const [found] = await admin.sql`select 1 from pg_database where datname = ${template}`
    if (!found) {
      await admin.sql.unsafe(`create database ${template}_new`)
      const fresh = connect(addressOf(server, `${template}_new`), { max: 1 })
      await migrate(fresh.db, folder)
      await fresh.close()
      await admin.sql.unsafe(`alter database ${template}_new rename to ${template}`)
    }
  } finally {
    await admin.close()
  }
  project.provide('server', server)
  project.provide('template', template)
}

function addressOf(server: string, database: string): string {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.toString()
}
