import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, copyFileSync, existsSync, linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from 'vitest'
import { reaches } from '../../server/postgres/account.ts'
import { isAlive } from '../../server/processes.ts'

export const isRoot = process.getuid?.() === 0
export const ordinary = { uid: 65_534, gid: 65_534 }

const projectRoot = process.cwd()

/** A folder of this test file's own, open to every user, gone afterwards together with what lies elsewhere for it. */
export function workFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'yishiting-handshake-')))
  chmodSync(folder, 0o755)
  afterAll(() => {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (name.endsWith('postgres.elsewhere')) rmSync(readFileSync(join(folder, name), 'utf8').trim(), { recursive: true, force: true })
    }
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** A folder that the ordinary user owns. */
export function folderOf(path: string, owner: { uid: number; gid: number }): string {
  mkdirSync(path, { recursive: true })
  if (isRoot) chownSync(path, owner.uid, owner.gid)
  return path
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

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

type Options = {
  args?: readonly string[]
  env?: Record<string, string>
  as?: { uid: number; gid: number }
  /** Another project folder than our own, e.g. one open to the ordinary user. */
  root?: string
  node?: string
}

const started = new Set<ChildProcess>()

/** Starts the built house as its own process group. */
export async function startHouse(options: Options): Promise<Running> {
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
export async function runHouse(options: Options): Promise<Outcome> {
  return (await startHouse(options)).ended()
}

afterAll(async () => {
  for (const child of started) {
    if (child.exitCode === null && child.signalCode === null && child.pid) {
      process.kill(-child.pid, 'SIGTERM')
      await new Promise((resolve) => child.once('close', resolve))
    }
  }
})

/** The process of the private PostgreSQL of a data folder, by its own file. */
export function postmasterOf(dataFolder: string): number | null {
  const pointer = join(dataFolder, 'postgres.elsewhere')
  const home = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : dataFolder
  const file = join(home, 'postgres', 'postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : null
}

/** Makes sure that what is tested is what stands: builds when the sources are newer. */
export function buildFirst(): void {
  const done = spawnSync(process.execPath, ['server/setup.mjs'], { cwd: projectRoot, encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`${done.stdout}${done.stderr}`)
}

/** Our project and Node as the ordinary user can read them: in place, or as a tree of links when a folder above is closed. */
export function projectFor(work: string): { root: string; node: string } {
  if (!isRoot) return { root: projectRoot, node: process.execPath }
  let node = process.execPath
  if (!reaches(ordinary, dirname(realpathSync(node)))) {
    node = join(work, 'node')
    copyFileSync(process.execPath, node)
    chmodSync(node, 0o755)
  }
  if (reaches(ordinary, projectRoot)) return { root: projectRoot, node }
  const root = join(work, 'project')
  for (const name of ['dist', 'db', 'node_modules']) linkTree(join(projectRoot, name), join(root, name))
  copyFileSync(join(projectRoot, 'package.json'), join(root, 'package.json'))
  return { root, node }
}

function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) linkTree(source, target)
    else if (entry.isFile()) link(source, target)
  }
}

function link(source: string, target: string): void {
  try {
    linkSync(source, target)
  } catch {
    copyFileSync(source, target)
  }
}
