import { createServer, request } from 'node:http'
import { afterAll } from 'vitest'

/** A relay as some networks have one: pages and questions pass, and no socket does. Answers its address. */
export async function socketless(address: string): Promise<string> {
  const house = new URL(address)
  const relay = createServer((asked, answer) => {
    const onward = request({ host: house.hostname, port: house.port, path: asked.url, method: asked.method, headers: asked.headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers)
      answered.pipe(answer)
    })
    onward.on('error', () => answer.destroy())
    answer.on('close', () => onward.destroy())
    asked.pipe(onward)
  })
  relay.on('upgrade', (_, stream) => stream.destroy())
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve))
  afterAll(() => {
    relay.closeAllConnections()
    relay.close()
  })
  const bound = relay.address()
  return `http://localhost:${typeof bound === 'object' && bound ? bound.port : 0}`
}
