import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { readIfThere, readOrMake, takeLock } from '../data-folder.ts'
import { Halt } from '../halt.ts'
import { isAlive, processesIn, worksIn } from '../processes.ts'
import { findHome, type Home, keepPointer, makeHome } from './home.ts'
import { findPrograms, type Programs } from './programs.ts'

/** A running private PostgreSQL. */
export type Cluster = { url: string; version: string; folder: string; pid: number; stop: () => Promise<void> }

export type ClusterOptions = {
  dataFolder: string
  projectRoot: string
  say: (line: string) => void
  /** Further settings of the server, e.g. `{ fsync: 'off' }` in a test. */
  settings?: Record<string, string>
}

const account = 'yishiting'

/**
 * Opens the private PostgreSQL of a data folder: makes it the first time, adopts the one a killed predecessor left
 * running, else starts it. It listens on loopback only and lives in a session of its own, so that no signal to our
 * process group reaches it; whoever opened it stops it.
 */
export async function openCluster(options: ClusterOptions): Promise<Cluster> {
  const { dataFolder, projectRoot, say } = options
  const known = findHome(dataFolder)
  if (!known) assertNeverOpened(dataFolder)
  const home = known ?? makeHome(dataFolder, say)
  if (home.account.uid !== undefined && !known) say(`现在是 root：数据库以普通用户（编号 ${home.account.uid}）的身份运行。`)
  const unlock = home.path === dataFolder ? () => {} : takeLock(home.path)
  const programs = findPrograms(home, projectRoot)
  const password = readOrMake(join(dataFolder, 'postgres.password'), () => randomBytes(24).toString('base64url'))
  if (!known) {
    say('第一次启动：正在建立数据库……')
    createCluster(home, programs, password)
    keepPointer(dataFolder, home)
  }
  assertSameMajor(home, programs)
  const running = (await adopt(home, programs, options.settings)) ?? (await start(home, programs, options))
  const leave = watch(home, programs, { ...options, settings: { ...options.settings, port: String(running.port) } })
  return {
    url: `postgres://${account}:${password}@127.0.0.1:${running.port}/postgres`,
    version: programs.version,
    folder: home.cluster,
    pid: running.pid,
    stop: async () => {
      await leave()
      await stop(home, programs)
      unlock()
    },
  }
}

const lookEveryMs = 500
const missedBefore = 3

/** Starts the server anew, on its port, when it has been gone for a while without our stopping it. */
function watch(home: Home, programs: Programs, options: ClusterOptions): () => Promise<void> {
  let missed = 0
  let reviving = Promise.resolve()
  const timer = setInterval(() => {
    missed = postmasterOf(home) ? 0 : missed + 1
    if (missed < missedBefore) return
    missed = Number.NEGATIVE_INFINITY
    console.error('数据库意外停了，正在重新启动……')
    reviving = start(home, programs, options)
      .catch((error: unknown) => console.error(error instanceof Halt ? error.message : error))
      .then(() => {
        missed = 0
      })
  }, lookEveryMs)
  timer.unref()
  return () => {
    clearInterval(timer)
    return reviving
  }
}

function createCluster(home: Home, programs: Programs, password: string): void {
  const fresh = `${home.cluster}.new`
  const passwordFile = join(home.path, 'postgres.first')
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  give(home, fresh)
  give(home, passwordFile)
  // Only Linux has a C.UTF-8 in its library everywhere; PostgreSQL's own is the same everywhere.
  const libraryLocale = process.platform === 'linux' ? 'C.UTF-8' : 'C'
  const made = spawnSync(
    programs.initdb,
    [
      `--pgdata=${fresh}`, `--username=${account}`, '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8',
      `--locale=${libraryLocale}`, '--locale-provider=builtin', '--builtin-locale=C.UTF-8',
    ],
    { ...home.account, cwd: fresh, encoding: 'utf8', env: plainEnvironment() },
  )
  rmSync(passwordFile, { force: true })
  if (made.status !== 0) throw new Halt(`数据库建不起来：${lastLine(made.stderr || String(made.error ?? ''))}`)
  renameSync(fresh, home.cluster)
}

/** The password is made with the cluster, the key once a house stood on it: with both there, a cluster is missing and not to be made. */
function assertNeverOpened(dataFolder: string): void {
  if (!['postgres.password', 'secret'].every((name) => existsSync(join(dataFolder, name)))) return
  throw new Halt(`${dataFolder} 里原来有数据库，现在不见了：请找回 postgres 文件夹，或用备份恢复到一个空的 DATA_DIR。不会另建一个空的。`)
}

function assertSameMajor(home: Home, programs: Programs): void {
  const written = readIfThere(join(home.cluster, 'PG_VERSION'))?.trim()
  if (!written) throw new Halt(`${home.cluster} 不完整（缺少 PG_VERSION）：里面的东西没有动，请用备份恢复到一个空的 DATA_DIR。`)
  if (programs.version.split('.')[0] === written) return
  throw new Halt(`数据是 PostgreSQL ${written} 写的，现在自带的是 ${programs.version}：请用原来的版本打开，备份后再升级。`)
}

