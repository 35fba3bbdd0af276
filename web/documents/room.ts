import * as decoding from 'lib0/decoding'
import type * as encoding from 'lib0/encoding'
import { WebsocketProvider } from 'y-websocket'
import type * as Y from 'yjs'
import type { Right, Scope } from '../../shared/documents/access.ts'
import { schemaVersion } from '../../shared/documents/kinds.ts'
import { newInk } from '../../shared/sync/ink.ts'
import { closeReasons, messageTypes, type Notice, readOurs } from '../../shared/sync/wire.ts'
import type { SavedState } from '../ui/SavedMark.tsx'
import { createComingBack } from './coming-back.ts'
import { createHolding, type Holding } from './composing.ts'
import { readCursor } from './cursor.ts'
import { forgetStore, openLocal, storeName } from './local.ts'
import { forgetLocal, noteUnsaved, takeOverUnsaved } from './local-words.ts'
import { createSavings, markOf } from './savings.ts'
import { eitherSocket } from './either-socket.ts'

/** One open text: the ink, the wire to the server, and what is known of both. */
export type Room = {
  documentId: string
  generation: number
  doc: Y.Doc
  provider: WebsocketProvider
  holding: Holding
  subscribe: (changed: () => void) => () => void
  look: () => RoomLook
  /** True while something written here has not been answered for. */
  holdsWords: () => boolean
  leave: () => void
  /** Leaves, and drops what this device kept of the text: it was handed in, or was refused for good. */
  forget: () => Promise<void>
}

export type RoomLook = {
  /** True from the first time the whole text was here: before that nothing is shown. */
  synced: boolean
  connected: boolean
  saved: SavedState
  /** What is in the way, while the page tries again by itself. */
  trouble: string | null
  /** Why the door is shut, where trying again does not help. */
  closed: { code: number; words: string } | null
  /** What one may do since the door last said something else than the first answer. */
  leave: { right: Right; scope: Scope } | null
  /** The text was sealed while it was open here. */
  sealed: boolean
  /** Words that came after the seal are kept under this id as an amendment. */
  amendmentId: string | null
  /** Something written here was not taken. */
  refused: boolean
  /** More than half as long as a text may be. */
  long: boolean
  /** This browser keeps nothing: without a network, words live only as long as this page. */
  keepsNothing: boolean
}

export const firstLook: RoomLook = {
  synced: false,
  connected: false,
  saved: { kind: 'saved' },
  trouble: null,
  closed: null,
  leave: null,
  sealed: false,
  amendmentId: null,
  refused: false,
  long: false,
  keepsNothing: false,
}

const ticks = 500
const disconnected = '和服务器断开了，正在重连。您可以接着写，连上以后自动存。'

/** Why a text was closed, in words that say what to do next. */
function reasonFor(code: number | undefined): string | null {
  return (closeReasons as Record<number, string>)[code ?? 0] ?? null
}

/**
 * Opens the door to a text. Closing codes turn into words; the saved mark follows the server's receipts. What this
 * device keeps of it under this account is there first, so that the text opens and is written without a network.
 */
