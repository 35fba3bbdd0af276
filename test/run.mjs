/**
 * `npm test`: types and lint, then every suite against a PostgreSQL of its own and a real browser. The last line is
 * `N passed, N failed`, all of it added up; a skipped test counts as failed.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { register } from 'tsx/esm/api'
import { findBrowser } from './browser.mjs'

register()
const { openCluster } = await import('../server/postgres/cluster.ts')
const { openDataFolder } = await import('../server/data-folder.ts')

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const work = mkdtempSync(join(tmpdir(), 'yishiting-test-'))
const total = { passed: 0, failed: 0 }
const bin = (...path) => join(root, 'node_modules', ...path)

let running = null
let interrupted = false

function run(args, env = {}) {
  return new Promise((resolve) => {
    running = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
    running.once('close', (code) => resolve(code === 0))
  })
}

async function step(name, args) {
  if (interrupted) return
  const passed = await run(args)
  total[passed ? 'passed' : 'failed'] += 1
  console.log(`${passed ? '✓' : '✗'} ${name}`)
}

/** Adds up a vitest report; whatever is wrong without a failed test to its name counts as one failure. */
function addUp(report, succeeded) {
  let failed = 0
  for (const file of report?.testResults ?? []) {
    for (const { status } of file.assertionResults) {
      if (status === 'passed') total.passed += 1
      else failed += 1
    }
    if (file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed')) failed += 1
  }
  total.failed += failed === 0 && !succeeded ? 1 : failed
}

async function suites() {
  const folder = openDataFolder(join(work, 'data'))
  const cluster = await openCluster({ dataFolder: folder.path, projectRoot: root, say: () => {}, settings: { max_connections: '300' } })
  const report = join(work, 'report.json')
  try {
    const succeeded = await run(
      [bin('vitest', 'vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)],
      { TEST_DATABASE_URL: cluster.url, CHROMIUM_PATH: findBrowser() ?? '' },
    )
    addUp(readReport(report), succeeded)
  } finally {
    await cluster.stop()
    folder.release()
  }
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    interrupted = true
    running?.kill('SIGTERM')
  })
}

try {
  await step('types (tsc --noEmit)', [bin('typescript', 'bin', 'tsc'), '--noEmit'])
  await step('lint (oxlint)', [bin('oxlint', 'bin', 'oxlint'), '--deny-warnings'])
  if (!interrupted) await suites()
  if (interrupted) total.failed += 1
} catch (error) {
  console.error(error)
  total.failed += 1
} finally {
  rmSync(work, { recursive: true, force: true })
}
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed === 0 ? 0 : 1)
