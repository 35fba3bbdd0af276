/**
 * `npm run bench [-- --only start,load] [--full] [--json FILE]`: measures the built house. Without `--full` it stays
 * below ten minutes.
 */
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { endAll } from '../spawned.ts'
import { keystroke } from './keystroke.ts'
import { lists } from './lists.ts'
import { load } from './load.ts'
import type { Result, Scenario } from './results.ts'
import { start } from './start.ts'

const scenarios: Record<string, Scenario> = { start, keystroke, load, lists }

const { values: asked } = parseArgs({ options: { only: { type: 'string' }, full: { type: 'boolean' }, json: { type: 'string' } } })

function chosen(): string[] {
  const names = asked.only?.split(',').map((name) => name.trim()) ?? Object.keys(scenarios)
  const unknown = names.find((name) => !(name in scenarios))
  if (unknown) throw new Error(`no scenario ${unknown}: there are ${Object.keys(scenarios).join(', ')}`)
  return names
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return 'unknown'
  }
}

const work = mkdtempSync(join(tmpdir(), 'yishiting-bench-'))
chmodSync(work, 0o755)
const results: Result[] = []
try {
  for (const name of chosen()) {
    for (const result of await scenarios[name]!({ full: asked.full ?? false, work })) {
      results.push(result)
      console.log(`${result.scenario.padEnd(10)} ${result.metric.padEnd(10)} ${String(result.median).padStart(9)} ${result.unit}  (median of ${result.n})`)
    }
  }
} finally {
  await endAll()
  rmSync(work, { recursive: true, force: true })
}
if (asked.json) {
  const report = { commit: commit(), node: process.versions.node, cpus: cpus().length, results }
  writeFileSync(resolve(asked.json), `${JSON.stringify(report, null, 2)}\n`)
}
