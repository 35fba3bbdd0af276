import type { Holding } from './composing.ts'
import { LineSocket } from './line-socket.ts'
import { tellingSocket, type Told } from './socket.ts'

/**
 * A real socket where the network lets one through; where it does not, while pages still come, the same frames in
 * posted questions. Asked anew at every connection, and a real socket is tried again after a while.
 */
export function eitherSocket(holding: Holding, told: Told): typeof WebSocket {
  const Real = tellingSocket(holding, told)
  const Line = tellingSocket(holding, told, LineSocket as unknown as typeof WebSocket)
  function Either(url: string | URL): WebSocket {
    if (isBlocked()) return new Line(url)
    const socket = new Real(url)
    watch(socket)
    return socket
  }
  return Either as unknown as typeof WebSocket
}

const enough = 3
const againMs = 10 * 60_000
let failures = 0
let blockedUntil = 0

const isBlocked = (): boolean => performance.now() < blockedUntil

/** Counts the sockets that never opened, one after another, while the house itself can be reached. */
function watch(socket: WebSocket): void {
  let opened = false
  socket.addEventListener('open', () => {
    opened = true
    failures = 0
  })
  socket.addEventListener('close', () => {
    if (opened) return
    failures += 1
    if (failures < enough) return
    void fetch('/healthz', { cache: 'no-store' }).then(
      ({ ok }) => {
        if (ok && failures >= enough) blockedUntil = performance.now() + againMs
      },
      () => undefined,
    )
  })
}
