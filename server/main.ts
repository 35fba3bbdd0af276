import { backUp, restore } from './backup/backup.ts'
import { bringUp, openHouse, type Start } from './boot.ts'
import { createClosing } from './closing.ts'
import { readEnvironment } from './environment.ts'
import { Halt } from './halt.ts'
import { findProject } from './project.ts'

const closing = createClosing()
const stopping = new AbortController()

async function run(): Promise<void> {
  const environment = readEnvironment(process.argv.slice(2), process.env)
  const start: Start = { environment, project: findProject(), say: console.log, closing, signal: stopping.signal }
  const { errand } = environment
  if (errand.name === 'serve') return openHouse(start)
  if (errand.name === 'migrate') await bringUp(start)
  if (errand.name === 'backup') await backUp(start, errand.file)
  if (errand.name === 'restore') await restore(start, errand.file)
  await closing.now()
}

/** Closes what is open, the database last. A start under way is first left at its next step. */
async function leave(): Promise<void> {
  if (stopping.signal.aborted) return
  stopping.abort()
  console.error('正在停下：先保存、断开，最后停数据库……')
  await running.catch(() => {})
  await closing.now().catch(tell)
  process.exit()
}

function tell(error: unknown): void {
  console.error(error instanceof Halt ? error.message : error)
  process.exitCode = 1
}

// A terminal that is gone must not keep us from closing in order.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, leave)

process.on('unhandledRejection', (error) => console.error(error))
process.on('uncaughtException', (error) => {
  tell(error)
  void leave()
})

const running = run()
running.catch(async (error: unknown) => {
  if (stopping.signal.aborted) return
  tell(error)
  await closing.now().catch(tell)
  process.exit()
})
