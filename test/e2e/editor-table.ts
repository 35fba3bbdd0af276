import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import type { Server } from 'node:http'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import type { Connection } from '../../db/client.ts'
import { createDocument } from '../../server/documents/create.ts'
import { createHistoryRoutes } from '../../server/documents/history-routes.ts'
import { createDocumentRoutes } from '../../server/documents/routes.ts'
import { reopen, settle } from '../../server/documents/revisions.ts'
import { loadDocument } from '../../server/documents/load.ts'
import { documentPolicy } from '../../server/documents/policy.ts'
import { amendmentsOf, lockDocument } from '../../server/documents/queries.ts'
import { createCan } from '../../server/house/can.ts'
import { answerError } from '../../server/house/errors.ts'
import { fixedClock } from '../../server/house/clock.ts'
import type { House } from '../../server/house/house.ts'
import { emptyApp } from '../../server/house/route.ts'
import { closeBell, createLiveRoutes } from '../../server/live.ts'
import { servePages } from '../../server/pages.ts'
import { openRooms } from '../../server/rooms/rooms.ts'
import { openDoor } from '../../server/rooms/upgrade.ts'
import type { Hand } from '../../shared/documents/access.ts'
import { clausesOf, type Clause } from '../../shared/documents/clauses.ts'
import type { DocumentKind } from '../../shared/documents/kinds.ts'
import { readAgenda } from '../../shared/sync/agenda.ts'
import { readText } from '../../shared/sync/text.ts'
import { type Actor, actorKey, stranger } from '../../shared/people.ts'
import { doing, newOrganisation, noon, everyOwner } from '../documents/ground.ts'

/** The editor's own page on real rooms, a real database and a real socket; the cookie `as` says who comes in. */
export async function openEditorTable(connection: Connection) {
  const pages = await mkdtemp(join(tmpdir(), 'editor-page-'))
  await build({
    configFile: false, logLevel: 'silent', root: 'test/e2e/editor-page', plugins: [react()],
    build: { outDir: pages, emptyOutDir: true },
  })
  const app = emptyApp()
  const server = createAdaptorServer({ fetch: app.fetch }) as Server
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const sockets = new Set<Socket>()
  server.on('upgrade', (_, socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const house: House = {
    ...connection,
    clock: fixedClock(noon),
    can: createCan([documentPolicy]),
    settings: {
      publicUrl: origin, publicUrlGiven: true, trustProxy: [], demo: false, version: 'test', pages, secret: 'a'.repeat(64),
    },
    database: { kind: 'server', version: 'test' },
    ready: () => true,
  }
  const owners = everyOwner()
  const people = new Map<string, Actor>()
  const rooms = await openRooms(house, owners)
  const who = async (headers: Headers) => people.get(/\bas=([\w-]+)/.exec(headers.get('cookie') ?? '')?.[1] ?? '') ?? stranger
  app.onError(answerError)
  app.use('/api/*', async (c, next) => {
    c.set('house', house)
    c.set('actor', await who(c.req.raw.headers))
    await next()
  })
  createDocumentRoutes(() => owners).mount(app)
  createHistoryRoutes(() => owners, async () => new Map([...people.values()].map((one) => [actorKey(one), 'name' in one ? one.name : '']))).mount(app)
  createLiveRoutes(() => ({ document: async () => true })).mount(app)
  servePages(app, pages)
  const door = openDoor(server, { house, owners, rooms, who })
  const organisationId = await newOrganisation(house)

  return {
    origin,
    house,
    /** The network breaks: every open socket is gone without a word. */
    cut() {
      for (const socket of sockets) socket.destroy()
    },
    seat(id: string, hand: Hand, name = id) {
      people.set(id, { kind: 'person', id, name, roles: [], signInId: `sign-in-${id}` })
      owners.opinion.seats.set(id, { hand, phase: 'writing' })
      owners.agenda.seats.set(id, { hand, phase: 'planning' })
    },
    newText: async (kind: DocumentKind = 'opinion') =>
      (await doing(house, (ctx) => createDocument(ctx, { organisationId, kind, id: randomUUID() }))).id,
    /** What is committed, clause by clause. */
    clauses: (id: string): Promise<Clause[]> =>
      doing(house, async (ctx) =>
        clausesOf(readText((await loadDocument(ctx.tx, await lockDocument(ctx.tx, id))).doc).content),
      ),
    seal: (id: string) => doing(house, (ctx) => settle(ctx, id)),
    reopen: (id: string) => doing(house, (ctx) => reopen(ctx, id)),
    amendments: (id: string) =>
      doing(house, async (ctx) => amendmentsOf(ctx.tx, await lockDocument(ctx.tx, id))),
    items: (id: string) =>
      doing(house, async (ctx) => readAgenda((await loadDocument(ctx.tx, await lockDocument(ctx.tx, id))).doc).items),
    async close() {
      await closeBell(house)
      await rooms.close()
      await door.close()
      await new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      })
      await rm(pages, { recursive: true })
    },
  }
}
export type EditorTable = Awaited<ReturnType<typeof openEditorTable>>
