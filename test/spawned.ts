import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { isAlive } from '../server/processes.ts'

const projectRoot = process.cwd()

export type Outcome = { code: number | null; out: string; err: string }
export type Running = {
  pid: number
  port: number
  out: () => string
  /** Waits for the line `ready …`; fails with what was said when the process ends instead. */
  ready: () => Promise<string>
  ended: () => Promise<Outcome>
  /** Sends a signal to the whole process group, as a terminal does, and waits for the end. */
  end: (signal?: NodeJS.Signals) => Promise<Outcome>
}

export type HouseOptions = {
  args?: readonly string[]
  env?: Record<string, string>
  as?: { uid: number; gid: number }
  /** Another project folder than our own, e.g. one open to an ordinary user. */
  root?: string
  node?: string
}

const started = new Set<ChildProcess>()

/** Starts the built house as a process group of its own. */
export async function startHouse(options: HouseOptions): Promise<Running> {
  const port = Number(options.env?.['PORT'] ?? (await freePort()))
  const root = options.root ?? projectRoot
  const child = spawn(options.node ?? process.execPath, [join(root, 'dist/server/main.js'), ...(options.args ?? [])], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: String(port), ...options.env },
    ...options.as,
  })
  started.add(child)
  let out = ''
  let err = ''
  const over = new Promise<Outcome>((resolve) => child.once('close', (code) => resolve({ code, out, err })))
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      out += chunk.toString()
      const line = /^ready .*$/m.exec(out)?.[0]
      if (line) resolve(line)
    })
    child.stderr?.on('data', (chunk: Buffer) => {
      err += chunk.toString()
    })
    void over.then(() => reject(new Error(`the house did not open: ${out}${err}`)))
  })
  ready.catch(() => {})
  return {
    pid: child.pid!,
    port,
    out: () => out,
    ready: () => ready,
    ended: () => over,
    end: (signal = 'SIGTERM') => {
      if (isAlive(child.pid!)) process.kill(-child.pid!, signal)
      return over
    },
  }
}

/** Runs the house to its end: for starts that are refused, and for errands. */
export async function runHouse(options: HouseOptions): Promise<Outcome> {
  return (await startHouse(options)).ended()
}

/** Ends whatever a failure left running. */
export async function endAll(): Promise<void> {
  for (const child of started) {
    if (child.exitCode !== null || child.signalCode !== null || !child.pid) continue
    const over = new Promise((resolve) => child.once('close', resolve))
    process.kill(-child.pid, 'SIGTERM')
    await over
  }
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

/** Makes sure that what runs is what stands: builds when the sources are newer, as for people and not as for tests. */
export function buildFirst(): void {
  const env = { ...process.env, NODE_ENV: 'production' }
  const done = spawnSync(process.execPath, ['server/setup.mjs'], { cwd: projectRoot, encoding: 'utf8', env })
  if (done.status !== 0) throw new Error(`${done.stdout}${done.stderr}`)
}
