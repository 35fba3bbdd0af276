import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { ordinaryPressure } from '../../server/house/pressure.ts'
import type { Pen } from '../../server/rooms/pen.ts'
import { createRoom, type Room } from '../../server/rooms/room.ts'
import type { Right } from '../../shared/documents/access.ts'
import { newInk } from '../../shared/sync/ink.ts'
import { messageTypes, readOurs, syncTypes, writePresence, writeSync } from '../../shared/sync/wire.ts'
import { type Chance, createChance } from './chance.ts'
import { reload, saysOf } from './hall.ts'
import { act, type HonestPage, type Mine, openPage, rootOf } from './honest.ts'
import { type MemoryLog, openMemoryLog } from './memory-log.ts'
import { mutate } from './mutate.ts'

/**
 * The real room on a log in memory: three honest pages write, and between their frames come the same frames cut, bent,
 * mixed, doubled and forged, from hands that may edit and hands that may contribute. It throws where something that
 * must hold does not; the seed brings the same run again.
 */
export type FuzzReport = { seed: number; frames: number; taken: number; refused: number; asked: number; closed: number; slowestMs: number }

/** After so many frames everything is compared, and after so many the text begins anew. */
const framesBetweenLooks = 500
const framesPerText = 2500

export async function fuzzRoom({ seed, frames }: { seed: number; frames: number }): Promise<FuzzReport> {
  const chance = createChance(seed)
  const report: FuzzReport = { seed, frames: 0, taken: 0, refused: 0, asked: 0, closed: 0, slowestMs: 0 }
  while (report.frames < frames) {
    const table = await sitDown(chance, report)
    for (let n = 1; n <= framesPerText && report.frames < frames; n += 1) {
      if (chance.oneIn(8)) await table.honestTurn()
      await table.badFrame()
      report.frames += 1
      if (n % framesBetweenLooks === 0) await table.look()
    }
    await table.look()
    await table.leave()
  }
  return report
}

/**
 * The costliest frame. Where other programs take the machine's time a frame may stand for long: no frame can have cost
 * more than what this process worked since the group of frames began.
 */
function createStopwatch(report: FuzzReport) {
  const group = 50
  let begun = process.cpuUsage()
  let noted = 0
  let longest = 0
  return {
    note(ms: number): void {
      longest = Math.max(longest, ms)
      noted += 1
      if (noted < group) return
      const { user, system } = process.cpuUsage(begun)
      report.slowestMs = Math.max(report.slowestMs, Math.min(longest, (user + system) / 1000))
      begun = process.cpuUsage()
      noted = 0
      longest = 0
    },
  }
}

type Told = { refused: number; asked: number; closed: number[] }
type Seat = { pen: Pen; told: Told; hear: (message: Uint8Array) => void }

