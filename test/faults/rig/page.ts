import * as decoding from 'lib0/decoding'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { schemaVersion } from '../../../shared/documents/kinds.ts'
import { newInk } from '../../../shared/sync/ink.ts'
import {
  messageTypes, type Notice, type PresenceEntry, readFrame, readOurs, readPresence, syncTypes, writePresence, writeSync,
} from '../../../shared/sync/wire.ts'
import { createComingBack } from '../../../web/documents/coming-back.ts'
import { createSavings } from '../../../web/documents/savings.ts'
import type { Chance } from '../../rooms/chance.ts'
import type { Entry, Ledger } from './ledger.ts'
import { type Scribe, createScribe } from './scribe.ts'

/**
 * A page without a browser: a Yjs document, a real socket and the product's own count of what is saved and when to come
 * back. What it may call saved is acknowledged in the ledger.
 */
export type Page = Scribe & {
  name: string
  doc: Y.Doc
  /** The whole text is here, on this connection. */
  synced: () => boolean
  /** Changes the house has not answered for. */
  unsaved: () => number
  /** It has not been told to stay away for good. */
  wants: () => boolean
  /** What the house has not answered for, as the device remembers it for the next page. */
  owed: () => Entry[]
  closes: number[]
  notices: Notice[]
  /** Who else is at the text, by Yjs client. */
  carets: Map<number, PresenceEntry>
  /** The longest time without a connection so far, from one that was lost to one that holds the text again. */
  longestAwayMs: () => number
  /** From a change to its acknowledgement. */
  waits: number[]
  frames: { sent: number; received: number; unreadable: number }
  /** Sends bytes as they are; the page knows nothing of them. */
  sendRaw: (frame: Uint8Array) => void
  /** Loses the connection, as when a machine's network goes; comes back by itself unless told to stay away. */
  drop: () => void
  stayAway: () => void
  comeBack: () => void
  leave: () => void
}

export type PageOptions = {
  name: string
  documentId: string
  cookie: string
  /** Where the house is now. */
  port: () => number
  ledger: Ledger
  chance: Chance
  doc?: Y.Doc
  /** What an earlier page of this device still owed: it is in the document already. */
  owes?: readonly Entry[]
  generation?: number
  schema?: number
  /** Waits are this share of what the product's page waits. */
  haste?: number
}

/** As y-websocket does: a house that says nothing for so long is taken for gone. */
const silentMs = 30_000

