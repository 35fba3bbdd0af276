import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { freePort } from '../../spawned.ts'
import type { Address, Running, TargetName } from './target.ts'

const folder = resolve('test/bench/peers')

type Peer = { wire: Address['wire']; script: string; env: (data: string) => Record<string, string> }

const yws = 'node_modules/@y/websocket-server/src/server.js'
const peers: Record<Exclude<TargetName, 'yishiting'>, Peer> = {
  yws: { wire: 'stock', script: yws, env: () => ({}) },
  'yws-level': { wire: 'stock', script: yws, env: (data) => ({ YPERSISTENCE: data }) },
  hp4: { wire: 'hocuspocus', script: 'hp4.mjs', env: () => ({}) },
  'hp4-sqlite': { wire: 'hocuspocus', script: 'hp4.mjs', env: (data) => ({ DATABASE: join(data, 'texts.sqlite') }) },
}

const started = new Set<ChildProcess>()
let named = 0

/** Starts a peer as a process of its own and waits until its port is open. */
export async function startPeer(target: keyof typeof peers, data: string): Promise<Running> {
  installPeers()
  mkdirSync(data, { recursive: true })
  const { wire, script, env } = peers[target]
  const port = await freePort()
  const child = spawn(process.execPath, [script], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: String(port), ...env(data) },
  })
  started.add(child)
  const over = new Promise<void>((gone) => child.once('close', () => gone()))
  await new Promise<void>((ready, fail) => {
    void over.then(() => fail(new Error(`${target} did not open`)))
    child.stdout.on('data', (said: Buffer) => {
      if (/ready|running/.test(said.toString())) ready()
    })
  })
  return {
    address: { target, wire, port, pid: child.pid!, databasePid: null, cookies: [] },
    texts: async (count) => Array.from({ length: count }, () => `text-${(named += 1)}`),
    end: async (signal = 'SIGTERM') => {
      child.kill(signal)
      await over
      started.delete(child)
    },
    again: () => startPeer(target, data),
  }
}

/** Ends whatever a failure left running. */
export function endPeers(): void {
  for (const child of started) child.kill('SIGKILL')
}

type Lock = { packages: Record<string, { version?: string; optional?: boolean }> }

function readLock(file: string): Lock | null {
  try {
    return JSON.parse(readFileSync(join(folder, file), 'utf8')) as Lock
  } catch {
    return null
  }
}

function areInstalled(): boolean {
  const found = readLock('node_modules/.package-lock.json')?.packages
  const wanted = readLock('package-lock.json')?.packages ?? {}
  return Object.entries(wanted).every(([path, entry]) => path === '' || entry.optional || found?.[path]?.version === entry.version)
}

let installed = false

/** Puts the pinned peers into their own folder, the first time one is wanted. */
function installPeers(): void {
  if (installed) return
  if (!areInstalled()) {
    console.log('installing the peers (once; where SQLite has to be compiled this takes minutes) …')
    const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' })
    if (done.status !== 0) throw new Error('the peers could not be installed')
  }
  installed = true
}
