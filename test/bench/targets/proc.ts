import { readdirSync, readFileSync } from 'node:fs'

/** What Linux says of a process: no target has to measure itself. */

const ticksPerSecond = 100

/** Fields of /proc/PID/stat after the command's name, which may hold spaces and brackets. */
function statOf(pid: number): string[] {
  const line = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return line.slice(line.lastIndexOf(')') + 2).split(' ')
}
const seconds = (fields: string[], ...at: number[]): number => at.reduce((sum, index) => sum + Number(fields[index]), 0) / ticksPerSecond
const [parent, user, system, childUser, childSystem] = [1, 11, 12, 13, 14] as const

/** Processor seconds a process has used, all its threads together. */
export function cpuOf(pid: number): number {
  return seconds(statOf(pid), user, system)
}

/** The same for a process with the children it has and had: PostgreSQL is one process a connection. */
export function cpuOfFamily(pid: number): number {
  let sum = seconds(statOf(pid), user, system, childUser, childSystem)
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const fields = statOf(Number(name))
      if (Number(fields[parent]) === pid) sum += seconds(fields, user, system)
    } catch {
      // It ended while we looked; its parent counts it now.
    }
  }
  return sum
}

/** Memory a process has in the machine at this moment, in MB. */
export function residentOf(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) / 1024
}
