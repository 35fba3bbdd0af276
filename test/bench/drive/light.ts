import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import { schemaVersion } from '../../../shared/documents/kinds.ts'
import { messageTypes, readOurs, syncTypes } from '../../../shared/sync/wire.ts'
import type { Address } from '../targets/target.ts'

/** What a light client tells: each frame as it comes, unread. */
export type Hearing = {
  update?: (payload: Uint8Array, at: number) => void
  receipt?: (frame: number, at: number) => void
  /** What this client has beyond a state vector; by default nothing. */
  beyond?: (stateVector: Uint8Array) => Uint8Array
}

/** A page without a text: it speaks the wire and counts. */
export type Light = {
  /** Resolves with the first whole answer to "what is there". */
  synced: Promise<Uint8Array>
  send: (kind: 'update' | 'presence', payload: Uint8Array) => number
  /** Asks for everything beyond this and waits for the answer. */
  ask: (stateVector?: Uint8Array) => Promise<Uint8Array>
  closed: () => number | null
  close: () => void
  /** Goes away as a machine does whose network is gone. */
  drop: () => void
}

const hocuspocus = { auth: 2, syncReply: 4 } as const
const nothing = new Uint8Array([0])
const nothingNew = new Uint8Array([0, 0])

let received = 0
/** Frames that have come to any client of this process. */
export const framesReceived = (): number => received

export type Opening = { address: Address; text: string; account: number; stateVector?: Uint8Array; presence?: Uint8Array }

export function openLight({ address, text, account, stateVector = nothing, presence }: Opening, hearing: Hearing = {}): Light {
  const host = `127.0.0.1:${address.port}`
  const isHouse = address.target === 'yishiting'
  const named = address.wire === 'hocuspocus'
  const path = named ? '/' : isHouse ? `/sync/${text}?generation=1&schema=${schemaVersion}` : `/${text}`
  const cookie = address.cookies[account % address.cookies.length]
  const headers = cookie === undefined ? {} : { cookie, origin: `http://${host}` }
  const socket = new WebSocket(`ws://${host}${path}`, { headers, perMessageDeflate: false, skipUTF8Validation: true })
  const prefix = named ? namePrefix(text) : nothingBefore
  let frames = 0
  let closedWith: number | null = null
  let answer: (whole: Uint8Array) => void = () => {}
  let refuse: (why: Error) => void = () => {}

  const send = (write: (encoder: encoding.Encoder) => void): number => {
    const encoder = encoding.createEncoder()
    encoding.writeUint8Array(encoder, prefix)
    write(encoder)
    socket.send(encoding.toUint8Array(encoder))
    return (frames += 1)
  }
  const sync = (type: keyof typeof syncTypes, payload: Uint8Array): number =>
    send((encoder) => {
      encoding.writeVarUint(encoder, messageTypes.sync)
      encoding.writeVarUint(encoder, syncTypes[type])
      encoding.writeVarUint8Array(encoder, payload)
    })
  const present = (payload: Uint8Array): number =>
    send((encoder) => {
      encoding.writeVarUint(encoder, messageTypes.awareness)
      encoding.writeVarUint8Array(encoder, payload)
    })
  const ask = (from: Uint8Array = nothing): Promise<Uint8Array> => {
    if (closedWith !== null) return Promise.reject(new Error(`closed with ${closedWith}`))
    const answered = awaitAnswer()
    sync('step1', from)
    return answered
  }
  const awaitAnswer = (): Promise<Uint8Array> =>
    new Promise((resolve, reject) => {
      answer = resolve
      refuse = reject
    })
  const begin = (): void => {
    sync('step1', stateVector)
    if (presence) present(presence)
  }

  socket.on('open', () => {
    if (!named) return begin()
    send((encoder) => {
      encoding.writeVarUint(encoder, hocuspocus.auth)
      encoding.writeVarUint(encoder, 0)
      encoding.writeVarString(encoder, '')
    })
  })
  socket.on('error', () => {})
  socket.on('close', (code) => {
    closedWith = code
    refuse(new Error(`closed with ${code}`))
  })
  socket.on('message', (data: Buffer) => {
    const at = performance.now()
    received += 1
    const type = data[prefix.length]
    if (type === messageTypes.sync || type === hocuspocus.syncReply) {
      const decoder = decoding.createDecoder(data)
      decoder.pos = prefix.length + 2
      const payload = decoding.readVarUint8Array(decoder)
      const kind = data[prefix.length + 1]
      if (kind === syncTypes.update) hearing.update?.(payload, at)
      else if (kind === syncTypes.step2) answer(payload.slice())
      else sync('step2', hearing.beyond?.(payload) ?? nothingNew)
    } else if (named) {
      if (type === hocuspocus.auth) begin()
    } else if (type === messageTypes.ours && hearing.receipt) {
      const decoder = decoding.createDecoder(data)
      decoder.pos = 1
      const ours = readOurs(decoder)
      if ('receipt' in ours) hearing.receipt(ours.receipt.frame, at)
    }
  })

  const synced = awaitAnswer()
  synced.catch(() => {})
  return {
    synced,
    send: (kind, payload) => (kind === 'update' ? sync('update', payload) : present(payload)),
    ask,
    closed: () => closedWith,
    close: () => socket.close(),
    drop: () => socket.terminate(),
  }
}

const nothingBefore = new Uint8Array()

/** Hocuspocus carries many texts on a socket: the name stands before every message. */
function namePrefix(text: string): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarString(encoder, text)
  return encoding.toUint8Array(encoder)
}
