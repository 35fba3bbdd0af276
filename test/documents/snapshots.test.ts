import { and, asc, eq, sql } from 'drizzle-orm'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { documentClients, documentDamage, documentSnapshots, documents, documentUpdates } from '../../db/schema/documents.ts'
import { type Append, appendBatch } from '../../server/documents/batches.ts'
import { createDocument } from '../../server/documents/create.ts'
import { editDocument } from '../../server/documents/edit.ts'
import { loadDocument, readStored } from '../../server/documents/load.ts'
import { rowHash, sha256 } from '../../server/documents/log.ts'
import { type DocumentRow, findDocument } from '../../server/documents/queries.ts'
import { readDocument, settle } from '../../server/documents/revisions.ts'
import { keepSnapshot, makeSnapshot } from '../../server/documents/snapshots.ts'
import type { Ground } from '../../server/house/context.ts'
import { addClause } from '../../shared/sync/text.ts'
import { testDatabase } from '../database.ts'
import { doing, newOrganisation, testGround } from './ground.ts'

const database = testDatabase()
let ground: Ground
let organisationId: string
beforeAll(async () => {
  ground = testGround(database.connection())
  organisationId = await newOrganisation(ground)
})
afterEach(() => vi.restoreAllMocks())

const newText = () => doing(ground, (ctx) => createDocument(ctx, { organisationId, kind: 'opinion' }))
const rowOf = (id: string) => doing(ground, async (ctx) => (await findDocument(ctx.tx, id))!)
const logOf = (id: string) =>
  ground.db.select().from(documentUpdates).where(eq(documentUpdates.documentId, id)).orderBy(asc(documentUpdates.sequence))
const wordsOf = async (id: string) => (await doing(ground, (ctx) => readDocument(ctx, id))).plainText.trim()
const write = (id: string, words: string) => doing(ground, (ctx) => editDocument(ctx, id, (doc) => addClause(doc, words)))
/** Words of another place in the text: they lean on nothing that was written at the end. */
const writeFirst = (id: string, words: string) =>
  doing(ground, (ctx) =>
    editDocument(ctx, id, (doc) => {
      const block = new Y.XmlElement('paragraph')
      doc.getXmlFragment('prosemirror').insert(0, [block])
      block.push([new Y.XmlText(words)])
    }),
  )
const damageOf = async (id: string) =>
  (await ground.db.select().from(documentDamage).where(eq(documentDamage.documentId, id))).map(({ what, sequence }) => [what, sequence])

/** What a page writes, ready to be appended after the last row. */
async function appendOf(id: string, words: string, more: Partial<Append> = {}): Promise<Append> {
  const document = await rowOf(id)
  const { doc, sequence } = await doing(ground, (ctx) => loadDocument(ctx.tx, document))
  const before = Y.encodeStateVector(doc)
  addClause(doc, words)
  const entry = { account: 'person:a', session: 's', clientIds: [doc.clientID], bytes: Y.encodeStateAsUpdate(doc, before) }
  const rows = await logOf(id)
  return { document, after: { sequence, hash: rowHash(rows.at(-1)!) }, entries: [entry], bound: new Map([[doc.clientID, 'person:a']]), ...more }
}

async function snapshot(document: DocumentRow): Promise<void> {
  const { base, updates, sequence } = await doing(ground, (ctx) => readStored(ctx.tx, document))
  await keepSnapshot(ground.db, document, sequence, (await makeSnapshot('opinion', [base, ...updates]))!)
}

/** Does to the store what only a broken disk does: the tables themselves let nobody. */
async function damage(statement: ReturnType<typeof sql>): Promise<void> {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  await ground.db.transaction(async (tx) => {
    await tx.execute(sql`alter table document_updates disable trigger user`)
    await tx.execute(statement)
    await tx.execute(sql`alter table document_updates enable trigger user`)
  })
}