async function sitDown(chance: Chance, report: FuzzReport) {
  const begin = newInk()
  begin.clientID = chance.below(2 ** 32)
  const first = new Y.XmlElement('paragraph')
  first.setAttribute('clauseId', 'first')
  rootOf(begin).insert(0, [first])
  const log: MemoryLog = openMemoryLog('opinion', begin)
  const around = {
    emptied: () => undefined, committed: () => undefined, late: () => undefined, caret: () => undefined, refused: () => undefined, sentAway: () => undefined,
    pressure: ordinaryPressure,
  }
  const room: Room = createRoom(await log.keeper.load(), log.keeper, around)
  const slow = createStopwatch(report)
  const frames: Uint8Array[] = []
  const updates: Uint8Array[] = [Y.encodeStateAsUpdate(begin)]
  const mine: Mine = new Map()

  function open(account: string, right: Right, hear: (message: Uint8Array) => void): Seat {
    const told: Told = { refused: 0, asked: 0, closed: [] }
    const seat: Seat = { told, hear, pen: penAt(account, right, told, (message) => seat.hear(message)) }
    room.enter(seat.pen)
    return seat
  }

  /** A frame from somebody, and what it costs until nothing of it waits. */
  async function give(seat: Seat, frame: Uint8Array): Promise<void> {
    const before = { rows: log.rows.length, refused: seat.told.refused, asked: seat.told.asked }
    const begun = performance.now()
    room.receive(seat.pen, frame)
    await room.quiet()
    slow.note(performance.now() - begun)
    if (room.dead()) throw new Error('the room is dead')
    if (seat.told.refused > before.refused || seat.told.asked > before.asked) {
      if (log.rows.length > before.rows) throw new Error('something of what was refused is in the log')
    }
  }

  const people = [
    { account: 'chair', right: 'edit' },
    { account: 'member', right: 'edit' },
    { account: 'resident', right: 'contribute' },
  ] as const
  const honest: { page: HonestPage; seat: Seat; out: Uint8Array[] }[] = []
  for (const { account, right } of people) {
    const page = openPage(account, right === 'contribute', mine, { clientId: chance.below(2 ** 32), tidies: chance.oneIn(2) })
    const out: Uint8Array[] = []
    page.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== room) out.push(writeSync('update', update))
    })
    const hear = (message: Uint8Array) => {
      const said = syncIn(message)
      if (!said) return
      if (said.type === syncTypes.step1) out.push(writeSync('step2', Y.encodeStateAsUpdate(page.doc, said.payload)))
      else Y.applyUpdate(page.doc, said.payload, room)
    }
    const seat = open(account, right, hear)
    out.push(writeSync('step1', Y.encodeStateVector(page.doc)))
    honest.push({ page, seat, out })
  }

  async function send({ seat, out }: (typeof honest)[number]): Promise<void> {
    for (let frame = out.shift(); frame; frame = out.shift()) {
      const before = seat.told.refused
      await give(seat, frame)
      // Nobody has seen it before it was committed.
      frames.push(frame)
      const said = syncIn(frame)
      if (said && said.type !== syncTypes.step1) updates.push(said.payload)
      if (seat.told.refused > before || seat.told.closed.length > 0) throw new Error(`the honest page of ${seat.pen.account} was refused`)
    }
  }

  let bad: Seat[] = []
  const badHands = [
    { account: 'stranger', right: 'edit' },
    { account: 'visitor', right: 'contribute' },
    { account: 'resident', right: 'contribute' },
  ] as const

  return {
    async honestTurn(): Promise<void> {
      const one = chance.pick(honest)
      act(one.page, { op: chance.below(1000), a: chance.below(1000), b: chance.below(1000), c: chance.below(1000) }, mine)
      if (chance.oneIn(3)) one.out.push(writePresence([{ clientId: one.page.doc.clientID, clock: chance.below(1000), state: { cursor: null } }]))
      if (!chance.oneIn(3)) await send(one)
      if (!one.page.limited && rootOf(one.page.doc).length > 25) one.page.doc.transact(() => rootOf(one.page.doc).delete(10, 12), 'shorter')
    },
    async badFrame(): Promise<void> {
      bad = bad.filter(({ told }) => told.closed.length === 0)
      if (bad.length < badHands.length) {
        const { account, right } = badHands[chance.below(badHands.length)]!
        bad.push(open(account, right, () => undefined))
      }
      const seat = chance.pick(bad)
      const before = { ...seat.told, rows: log.rows.length }
      if (frames.length === 0) return
      await give(seat, mutate(chance, frames, updates))
      if (seat.told.closed.length > 0) {
        room.leave(seat.pen)
        report.closed += 1
      }
      if (seat.told.refused > before.refused) report.refused += 1
      else if (seat.told.asked > before.asked) report.asked += 1
      else if (log.rows.length > before.rows) report.taken += 1
    },
    /** Everything arrives; then all copies must be one. */
    async look(): Promise<void> {
      for (let round = 0; honest.some(({ out }) => out.length > 0); round += 1) {
        if (round > 100) throw new Error('it never comes to rest')
        for (const one of honest) await send(one)
      }
      const again = reload(log.rows.map(({ bytes }) => bytes))
      if (again.store.pendingStructs || again.store.pendingDs) throw new Error('the log leaves something waiting')
      const live = newInk()
      const reader = open('reader', 'read', (message) => {
        const said = syncIn(message)
        if (said && said.type !== syncTypes.step1) Y.applyUpdate(live, said.payload)
      })
      await give(reader, writeSync('step1', new Uint8Array([0])))
      room.leave(reader.pen)
      same('the served text and the log', live, again)
      for (const { page } of honest) same(`the page of ${page.account} and the log`, page.doc, again)
      for (const { account, bytes } of log.rows) {
        for (const { id } of Y.decodeUpdate(bytes).structs) {
          if (log.bindings.get(id.client) !== account) throw new Error(`${id.client} stands in a row of ${account}`)
        }
      }
      if (updates.length > 300) updates.splice(1, updates.length - 200)
      if (frames.length > 300) frames.splice(0, frames.length - 200)
    },
    async leave(): Promise<void> {
      for (const { seat } of [...honest, ...bad.map((each) => ({ seat: each }))]) room.leave(seat.pen)
      await room.quiet()
    },
  }
}

