import { asc, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { documents, documentUpdates, revisions } from '../../db/schema/documents.ts'
import { createDocument } from '../../server/documents/create.ts'
import { editDocument, placeClause } from '../../server/documents/edit.ts'
import { loadDocument } from '../../server/documents/load.ts'
import { rowHash, sha256 } from '../../server/documents/log.ts'
import { findDocument, sourcesOfDocument } from '../../server/documents/queries.ts'
import { readDocument, reopen, settle } from '../../server/documents/revisions.ts'
import type { Ground } from '../../server/house/context.ts'
import { clausesOf, sourcesOf } from '../../shared/documents/clauses.ts'
import type { AgendaContent, TextContent } from '../../shared/documents/content.ts'
import { readAgenda } from '../../shared/sync/agenda.ts'
import { addClause, readText } from '../../shared/sync/text.ts'
import { testDatabase } from '../database.ts'
import { doing, newOrganisation, person, testGround } from './ground.ts'

const database = testDatabase()
let ground: Ground
let organisationId: string
beforeAll(async () => {
  ground = testGround(database.connection())
  organisationId = await newOrganisation(ground)
})

const newOpinion = () => doing(ground, (ctx) => createDocument(ctx, { organisationId, kind: 'opinion' }))
const logOf = (id: string) =>
  ground.db.select().from(documentUpdates).where(eq(documentUpdates.documentId, id)).orderBy(asc(documentUpdates.sequence))

describe('the log of a text', () => {
  it('[O2] a new opinion is one empty clause, made by the house in one row', async () => {
    const { id } = await newOpinion()
    const rows = await logOf(id)
    expect(rows.map((row) => [row.sequence, row.account])).toEqual([[1, 'server']])
    const { content } = await doing(ground, (ctx) => readDocument(ctx, id))
    expect(clausesOf(content as TextContent).map((clause) => clause.text)).toEqual([''])
  })

  it('[O6] rows follow each other without a hole, each naming the hash of the one before', async () => {
    const { id } = await newOpinion()
    for (const words of ['甲', '乙', '丙']) await doing(ground, (ctx) => editDocument(ctx, id, (doc) => addClause(doc, words)))
    const rows = await logOf(id)
    expect(rows.map((row) => row.sequence)).toEqual([1, 2, 3, 4])
    rows.forEach((row, index) => {
      expect(row.sha256).toBe(sha256(row.bytes))
      expect(row.previousHash).toBe(index === 0 ? '0'.repeat(64) : rowHash(rows[index - 1]!))
    })
  })

  it('[O6] hands that write at the same moment get numbers one after another', async () => {
    const { id } = await newOpinion()
    await Promise.all(
      Array.from({ length: 6 }, (_, n) => doing(ground, (ctx) => editDocument(ctx, id, (doc) => addClause(doc, `第${n}句`)))),
    )
    expect((await logOf(id)).map((row) => row.sequence)).toEqual([1, 2, 3, 4, 5, 6, 7])
    const { content } = await doing(ground, (ctx) => readDocument(ctx, id))
    expect(clausesOf(content as TextContent)).toHaveLength(7)
  })

  it('[O6] a deed that fails leaves nothing of its words', async () => {
    const { id } = await newOpinion()
    await expect(
      doing(ground, async (ctx) => {
        await editDocument(ctx, id, (doc) => addClause(doc, '不该留下'))
        throw new Error('half-way')
      }),
    ).rejects.toThrow('half-way')
    expect(await logOf(id)).toHaveLength(1)
  })

  it('[O6] the log and the revisions cannot be changed, even by hand', async () => {
    const { id } = await newOpinion()
    await doing(ground, (ctx) => settle(ctx, id))
    await expect(ground.db.delete(documentUpdates).where(eq(documentUpdates.documentId, id))).rejects.toThrow()
    await expect(ground.db.update(revisions).set({ plainText: '改' }).where(eq(revisions.documentId, id))).rejects.toThrow()
  })
})

describe('settling', () => {
  it('[O12] a revision holds the words, the clauses and the digest of the words', async () => {
    const { id } = await newOpinion()
    await doing(ground, (ctx) => editDocument(ctx, id, (doc) => addClause(doc, '消防通道拓宽到四米。'), 'person:a'))
    const revision = await doing(ground, (ctx) => settle(ctx, id), person('chair'))
    expect(revision).toMatchObject({ number: 1, generation: 1, plainText: '消防通道拓宽到四米。\n', sealedBy: 'person:chair' })
    expect(revision.sha256).toBe(sha256(revision.plainText))
  })

  it('[O12] a sealed text takes no more words and is not sealed twice', async () => {
    const { id } = await newOpinion()
    await doing(ground, (ctx) => settle(ctx, id))
    await expect(doing(ground, (ctx) => editDocument(ctx, id, (doc) => addClause(doc, '晚了')))).rejects.toMatchObject({ code: 'textSealed' })
    await expect(doing(ground, (ctx) => settle(ctx, id))).rejects.toMatchObject({ code: 'textSealed' })
  })

  it('[O13] authors are known for every character, and still after the text was opened again', async () => {
    const { id } = await newOpinion()
    const first = await doing(ground, (ctx) => editDocument(ctx, id, (doc) => addClause(doc, '先写的半句'), 'person:a'))
    await doing(
      ground,
      (ctx) =>
        editDocument(ctx, id, (doc) => {
          const block = doc.getXmlFragment('prosemirror').get(0) as Y.XmlElement
          ;(block.get(0) as Y.XmlText).insert(2, '【插入】')
        }, 'guest:b'),
    )
    const expected = [
      { part: first, from: 0, to: 2, account: 'person:a' },
      { part: first, from: 2, to: 6, account: 'guest:b' },
      { part: first, from: 6, to: 9, account: 'person:a' },
    ]
    const sealed = await doing(ground, (ctx) => settle(ctx, id))
    expect(sealed.authors).toEqual(expected)
    const opened = await doing(ground, (ctx) => reopen(ctx, id))
    expect(opened.generation).toBe(2)
    const again = await doing(ground, (ctx) => settle(ctx, id))
    expect(again).toMatchObject({ number: 2, generation: 2, plainText: sealed.plainText, sha256: sealed.sha256, content: sealed.content })
    expect(again.authors).toEqual(expected)
  })

  it('[O14] opening again makes a new Yjs document, not the old one', async () => {
    const { id } = await newOpinion()
    const oldClients = await doing(ground, async (ctx) => [...Y.decodeStateVector(Y.encodeStateVector((await loadDocument(ctx.tx, (await findDocument(ctx.tx, id))!)).doc)).keys()])
    await expect(doing(ground, (ctx) => reopen(ctx, id))).rejects.toMatchObject({ code: 'textNotSealed' })
    await doing(ground, (ctx) => settle(ctx, id))
    await doing(ground, (ctx) => reopen(ctx, id))
    const newClients = await doing(ground, async (ctx) => [...Y.decodeStateVector(Y.encodeStateVector((await loadDocument(ctx.tx, (await findDocument(ctx.tx, id))!)).doc)).keys()])
    expect(newClients.filter((client) => oldClients.includes(client))).toEqual([])
    const [row] = await ground.db.select().from(documents).where(eq(documents.id, id))
    expect(row).toMatchObject({ generation: 2, sealedAt: null, nextSequence: 3 })
  })

  it('[O10] a block that came without an id, or with another’s, has its own after settling', async () => {
    const { id } = await newOpinion()
    await doing(ground, (ctx) =>
      editDocument(ctx, id, (doc) => {
        addClause(doc, '一', 'same')
        addClause(doc, '二', 'same')
        const bare = new Y.XmlElement('paragraph')
        doc.getXmlFragment('prosemirror').push([bare])
        bare.push([new Y.XmlText('三')])
      }),
    )
    const clauses = clausesOf((await doing(ground, (ctx) => settle(ctx, id))).content as TextContent)
    expect(clauses.map((clause) => clause.text)).toEqual(['一', '二', '', '三'])
    expect(clauses[0]!.id).toBe('same')
    expect(clauses[1]!.was).toEqual(['same'])
    expect(new Set(clauses.map((clause) => clause.id)).size).toBe(4)
    const { doc } = await doing(ground, async (ctx) => loadDocument(ctx.tx, (await findDocument(ctx.tx, id))!))
    expect(clausesOf(readText(doc).content)).toEqual(clauses)
  })

  it('[O11] a placed sentence keeps its source, and a copy of it too', async () => {
    const { id } = await newOpinion()
    const clauseId = await doing(ground, (ctx) => placeClause(ctx, id, { words: '路太窄。', source: { kind: 'card', id: 'card-1' } }), person('chair'))
    await doing(ground, (ctx) => editDocument(ctx, id, (doc) => addClause(doc, '路太窄。', clauseId)))
    const { content } = await doing(ground, (ctx) => settle(ctx, id))
    const rows = await doing(ground, async (ctx) => sourcesOfDocument(ctx.tx, (await findDocument(ctx.tx, id))!))
    const cards = clausesOf(content as TextContent).map((clause) => sourcesOf(clause, rows).map((source) => source.sourceId))
    expect(cards).toEqual([['card-1'], ['card-1'], []])
  })

  it('[O2] an agenda settles into its items, under the same ids and in order', async () => {
    const items = ['b', 'a'].map((order, index) => ({
      id: `00000000-0000-4000-8000-00000000000${index}`,
      words: `第${index}项`, note: index === 0 ? '带图' : '', kind: 'talk', minutes: 10, order,
    }))
    const { id } = await doing(ground, (ctx) => createDocument(ctx, { organisationId, kind: 'agenda', content: { items } }))
    const revision = await doing(ground, (ctx) => settle(ctx, id))
    expect((revision.content as AgendaContent).items).toEqual([items[1], items[0]])
    await doing(ground, (ctx) => reopen(ctx, id))
    const { doc } = await doing(ground, async (ctx) => loadDocument(ctx.tx, (await findDocument(ctx.tx, id))!))
    expect(readAgenda(doc)).toEqual(revision.content)
  })
})
