import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net'

export type Way = {
  address: string
  /** The way is gone without a word, as when a router loses its power: nothing comes through, nothing new gets in. */
  cut: () => void
  mend: () => void
  close: () => Promise<void>
}

/** A way of a device's own to the house, which can break. */
export async function wayTo(port: number): Promise<Way> {
  const sockets = new Set<Socket>()
  let broken = false
  const server = createServer((near) => {
    if (broken) return void near.destroy()
    const far = createConnection(port, '127.0.0.1')
    for (const [socket, other] of [[near, far], [far, near]] as const) {
      sockets.add(socket)
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
    }
    near.pipe(far)
    far.pipe(near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const cut = () => {
    broken = true
    for (const socket of sockets) socket.destroy()
  }
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}`,
    cut,
    mend: () => {
      broken = false
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      cut()
      await closed
    },
  }
}
