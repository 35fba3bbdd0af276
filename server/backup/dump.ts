import { spawnSync } from 'node:child_process'
import { createReadStream, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { sql } from 'drizzle-orm'
import type { Start } from '../boot.ts'
import { openDataFolder, readIfThere } from '../data-folder.ts'
import { type Database, openServer } from '../database.ts'
import { Halt } from '../halt.ts'
import { type Entry, readArchive, writeArchive } from './archive.ts'
import { assertLedgerIsWhole, assertSameCounts, countRows } from './count.ts'
import { type Manifest, readManifest } from './manifest.ts'

/**
 * Copies a PostgreSQL server's database into one file with `pg_dump`, at one moment, while others go on working: the
 * data folder is not taken, since the open house holds it.
 */
export async function backUpServer(start: Start, url: string, file: string): Promise<void> {
  const secret = readIfThere(join(start.environment.dataFolder, 'secret'))
  if (!secret) throw new Halt(`${start.environment.dataFolder} 里没有 secret，备份以后联系方式会读不出来：请把 DATA_DIR 指到正在用的文件夹。`)
  const database = await openServer(url)
  start.closing.later(database.close)
  const work = mkdtempSync(join(tmpdir(), 'yishiting-'))
  start.closing.later(() => rmSync(work, { recursive: true, force: true }))
  const dump = join(work, 'database.dump')
  start.say('正在写备份……')
  const counts = await database.db.transaction(
    async (tx) => {
      const [snapshot] = await tx.execute<{ id: string }>(sql`select pg_export_snapshot() as id`)
      const found = await countRows(tx)
      await assertLedgerIsWhole(tx, found)
      runTool('pg_dump', database, ['--format=custom', '--no-owner', '--no-privileges', `--snapshot=${snapshot!.id}`, `--file=${dump}`])
      return found
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
  const manifest: Manifest = { format: 1, kind: 'server', release: start.project.version, database: database.version, counts }
  await writeArchive(file, contents(manifest, secret, dump))
}

/** Restores an archive into an empty database; a failure leaves it empty. */
export async function restoreServer(start: Start, url: string, file: string): Promise<void> {
  const folder = openDataFolder(start.environment.dataFolder)
  start.closing.later(folder.release)
  const database = await openServer(url)
  start.closing.later(database.close)
  if (Object.keys(await countRows(database.db)).length > 0) throw new Halt('DATABASE_URL 指的库里已有表：请指一个空的库来恢复，原来的不会被动。')
  const work = mkdtempSync(join(tmpdir(), 'yishiting-'))
  start.closing.later(() => rmSync(work, { recursive: true, force: true }))
  const unpacked = join(work, 'unpacked')
  mkdirSync(unpacked)
  await readArchive(file, unpacked)
  const manifest = readManifest(unpacked, file)
  if (manifest.kind !== 'server') throw new Halt('这份备份来自自带的 PostgreSQL：请不要设置 DATABASE_URL，恢复到一个空的 DATA_DIR。')
  const secret = readFileSync(join(unpacked, 'secret'), 'utf8')
  const kept = readIfThere(join(folder.path, 'secret'))
  if (kept && kept !== secret) throw new Halt(`${folder.path} 里已有另一个 secret：请用 DATA_DIR 指一个空文件夹来恢复。`)
  runTool('pg_restore', database, ['--no-owner', '--no-privileges', '--exit-on-error', '--single-transaction', join(unpacked, 'database.dump')])
  const counts = await countRows(database.db)
  assertSameCounts(counts, manifest.counts)
  await assertLedgerIsWhole(database.db, counts)
  writeFileSync(join(folder.path, 'secret'), secret, { mode: 0o600 })
}

async function* contents(manifest: Manifest, secret: string, dump: string): AsyncGenerator<Entry> {
  for (const [name, text] of [['manifest.json', JSON.stringify(manifest, null, 2)], ['secret', secret]] as const) {
    const content = Buffer.from(text)
    yield { name, mode: 0o600, size: content.length, content }
  }
  yield { name: 'database.dump', mode: 0o600, size: statSync(dump).size, content: createReadStream(dump) }
}

/** Runs one of PostgreSQL's own tools on a database; the password travels in the environment, not in the list of processes. */
function runTool(name: 'pg_dump' | 'pg_restore', database: Database, args: readonly string[]): void {
  const tool = findTool(name, Number.parseInt(database.version, 10))
  const url = new URL(database.url)
  const password = decodeURIComponent(url.password)
  url.password = ''
  const done = spawnSync(tool, [`--dbname=${url.toString()}`, ...args], { env: { ...process.env, PGPASSWORD: password }, encoding: 'utf8' })
  if (done.status !== 0) throw new Halt(`${name} 没有做成：${done.stderr?.trim().split('\n')[0] ?? String(done.error)}`)
}

/** The newest such tool on this machine; it must not be older than the server (H26). */
export function findTool(name: string, atLeast: number): string {
  const shelves = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').map((release) => `/usr/lib/postgresql/${release}/bin`) : []
  const found = [...(process.env['PATH'] ?? '').split(delimiter), ...shelves]
    .map((folder) => join(folder, name))
    .filter((path) => existsSync(path))
    .map((path) => ({ path, release: releaseOf(path) }))
    .toSorted((a, b) => b.release - a.release)[0]
  if (found && found.release >= atLeast) return found.path
  throw new Halt(
    found
      ? `这里的 ${name} 是 ${found.release} 版，比数据库（${atLeast} 版）旧：请安装 postgresql-client-${atLeast}。`
      : `没有找到 ${name}：请安装 PostgreSQL 的客户端（Debian 上是 postgresql-client），或在数据库那台机器上备份。`,
  )
}

function releaseOf(path: string): number {
  const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' })
  return Number.parseInt(/\d+/.exec(stdout ?? '')?.[0] ?? '0', 10)
}
