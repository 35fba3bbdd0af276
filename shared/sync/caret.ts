import { agendaRoot, textRoot } from '../documents/kinds.ts'
import { limits } from './wire.ts'

/** A place in a text as Yjs says it: beside a character, or in a type. */
type Place = { type: Id | null; tname: string | null; item: Id | null; assoc: number }
type Id = { client: number; clock: number }
export type Caret = { anchor: Place; head: Place }

/**
 * The caret in what a page says of itself, made anew from its parts; null where it is none. Whoever draws it must be
 * able to rely on it: a place that Yjs cannot look up would break the editors of all others.
 */
export function caretIn(said: unknown): Caret | null {
  if (!isRecord(said)) return null
  const anchor = placeIn(said['anchor'])
  const head = placeIn(said['head'])
  if (!anchor || !head) return null
  const caret = { anchor, head }
  return JSON.stringify(caret).length <= limits.cursorBytes ? caret : null
}

function placeIn(said: unknown): Place | null {
  if (!isRecord(said)) return null
  const type = idIn(said['type'])
  const item = idIn(said['item'])
  const tname = said['tname'] === textRoot || said['tname'] === agendaRoot ? said['tname'] : null
  if (!type && !item && !tname) return null
  return { type, tname, item, assoc: Number(said['assoc']) < 0 ? -1 : 0 }
}

function idIn(said: unknown): Id | null {
  if (!isRecord(said)) return null
  const { client, clock } = said
  return isNumber(client) && isNumber(clock) ? { client, clock } : null
}

const isRecord = (said: unknown): said is Record<string, unknown> => typeof said === 'object' && said !== null
const isNumber = (said: unknown): said is number => Number.isSafeInteger(said) && (said as number) >= 0
