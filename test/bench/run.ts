/**
 * `npm run bench [-- --only start,s1] [--targets yishiting,yws] [--full] [--json FILE]`: measures the built house, its
 * rooms beside those of others. Without `--full` it stays below ten minutes. Never fails for being slow; fails when
 * words of ours went missing. See docs/bench.md.
 */
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { endAll } from '../spawned.ts'
import { tableOf } from './compare/goals.ts'
import { histories } from './compare/histories.ts'
import { idleRooms, kills, reconnects } from './compare/losses.ts'
import { twoNodes } from './compare/nodes.ts'
import { audience, manyRooms, oneRoom, receipt } from './compare/rooms.ts'
import { createStage } from './compare/stage.ts'
import { keystroke } from './keystroke.ts'
import { lists } from './lists.ts'
import { load } from './load.ts'
import type { Result, Scenario } from './results.ts'
import { start } from './start.ts'

const scenarios: Record<string, Scenario> = {
  start, keystroke, load, lists,
  's1-10': oneRoom(10, 6, { most: 3, seconds: 50 }),
  's1-50': oneRoom(50, 4, { most: 2, seconds: 40 }),
  's1-200': oneRoom(200, 4, { most: 3, seconds: 65 }),
  's1-500': oneRoom(500, 3, { most: 3, seconds: 50 }, ['yws', 'yishiting']),
  s2: manyRooms,
  s3: histories,
  s4: reconnects,
  s5: kills,
  s6: idleRooms,
  s7: audience,
  s8: twoNodes,
  receipt,
}
/** Nobody set a goal for it: it fills in the picture when there is time. */
const onlyInFull: readonly string[] = ['s1-50']

const { values: asked } = parseArgs({
  options: { only: { type: 'string' }, targets: { type: 'string' }, full: { type: 'boolean' }, json: { type: 'string' } },
})
const full = asked.full ?? false

/** `s1` stands for all of its sizes. */
function chosen(): string[] {
  const all = Object.keys(scenarios)
  if (!asked.only) return all.filter((name) => full || !onlyInFull.includes(name))
  return asked.only.split(',').flatMap((part) => {
    const wanted = part.trim()
    const found = all.filter((name) => name === wanted || name.startsWith(`${wanted}-`))
    if (found.length === 0) throw new Error(`no scenario ${wanted}: there are ${all.join(', ')}`)
    return found
  })
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return 'unknown'
  }
}

function tell({ scenario, target, metric, median, unit, n }: Result): void {
  console.log(`${scenario.padEnd(10)} ${target.padEnd(10)} ${metric.padEnd(16)} ${String(median).padStart(9)} ${unit}  (median of ${n})`)
}

const work = mkdtempSync(join(tmpdir(), 'yishiting-bench-'))
chmodSync(work, 0o755)
const stage = createStage(work, asked.targets?.split(',') ?? null)
const results: Result[] = []

let leaving: Promise<void> | null = null
function leave(): Promise<void> {
  leaving ??= (async () => {
    await endAll()
    await stage.close()
    rmSync(work, { recursive: true, force: true })
  })()
  return leaving
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leave().then(() => process.exit(130)))

/** One scenario; that it could not be measured is a fault of this run, and no reason to leave out the others. */
async function measure(name: string): Promise<void> {
  const begun = performance.now()
  try {
    for (const result of await scenarios[name]!({ full, work, stage })) {
      results.push(result)
      tell(result)
    }
  } catch (error) {
    stage.fault(`${name}: ${error instanceof Error ? error.stack : String(error)}`)
  }
  console.log(`${name} took ${Math.round((performance.now() - begun) / 1000)} s`)
}

try {
  for (const name of chosen()) await measure(name)
} finally {
  await leave()
}
console.log(`\n${tableOf(results)}`)
if (asked.json) {
  const report = { commit: commit(), node: process.versions.node, cpus: cpus().length, results }
  writeFileSync(resolve(asked.json), `${JSON.stringify(report, null, 2)}\n`)
}
for (const what of stage.faults()) console.error(`✗ ${what.split('\n')[0]}`)
process.exit(stage.faults().length === 0 ? 0 : 1)
