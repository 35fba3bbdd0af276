import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { createDocument } from '../../server/documents/create.ts'
import { editDocument, placeClause } from '../../server/documents/edit.ts'
import { findDocument, lastRevision } from '../../server/documents/queries.ts'
import { reopen, settle } from '../../server/documents/revisions.ts'
import { createDocumentRoutes } from '../../server/documents/routes.ts'
import type { Ground } from '../../server/house/context.ts'
import { answerError } from '../../server/house/errors.ts'
import type { House } from '../../server/house/house.ts'
import { emptyApp } from '../../server/house/route.ts'
import { syncActions } from '../../server/rooms/upgrade.ts'
import type { Hand } from '../../shared/documents/access.ts'
import { stranger } from '../../shared/people.ts'
import { addClause } from '../../shared/sync/text.ts'
import { testDatabase } from '../database.ts'
import { doing, newOrganisation, everyOwner, person, testGround } from './ground.ts'

const database = testDatabase()
const owners = everyOwner()
const { opinion } = owners
const app = emptyApp()
let ground: Ground
let id = ''
let organisationId = ''

beforeAll(async () => {
  ground = testGround(database.connection())
  app.onError(answerError)
  app.use('/api/*', async (c, next) => {
    c.set('house', { ...database.connection(), ...ground, settings: { secret: 'a'.repeat(64) } } as unknown as House)
    c.set('actor', c.req.header('x-as') ? person(c.req.header('x-as')!) : stranger)
    await next()
  })
  createDocumentRoutes(() => owners).mount(app)
  for (const hand of ['facilitator', 'member', 'resident', 'expert', 'observer', 'atTheDoor'] satisfies Hand[]) {
    opinion.seats.set(hand, { hand, phase: 'writing' })
  }
  organisationId = await newOrganisation(ground)
})

async function fresh(): Promise<string> {
  return (await doing(ground, (ctx) => createDocument(ctx, { organisationId, kind: 'opinion' }))).id
}
async function send(as: string | null, path: string, body?: unknown, key: string = randomUUID()) {
  const headers: Record<string, string> = { 'content-type': 'application/json', 'idempotency-key': key, ...(as ? { 'x-as': as } : {}) }
  const response = await app.request(path, body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) })
  return { status: response.status, body: (await response.json()) as ReturnType<typeof JSON.parse> }
}

