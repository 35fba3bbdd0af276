import type { PresenceState } from '../../shared/sync/presence.ts'
import { limits, type PresenceEntry, readPresence, writePresence } from '../../shared/sync/wire.ts'
import type { Pen } from './pen.ts'

/**
 * Who is at a text and where their carets are. A page may only say where its own caret is; who it belongs to is
 * stamped here. A Yjs client once seen belongs to its account for as long as the room is open.
 */
export type Presence = {
  /** Takes in what a page says; answers the message for the others, if there is one. */
  receive: (pen: Pen, payload: Uint8Array) => Uint8Array | null
  /** Takes a pen's caret away; answers the message for the others. */
  leave: (pen: Pen) => Uint8Array | null
  /** Everybody's, for one who has just come. */
  all: () => Uint8Array
  /** Whether somebody here speaks for this Yjs client. */
  isHere: (clientId: number) => boolean
}

type Seat = { pen: Pen | null; account: string; clock: number; state: PresenceState | null }

const mostSeats = 10_000
/** Later than any clock a page may have seen before this room was opened, and far from the end of numbers. */
const furthestClock = 2 ** 40

export function createPresence(accountOf: (clientId: number) => string | undefined): Presence {
  const seats = new Map<number, Seat>()

  /** The seat a pen may speak for under this client id: its own, or a new one if it has none yet. */
  function seatOf(pen: Pen, clientId: number): Seat | null {
    const owner = accountOf(clientId) ?? seats.get(clientId)?.account
    if (owner !== undefined && owner !== pen.account) return null
    const known = seats.get(clientId)
    if (known?.pen === pen) return known
    for (const seat of seats.values()) if (seat.pen === pen) return null
    const seat: Seat = known ?? { pen, account: pen.account, clock: 0, state: null }
    seat.pen = pen
    if (seats.size < mostSeats) seats.set(clientId, seat)
    return seat
  }

  const entryOf = (clientId: number, seat: Seat): PresenceEntry => ({ clientId, clock: seat.clock, state: seat.state })

  return {
    receive(pen, payload) {
      const { person } = pen
      if (!person) return null
      const changed: PresenceEntry[] = []
      for (const entry of readPresence(payload)) {
        const seat = seatOf(pen, entry.clientId)
        if (!seat) continue
        const proposed = Math.min(entry.clock, seat.clock === 0 ? furthestClock : seat.clock + 1000)
        seat.clock = Math.max(seat.clock + 1, proposed)
        seat.state = entry.state === null ? null : { user: person, cursor: cursorIn(entry.state) }
        changed.push(entryOf(entry.clientId, seat))
      }
      return changed.length > 0 ? writePresence(changed) : null
    },
    leave(pen) {
      for (const [clientId, seat] of seats) {
        if (seat.pen !== pen) continue
        seat.pen = null
        if (seat.state === null) return null
        seat.state = null
        seat.clock += 1
        return writePresence([entryOf(clientId, seat)])
      }
      return null
    },
    isHere: (clientId) => (seats.get(clientId)?.pen ?? null) !== null,
    all: () => writePresence([...seats].filter(([, seat]) => seat.state !== null).map(([id, seat]) => entryOf(id, seat))),
  }
}

function cursorIn(state: Record<string, unknown>): unknown {
  const { cursor } = state
  if (typeof cursor !== 'object' || cursor === null) return null
  return JSON.stringify(cursor).length <= limits.cursorBytes ? cursor : null
}