export function openRoom(documentId: string, generation: number, account: string): Room {
  const doc = newInk()
  const text = { account, documentId, generation }
  const local = openLocal(storeName(account, documentId, generation), doc)
  const savings = createSavings()
  const holding = createHolding()
  const comingBack = createComingBack()
  const listeners = new Set<() => void>()
  let look = firstLook
  let noted = 0
  let unsavedSince = 0
  let left = false

  // Before the provider's own listener: a change is counted first and sent afterwards.
  doc.on('update', (_: Uint8Array, origin: unknown) => {
    if (origin === provider || local.isOwn(origin)) return
    if (savings.unsaved() === 0) unsavedSince = performance.now()
    savings.wrote()
    refresh()
  })
  const provider = new WebsocketProvider(addressOf('/sync'), documentId, doc, {
    connect: false,
    disableBc: true,
    params: { generation: String(generation), schema: String(schemaVersion) },
    WebSocketPolyfill: eitherSocket(holding, { opened: savings.reconnected, sending: savings.sending }),
  })
  const handlers = provider.messageHandlers as Handler[]
  const readSync = handlers[messageTypes.sync]
  if (readSync) handlers[messageTypes.sync] = heldWhileComposing(readSync, holding, provider)
  handlers[messageTypes.ours] = (_, decoder) => {
    const ours = readOurs(decoder)
    if ('receipt' in ours) savings.receipt(ours.receipt.frame)
    else heed(ours.notice)
    refresh()
  }
  provider.on('sync', (synced: boolean) => {
    if (!synced) return
    local.markWhole()
    update({ synced: true, trouble: null })
  })
  provider.on('status', ({ status }: { status: string }) => {
    const connected = status === 'connected'
    if (connected) comingBack.opened()
    update({ connected, trouble: connected ? null : look.trouble })
  })
  provider.on('connection-close', (event: CloseEvent | null) => {
    update({ connected: false, trouble: reasonFor(event?.code) ?? disconnected })
    // The provider now takes the smaller of these two as its wait.
    provider.wsUnsuccessfulReconnects = 30
    provider.maxBackoffTime = comingBack.wait(event?.code)
  })
  provider.on('closed', ({ code, reason }: { code: number; reason: string }) => {
    update({ closed: { code, words: reason || (reasonFor(code) ?? closeReasons[4400]) }, trouble: null })
  })
  const timer = setInterval(refresh, ticks)
  const keep = (event: BeforeUnloadEvent) => {
    if (savings.unsaved() > 0) event.preventDefault()
  }
  addEventListener('beforeunload', keep)
  addEventListener('online', comeBack)
  void open()

  /** The store first: what is sent on connecting is then all there is, in one piece. */
  async function open() {
    const kept = await local.loaded
    if (left) return
    if (!kept) update({ keepsNothing: true })
    const before = kept ? await takeOverUnsaved(text) : 0
    for (let n = 0; n < before; n += 1) savings.wrote()
    if (await local.isWhole()) update({ synced: true })
    if (!left) provider.connect()
  }

  /** The network is there again: no need to wait for the next try. */
  function comeBack() {
    if (provider.shouldConnect) provider.connect()
  }
  function heed(notice: Notice) {
    if (notice.kind === 'sealed') update({ sealed: true })
    else if (notice.kind === 'lateWordsKept') update({ amendmentId: notice.amendmentId })
    else if (notice.kind === 'right') update({ leave: { right: notice.right, scope: notice.scope } })
    else if (notice.kind === 'refused') update({ refused: true })
    else if (notice.kind === 'long') update({ long: true })
  }
  function update(change: Partial<RoomLook>) {
    look = { ...look, ...change }
    refresh()
  }
  function refresh() {
    const unsaved = savings.unsaved()
    if (unsaved !== noted) {
      noted = unsaved
      noteUnsaved(text, unsaved)
    }
    const waitingMs = unsaved === 0 ? 0 : performance.now() - unsavedSince
    const saved = markOf({ unsaved, connected: look.connected, waitingMs, refused: look.refused || look.closed !== null, keptHere: !look.keepsNothing })
    if (JSON.stringify(saved) !== JSON.stringify(look.saved)) look = { ...look, saved }
    for (const listener of listeners) listener()
  }

  function leave() {
    if (left) return
    left = true
    clearInterval(timer)
    removeEventListener('beforeunload', keep)
    removeEventListener('online', comeBack)
    listeners.clear()
    provider.destroy()
    local.close()
    doc.destroy()
  }

  return {
    documentId,
    generation,
    doc,
    provider,
    holding,
    subscribe(changed) {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    look: () => look,
    holdsWords: () => savings.unsaved() > 0,
    leave,
    async forget() {
      leave()
      forgetLocal(text)
      await forgetStore(storeName(account, documentId, generation))
    },
  }
}

type Handler = (
  answer: encoding.Encoder,
  decoder: decoding.Decoder,
  provider: WebsocketProvider,
  emitSynced: boolean,
  type: number,
) => void

/** Takes others' changes in when no word is being composed; the answer, if one is due, leaves then too. */
function heldWhileComposing(read: Handler, holding: Holding, provider: WebsocketProvider): Handler {
  return (answer, decoder, from, emitSynced, type) => {
    if (!holding.isOpen()) {
      readCursor()
      read(answer, decoder, from, emitSynced, type)
      return
    }
    const rest = decoding.readTailAsUint8Array(decoder).slice()
    holding.whenDone(() => {
      const frame = new Uint8Array([type, ...rest])
      provider.ws?.onmessage?.(new MessageEvent('message', { data: frame.buffer }))
    })
  }
}

function addressOf(path: string): string {
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${path}`
}
