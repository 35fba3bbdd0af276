import type { House } from '../house/house.ts'
import { createMetrics, type Metrics } from '../house/metrics.ts'
import { pressureOf } from '../house/pressure.ts'
import type { Owners } from '../documents/owner.ts'
import { type RoomHint, roomChannel } from '../documents/log.ts'
import { heartbeatMs as usualHeartbeat, type CloseCode } from '../../shared/sync/wire.ts'
import { complain } from './complain.ts'
import { presenceIn } from './abroad.ts'
import { createCommitter } from './committer.ts'
import { keepCompany } from './company.ts'
import { createKeeper, type Keeper } from './keeper.ts'
import { keepLookout } from './lookout.ts'
import type { Pen } from './pen.ts'
import { watchRights } from './rights.ts'
import { createRoom, type Room } from './room.ts'

/** Every text that somebody has open on this node: one room each. */
export type Rooms = {
  /** Puts a pen into its room, once the text is loaded. False: it could not be, and the pen was closed. */
  enter: (documentId: string, pen: Pen) => Promise<Room | null>
  leave: (documentId: string, pen: Pen) => void
  /** Asks again what everybody may do, in one room or in all. */
  recheck: (documentId?: string) => Promise<void>
  beat: () => void
  open: () => number
  /** Commits what waits, sends everybody away with 1012, and stops listening. */
  close: () => Promise<void>
}

type Slot = { room: Promise<Room>; open: Room | null; leaving: Promise<void> | null }

export type RoomsOptions = {
  heartbeatMs?: number
  /** Nouns on the bell that name an account, whose rights are then asked anew; the owners name those that concern all. */
  accounts?: readonly string[]
  metrics?: Metrics
  keeperFor?: (documentId: string) => Keeper
}

export async function openRooms(house: House, owners: Owners, options: RoomsOptions = {}): Promise<Rooms> {
  const slots = new Map<string, Slot>()
  const metrics = options.metrics ?? createMetrics()
  const pressure = pressureOf(house.settings)
  const committer = createCommitter(house.sql, (ms, updates) => {
    metrics.tookMs(ms)
    metrics.count('yst_committed_updates_total', updates)
  })
  const keeperFor = options.keeperFor ?? ((documentId: string) => createKeeper(house, documentId, committer, (rows) => metrics.count('yst_damaged_total', rows)))
  let closing = false

  function open(documentId: string): Slot {
    const keeper = keeperFor(documentId)
    const slot: Slot = {
      open: null,
      leaving: null,
      room: keeper.load().then((loaded) => {
        company.opened(documentId)
        return createRoom(loaded, keeper, {
          pressure,
          refused: (_pen, why) => metrics.count('yst_refused_frames_total', 1, { why }),
          sentAway: (pen, why) => void keeper.noteSentAway(pen.actor, why).catch(complain),
          emptied: () => retire(documentId, slot),
          committed: (sequence) => company.moved(documentId, loaded.generation, sequence),
          late: () => company.late(documentId),
          caret(message) {
            if (company.any()) for (const { clientId } of presenceIn(message)) company.caret(documentId, clientId, message)
          },
        })
      }),
    }
    slots.set(documentId, slot)
    slot.room
      .then((room) => {
        slot.open = room
        room.look()
      })
      .catch(() => forget(documentId, slot))
    return slot
  }
  function forget(documentId: string, slot: Slot): void {
    if (slots.get(documentId) === slot) slots.delete(documentId)
  }
  /** Closes a room nobody is in. One who returns meanwhile waits until it is gone, and loads anew. */
  function retire(documentId: string, slot: Slot): void {
    slot.leaving ??= (async () => {
      await (await slot.room).quiet()
      forget(documentId, slot)
    })()
  }

  async function enter(documentId: string, pen: Pen): Promise<Room | null> {
    for (;;) {
      if (closing) return refuse(pen, 1012)
      const slot = slots.get(documentId) ?? open(documentId)
      if (slot.leaving) {
        await slot.leaving
        continue
      }
      const room = await slot.room.catch((error: unknown) => {
        complain(error)
        return null
      })
      if (!room) return refuse(pen, 1013)
      if (room.dead()) {
        forget(documentId, slot)
        continue
      }
      if (slot.leaving || closing) continue
      if (room.pens().length >= pressure.socketsPerText) return refuse(pen, 4429)
      room.enter(pen)
      return room
    }
  }
  function refuse(pen: Pen, code: CloseCode): null {
    pen.socket.close(code)
    return null
  }

  async function everyRoom(): Promise<Map<string, Room>> {
    const rooms = new Map<string, Room>()
    for (const [id, slot] of slots) {
      const room = await slot.room.catch(() => null)
      if (room && !room.dead()) rooms.set(id, room)
    }
    return rooms
  }

  async function recheck(documentId?: string): Promise<void> {
    const rooms = [...(await everyRoom())].filter(([id]) => !documentId || id === documentId)
    await rights.recheck(rooms.map(([, room]) => room))
  }

  async function hear(hint: RoomHint): Promise<void> {
    const room = await slots.get(hint.document)?.room.catch(() => null)
    if (!room) return
    if ('freezingIn' in hint) room.notify({ kind: 'freezing', seconds: hint.freezingIn })
    else if ('recheck' in hint) await rights.recheck([room])
    else room.look('sequence' in hint ? hint : undefined)
  }

  const rights = watchRights(owners, options.accounts ?? [], async () => [...(await everyRoom()).values()])

  /** After the listening connection was lost, what was said meanwhile is unknown: every room looks and asks. */
  let heardBefore = false
  const listening = await house.sql.listen(
    roomChannel,
    (payload) => void hear(JSON.parse(payload) as RoomHint),
    () => {
      if (!heardBefore) {
        heardBefore = true
        return
      }
      void everyRoom().then((rooms) => [...rooms.values()].forEach((room) => room.look()))
      void recheck()
    },
  )
  const bell = await house.sql.listen('bell', (payload) => {
    if (slots.size > 0) rights.hear(payload)
  })

  const company = await keepCompany(house.sql, {
    moved: (documentId, generation, sequence) => slots.get(documentId)?.open?.look({ generation, sequence }),
    late: (documentId) => slots.get(documentId)?.open?.makeWay(),
    carets: (documentId, node, message) => slots.get(documentId)?.open?.showCarets(node, message),
    everyCaret: (documentId) => slots.get(documentId)?.open?.carets() ?? new Map(),
    gone(node) {
      for (const slot of slots.values()) slot.open?.showCarets(node, null)
    },
  })
  const lookout = keepLookout(house.sql, () => new Map([...slots].flatMap(([id, { open }]) => (open && !open.dead() ? [[id, open]] : []))))

  const beat = (): void => {
    for (const slot of slots.values()) slot.open?.beat()
  }
  metrics.gauge('yst_open_texts', () => slots.size)
  metrics.gauge('yst_written_texts', () => [...slots.values()].filter(({ open }) => open?.isWritten()).length)
  const timer = setInterval(beat, options.heartbeatMs ?? usualHeartbeat)

  return {
    enter,
    leave(documentId, pen) {
      slots.get(documentId)?.open?.leave(pen)
    },
    recheck,
    beat,
    open: () => slots.size,
    async close() {
      closing = true
      clearInterval(timer)
      lookout.end()
      await Promise.all([listening.unlisten(), bell.unlisten()])
      await rights.end()
      for (const room of (await everyRoom()).values()) {
        await room.quiet()
        for (const pen of room.pens()) pen.socket.close(1012)
      }
      await company.leave()
    },
  }
}
