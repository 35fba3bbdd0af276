import { setTimeout as wait } from 'node:timers/promises'
import { cpuOf, cpuOfFamily } from '../targets/proc.ts'
import type { Address } from '../targets/target.ts'
import { framesReceived, type Light, openLight } from './light.ts'
import { createTally, type Tally } from './tally.ts'
import { announcement, openTypist, type Typist } from './typist.ts'

/** Rooms in which some type and all watch. */
export type FanoutJob = {
  /** Typists are at the first; the others are spread over all of them. */
  nodes: Address[]
  texts: string[]
  clients: number
  typists: number
  keysPerSecond: number
  warmSeconds: number
  seconds: number
  /** Watchers who say nothing of themselves, as a big screen. */
  silent?: boolean
}
export type Spread = { p50: number; p95: number; p99: number }
export type FanoutFigures = {
  /** Seconds of the server's process, and of PostgreSQL, per million keys delivered to others. */
  cpu: number
  database: number | null
  /** By node, from the key to its arrival. */
  latency: Spread[]
  receipt: Spread | null
  deliveries: number
  /** Frames received, of every kind, for one key delivered: below 2 keys and carets were put together. */
  frames: number
  /** Keys some watcher never saw. */
  missing: number
  diverged: boolean
  /** The driver's own share of a processor: near 1 it is the driver that was measured. */
  driver: number
}

type Room = { tally: Tally; typists: Typist[]; watchers: { light: Light; lacks: () => number }[]; text: string }

export async function fanout(job: FanoutJob): Promise<FanoutFigures> {
  const receipts: { on: boolean; times: number[] } = { on: false, times: [] }
  const rooms = await openRooms(job, receipts)
  await settle(rooms)
  for (const { tally, typists } of rooms) for (const typist of typists) tally.follow(typist.client, typist.clock())
  await type(rooms, job.keysPerSecond, job.warmSeconds)
  await settle(rooms)
  const before = look(job)
  receipts.on = true
  for (const { tally } of rooms) tally.start()
  await type(rooms, job.keysPerSecond, job.seconds)
  const driver = (cpuOf(process.pid) - before.driver) / job.seconds
  await settle(rooms)
  const after = look(job)
  const missing = rooms.reduce((sum, room) => sum + lacking(room), 0)
  const diverged = await haveDiverged(job, rooms)
  for (const room of rooms) for (const light of lightsOf(room)) light.close()
  const deliveries = rooms.reduce((sum, { tally }) => sum + tally.deliveries(), 0)
  return {
    cpu: ((after.cpu - before.cpu) / deliveries) * 1e6,
    database: after.database === null ? null : ((after.database - before.database!) / deliveries) * 1e6,
    latency: job.nodes.map((_, node) => spreadOf(rooms.flatMap(({ tally }) => [...tally.latencies(node)]))),
    receipt: receipts.times.length > 0 ? spreadOf(receipts.times) : null,
    deliveries,
    frames: (after.frames - before.frames) / deliveries,
    missing,
    diverged,
    driver,
  }
}

async function openRooms(job: FanoutJob, receipts: { on: boolean; times: number[] }): Promise<Room[]> {
  let account = 0
  const rooms: Room[] = []
  for (const text of job.texts) {
    const room: Room = { tally: createTally(), typists: [], watchers: [], text }
    for (let n = 0; n < job.clients; n += 1) {
      account += 1
      const address = job.nodes[n < job.typists ? 0 : n % job.nodes.length]!
      const group = job.nodes.indexOf(address)
      if (n < job.typists) addTypist(room, { address, text, account, group }, receipts)
      else addWatcher(room, { address, text, account, group, silent: job.silent ?? false })
      if (account % 50 === 0) await untilSynced(rooms.concat(room))
    }
    rooms.push(room)
  }
  await untilSynced(rooms)
  for (const { typists } of rooms) for (const typist of typists) typist.begin()
  await wait(300)
  return rooms
}

