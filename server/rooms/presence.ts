import * as decoding from 'lib0/decoding'
import { caretIn } from '../../shared/sync/caret.ts'
import type { PresenceState } from '../../shared/sync/presence.ts'
import { type PresenceEntry, writePresence } from '../../shared/sync/wire.ts'
import type { Pen } from './pen.ts'

/**
 * Who is at a text and where their carets are. A page may only say where its own caret is, under one Yjs client and at
 * most so often; who it belongs to is stamped here, and so is the clock by which others tell new from old. A Yjs client
 * once seen belongs to its account for as long as the room is open.
 */
export type Presence = {
  /** Takes in what a page says; answers the message for the others, if there is one now. */
  receive: (pen: Pen, payload: Uint8Array) => Uint8Array | null
  /** Takes a pen's caret away; answers the message for the others. */
  leave: (pen: Pen) => Uint8Array | null
  /** Everybody's, for one who has just come. */
  all: () => Uint8Array
  /** Whether somebody here speaks for this Yjs client. */
  isHere: (clientId: number) => boolean
}

type Seat = {
  clientId: number
  account: string
  pen: Pen | null
  clock: number
  state: PresenceState | null
  /** When it was last shown, and what runs until it may be again. */
  shownAt: number
  pause: NodeJS.Timeout | null
}

/** A caret is shown at most this often; of several places in between only the newest. */
export const caretPauseMs = 100
const mostSeats = 10_000
/** As far as a page's own count of its carets may lead: later than any it can have reached by decent means. */
const furthestClock = 2 ** 31
const longestJump = 1000
/** A page says little of itself; what is longer is not looked at. */
const longestState = 4096

/** `later`: shows what was kept back, once it may be shown. */
export function createPresence(
  accountOf: (clientId: number) => string | undefined,
  later: (pen: Pen, message: Uint8Array) => void,
): Presence {
  const seats = new Map<number, Seat>()
  const seatOf = new Map<Pen, Seat>()

  /** Gives a pen without a seat the one of its Yjs client: a new one, or its account's old one. */
  function sit(pen: Pen, clientId: number): Seat | null {
    const known = seats.get(clientId)
    const owner = accountOf(clientId) ?? known?.account
    if (owner !== undefined && owner !== pen.account) return null
    if (!known && seats.size >= mostSeats && !clearSeat()) return null
    const seat: Seat = known ?? { clientId, account: pen.account, pen, clock: 0, state: null, shownAt: -Infinity, pause: null }
    if (seat.pen) seatOf.delete(seat.pen)
    seat.pen = pen
    seats.set(clientId, seat)
    seatOf.set(pen, seat)
    return seat
  }

  /** Forgets the longest known Yjs client that nobody speaks for any more. */
  function clearSeat(): boolean {
    for (const [clientId, seat] of seats) if (!seat.pen) return seats.delete(clientId)
    return false
  }

  const entryOf = ({ clientId, clock, state }: Seat): PresenceEntry => ({ clientId, clock, state })

  function show(seat: Seat): Uint8Array {
    seat.shownAt = performance.now()
    return writePresence([entryOf(seat)])
  }

  /** Shows it now, or keeps it until it may be shown. */
  function showOrKeep(seat: Seat): Uint8Array | null {
    if (seat.pause) return null
    const wait = seat.shownAt + caretPauseMs - performance.now()
    if (wait <= 0) return show(seat)
    seat.pause = setTimeout(() => {
      seat.pause = null
      if (seat.pen) later(seat.pen, show(seat))
    }, wait)
    return null
  }

  return {
    receive(pen, payload) {
      const { person } = pen
      if (!person) return null
      const said = ownWords(payload, (clientId) => (seatOf.get(pen)?.clientId ?? clientId) === clientId)
      if (!said) return null
      const seat = seatOf.get(pen) ?? sit(pen, said.clientId)
      if (!seat) return null
      const proposed = Math.min(said.clock, seat.clock === 0 ? furthestClock : seat.clock + longestJump)
      seat.clock = Math.max(seat.clock + 1, proposed)
      seat.state = said.state === null ? null : { user: person, cursor: caretIn(said.state['cursor']) }
      return showOrKeep(seat)
    },
    leave(pen) {
      const seat = seatOf.get(pen)
      if (!seat) return null
      seatOf.delete(pen)
      seat.pen = null
      const keptBack = seat.pause !== null
      if (seat.pause) clearTimeout(seat.pause)
      seat.pause = null
      if (seat.state === null && !keptBack) return null
      seat.state = null
      seat.clock += 1
      return show(seat)
    },
    all: () => writePresence([...seats.values()].filter((seat) => seat.state !== null).map(entryOf)),
    isHere: (clientId) => (seats.get(clientId)?.pen ?? null) !== null,
  }
}

/**
 * What a page says of itself. It does so alone: the stock provider also repeats what it hears of others, and that is
 * not even read. Throws on what is no awareness message.
 */
function ownWords(payload: Uint8Array, isOwn: (clientId: number) => boolean): PresenceEntry | null {
  const decoder = decoding.createDecoder(payload)
  if (decoding.readVarUint(decoder) !== 1) return null
  const clientId = decoding.readVarUint(decoder)
  const clock = decoding.readVarUint(decoder)
  if (!isOwn(clientId)) return null
  const words = decoding.readVarString(decoder)
  if (words.length > longestState) return null
  const state: unknown = JSON.parse(words)
  return { clientId, clock, state: typeof state === 'object' ? (state as Record<string, unknown> | null) : null }
}