export function openPage(options: PageOptions): Page {
  const { name, documentId, cookie, ledger, chance, haste = 0.1 } = options
  const doc = options.doc ?? newInk()
  const savings = createSavings()
  const comingBack = createComingBack(() => chance.below(1_000_000) / 1_000_000)
  const entries: { entry: Entry; at: number }[] = []
  const waits: number[] = []
  const closes: number[] = []
  const notices: Notice[] = []
  const carets = new Map<number, PresenceEntry>()
  const frames = { sent: 0, received: 0, unreadable: 0 }
  let socket: WebSocket | null = null
  let synced = false
  let wanted = true
  let retry: NodeJS.Timeout | null = null
  let heardAt = 0
  let awaySince: number | null = null
  let longestAway = 0
  let clock = 1
  let settledBefore = 0

  function connect(): void {
    retry = null
    if (!wanted || socket) return
    const query = `generation=${options.generation ?? 1}&schema=${options.schema ?? schemaVersion}`
    const host = `127.0.0.1:${options.port()}`
    const mine = new WebSocket(`ws://${host}/sync/${documentId}?${query}`, {
      headers: { cookie, origin: `http://${host}` }, perMessageDeflate: false, handshakeTimeout: 10_000,
    })
    socket = mine
    heardAt = performance.now()
    mine.binaryType = 'nodebuffer'
    savings.reconnected()
    mine.on('open', () => {
      heardAt = performance.now()
      comingBack.opened()
      send(writeSync('step1', Y.encodeStateVector(doc)))
      send(writePresence([{ clientId: doc.clientID, clock: (clock += 1), state: { cursor: null } }]))
    })
    mine.on('error', () => undefined)
    mine.on('message', (data: Buffer) => {
      if (socket === mine) hear(new Uint8Array(data))
    })
    mine.on('close', (code) => {
      if (socket === mine) lost(code)
    })
  }

  function lost(code: number): void {
    socket = null
    closes.push(code)
    if (synced) awaySince = performance.now()
    synced = false
    carets.clear()
    const isFinal = code >= 4400 && code <= 4499
    if (isFinal) wanted = false
    if (wanted) retry ??= setTimeout(connect, comingBack.wait(code) * haste)
  }

  function send(frame: Uint8Array): void {
    if (socket?.readyState !== WebSocket.OPEN) return
    const said = readFrame(frame)
    const left = savings.sending(said.kind !== 'words' ? 'other' : said.whole ? 'whole' : 'part')
    socket.send(frame)
    frames.sent += 1
    left()
  }

  /** What cannot be read stops nothing, as in a browser. */
  function hear(message: Uint8Array): void {
    heardAt = performance.now()
    frames.received += 1
    try {
      read(message)
    } catch {
      frames.unreadable += 1
    }
  }
  function read(message: Uint8Array): void {
    const decoder = decoding.createDecoder(message)
    const type = decoding.readVarUint(decoder)
    if (type === messageTypes.ours) hearOurs(decoder)
    else if (type === messageTypes.awareness) {
      for (const entry of readPresence(decoding.readVarUint8Array(decoder))) {
        if (entry.state === null) carets.delete(entry.clientId)
        else carets.set(entry.clientId, entry)
      }
    } else if (type === messageTypes.sync) {
      const kind = decoding.readVarUint(decoder)
      const payload = decoding.readVarUint8Array(decoder)
      if (kind === syncTypes.step1) return send(writeSync('step2', Y.encodeStateAsUpdate(doc, payload)))
      Y.applyUpdate(doc, payload, 'house')
      if (kind === syncTypes.step2) arrived()
    }
  }
  function arrived(): void {
    synced = true
    if (awaySince !== null) longestAway = Math.max(longestAway, performance.now() - awaySince)
    awaySince = null
  }
  function hearOurs(decoder: decoding.Decoder): void {
    const ours = readOurs(decoder)
    if ('notice' in ours) return void notices.push(ours.notice)
    savings.receipt(ours.receipt.frame)
    const settled = savings.written() - savings.unsaved()
    while (entries.length > 0 && settledBefore < settled) {
      const { entry, at } = entries.shift()!
      settledBefore += 1
      ledger.acknowledge(entry)
      waits.push(performance.now() - at)
    }
  }

  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === 'house') return
    savings.wrote()
    entries.push({ entry: scribe.lastEntry(), at: performance.now() })
    send(writeSync('update', update))
  })
  const scribe = createScribe({ name, doc, ledger, chance })
  for (const entry of options.owes ?? []) {
    savings.wrote()
    entries.push({ entry, at: performance.now() })
  }
  const watch = setInterval(() => {
    if (socket && performance.now() - heardAt > silentMs) drop()
  }, 1_000)
  watch.unref()

  function drop(): void {
    const gone = socket
    if (!gone) return
    lost(1006)
    gone.terminate()
  }
  function stayAway(): void {
    wanted = false
    if (retry) clearTimeout(retry)
    retry = null
    drop()
  }
  connect()

  return {
    ...scribe,
    name, doc, closes, notices, carets, waits, frames,
    synced: () => synced,
    unsaved: savings.unsaved,
    wants: () => wanted,
    owed: () => entries.map(({ entry }) => entry),
    longestAwayMs: () => Math.max(longestAway, awaySince === null ? 0 : performance.now() - awaySince),
    sendRaw(frame) {
      if (socket?.readyState !== WebSocket.OPEN) return
      socket.send(frame)
      savings.sending('other')()
    },
    drop,
    stayAway,
    comeBack() {
      wanted = true
      if (!socket && !retry) connect()
    },
    leave() {
      stayAway()
      clearInterval(watch)
    },
  }
}