const untilSynced = (rooms: Room[]): Promise<unknown> => Promise.all(rooms.slice(-60).flatMap(lightsOf).map((light) => light.synced))

type Place = { address: Address; text: string; account: number; group: number }

function addTypist(room: Room, place: Place, receipts: { on: boolean; times: number[] }): void {
  const watcher = room.tally.watcher(place.group)
  const sentAt = new Map<number, number>()
  const typist = openTypist(place, {
    update: watcher.see,
    receipt(frame, at) {
      for (const [sent, time] of sentAt) {
        if (sent > frame) break
        sentAt.delete(sent)
        if (receipts.on) receipts.times.push(at - time)
      }
    },
  })
  const { light } = typist
  const key = typist.key
  typist.key = () => {
    const at = performance.now()
    room.tally.sent(typist.client, at)
    key()
  }
  const send = light.send
  light.send = (kind, payload) => {
    const frame = send(kind, payload)
    if (kind === 'update') sentAt.set(frame, performance.now())
    return frame
  }
  room.typists.push(typist)
  room.watchers.push({ light, lacks: () => watcher.lacks(typist.client) })
}

function addWatcher(room: Room, { address, text, account, group, silent }: Place & { silent: boolean }): void {
  const watcher = room.tally.watcher(group)
  const presence = silent ? {} : { presence: announcement(Math.floor(Math.random() * 2 ** 32)) }
  const light = openLight({ address, text, account, ...presence }, { update: watcher.see })
  room.watchers.push({ light, lacks: () => watcher.lacks() })
}

const lightsOf = (room: Room): Light[] => room.watchers.map(({ light }) => light)
const lacking = (room: Room): number => room.watchers.reduce((sum, { lacks }) => sum + lacks(), 0)

const patienceMs = 90_000

/** Waits until everyone has seen everything and all typists hold the same: a server that lags behind is still counted whole. */
async function settle(rooms: Room[]): Promise<void> {
  const deadline = performance.now() + patienceMs
  const isSettled = (room: Room): boolean => lacking(room) === 0 && new Set(room.typists.map(({ text }) => text())).size === 1
  let open = rooms
  while (open.length > 0 && performance.now() < deadline) {
    await wait(50)
    open = open.filter((room) => !isSettled(room))
  }
}

/** Every typist's timer keeps its own beat; a late one catches up. */
async function type(rooms: Room[], keysPerSecond: number, seconds: number): Promise<void> {
  const every = 1000 / keysPerSecond
  const end = performance.now() + seconds * 1000
  const typing = rooms.flatMap(({ typists }) => typists).map(async (typist) => {
    let next = performance.now() + Math.random() * every
    for (; next < end; next += every) {
      await wait(Math.max(0, next - performance.now()))
      typist.key()
    }
  })
  await Promise.all(typing)
}

function look({ nodes }: FanoutJob): { cpu: number; database: number | null; driver: number; frames: number } {
  const cpu = nodes.reduce((sum, { pid }) => sum + cpuOf(pid), 0)
  const { databasePid } = nodes[0]!
  return { cpu, database: databasePid === null ? null : cpuOfFamily(databasePid), driver: cpuOf(process.pid), frames: framesReceived() }
}

/** Asks as a newcomer what each text says, and compares it with what the typists see. The watchers leave room for it. */
async function haveDiverged({ nodes, typists: writing }: FanoutJob, rooms: Room[]): Promise<boolean> {
  for (const { watchers } of rooms) for (const { light } of watchers.slice(writing)) light.close()
  await wait(200)
  for (const { text, typists } of rooms) {
    for (const address of nodes) {
      const newcomer = openTypist({ address, text, account: 0 })
      await newcomer.light.synced
      const same = typists.every((typist) => typist.text() === newcomer.text())
      newcomer.light.close()
      if (!same) return true
    }
  }
  return false
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = Float64Array.from(values).sort()
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}
