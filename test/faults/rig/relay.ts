import { createServer, connect as dial, type AddressInfo, type Socket } from 'node:net'

/** What the network between pages and houses is like at this moment. */
export type Weather = {
  /** One way, for every piece. */
  delayMs: () => number
  /** Each way and connection; 0: as fast as it goes. */
  bytesPerSecond: number
  /** Everything is taken and nothing arrives, and nobody is told. */
  swallows: boolean
}
export const fair = (): Weather => ({ delayMs: () => 0, bytesPerSecond: 0, swallows: false })

/** Looks at what goes one way on one connection, and answers what is passed on. */
export type Lens = (piece: Buffer) => Buffer
export type Lenses = { up: () => Lens; down: () => Lens }

export type Relay = {
  port: number
  weather: Weather
  /** Ends every connection at once, as when a cable is pulled and its end is noticed. */
  cut: () => void
  open: () => number
  close: () => Promise<void>
}

const mostQueued = 256 * 1024

/** A relay before a port; null as a target: nobody can be reached. */
export async function openRelay(target: () => number | null, lenses?: Lenses): Promise<Relay> {
  const weather = fair()
  const pairs = new Set<readonly [Socket, Socket]>()
  const held = new Set<Socket>()
  const server = createServer((near) => {
    const port = target()
    near.on('error', () => near.destroy())
    if (port === null) return near.destroy()
    // Taken, and carried nowhere: the other side never hears of it.
    if (weather.swallows) return held.add(near)
    const far = dial(port, '127.0.0.1')
    const pair = [near, far] as const
    pairs.add(pair)
    far.on('error', () => near.destroy())
    const closes = (other: Socket) => () => {
      if (weather.swallows) return
      other.destroy()
      pairs.delete(pair)
    }
    near.on('close', closes(far))
    far.on('close', closes(near))
    for (const socket of pair) socket.setNoDelay(true)
    pass(near, far, weather, lenses?.up())
    pass(far, near, weather, lenses?.down())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const cut = () => {
    for (const socket of [...held, ...[...pairs].flat()]) socket.destroy()
    held.clear()
    pairs.clear()
  }
  return {
    port: (server.address() as AddressInfo).port,
    weather,
    cut,
    open: () => pairs.size,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      cut()
      await closed
    },
  }
}

/** One way: pieces arrive in their order, each after its time. */
function pass(from: Socket, to: Socket, weather: Weather, lens: Lens = (piece) => piece): void {
  let dueAt = 0
  let queued = 0
  const write = (piece: Buffer) => {
    if (to.destroyed || to.write(piece)) return
    from.pause()
    to.once('drain', () => from.resume())
  }
  from.on('data', (came: Buffer) => {
    if (weather.swallows) return
    const piece = lens(came)
    if (piece.length === 0) return
    const now = performance.now()
    const onWire = weather.bytesPerSecond > 0 ? (piece.length / weather.bytesPerSecond) * 1000 : 0
    dueAt = Math.max(dueAt, now + weather.delayMs()) + onWire
    if (dueAt <= now && queued === 0) return write(piece)
    queued += piece.length
    if (queued > mostQueued) from.pause()
    setTimeout(() => {
      queued -= piece.length
      if (queued <= mostQueued) from.resume()
      write(piece)
    }, dueAt - now)
  })
}