describe('appending for rooms', () => {
  it('[O32] several texts go in one statement, each chained to its own last row', async () => {
    const [one, other] = [await newText(), await newText()]
    const appends = [await appendOf(one.id, '甲'), await appendOf(other.id, '乙')]
    const kept = await appendBatch(database.connection().sql, appends)
    for (const { id } of [one, other]) {
      const rows = await logOf(id)
      expect(rows.map((row) => row.sequence)).toEqual([1, 2])
      expect(rows[1]!.previousHash).toBe(rowHash(rows[0]!))
      expect(rows[1]!.sha256).toBe(sha256(rows[1]!.bytes))
      expect(kept.get(id)).toBe(rowHash(rows[1]!))
      expect((await rowOf(id)).nextSequence).toBe(3)
    }
    expect([await wordsOf(one.id), await wordsOf(other.id)]).toEqual(['甲', '乙'])
  })

  it('[O32] where another was quicker, or a seal fell, nothing of it is kept, and the others are', async () => {
    const texts = [await newText(), await newText(), await newText()]
    const [moved, sealed, free] = texts as [DocumentRow, DocumentRow, DocumentRow]
    const appends = await Promise.all(texts.map(({ id }) => appendOf(id, '慢了')))
    await write(moved.id, '先到')
    await doing(ground, (ctx) => settle(ctx, sealed.id))
    const before = (await logOf(sealed.id)).length
    expect([...(await appendBatch(database.connection().sql, appends)).keys()]).toEqual([free.id])
    expect(await wordsOf(moved.id)).toBe('先到')
    expect(await logOf(sealed.id)).toHaveLength(before)
    const bound = await ground.db.select().from(documentClients).where(and(eq(documentClients.documentId, moved.id), eq(documentClients.account, 'person:a')))
    expect(bound).toEqual([])
  })

  it('[O32] a text that somebody holds does not keep the others waiting', async () => {
    const [held, free] = [await newText(), await newText()]
    const appends = [await appendOf(held.id, '等着'), await appendOf(free.id, '不等')]
    const { sql: pool } = database.connection()
    await ground.db.transaction(async (tx) => {
      await tx.select().from(documents).where(eq(documents.id, held.id)).for('update')
      expect([...(await appendBatch(pool, appends)).keys()]).toEqual([free.id])
    })
    expect([...(await appendBatch(pool, [appends[0]!])).keys()]).toEqual([held.id])
  })

  it('[O32] one Yjs client is bound to one account, whoever asks, and what came with it is not kept', async () => {
    const { id } = await newText()
    const first = await appendOf(id, '我的')
    await appendBatch(database.connection().sql, [first])
    const [client] = [...first.bound.keys()]
    const thief = await appendOf(id, '冒名', { bound: new Map([[client!, 'person:b']]) })
    await expect(appendBatch(database.connection().sql, [thief])).rejects.toMatchObject({ code: '23505' })
    expect(await wordsOf(id)).toBe('我的')
    expect((await rowOf(id)).nextSequence).toBe(3)
  })
})

