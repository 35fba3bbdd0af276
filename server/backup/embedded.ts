import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Start } from '../boot.ts'
import { type DataFolder, openDataFolder } from '../data-folder.ts'
import { openPrivate } from '../database.ts'
import { Halt } from '../halt.ts'
import { findHome, type Home, keepPointer, makeHome } from '../postgres/home.ts'
import { type Entry, entriesOf, readArchive, writeArchive } from './archive.ts'
import { assertLedgerIsWhole, assertSameCounts, type Counts, countRows } from './count.ts'
import { type Manifest, readManifest } from './manifest.ts'

const secrets = ['secret', 'postgres.password'] as const

/**
 * Copies a private PostgreSQL into one file: count, stop, copy; then restores the copy beside the file, starts it and
 * counts again, so that a backup that was written is known to come back.
 */
export async function backUpCluster(start: Start, file: string): Promise<void> {
  const { dataFolder } = start.environment
  if (!existsSync(dataFolder) || !findHome(dataFolder)) throw new Halt(`${dataFolder} 里还没有数据，没有可备份的。`)
  const folder = openDataFolder(dataFolder)
  start.closing.later(folder.release)
  const { counts, version } = await look(start, folder)
  const home = findHome(folder.path)
  if (!home) throw new Halt(`${dataFolder} 里还没有数据，没有可备份的。`)
  const manifest: Manifest = { format: 1, kind: 'embedded', release: start.project.version, database: version, counts }
  start.say('正在写备份……')
  await writeArchive(file, contents(manifest, folder, home))
  start.say('正在试着恢复这份备份，确认它能用……')
  await tryOut(start, file)
}

/** Restores an archive into an empty data folder; whatever fails leaves the folder empty again. */
export async function restoreCluster(start: Start, file: string): Promise<void> {
  const folder = openDataFolder(start.environment.dataFolder)
  start.closing.later(folder.release)
  if (readdirSync(folder.path).some((name) => name !== 'lock')) {
    throw new Halt(`${folder.path} 里已有东西：请用 DATA_DIR 指一个空文件夹来恢复，原来的不会被动。`)
  }
  await restoreInto(start, folder, file)
}

async function* contents(manifest: Manifest, folder: DataFolder, home: Home): AsyncGenerator<Entry> {
  const said = Buffer.from(JSON.stringify(manifest, null, 2))
  yield { name: 'manifest.json', mode: 0o600, size: said.length, content: said }
  for (const name of secrets) {
    const content = readFileSync(join(folder.path, name))
    yield { name, mode: 0o600, size: content.length, content }
  }
  yield* entriesOf(home.cluster, 'postgres', ['postmaster.pid', 'log'])
}

async function tryOut(start: Start, file: string): Promise<void> {
  const trial = `${file}.trial`
  rmSync(trial, { recursive: true, force: true })
  const folder = openDataFolder(trial)
  try {
    await restoreInto({ ...start, say: () => {} }, folder, file)
  } finally {
    const home = findHome(folder.path)
    if (home) rmSync(home.path, { recursive: true, force: true })
    rmSync(trial, { recursive: true, force: true })
  }
}

async function restoreInto(start: Start, folder: DataFolder, file: string): Promise<void> {
  const home = makeHome(folder.path, start.say)
  const unpacked = join(home.path, 'restoring')
  try {
    mkdirSync(unpacked, { mode: 0o700 })
    await readArchive(file, unpacked)
    const manifest = readManifest(unpacked, file)
    if (manifest.kind !== 'embedded') throw new Halt('这份备份来自独立的 PostgreSQL：请设置 DATABASE_URL 指向一个空的库再恢复。')
    place(folder, home, unpacked)
    const { counts } = await look(start, folder)
    assertSameCounts(counts, manifest.counts)
  } catch (error) {
    for (const name of [...secrets, 'postgres.elsewhere', 'postgres.log']) rmSync(join(folder.path, name), { force: true })
    rmSync(home.path === folder.path ? home.cluster : home.path, { recursive: true, force: true })
    throw error
  } finally {
    rmSync(unpacked, { recursive: true, force: true })
  }
}

function place(folder: DataFolder, home: Home, unpacked: string): void {
  for (const name of secrets) {
    copyFileSync(join(unpacked, name), join(folder.path, name))
    chmodSync(join(folder.path, name), 0o600)
  }
  giveAll(home, join(unpacked, 'postgres'))
  renameSync(join(unpacked, 'postgres'), home.cluster)
  keepPointer(folder.path, home)
}

function giveAll(home: Home, path: string): void {
  const { uid, gid } = home.account
  if (uid === undefined || gid === undefined) return
  chownSync(path, uid, gid)
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inside = join(path, entry.name)
    if (entry.isDirectory()) giveAll(home, inside)
    else chownSync(inside, uid, gid)
  }
}

/** Starts the database, counts what it holds, checks the ledger, and stops it again. */
async function look(start: Start, folder: DataFolder): Promise<{ counts: Counts; version: string }> {
  const database = await openPrivate(folder, start.project, start.say)
  try {
    const counts = await countRows(database.db)
    await assertLedgerIsWhole(database.db, counts)
    return { counts, version: database.version }
  } finally {
    await database.close()
  }
}
