import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf, Halt } from './halt.ts'
import { birthMark, isAlive } from './processes.ts'

export type DataFolder = {
  path: string
  /** 32 bytes, hex: seals contacts and signs cookies; never in the database. */
  secret: () => string
  /** Gives the folder free for the next start. */
  release: () => void
}

/** Makes the folder where needed and takes it for this process alone. A live holder or closed folder halts. */
export function openDataFolder(path: string): DataFolder {
  makeFolder(path)
  const real = realpathSync(path)
  const release = takeLock(real)
  return { path: real, secret: () => readOrMake(join(real, 'secret'), () => randomBytes(32).toString('hex')), release }
}

function makeFolder(path: string): void {
  const asRoot = process.getuid?.() === 0
  try {
    // Root's database runs as another user, who must be able to walk through; what is secret inside is 0600 itself.
    if (mkdirSync(path, { recursive: true })) chmodSync(path, asRoot ? 0o711 : 0o700)
    if (!statSync(path).isDirectory()) throw new Halt(`${path} 不是文件夹：请换一个 DATA_DIR。`)
  } catch (error) {
    throw error instanceof Halt ? error : unwritable(path, error)
  }
}

type Holder = { pid: number; mark: string | null }

/**
 * A file naming the process that uses the folder; a holder that no longer lives is set aside. `mark` keeps a stranger
 * that got the old number from being taken for the holder.
 */
export function takeLock(folder: string): () => void {
  const file = join(folder, 'lock')
  const mine = JSON.stringify({ pid: process.pid, mark: birthMark(process.pid) } satisfies Holder)
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      writeFileSync(file, mine, { flag: 'wx', mode: 0o600 })
      return () => {
        if (readIfThere(file) === mine) rmSync(file, { force: true })
      }
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw unwritable(folder, error)
    }
    const found = readIfThere(file)
    if (found === null) continue
    const holder = holderIn(found)
    if (holder) throw new Halt(`${folder} 正由另一个议事亭使用（进程 ${holder.pid}）：请先停下它，或换一个 DATA_DIR。`)
    setAside(file, found)
  }
  throw new Halt(`${folder} 有别的议事亭正在同时启动：请稍等再试。`)
}

/** Moves a dead holder's file away, unless another start has just replaced it. */
function setAside(file: string, found: string): void {
  const aside = `${file}.${process.pid}`
  try {
    renameSync(file, aside)
    if (readIfThere(aside) !== found) renameSync(aside, file)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

function holderIn(text: string): Holder | null {
  try {
    const holder = JSON.parse(text) as Holder
    return isAlive(holder.pid) && birthMark(holder.pid) === holder.mark ? holder : null
  } catch {
    return null
  }
}

/** A secret kept in a file only we may read, made once. */
export function readOrMake(file: string, make: () => string): string {
  const kept = readIfThere(file)?.trim()
  if (kept) return kept
  const made = make()
  writeFileSync(`${file}.new`, made, { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return made
}

export function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw unwritable(file, error)
  }
}

function unwritable(path: string, error: unknown): Halt {
  const why: Record<string, string> = { EACCES: '没有权限', EPERM: '没有权限', EROFS: '这里只能读', ENOSPC: '磁盘已满', ENOTDIR: '上层不是文件夹' }
  return new Halt(`不能在 ${path} 读写（${why[codeOf(error)] ?? (codeOf(error) || String(error))}）：请换一个 DATA_DIR，或开放它的权限。`)
}
