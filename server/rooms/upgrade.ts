import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { actorKey } from '../../shared/people.ts'
import { type CloseCode, closeReasons } from '../../shared/sync/wire.ts'
import { createMetrics, type Metrics } from '../house/metrics.ts'
import { callerAddress, isOwnOrigin } from '../house/origin.ts'
import { ordinaryPressure, type Pressure, pressureOf } from '../house/pressure.ts'
import { createRate, createTally, type Tally } from './admission.ts'
import { complain } from './complain.ts'
import type { RoomSocket } from './pen.ts'
import type { Rooms } from './rooms.ts'
import { type Asking, penOf, question } from './welcome.ts'

export type Door = Asking & {
  rooms: Rooms
  /** Sockets are asked for a sign of life this often; two missed are the end. */
  pingMs?: number
  metrics?: Metrics
}

/** What the register knows of this door: the sentences asked of `can` when one comes in, and for every word. */
export const syncActions = ['document.see', 'document.write', 'document.sendLateWords'] as const

const path = /^\/sync\/([^/?]+)(?:\?(.*))?$/
/** What may come in before the text is loaded. */
const earlyBytes = 1024 * 1024
const closingMs = 5_000
/** Below this, copying several frames into one is cheaper than handing them over one by one. */
const copiedBytes = 32 * 1024
/** How long the house waits, when it closes, for pages to take their leave. */
const partingMs = 1_000

/** Opens the door for texts at `/sync/:documentId` on a server; what it answers lets nobody else in. */
export function openDoor(server: Server, door: Door): { close: () => Promise<void> } {
  // Larger than a frame may be, so that one too large is told so (4413) and not just cut off.
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: ordinaryPressure.frameBytes * 8 })
  const metrics = door.metrics ?? createMetrics()
  const entrance: Entrance = { ...door, metrics, pressure: pressureOf(door.house.settings), accounts: createTally(), addresses: createTally() }
  metrics.gauge('yst_sockets', () => sockets.clients.size)
  const missed = new WeakMap<WebSocket, number>()

  const onUpgrade = (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    stream.on('error', () => stream.destroy())
    const found = path.exec(request.url ?? '')
    if (!found) return turnAway(stream, '404 Not Found')
    const { origin, host } = request.headers
    if (!isOwnOrigin(door.house.settings, origin, host)) return turnAway(stream, '403 Forbidden')
    sockets.handleUpgrade(request, stream, head, (socket) => {
      socket.on('pong', () => missed.delete(socket))
      void admit(entrance, wireOf(socket, stream), found[1]!, new URLSearchParams(found[2] ?? ''), headersOf(request), addressOf(request))
    })
  }
  function turnAway(stream: Duplex, status: string): void {
    metrics.count('yst_refusals_total', 1, { code: status.slice(0, 3) })
    stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
  }
  const addressOf = ({ socket, headers }: IncomingMessage): string =>
    callerAddress(door.house.settings, socket.remoteAddress, [headers['x-forwarded-for']].flat().at(-1))
  server.on('upgrade', onUpgrade)

  const ping = setInterval(() => {
    for (const socket of sockets.clients) {
      const before = missed.get(socket) ?? 0
      if (before >= 2) socket.terminate()
      else socket.ping()
      missed.set(socket, before + 1)
    }
  }, door.pingMs ?? 15_000)

  return {
    async close() {
      clearInterval(ping)
      server.off('upgrade', onUpgrade)
      const leaving = [...sockets.clients].map((socket) => new Promise((gone) => socket.once('close', gone)))
      const late = new Promise<void>((resolve) => setTimeout(resolve, partingMs).unref())
      await Promise.race([Promise.all(leaving), late])
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
    },
  }
}

function headersOf(request: IncomingMessage): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  return headers
}

/** The door, with what it counts. */
type Entrance = Door & { metrics: Metrics; pressure: Pressure; accounts: Tally; addresses: Tally }

type Wire = Pick<RoomSocket, 'write' | 'buffered'> & { socket: WebSocket }

/**
 * What goes out is written to the stream below the socket, as frames that were made once for everybody; what comes in,
 * pings and the closing stay with the socket. Neither splits a frame, so their frames stand one after another.
 */
function wireOf(socket: WebSocket, stream: Duplex): Wire {
  return {
    socket,
    write(frames) {
      if (socket.readyState !== socket.OPEN || !stream.writable) return
      if (frames.length === 1) return void stream.write(frames[0])
      const length = frames.reduce((sum, frame) => sum + frame.length, 0)
      if (length < copiedBytes) return void stream.write(Buffer.concat(frames, length))
      stream.cork()
      for (const frame of frames) stream.write(frame)
      stream.uncork()
    },
    buffered: () => stream.writableLength,
  }
}

async function admit(
  door: Entrance,
  wire: Wire,
  documentId: string,
  asked: URLSearchParams,
  headers: Headers,
  address: string,
): Promise<void> {
  const { accounts, addresses, metrics, pressure } = door
  const { socket } = wire
  let closed = false
  let early: Uint8Array[] | null = []
  let earlySize = 0
  let receive = (frame: Uint8Array): void => {
    earlySize += frame.length
    if (earlySize > earlyBytes) return close(4413)
    early?.push(frame)
  }
  const close = (code: CloseCode, words?: string): void => {
    if (closed) return
    closed = true
    metrics.count('yst_refusals_total', 1, { code })
    receive = () => {}
    early = null
    socket.close(code, words ?? closeReasons[code])
    setTimeout(() => socket.terminate(), closingMs).unref()
  }
  socket.on('error', () => socket.terminate())
  const rest = createRate(pressure.framesPerSecond)
  socket.on('message', (data: Buffer) => {
    receive(new Uint8Array(data))
    const ms = rest()
    if (ms === 0 || socket.isPaused) return
    socket.pause()
    setTimeout(() => socket.resume(), ms).unref()
  })
  addresses.enter(address)
  socket.on('close', () => addresses.leave(address))

  try {
    if (addresses.open(address) > pressure.socketsPerAddress) return close(4429)
    const welcome = await question(door, documentId, asked, headers)
    if (typeof welcome === 'number') return close(welcome)
    const account = actorKey(welcome.actor)
    if (accounts.open(account) >= pressure.socketsPerAccount) return close(4429)
    if (socket.readyState !== socket.OPEN) return
    accounts.enter(account)
    const pen = penOf(door, documentId, asked, headers, welcome, { write: wire.write, buffered: wire.buffered, close })
    socket.on('close', () => {
      closed = true
      accounts.leave(account)
      door.rooms.leave(documentId, pen)
    })
    const room = await door.rooms.enter(documentId, pen)
    if (!room) return
    if (closed) return door.rooms.leave(documentId, pen)
    receive = (frame) => room.receive(pen, frame)
    const waiting = early ?? []
    early = null
    for (const frame of waiting) receive(frame)
  } catch (error) {
    complain(error)
    close(1013)
  }
}
