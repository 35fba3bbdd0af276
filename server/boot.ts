import { existsSync } from 'node:fs'
import { Hono } from 'hono'
import { createApp } from './app.ts'
import type { Closing } from './closing.ts'
import { type DataFolder, openDataFolder } from './data-folder.ts'
import { bringUpToDate, type Database, openPrivate, openServer } from './database.ts'
import { seedDemonstration } from './demo/seed.ts'
import type { Environment } from './environment.ts'
import { createCan } from './house/can.ts'
import { databaseClock, demoClock } from './house/clock.ts'
import { answerError } from './house/errors.ts'
import { createMetrics } from './house/metrics.ts'
import type { House, Settings } from './house/house.ts'
import { ownersFor } from './kinds.ts'
import { type FrontDoor, hostAndPort, listen, localAddresses } from './listen.ts'
import { closeBell } from './live.ts'
import { startJobs } from './jobs.ts'
import { actorOf } from './people/actor.ts'
import { createAuth } from './people/auth.ts'
import { policies } from './policies.ts'
import { connectLines } from './rooms/line-routes.ts'
import { openLines } from './rooms/lines.ts'
import { openRooms } from './rooms/rooms.ts'
import { openDoor } from './rooms/upgrade.ts'
import type { Project } from './project.ts'
import { assertOpensAs, emptyHalfDemo, fillOnce, readStore, renewSetUpToken } from './store.ts'
import { no } from '../shared/refusals.ts'

/** What every step of a start is handed. `signal` tells that someone wants to stop before it is done. */
export type Start = {
  environment: Environment
  project: Project
  say: (line: string) => void
  closing: Closing
  signal: AbortSignal
}

/** Brings the database's schema up to date and leaves. */
export async function bringUp(start: Start): Promise<void> {
  const database = await openStore(start, enter(start))
  await bringUpToDate(database, start.project)
  start.say('数据库结构已是最新。')
}

/** Opens the house: folder, port, database, schema, demonstration; only then is it ready. */
export async function openHouse(start: Start): Promise<void> {
  const { environment, say, closing, signal } = start
  const folder = enter(start)
  const door = await listen(environment, waiting(start))
  closing.later(door.close)
  const database = await openStore(start, folder)
  signal.throwIfAborted()
  let open = false
  const house = buildHouse(start, folder, database, door, () => open)
  await prepare(start, house)
  signal.throwIfAborted()
  const auth = createAuth(house.db, house.settings)
  const metrics = createMetrics()
  door.hand(createApp(house, auth, metrics))
  closing.later(() => closeBell(house))
  const rooms = await openRooms(house, ownersFor(house), { accounts: ['person', 'guest'], metrics })
  const who = async (headers: Headers) => actorOf(house.db, await house.clock.now(house.db), auth, headers)
  const texts = openDoor(door.server, { house, owners: ownersFor(house), rooms, who, metrics })
  const lines = openLines({ house, owners: ownersFor(house), rooms, who })
  connectLines(house, lines)
  metrics.gauge('yst_lines', lines.open)
  closing.later(async () => {
    await rooms.close()
    lines.close()
    await texts.close()
  })
  const jobs = startJobs(house)
  closing.later(jobs.stop)
  closing.later(() => {
    open = false
  })
  const token = environment.demo ? null : await renewSetUpToken(house.db)
  open = true
  greet(start, house, door, token)
  say(`ready ${scheme(environment)}://${hostAndPort(environment.host, door.port)}`)
}

function enter({ environment, closing }: Start): DataFolder {
  const folder = openDataFolder(environment.dataFolder)
  closing.later(folder.release)
  return folder
}

async function openStore({ environment, project, say, closing }: Start, folder: DataFolder): Promise<Database> {
  const { databaseUrl } = environment
  const database = await (databaseUrl ? openServer(databaseUrl) : openPrivate(folder, project, say))
  closing.later(database.close)
  return database
}

/** Schema and demonstration; a store that is not for this start is left as it is. */
async function prepare({ environment, project, say }: Start, house: House): Promise<void> {
  const before = await readStore(house.db)
  assertOpensAs(before, environment.demo)
  if (before === 'halfDemo') await emptyHalfDemo(house.db)
  await bringUpToDate(house, project)
  if (!environment.demo || before === 'demo') return
  say('正在布置演示用的县……')
  await fillOnce(house.db, () => seedDemonstration(house))
}

function buildHouse(
  { environment, project }: Start,
  folder: DataFolder,
  database: Database,
  door: FrontDoor,
  ready: () => boolean,
): House {
  const settings: Settings = {
    publicUrl: environment.publicUrl ?? `${scheme(environment)}://localhost:${door.port}`,
    publicUrlGiven: environment.publicUrl !== null,
    trustProxy: environment.trustProxy,
    metricsFrom: environment.metricsFrom,
    pressure: environment.pressure,
    demo: environment.demo,
    version: project.version,
    pages: existsSync(project.pages) ? project.pages : null,
    secret: folder.secret(),
  }
  return {
    db: database.db,
    sql: database.sql,
    close: database.close,
    clock: environment.demo ? demoClock : databaseClock,
    can: createCan(policies),
    settings,
    database: { kind: database.kind, version: database.version },
    ready,
  }
}

/** Who answers until the house is open: not yet. */
function waiting({ environment, project }: Start): Hono {
  const database = { kind: environment.databaseUrl ? 'server' : 'embedded', version: null }
  const app = new Hono()
  app.get('/healthz', (c) => c.json({ status: 'away', version: project.version, database }, 503))
  app.all('*', (c) => answerError(no.away(), c))
  return app
}

function greet({ environment, say }: Start, house: House, door: FrontDoor, token: string | null): void {
  const { publicUrl } = house.settings
  say(`议事亭 ${house.settings.version} 已打开${environment.demo ? '（演示）' : ''}：${publicUrl}`)
  const nearby = localAddresses(environment.host, door.port, scheme(environment)).filter((address) => address !== publicUrl)
  if (nearby.length > 0) say(`同一网络里的平板和手机可以打开：${nearby.join('  ')}`)
  if (!house.settings.publicUrlGiven && nearby.length > 0) {
    say(`二维码和链接里的网址是 ${publicUrl}，别的设备打不开；要发给别人，请用 PUBLIC_URL 指定网址，例如 PUBLIC_URL=${nearby[0]}。`)
  }
  if (token) say(`第一次使用，请用这个链接建立单位和第一位管理员（只能用一次，重新启动会换新的）：\n${publicUrl}/set-up#${token}`)
}

function scheme(environment: Environment): 'http' | 'https' {
  return environment.tls ? 'https' : 'http'
}