type Postmaster = { pid: number; port: number; ready: boolean }

/** What the cluster's own file says of the server that runs on it; null when none does. */
function postmasterOf(home: Home): Postmaster | null {
  const lines = readIfThere(join(home.cluster, 'postmaster.pid'))?.split('\n')
  const pid = Number(lines?.[0])
  if (!lines || !pid || !worksIn(pid, home.cluster)) return null
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
}

/** Takes over the server a predecessor left behind; one of another release or with other settings is stopped. */
async function adopt(home: Home, programs: Programs, settings: ClusterOptions['settings']): Promise<Postmaster | null> {
  const found = postmasterOf(home)
  if (!found) return null
  const startedBy = readIfThere(join(home.cluster, 'postmaster.opts')) ?? ''
  if (!settings && startedBy.includes(programs.postgres)) {
    const ready = await untilReady(home, found.pid)
    if (ready) return ready
  }
  await stop(home, programs)
  return null
}

async function start(home: Home, programs: Programs, options: ClusterOptions): Promise<Postmaster> {
  await clearLeftovers(home)
  const deadline = performance.now() + 20_000
  for (;;) {
    const started = await launch(home, programs, options)
    if ('pid' in started) return started
    // A port taken in between, or the last processes of a killed server still leaving: worth another try.
    if (performance.now() > deadline || !/bind|in use|already exists/.test(started.log)) {
      throw new Halt(`数据库没能启动：${lastLine(started.log)}（详见 ${join(home.path, 'postgres.log')}）`)
    }
    await wait(250)
  }
}

async function launch(home: Home, programs: Programs, options: ClusterOptions): Promise<Postmaster | { log: string }> {
  const log = join(home.path, 'postgres.log')
  const output = openSync(log, 'w', 0o600)
  const settings = {
    port: String(await freePort()),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    logging_collector: 'on',
    log_filename: 'postgresql-%a.log',
    log_rotation_age: '1d',
    log_truncate_on_rotation: 'on',
    ...options.settings,
  }
  const child = spawn(
    programs.postgres,
    ['-D', home.cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...home.account, cwd: home.cluster, detached: true, stdio: ['ignore', output, output], env: plainEnvironment() },
  )
  closeSync(output)
  const failed = new Promise<void>((resolve) => child.once('error', () => resolve()))
  child.unref()
  const ready = child.pid === undefined ? null : await Promise.race([untilReady(home, child.pid, options.say), failed])
  return ready ?? { log: readIfThere(log) ?? '' }
}

/** Waits while the server starts or recovers; null when it ended instead. */
async function untilReady(home: Home, pid: number, say: (line: string) => void = () => {}): Promise<Postmaster | null> {
  const begun = performance.now()
  let told = false
  while (isAlive(pid)) {
    const found = postmasterOf(home)
    if (found?.pid === pid && found.ready) return found
    if (!told && performance.now() - begun > 5_000) {
      say('数据库正在检查上次留下的数据，请稍候……')
      told = true
    }
    await wait(20)
  }
  return null
}

/**
 * PostgreSQL refuses to start while its file names a living process, even when a stranger got that number. The file
 * goes only when no process works in the cluster any more.
 */
async function clearLeftovers(home: Home): Promise<void> {
  const file = join(home.cluster, 'postmaster.pid')
  const pid = Number(readIfThere(file)?.split('\n')[0])
  for (let turn = 0; turn < 100 && processesIn(home.cluster).length > 0; turn++) await wait(100)
  if (pid && !worksIn(pid, home.cluster) && processesIn(home.cluster).length === 0) rmSync(file, { force: true })
}

/** Stops the server at once but cleanly: open transactions are undone, everything committed is on disk. */
async function stop(home: Home, programs: Programs): Promise<void> {
  if (!postmasterOf(home)) return
  const command = ['stop', '-D', home.cluster, '-m', 'fast', '-w', '-t', '60']
  const child = spawn(programs.control, command, {
    ...home.account, cwd: home.cluster, stdio: 'ignore', env: plainEnvironment(), detached: true,
  })
  await new Promise<void>((resolve) => child.once('close', () => resolve()).once('error', () => resolve()))
  if (postmasterOf(home)) throw new Halt(`数据库没能停下（进程 ${postmasterOf(home)?.pid}）：请看 ${join(home.cluster, 'log')} 里的记录。`)
}

/** Hands a file or folder to the user the database runs as. */
function give({ account: { uid, gid } }: Home, path: string): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid)
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

/** Without the PG… variables of whoever starts us, and with messages in a language we can read. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('PG') && !name.startsWith('LC_') && name !== 'LANG')
  return { ...Object.fromEntries(kept), LC_ALL: 'C', LC_MESSAGES: 'C' }
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? ''
}
