import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Right, Scope } from '../documents/access.ts'

/** What travels through `/sync/:documentId`: the stock Yjs messages, and type 100, which is ours. */

export const messageTypes = { sync: 0, awareness: 1, queryAwareness: 3, ours: 100 } as const
export const syncTypes = { step1: 0, step2: 1, update: 2 } as const
const ourTypes = { receipt: 0, notice: 1 } as const

export const limits = {
  /** The largest frame a page may send, in bytes. */
  frameBytes: 256 * 1024,
  /** What one update may hold. */
  structs: 20_000,
  /** The largest text, as its log's bytes. */
  documentBytes: 20 * 1024 * 1024,
  /** Words waiting to be committed, per text. */
  queuedBytes: 8 * 1024 * 1024,
  /** Unsent bytes of one reader before presence is skipped, and before the reader is asked to come back later. */
  slowBytes: 256 * 1024,
  stalledBytes: 4 * 1024 * 1024,
  socketsPerAccount: 24,
  socketsPerDocument: 2_000,
  cursorBytes: 512,
  /** Places at which one update may cut what stands in one piece: each costs the more the longer the text is. */
  cuts: 5_000,
  /** How deep types may stand in one another. */
  depth: 100,
  /** Frames refused on one connection before it is closed with 4400. */
  strikes: 3,
} as const

/** The server says something at least this often: y-websocket leaves a silent server after 30 seconds. */
export const heartbeatMs = 20_000

/** Why a socket was closed, and what to tell the person. 44xx are final: the page does not try again by itself. */
export const closeReasons = {
  4400: '送来的内容收不了，请刷新页面后再写。',
  4401: '请先登录，再打开这份文字。',
  4404: '没有找到这份文字，或者您不在参加的人里。',
  4409: '这份文字已经重新打开，请换到新的一稿。',
  4413: '一次送来的内容太大了，请分几次粘贴。',
  4429: '同时打开的页面太多了，请先关掉几个。',
  1012: '系统正在重新启动，马上就会自动连上。',
  1013: '系统现在有点忙，过一会儿会自动再连。',
} as const
/** The 4413 of a text that is full. */
export const textIsFull = '这份文字已经太长，装不下更多内容了。请另起一份接着写。'
export type CloseCode = keyof typeof closeReasons

/** `frame`: every frame this connection sent up to this one is committed. `stateVector`: all the words that are. */
export type Receipt = { frame: number; stateVector: Uint8Array }

/**
 * Why words were not taken. `malformed`: no update, or more than one may hold; `foreignRoot`, `notInSchema`, `tooDeep`:
 * things no text here holds; `anotherHand`: under another's Yjs client; `othersWords`: one who may only contribute
 * would take out what others wrote; `notesOnly`: the session runs and only notes are ink.
 */
export type RefusedWords =
  | 'readOnly' | 'malformed' | 'foreignRoot' | 'notInSchema' | 'tooDeep' | 'anotherHand' | 'othersWords' | 'notesOnly'
export type Notice =
  | { kind: 'freezing'; seconds: number }
  | { kind: 'sealed' }
  | { kind: 'lateWordsKept'; amendmentId: string }
  | { kind: 'right'; right: Right; scope: Scope }
  | { kind: 'refused'; why: RefusedWords }
  /** The text is more than half as long as it may be. */
  | { kind: 'long' }

export function writeReceipt({ frame, stateVector }: Receipt): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, messageTypes.ours)
  encoding.writeVarUint(encoder, ourTypes.receipt)
  encoding.writeVarUint(encoder, frame)
  encoding.writeVarUint8Array(encoder, stateVector)
  return encoding.toUint8Array(encoder)
}

export function writeNotice(notice: Notice): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, messageTypes.ours)
  encoding.writeVarUint(encoder, ourTypes.notice)
  encoding.writeVarString(encoder, JSON.stringify(notice))
  return encoding.toUint8Array(encoder)
}

/** Reads one of ours after its type 100 was read: for `provider.messageHandlers[100]`. */
export function readOurs(decoder: decoding.Decoder): { receipt: Receipt } | { notice: Notice } {
  if (decoding.readVarUint(decoder) === ourTypes.receipt) {
    return { receipt: { frame: decoding.readVarUint(decoder), stateVector: decoding.readVarUint8Array(decoder) } }
  }
  return { notice: JSON.parse(decoding.readVarString(decoder)) as Notice }
}

export function writeSync(type: keyof typeof syncTypes, payload: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, messageTypes.sync)
  encoding.writeVarUint(encoder, syncTypes[type])
  encoding.writeVarUint8Array(encoder, payload)
  return encoding.toUint8Array(encoder)
}

export type PresenceEntry = { clientId: number; clock: number; state: Record<string, unknown> | null }

/** An awareness message; without entries it is the heartbeat. */
export function writePresence(entries: readonly PresenceEntry[]): Uint8Array {
  const inner = encoding.createEncoder()
  encoding.writeVarUint(inner, entries.length)
  for (const { clientId, clock, state } of entries) {
    encoding.writeVarUint(inner, clientId)
    encoding.writeVarUint(inner, clock)
    encoding.writeVarString(inner, JSON.stringify(state))
  }
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, messageTypes.awareness)
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(inner))
  return encoding.toUint8Array(encoder)
}

export function readPresence(payload: Uint8Array): PresenceEntry[] {
  const decoder = decoding.createDecoder(payload)
  const count = decoding.readVarUint(decoder)
  const entries: PresenceEntry[] = []
  for (let n = 0; n < count; n += 1) {
    const clientId = decoding.readVarUint(decoder)
    const clock = decoding.readVarUint(decoder)
    const state: unknown = JSON.parse(decoding.readVarString(decoder))
    entries.push({ clientId, clock, state: typeof state === 'object' ? (state as Record<string, unknown> | null) : null })
  }
  return entries
}

export type Frame =
  | { kind: 'step1'; stateVector: Uint8Array }
  /** `whole`: all the page has beyond what it was asked about, not just its latest letters. */
  | { kind: 'words'; update: Uint8Array; whole: boolean }
  | { kind: 'presence'; payload: Uint8Array }
  | { kind: 'queryPresence' }
  | { kind: 'unknown' }

/** What a frame from a page is. Throws on bytes that are no message. */
export function readFrame(bytes: Uint8Array): Frame {
  const decoder = decoding.createDecoder(bytes)
  switch (decoding.readVarUint(decoder)) {
    case messageTypes.sync: {
      const type = decoding.readVarUint(decoder)
      const payload = decoding.readVarUint8Array(decoder)
      if (type === syncTypes.step1) return { kind: 'step1', stateVector: payload }
      const whole = type === syncTypes.step2
      return whole || type === syncTypes.update ? { kind: 'words', update: payload, whole } : { kind: 'unknown' }
    }
    case messageTypes.awareness:
      return { kind: 'presence', payload: decoding.readVarUint8Array(decoder) }
    case messageTypes.queryAwareness:
      return { kind: 'queryPresence' }
    default:
      return { kind: 'unknown' }
  }
}