function same(what: string, one: Y.Doc, other: Y.Doc): void {
  const said = JSON.stringify(saysOf(one))
  const expected = JSON.stringify(saysOf(other))
  if (said !== expected) throw new Error(`${what} differ:\n${said}\n${expected}`)
  const vectors = [one, other].map((doc) => JSON.stringify([...Y.decodeStateVector(Y.encodeStateVector(doc))].sort((a, b) => a[0] - b[0])))
  if (vectors[0] !== vectors[1]) throw new Error(`${what} have different state vectors`)
}

function syncIn(message: Uint8Array): { type: number; payload: Uint8Array } | null {
  const decoder = decoding.createDecoder(message)
  if (decoding.readVarUint(decoder) !== messageTypes.sync) return null
  return { type: decoding.readVarUint(decoder), payload: decoding.readVarUint8Array(decoder) }
}

function penAt(account: string, right: Right, told: Told, hear: (message: Uint8Array) => void): Pen {
  let asked = -1
  const leave = { right, scope: 'all', writes: right !== 'read', couldWrite: false } as const
  return {
    actor: { kind: 'person', id: account, name: account, roles: [], signInId: account },
    account,
    session: account,
    person: { name: account, kind: 'member', color: '#2F4B7C' },
    leave,
    reask: async () => leave,
    frames: 0, waiting: 0, owed: 0, asked: false, gaps: 0, strikes: 0, toldReadOnly: false, late: null,
    socket: {
      buffered: () => 0,
      close: (code) => void told.closed.push(code),
      write(frames) {
        for (const message of messagesIn(Buffer.concat(frames))) {
          const [type, kind] = message
          if (type === messageTypes.sync && kind === syncTypes.step1) {
            asked += 1
            if (asked > 0) told.asked += 1
          }
          if (type === messageTypes.ours && isRefusal(message)) told.refused += 1
          hear(message)
        }
      },
    },
  }
}

function isRefusal(message: Uint8Array): boolean {
  const decoder = decoding.createDecoder(message)
  decoding.readVarUint(decoder)
  const ours = readOurs(decoder)
  return 'notice' in ours && ours.notice.kind === 'refused'
}

/** The messages in a run of WebSocket frames as the house makes them. */
function* messagesIn(frames: Buffer): Generator<Uint8Array> {
  for (let at = 0; at < frames.length; ) {
    const short = frames[at + 1]!
    const head = short < 126 ? 2 : short === 126 ? 4 : 10
    const length = short < 126 ? short : short === 126 ? frames.readUInt16BE(at + 2) : Number(frames.readBigUInt64BE(at + 2))
    yield new Uint8Array(frames.subarray(at + head, at + head + length))
    at += head + length
  }
}
