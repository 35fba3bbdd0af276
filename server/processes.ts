import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

const linux = process.platform === 'linux'

/** True while a process with this id lives; one that has ended but was not collected counts as ended. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as { code?: string }).code !== 'EPERM') return false
  }
  return !linux || statOf(pid)?.state !== 'Z'
}

/** Tells two processes with the same id apart: when it began, in this run of the machine. Null where unknown. */
export function birthMark(pid: number): string | null {
  if (linux) {
    const stat = statOf(pid)
    return stat && `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${stat.began}`
  }
  return listed(pid, 'lstart=')
}

/** True when this process works in this folder: PostgreSQL's processes stand in their cluster. */
export function worksIn(pid: number, folder: string): boolean {
  if (!isAlive(pid)) return false
  if (linux) return cwdOf(pid) === folder
  return process.platform === 'win32' || (listed(pid, 'command=') ?? '').includes(folder)
}

/** Every process that works in this folder (Linux only; elsewhere none is found). */
export function processesIn(folder: string): number[] {
  if (!linux) return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => cwdOf(pid) === folder)
}

function statOf(pid: number): { state: string; began: string } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0]!, began: fields[19]! }
  } catch {
    return null
  }
}

function cwdOf(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return null
  }
}

function listed(pid: number, column: string): string | null {
  try {
    return execFileSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8' }).trim() || null
  } catch {
    return null
  }
}
