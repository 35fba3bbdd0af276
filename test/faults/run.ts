/**
 * `npm run faults [-- --full] [--seed S] [--only 1,freeze]`: houses, database and network are broken on purpose while people
 * write, and everything the house said was saved is looked for. See docs/operating.md.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { endAll } from '../spawned.ts'
import { type Ground, openGround } from './rig/ground.ts'
import { openStage, type Size, type Tally } from './rig/stage.ts'
import { type Row, rows } from './rows.ts'

const { values: asked } = parseArgs({ options: { full: { type: 'boolean' }, quick: { type: 'boolean' }, seed: { type: 'string' }, only: { type: 'string' } } })
const size: Size = asked.full ? 'full' : asked.quick ? 'test' : 'usual'
const seed = Number(asked.seed ?? Date.now() % 2 ** 31)
const only = asked.only?.split(',').map((key) => key.trim())
for (const key of only ?? []) if (!rows.some((row) => row.key === key)) throw new Error(`no row ${key}: there are ${rows.map((row) => row.key).join(', ')}`)
if (!Number.isInteger(seed)) throw new Error('--seed is a whole number')

const sizes: Size[] = ['test', 'usual', 'full']
const chosen = rows.filter(({ key, from }) => (only ? only.includes(key) : sizes.indexOf(from) <= sizes.indexOf(size)))
const sum: Tally = { runs: 0, acknowledged: 0, lost: 0, diverged: 0, troubles: [] }
const work = mkdtempSync(join(tmpdir(), 'yishiting-faults-'))
chmodSync(work, 0o755)
let ground: Ground | null = null

let leaving: Promise<void> | null = null
const leave = (): Promise<void> =>
  (leaving ??= (async () => {
    await endAll()
    await ground?.close()
    rmSync(work, { recursive: true, force: true })
  })())
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leave().then(() => process.exit(130)))

async function go({ key, name, run }: Row, on: Ground): Promise<void> {
  const begun = performance.now()
  const stage = openStage(on, size, seed, `row ${key}`)
  try {
    await run(stage)
  } catch (error) {
    stage.trouble(error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
  await stage.close()
  const { runs, acknowledged, lost, diverged, troubles } = stage.tally
  sum.runs += runs
  sum.acknowledged += acknowledged
  sum.lost += lost
  sum.diverged += diverged
  sum.troubles.push(...troubles.map((what) => `row ${key}: ${what}`))
  const seconds = Math.round((performance.now() - begun) / 1000)
  console.log(`row ${key}, ${name}: ${runs} runs, ${acknowledged} acknowledged, ${lost} lost, ${diverged} diverged, seed ${seed} (${seconds} s)`)
  for (const figure of stage.figures()) console.log(`    ${figure}`)
  for (const what of troubles) console.log(`  ✗ ${what}`)
}

try {
  ground = await openGround(work)
  for (const row of chosen) await go(row, ground)
} finally {
  await leave()
}
console.log(`faults: ${sum.runs} runs, ${sum.acknowledged} acknowledged, ${sum.lost} lost, ${sum.diverged} diverged, seed ${seed}`)
process.exit(sum.lost === 0 && sum.diverged === 0 && sum.troubles.length === 0 ? 0 : 1)
