import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { randomUUID } from 'node:crypto'
import { afterEach } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { Connection } from '../../db/client.ts'
import { createDocument } from '../../server/documents/create.ts'
import { documentPolicy } from '../../server/documents/policy.ts'
import { createCan } from '../../server/house/can.ts'
import { fixedClock } from '../../server/house/clock.ts'
import type { House } from '../../server/house/house.ts'
import { createMetrics } from '../../server/house/metrics.ts'
import type { Pressure } from '../../server/house/pressure.ts'
import { openRooms, type Rooms, type RoomsOptions } from '../../server/rooms/rooms.ts'
import { openDoor } from '../../server/rooms/upgrade.ts'
import type { Standing } from '../../shared/documents/access.ts'
import { type DocumentKind, schemaVersion } from '../../shared/documents/kinds.ts'
import { type Actor, stranger } from '../../shared/people.ts'
import { messageTypes, type Notice, readFrame, readOurs } from '../../shared/sync/wire.ts'
import { doing, newOrganisation, noon, everyOwner } from '../documents/ground.ts'

/** A page at a text: the stock provider, and everything the server told it. */
export type Page = {
  doc: Y.Doc
  provider: WebsocketProvider
  notices: Notice[]
  receipts: number[]
  closed: number[]
  /** True when the last words this page sent on its present connection have their receipt. */
  saved: () => boolean
  words: () => string
  /** Waits until something of this page is so. */
  until: (test: () => boolean) => Promise<void>
}

// Every stock provider listens for the end of the process.
process.setMaxListeners(100)

export async function until(test: () => boolean | Promise<boolean>, what = 'it was so'): Promise<void> {
  const deadline = performance.now() + 15_000
  while (!(await test())) {
    if (performance.now() > deadline) throw new Error(`waited in vain until ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** What an XmlFragment says, one block a line. */
export function wordsOf(doc: Y.Doc): string {
  return doc
    .getXmlFragment('prosemirror')
    .toArray()
    .map((block) => (block instanceof Y.XmlElement ? block.toArray().map((part) => (part instanceof Y.XmlText ? plain(part) : '')).join('') : ''))
    .join('\n')
}
const plain = (text: Y.XmlText): string => (text.toDelta() as { insert: string }[]).map((part) => part.insert).join('')

/** Writes at the end of the first block, as a keystroke does. */
export function type(doc: Y.Doc, words: string): void {
  const block = doc.getXmlFragment('prosemirror').get(0) as Y.XmlElement
  doc.transact(() => {
    const last = block.get(block.length - 1) as unknown
    if (last instanceof Y.XmlText) last.insert(last.length, words)
    else block.push([new Y.XmlText(words)])
  })
}

/** A real server with the real rooms on a real database; who comes in is told by the header `x-as`. */
export async function openTable(connection: Connection, options: RoomsOptions & { pressure?: Partial<Pressure> } = {}) {
  const can = createCan([documentPolicy])
  const house: House = {
    ...connection,
    clock: fixedClock(noon),
    can,
    settings: {
      publicUrl: 'http://house.test', publicUrlGiven: true, trustProxy: [], demo: false, version: 'test', pages: null,
      secret: 'a'.repeat(64), pressure: options.pressure,
    },
    database: { kind: 'server', version: 'test' },
    ready: () => true,
  } as House
  const owners = everyOwner()
  const people = new Map<string, Actor>()
  const server: Server = createServer((_request, response) => response.writeHead(404).end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const metrics = createMetrics()
  const rooms: Rooms = await openRooms(house, owners, { metrics, ...options })
  const door = openDoor(server, { house, owners, rooms, who: async (headers) => people.get(headers.get('x-as') ?? '') ?? stranger, metrics })
  const organisationId = await newOrganisation(house)
  const pages: Page[] = []

  function seat(id: string, standing: Standing | null, kind: DocumentKind = 'opinion'): void {
    people.set(id, { kind: 'person', id, name: `某${id}`, roles: [], signInId: `sign-in-${id}` })
    if (standing) owners[kind].seats.set(id, standing)
    else owners[kind].seats.delete(id)
  }

  function socketClass(as: string, origin: string, receipts: number[], tally: { sent: number; lastWords: number }) {
    return class extends WebSocket {
      constructor(url: string | URL) {
        super(url, { headers: { 'x-as': as, origin } })
        Object.assign(tally, { sent: 0, lastWords: 0 })
        receipts.length = 0
      }
      override send(data: never, ...rest: never[]): void {
        tally.sent += 1
        if (readFrame(data).kind === 'words') tally.lastWords = tally.sent
        super.send(data, ...(rest as []))
      }
    } as unknown as typeof globalThis.WebSocket
  }

  /** Opens a page of somebody at a text with the provider that browsers use. */
  function page(as: string, documentId: string, asked: { generation?: number; schema?: number; doc?: Y.Doc; port?: number; origin?: string } = {}): Page {
    const doc = asked.doc ?? new Y.Doc()
    const notices: Notice[] = []
    const receipts: number[] = []
    const closed: number[] = []
    const tally = { sent: 0, lastWords: 0 }
    const provider = new WebsocketProvider(`ws://127.0.0.1:${asked.port ?? port}/sync`, documentId, doc, {
      connect: false,
      disableBc: true,
      maxBackoffTime: 200,
      params: { generation: String(asked.generation ?? 1), schema: String(asked.schema ?? schemaVersion) },
      WebSocketPolyfill: socketClass(as, asked.origin ?? 'http://house.test', receipts, tally),
    })
    provider.messageHandlers[messageTypes.ours] = (_encoder, decoder) => {
      const ours = readOurs(decoder)
      if ('receipt' in ours) receipts.push(ours.receipt.frame)
      else notices.push(ours.notice)
    }
    provider.on('connection-close', (event) => {
      if (event) closed.push(event.code)
    })
    provider.connect()
    const opened: Page = {
      doc, provider, notices, receipts, closed,
      saved: () => (receipts.at(-1) ?? -1) >= tally.lastWords,
      words: () => wordsOf(doc),
      until: (test) => until(test, `${as}: ${test.toString()}`),
    }
    pages.push(opened)
    return opened
  }

  /** A bare socket, for what no decent page would do. */
  function bare(as: string, path: string, origin = 'http://house.test'): WebSocket {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers: { 'x-as': as, origin } })
    socket.binaryType = 'nodebuffer'
    return socket
  }

  afterEach(() => {
    for (const opened of pages.splice(0)) opened.provider.destroy()
  })

  return {
    house, rooms, owners, port, metrics, organisationId, seat, page, bare,
    newText: async (kind: DocumentKind = 'opinion') =>
      (await doing(house, (ctx) => createDocument(ctx, { organisationId, kind, id: randomUUID() }))).id,
    async close() {
      for (const opened of pages.splice(0)) opened.provider.destroy()
      await rooms.close()
      await door.close()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
export type Table = Awaited<ReturnType<typeof openTable>>