describe('snapshots', () => {
  it('[O33] a text opens from its newest snapshot and the rows after it, and says what the log says', async () => {
    const document = await newText()
    for (const words of ['一', '二', '三']) await write(document.id, words)
    await snapshot(await rowOf(document.id))
    await write(document.id, '四')
    const stored = await doing(ground, async (ctx) => readStored(ctx.tx, await rowOf(document.id)))
    expect([stored.updates.length, stored.sequence]).toEqual([1, 5])
    expect(await wordsOf(document.id)).toBe('一\n二\n三\n四')
    expect((await logOf(document.id)).map((row) => row.sequence)).toEqual([1, 2, 3, 4, 5])
  })

  it('[O33] it holds nothing of what was taken out, and every letter under its own hand', async () => {
    const document = await newText()
    await doing(ground, (ctx) => editDocument(ctx, document.id, (doc) => addClause(doc, '很长很长要拿掉的一句话'.repeat(50)), 'person:a'))
    await doing(ground, (ctx) => editDocument(ctx, document.id, (doc) => doc.getXmlFragment('prosemirror').delete(0, 1), 'person:a'))
    await doing(ground, (ctx) => editDocument(ctx, document.id, (doc) => addClause(doc, '留下的'), 'guest:b'))
    const row = await rowOf(document.id)
    const { base, updates } = await doing(ground, (ctx) => readStored(ctx.tx, row))
    const made = (await makeSnapshot('opinion', [base, ...updates]))!
    expect(made.length * 4).toBeLessThan(updates.reduce((sum, update) => sum + update.length, 0))
    await snapshot(row)
    const revision = await doing(ground, (ctx) => settle(ctx, document.id))
    expect(revision.authors.map(({ account }) => account)).toEqual(['guest:b'])
  })

  it('[O33] what leans on rows that are not there makes no snapshot', async () => {
    const doc = new Y.Doc()
    const parts: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => parts.push(update))
    for (const words of ['一', '二', '三']) addClause(doc, words)
    expect(await makeSnapshot('opinion', parts)).not.toBeNull()
    expect(await makeSnapshot('opinion', parts.slice(1))).toBeNull()
  })

  it('[O33] the two newest of a text are kept', async () => {
    const document = await newText()
    for (const words of ['一', '二', '三']) {
      await write(document.id, words)
      await snapshot(await rowOf(document.id))
    }
    const rows = await ground.db.select().from(documentSnapshots).where(eq(documentSnapshots.documentId, document.id))
    expect(rows.map((row) => row.sequence).sort()).toEqual([3, 4])
  })
})

describe('what is damaged in the store', () => {
  it('[O34] a row that is not what was written is named, left where it is and not read; the text opens from the rest', async () => {
    const { id } = await newText()
    await write(id, '一')
    await write(id, '二')
    await writeFirst(id, '三')
    await damage(sql`update document_updates set bytes = set_byte(bytes, 5, 255 - get_byte(bytes, 5)) where document_id = ${id} and sequence = 3`)
    expect(await wordsOf(id)).toBe('三\n一')
    expect(await wordsOf(id)).toBe('三\n一')
    expect(await damageOf(id)).toEqual([['update', 3]])
    expect(await logOf(id)).toHaveLength(4)
    await write(id, '四')
    expect(await wordsOf(id)).toBe('三\n一\n四')
  })

  it('[O34] a row that is gone is named', async () => {
    const { id } = await newText()
    for (const words of ['一', '二', '三']) await write(id, words)
    await damage(sql`delete from document_updates where document_id = ${id} and sequence in (3, 4)`)
    expect(await wordsOf(id)).toBe('一')
    expect(await damageOf(id)).toEqual([['missing', 3], ['missing', 4]])
    await write(id, '四')
    expect(await wordsOf(id)).toBe('一\n四')
  })

  it('[O34] of a damaged snapshot the one before it serves, and at last the log alone', async () => {
    const { id } = await newText()
    for (const words of ['一', '二']) {
      await write(id, words)
      await snapshot(await rowOf(id))
    }
    await damage(sql`update document_snapshots set bytes = set_byte(bytes, 3, 255 - get_byte(bytes, 3)) where document_id = ${id} and sequence = 3`)
    expect(await wordsOf(id)).toBe('一\n二')
    expect(await damageOf(id)).toEqual([['snapshot', 3]])
    await damage(sql`update document_snapshots set bytes = '' where document_id = ${id}`)
    expect(await wordsOf(id)).toBe('一\n二')
  })

  it('[O34] a snapshot bridges a damaged row before it', async () => {
    const { id } = await newText()
    for (const words of ['一', '二']) await write(id, words)
    await snapshot(await rowOf(id))
    await damage(sql`update document_updates set bytes = '' where document_id = ${id} and sequence < 4`)
    expect(await wordsOf(id)).toBe('一\n二')
    expect(await damageOf(id)).toEqual([])
  })
})