describe('the routes of texts', () => {
  it('[O1] before the door is opened, a page is told the generation, the schema and what it may do', async () => {
    id = await fresh()
    const told = async (as: string) => {
      const { body } = await send(as, `/api/documents/${id}`)
      return [body.right, body.may]
    }
    expect(await told('facilitator')).toEqual(['edit', ['write', 'comment', 'sendLateWords', 'seeHistory', 'restore']])
    expect(await told('resident')).toEqual(['contribute', ['write', 'comment', 'sendLateWords', 'seeHistory']])
    expect(await told('expert')).toEqual(['comment', ['comment', 'seeHistory']])
    expect(await told('observer')).toEqual(['read', ['seeHistory']])
    const { body } = await send('facilitator', `/api/documents/${id}`)
    expect(body).toMatchObject({ id, kind: 'opinion', generation: 1, schema: 1, state: 'open', sealed: false, scope: 'all', mine: [] })
  })

  it('[O1] a stranger is asked to sign in; the waiting room, an outsider and an unknown id find nothing, on every route', async () => {
    const text = await fresh()
    const revision = await doing(ground, (ctx) => settle(ctx, text))
    const paths = [
      `/api/documents/${text}`, `/api/documents/${text}/revisions`, `/api/revisions/${revision.id}`,
      `/api/documents/${text}/sources`, `/api/documents/${text}/amendments`,
    ]
    for (const path of paths) {
      expect([path, (await send(null, path)).status]).toEqual([path, 401])
      for (const as of ['atTheDoor', 'outsider']) expect([path, (await send(as, path)).status]).toEqual([path, 404])
      expect((await send('facilitator', path)).status).toBe(200)
      const unknown = path.replace(text, randomUUID()).replace(revision.id, randomUUID())
      expect((await send('facilitator', unknown)).status).toBe(404)
      expect((await send('facilitator', path.replace(/[0-9a-f-]{36}/, 'no-id'))).body.error.code).toBe('malformed')
    }
    const late = `/api/documents/${text}/late-words`
    expect((await send(null, late, { generation: 1, update: 'AAAA' })).status).toBe(401)
    expect((await send('outsider', late, { generation: 1, update: 'AAAA' })).status).toBe(404)
    expect((await send('observer', late, { generation: 1, update: 'AAAA' })).body.error.code).toBe('notAllowed')
    expect((await send('member', late, { generation: 0, update: 'AAAA' })).body.error.code).toBe('malformed')
    expect((await send('member', late, { generation: 1, update: '<script>' })).body.error.code).toBe('textUnreadable')
  })

  it('[O12] a sealed text is told as sealed and only read; its revision carries digest, authors and what a page needs', async () => {
    const text = await fresh()
    await doing(ground, (ctx) => editDocument(ctx, text, (doc) => addClause(doc, '先修四百米'), 'person:member'))
    expect((await send('member', `/api/documents/${text}`)).body.mine).toHaveLength(1)
    const sealed = await doing(ground, (ctx) => settle(ctx, text))
    expect((await send('facilitator', `/api/documents/${text}`)).body).toMatchObject({ sealed: true, right: 'read', may: ['sendLateWords', 'seeHistory'] })
    const { body } = await send('observer', `/api/revisions/${sealed.id}`)
    expect(body).toMatchObject({ number: 1, generation: 1, sha256: sealed.sha256, plainText: sealed.plainText, authors: sealed.authors })
    const row = await doing(ground, async (ctx) => lastRevision(ctx.tx, (await findDocument(ctx.tx, text))!))
    expect(body.stateVector).toBe(Buffer.from(row!.stateVector).toString('base64'))
    await doing(ground, (ctx) => reopen(ctx, text))
    await doing(ground, (ctx) => settle(ctx, text))
    const { body: all } = await send('observer', `/api/documents/${text}/revisions`)
    expect(all.map((revision: { number: number; generation: number }) => [revision.number, revision.generation])).toEqual([[2, 2], [1, 1]])
  })

  it('[O11] the sources of a text name clause, card and who placed it', async () => {
    const text = await fresh()
    const clauseId = await doing(ground, (ctx) => placeClause(ctx, text, { words: '路太窄', source: { kind: 'card', id: 'c1' } }), person('facilitator'))
    expect((await send('observer', `/api/documents/${text}/sources`)).body).toMatchObject([
      { clauseId, sourceKind: 'card', sourceId: 'c1', by: 'person:facilitator' },
    ])
  })

  it('[O16] late words handed in, also twice, are one amendment, listed as mine for me alone', async () => {
    const text = await fresh()
    const doc = new Y.Doc()
    await doing(ground, async (ctx) => {
      const row = await findDocument(ctx.tx, text)
      const revision = await settle(ctx, row!.id)
      expect(revision.number).toBe(1)
      Y.applyUpdate(doc, (await lastRevision(ctx.tx, row!))!.snapshot)
    })
    addClause(doc, '路上写的')
    const late = { generation: 1, update: Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64') }
    const key = randomUUID()
    const first = await send('resident', `/api/documents/${text}/late-words`, late, key)
    expect(first.body.amendment).toMatchObject({ mine: true, account: 'person:resident' })
    expect(first.body.amendment.changes[0]).toMatchObject({ before: null, after: '路上写的' })
    expect((await send('resident', `/api/documents/${text}/late-words`, late, key)).body).toEqual(first.body)
    expect((await send('resident', `/api/documents/${text}/late-words`, late)).body).toEqual(first.body)
    const listed = async (as: string) => ((await send(as, `/api/documents/${text}/amendments`)).body as { mine: boolean }[]).map((row) => row.mine)
    expect([await listed('resident'), await listed('member')]).toEqual([[true], [false]])
  })

  it('[U12] what is asked of the house at the door of a text is known to a policy', () => {
    expect(syncActions.filter((action) => !ground.can.knows(action))).toEqual([])
  })
})
