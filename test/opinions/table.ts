import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { ownersFor } from '../../server/kinds.ts'
import { actorOf } from '../../server/people/actor.ts'
import { openRooms } from '../../server/rooms/rooms.ts'
import { openDoor } from '../../server/rooms/upgrade.ts'
import { schemaVersion } from '../../shared/documents/kinds.ts'
import { messageTypes, type Notice, readOurs } from '../../shared/sync/wire.ts'
import type { Client, TestHouse } from '../people.ts'
import { until, wordsOf } from '../rooms/table.ts'

/** A page of somebody at a text, come in by their own cookie. */
export type OpenPage = { doc: Y.Doc; provider: WebsocketProvider; notices: Notice[]; closed: number[]; words: () => string }

/** The real rooms of a test house on a real port: who comes in is told by the cookie, what they may by the owners. */
export async function openTexts(t: TestHouse) {
  const owners = ownersFor(t.house)
  const server = createServer((_request, response) => response.writeHead(404).end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const rooms = await openRooms(t.house, owners)
  const who = async (headers: Headers) => actorOf(t.house.db, await t.clock.now(t.db), t.auth, headers)
  const door = openDoor(server, { house: t.house, owners, rooms, who })
  const pages: OpenPage[] = []

  async function open(client: Client, documentId: string, generation = 1): Promise<OpenPage> {
    const doc = new Y.Doc()
    const notices: Notice[] = []
    const closed: number[] = []
    const headers = { cookie: client.cookie(), origin: t.origin }
    const provider = new WebsocketProvider(`ws://127.0.0.1:${port}/sync`, documentId, doc, {
      connect: false,
      disableBc: true,
      maxBackoffTime: 200,
      params: { generation: String(generation), schema: String(schemaVersion) },
      WebSocketPolyfill: class extends WebSocket {
        constructor(url: string | URL) {
          super(url, { headers })
        }
      } as unknown as typeof globalThis.WebSocket,
    })
    provider.messageHandlers[messageTypes.ours] = (_encoder, decoder) => {
      const ours = readOurs(decoder)
      if ('notice' in ours) notices.push(ours.notice)
    }
    provider.on('connection-close', (event) => {
      if (event) closed.push(event.code)
    })
    provider.connect()
    const page: OpenPage = { doc, provider, notices, closed, words: () => wordsOf(doc) }
    pages.push(page)
    await until(() => provider.synced || closed.length > 0, 'the page was synced or sent away')
    return page
  }

  return {
    open,
    async close() {
      for (const page of pages) page.provider.destroy()
      await rooms.close()
      await door.close()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
