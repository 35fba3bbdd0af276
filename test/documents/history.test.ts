import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { documentOrigins } from '../../db/schema/documents.ts'
import { createDocument } from '../../server/documents/create.ts'
import { createFromRevisions, originsOf } from '../../server/documents/origins.ts'
import { findDocument } from '../../server/documents/queries.ts'
import type { Point } from '../../server/documents/replay.ts'
import { restore } from '../../server/documents/restore.ts'
import { writersFor } from '../../server/documents/writers.ts'
import { linesOf } from '../../server/house/ledger.ts'
import type { Hand } from '../../shared/documents/access.ts'
import type { TextContent } from '../../shared/documents/content.ts'
import { addClause, writeText } from '../../shared/sync/text.ts'
import { addItem, itemText, removeItem } from '../../shared/sync/agenda.ts'
import { testDatabase } from '../database.ts'
import { openTable, type as typeIn } from '../rooms/table.ts'
import { doing, person } from './ground.ts'
import { byHand, type Desk, inWords, openDesk, scribble, wordsOf, writeAt } from './versions.ts'

const database = testDatabase()
let desk: Desk
beforeAll(async () => {
  desk = await openDesk(database.connection())
  const hands = { 主持: 'facilitator', 甲: 'member', 乙: 'member', 居民: 'resident', 旁听: 'observer', 门口: 'atTheDoor' } satisfies Record<string, Hand>
  for (const [name, hand] of Object.entries(hands)) {
    for (const kind of ['opinion', 'agenda'] as const) desk.owners[kind].seats.set(name, { hand, phase: kind === 'agenda' ? 'planning' : 'writing' })
  }
})

const minutes = (count: number) => desk.clock.advance(count * 60_000)
const refusal = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'done', (error: { code?: string }) => error.code ?? error)
const accountsOf = (versions: readonly { accounts: string[] }[]) => versions.map(({ accounts }) => accounts.map((one) => one.replace('person:', '')).join(' '))

/** Two hands write one clause; the chair takes a word out. */
async function written(): Promise<{ id: string; points: Point[] }> {
  const id = await desk.newText()
  const points = [await desk.now(id)]
  const step = async (work: Promise<unknown>) => {
    await work
    points.push(await desk.now(id))
  }
  await step(desk.write(id, '甲', 0, 0, '车道拓宽到四米'))
  await step(desk.write(id, '乙', 0, 2, '一律'))
  await step(desk.erase(id, '主持', 0, 0, 2))
  return { id, points }
}

describe('who wrote it', () => {
  it('[O100] at any version the author of every character is known, also of those that are gone since', async () => {
    const { id, points } = await written()
    const at = async (point: Point) => {
      const { content, authors } = await desk.version(id, '甲', point)
      return byHand(content, authors)
    }
    expect(await at(points[1]!)).toEqual(['甲:车道拓宽到四米'])
    expect(await at(points[2]!)).toEqual(['甲:车道 乙:一律 甲:拓宽到四米'])
    expect(await at(points[3]!)).toEqual(['乙:一律 甲:拓宽到四米'])
  })

  it('[O100] and across generations, and in a text that was made of it', async () => {
    const { id } = await written()
    const revision = await desk.settle(id)
    await desk.reopen(id)
    await desk.write(id, '乙', 0, 2, '先')
    const { content, authors } = await desk.version(id, '甲', await desk.now(id))
    expect(byHand(content, authors)).toEqual(['乙:一律先 甲:拓宽到四米'])

    desk.owners.proposal.seats.set('甲', { hand: 'author', phase: 'writing' })
    const made = await doing(desk.ground, (ctx) =>
      createFromRevisions(ctx, { organisationId: desk.organisationId, kind: 'proposal', id: randomUUID(), content: revision.content as TextContent, from: [revision] }),
    )
    await desk.write(made.id, '甲', 0, 0, '建议')
    const outcome = await desk.version(made.id, '甲', await desk.now(made.id))
    expect(byHand(outcome.content, outcome.authors)).toEqual(['甲:建议 乙:一律 甲:拓宽到四米'])
    expect(outcome.writers.map(({ name }) => name)).toEqual(['名:甲', '名:乙'])
  })

  it('[O101] a resident’s name is told in their own room, and elsewhere to those who may look into it', async () => {
    const id = await desk.newText()
    const revision = await desk.settle(id)
    const made = await doing(desk.ground, (ctx) => createDocument(ctx, { organisationId: desk.organisationId, kind: 'brief' }))
    await desk.ground.db.insert(documentOrigins).values({ organisationId: desk.organisationId, documentId: made.id, revisionId: revision.id, at: revision.at })
    const named = (as: string, document: string) =>
      doing(
        desk.ground,
        async (ctx) => {
          expect(await originsOf(ctx.tx, made)).toHaveLength(1)
          const writers = await writersFor(desk.telling, ctx, (await findDocument(ctx.tx, document))!, ['guest:丙', 'person:乙', 'server'])
          return writers.map(({ name }) => name)
        },
        person(as),
      )
    expect(await named('旁听', id)).toEqual(['名:丙', '名:乙', '系统'])
    expect(await named('甲', made.id)).toEqual(['名:丙', '名:乙', '系统'])
    expect(await named('外人', made.id)).toEqual(['居民', '名:乙', '系统'])
  })

  it('[O102] who took a word out is known, within a generation and from one to the next', async () => {
    const { id, points } = await written()
    expect(inWords((await desk.compare(id, '甲', points[2]!, points[3]!)).parts)).toEqual(['-主持:车道 一律拓宽到四米'])
    await desk.settle(id)
    await desk.reopen(id)
    await desk.erase(id, '乙', 0, 2, 2)
    await desk.settle(id)
    await desk.reopen(id)
    await desk.write(id, '甲', 0, 2, '加宽')
    const { parts } = await desk.compare(id, '甲', points[1]!, await desk.now(id))
    expect(inWords(parts)).toEqual(['-主持:车道 -乙:拓 +乙:一律 +甲:加 宽到四米'])
  })

  it('[O102] a card’s words, an agenda’s item: what goes with a whole clause has its hand too', async () => {
    const { id, points } = await written()
    const clauseId = await desk.edit(id, '乙', (doc) => addClause(doc, '井要封好'))
    const before = await desk.now(id)
    await desk.removeClause(id, '主持', clauseId as string)
    expect(inWords((await desk.compare(id, '甲', before, await desk.now(id))).parts)).toEqual(['一律拓宽到四米', '-主持:井要封好'])
    expect((await desk.compare(id, '甲', points[0]!, before)).parts.map(({ was, is }) => [was, is])).toEqual([[true, true], [false, true]])

    const agenda = await desk.newText('agenda')
    const item = randomUUID()
    await desk.edit(agenda, '甲', (doc) => addItem(doc, { id: item, words: '先看路', note: '', kind: 'topic', minutes: 10, order: 'a0' }))
    const then = await desk.now(agenda)
    await desk.edit(agenda, '乙', (doc) => itemText(doc, item, 'note')!.insert(0, '带尺'))
    await desk.edit(agenda, '主持', (doc) => itemText(doc, item, 'words')!.delete(0, 1))
    expect(inWords((await desk.compare(agenda, '甲', then, await desk.now(agenda))).parts)).toEqual(['-主持:先 看路', '+乙:带尺'])
    await desk.edit(agenda, '主持', (doc) => removeItem(doc, item))
    expect(inWords((await desk.compare(agenda, '甲', then, await desk.now(agenda))).parts)).toEqual(['-主持:先看路', ''])
    await desk.restore(agenda, '主持', then)
    const { content, authors } = await desk.live(agenda)
    expect(byHand(content, authors)).toEqual(['甲:先看路'])
  })
})

describe('the versions of a text', () => {
  it('[O103] a stretch ends after ten minutes without a word, or after thirty; each tells its time and its hands', async () => {
    const id = await desk.newText()
    minutes(1)
    await desk.write(id, '甲', 0, 0, '一')
    minutes(9)
    await desk.write(id, '乙', 0, 1, '二')
    minutes(10)
    await desk.write(id, '乙', 0, 2, '三')
    for (let n = 0; n < 6; n += 1) {
      minutes(6)
      await desk.write(id, n < 5 ? '乙' : '主持', 0, 3 + n, '四')
    }
    const { versions, writers } = await desk.history(id, '旁听')
    expect(accountsOf(versions)).toEqual(['乙 主持', '乙', '甲 乙', ''])
    expect(versions.at(-1)).toMatchObject({ begun: true, sequence: 1 })
    const [, second, first] = versions
    expect([+new Date(first!.at) - +new Date(first!.since), +new Date(second!.at) - +new Date(second!.since)]).toEqual([9 * 60_000, 24 * 60_000])
    expect(versions[0]).toMatchObject(await desk.now(id))
    expect(writers.map(({ name }) => name).toSorted()).toEqual(['名:主持', '名:乙', '名:甲'])
    expect(await desk.clock.now(desk.ground.db)).toEqual(new Date(versions[0]!.at))
  })

  it('[O103] a seal, an opening and what was put back are versions of their own', async () => {
    const { id, points } = await written()
    minutes(40)
    await desk.settle(id, person('主持'))
    await desk.reopen(id)
    await desk.write(id, '甲', 0, 0, '再')
    await desk.restore(id, '主持', points[1]!)
    await desk.write(id, '乙', 0, 0, '又')
    const { versions } = await desk.history(id, '甲')
    expect(versions.map(({ generation, begun, restored, sealed }) => [generation, begun, restored, sealed?.number ?? null, sealed?.by ?? null])).toEqual([
      [2, false, null, null, null],
      [2, false, points[1], null, null],
      [2, false, null, null, null],
      [2, true, null, null, null],
      [1, false, null, 1, 'person:主持'],
      [1, true, null, null, null],
    ])
    expect(accountsOf(versions)).toEqual(['乙', '主持', '甲', '', '甲 乙 主持', ''])
    for (const { generation, sequence } of versions) {
      const { content } = await desk.version(id, '甲', { generation, sequence })
      expect(wordsOf(content)).toHaveLength(1)
    }
  })

  it('[O104] any two are compared clause by clause, whichever is named first', async () => {
    const { id, points } = await written()
    await desk.edit(id, '乙', (doc) => addClause(doc, '井要封好'))
    const now = await desk.now(id)
    const forward = await desk.compare(id, '甲', points[1]!, now)
    expect(forward).toEqual(await desk.compare(id, '甲', now, points[1]!))
    expect(forward.from).toEqual(points[1])
    expect(inWords(forward.parts)).toEqual(['-主持:车道 +乙:一律 拓宽到四米', '+乙:井要封好'])
    expect(inWords((await desk.compare(id, '甲', now, now)).parts)).toEqual(['一律拓宽到四米', '井要封好'])
    expect(await refusal(desk.compare(id, '甲', now, { ...now, sequence: now.sequence + 1 }))).toBe('textVersionUnknown')
    expect(await refusal(desk.version(id, '甲', { ...now, generation: 2 }))).toBe('textVersionUnknown')
  })

  it('[O104] rare characters of two units, and two that share their first, are compared whole', async () => {
    const id = await desk.newText()
    await desk.write(id, '甲', 0, 0, '𠮷𠮶村')
    const then = await desk.now(id)
    await desk.edit(id, '乙', (doc) => writeAt(doc, 2, 2, '𠮸'))
    expect(inWords((await desk.compare(id, '甲', then, await desk.now(id))).parts)).toEqual(['𠮷 -乙:𠮶 +乙:𠮸 村'])
    await desk.restore(id, '主持', then)
    const { content, authors } = await desk.live(id)
    expect(byHand(content, authors)).toEqual(['甲:𠮷𠮶村'])
  })

  it('[O105] put back, the text says what it said, every word under its first author and every clause under its id', async () => {
    const { id, points } = await written()
    const then = await desk.version(id, '甲', points[2]!)
    await desk.edit(id, '乙', (doc) => addClause(doc, '井要封好'))
    const before = await desk.now(id)
    const restored = await desk.restore(id, '主持', points[2]!)
    expect(restored).toEqual({ changed: true, now: { generation: 1, sequence: before.sequence + 1 } })
    expect(await desk.live(id)).toEqual({ content: then.content, authors: then.authors })
    expect(inWords((await desk.compare(id, '甲', points[2]!, restored.now)).parts)).toEqual(['车道一律拓宽到四米'])
    expect(inWords((await desk.compare(id, '甲', before, restored.now)).parts)).toEqual(['+甲:车道 一律拓宽到四米', '-主持:井要封好'])
    const [line] = (await linesOf(desk.ground.db, 'document', [id])).filter(({ move }) => move === 'restore')
    expect(line).toMatchObject({ actor: 'person:主持', facts: { ofSequence: points[2]!.sequence, sequence: restored.now.sequence } })

    await desk.restore(id, '主持', before)
    expect(wordsOf((await desk.live(id)).content)).toEqual(['一律拓宽到四米', '井要封好'])
    expect(await desk.restore(id, '主持', before)).toMatchObject({ changed: false })
  })

  it('[O105] marks, lists, headings and line breaks come back as they were', async () => {
    const id = await desk.newText()
    const clause = (words: string, clauseId: string) => ({ type: 'paragraph', attrs: { clauseId }, content: [{ type: 'text', text: words }] })
    const content: TextContent = {
      type: 'doc',
      content: [
        { type: 'heading', attrs: { level: 2, clauseId: 'h' }, content: [{ type: 'text', text: '一、情况' }] },
        {
          type: 'paragraph', attrs: { clauseId: 'p', was: 'q' },
          content: [{ type: 'text', text: '路' }, { type: 'text', text: '太', marks: [{ type: 'bold' }] }, { type: 'hardBreak' }, { type: 'text', text: '窄' }],
        },
        { type: 'bulletList', content: [{ type: 'listItem', content: [clause('东段', 'a')] }, { type: 'listItem', content: [clause('西段', 'b')] }] },
        { type: 'blockquote', content: [clause('原话', 'c')] },
      ],
    }
    await desk.edit(id, '甲', (doc) => {
      doc.getXmlFragment('prosemirror').delete(0, 1)
      writeText(doc, content)
    })
    const then = await desk.now(id)
    const held = await desk.live(id)
    await desk.edit(id, '乙', (doc) => {
      const root = doc.getXmlFragment('prosemirror')
      root.delete(2, 1)
      root.delete(0, 1)
      addClause(doc, '另起')
    })
    await desk.restore(id, '主持', then)
    expect(await desk.live(id)).toEqual(held)
  })

  it('[O106] only who may change the whole text puts it back: no contributor, no reader, nobody outside, nobody after the seal', async () => {
    const { id, points } = await written()
    const then = points[1]!
    const before = await desk.live(id)
    for (const as of ['居民', '旁听']) expect([as, await refusal(desk.restore(id, as, then))]).toEqual([as, 'notAllowed'])
    for (const as of ['门口', '外人']) expect([as, await refusal(desk.restore(id, as, then))]).toEqual([as, 'notFound'])
    expect(await refusal(desk.restore(id, '主持', { generation: 1, sequence: 99 }))).toBe('textVersionUnknown')
    await desk.settle(id)
    expect(await refusal(desk.restore(id, '主持', then))).toBe('textSealed')
    expect(await refusal(desk.restore(id, '旁听', then))).toBe('notAllowed')
    expect(await desk.live(id)).toEqual(before)
    desk.owners.agenda.seats.set('主持', { hand: 'facilitator', phase: 'running' })
    const agenda = await desk.newText('agenda')
    expect(await refusal(desk.restore(agenda, '主持', await desk.now(agenda)))).toBe('notAllowed')
    desk.owners.agenda.seats.set('主持', { hand: 'facilitator', phase: 'planning' })
  })

  it('[O106] of two who put it back at once each is one version after the other, and none of it is lost', async () => {
    const { id, points } = await written()
    desk.owners.opinion.seats.set('副主持', { hand: 'recorder', phase: 'writing' })
    const before = await desk.now(id)
    const [one, other] = await Promise.all([desk.restore(id, '主持', points[1]!), desk.restore(id, '副主持', points[2]!)])
    expect([one.now.sequence, other.now.sequence].toSorted((a, b) => a - b)).toEqual([before.sequence + 1, before.sequence + 2])
    const words = async (point: Point) => wordsOf((await desk.version(id, '甲', point)).content)
    expect([await words(one.now), await words(other.now), await words(before)]).toEqual([['车道拓宽到四米'], ['车道一律拓宽到四米'], ['一律拓宽到四米']])
    const { versions } = await desk.history(id, '甲')
    expect(versions.slice(0, 2).every(({ restored }) => restored !== null)).toBe(true)
    const same = await Promise.all([desk.restore(id, '主持', before), desk.restore(id, '副主持', before)])
    expect(same.map(({ changed }) => changed).toSorted()).toEqual([false, true])
  })

  it('[O107] drafts of a room of their own are for its writers; others see what was handed in, and some only the newest', async () => {
    const { seats } = desk.owners.proposal
    seats.set('甲', { hand: 'author', phase: 'writing' })
    seats.set('办公室', { hand: 'observer', phase: 'writing' })
    seats.set('单位', { hand: 'observer', phase: 'writing', newestOnly: true })
    const id = await desk.newText('proposal')
    await desk.write(id, '甲', 0, 0, '一句气话')
    const draft = await desk.now(id)
    expect((await desk.history(id, '办公室')).versions).toEqual([])
    await desk.erase(id, '甲', 0, 0, 4)
    await desk.write(id, '甲', 0, 0, '一句正话')
    await desk.settle(id)
    const sealed = await desk.now(id)
    const seen = await desk.history(id, '办公室')
    expect(seen.versions).toHaveLength(1)
    expect(seen.versions[0]).toMatchObject({ ...sealed, accounts: [], sealed: { number: 1 } })
    expect(wordsOf((await desk.version(id, '办公室', sealed)).content)).toEqual(['一句正话'])
    expect(await refusal(desk.version(id, '办公室', draft))).toBe('textVersionUnknown')
    expect(await refusal(desk.compare(id, '办公室', draft, sealed))).toBe('textVersionUnknown')
    expect(inWords((await desk.compare(id, '甲', draft, sealed)).parts)).toEqual(['一句 -甲:气 +甲:正 话'])
    for (const look of [desk.history, (as: string, who: string) => desk.version(as, who, sealed), (as: string, who: string) => desk.compare(as, who, sealed, sealed)]) {
      expect(await refusal(look(id, '单位'))).toBe('notAllowed')
    }
    for (const as of ['外人', '门口']) expect(await refusal(desk.history(id, as))).toBe('notFound')
  })

  it('[O105] a room that has the text open shows it at once, and knows whose the words are', async () => {
    const table = await openTable(database.connection())
    try {
      table.seat('resident', { hand: 'resident', phase: 'writing' })
      table.seat('villager', { hand: 'resident', phase: 'writing' })
      table.seat('chair', { hand: 'facilitator', phase: 'writing' })
      const id = await table.newText()
      const mine = table.page('resident', id)
      const other = table.page('villager', id)
      const chair = table.page('chair', id)
      for (const page of [mine, other, chair]) await page.until(() => page.provider.synced)
      typeIn(mine.doc, '围墙别动')
      await chair.until(() => chair.words() === '围墙别动')
      const point = await desk.now(id)
      chair.doc.getXmlFragment('prosemirror').delete(0, 1)
      await mine.until(() => mine.words() === '')
      await chair.until(() => chair.saved())
      await doing(table.house, (ctx) => restore(table.owners, ctx, id, point), person('chair'))
      for (const page of [mine, other, chair]) await page.until(() => page.words() === '围墙别动')
      const erase = (doc: typeof mine.doc, length: number) => {
        const block = doc.getXmlFragment('prosemirror').get(0) as unknown as { get: (index: number) => { delete: (at: number, length: number) => void } }
        block.get(0).delete(0, length)
      }
      erase(other.doc, 2)
      await other.until(() => other.notices.some(({ kind }) => kind === 'refused'))
      erase(mine.doc, 2)
      await chair.until(() => chair.words() === '别动')
    } finally {
      await table.close()
    }
  })

  it('[O108] read again row by row the log says what the text says, letter by letter and hand by hand; every version is put back as it was', async () => {
    const step = fc.record({ who: fc.constantFrom('甲', '乙', '主持'), clause: fc.nat(4), at: fc.nat(30), length: fc.nat(6), words: fc.constantFrom('一二三', '井', '𠮷村', ''), turn: fc.nat(19) })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), fc.nat(), async (steps, pick) => {
        const id = await desk.newText()
        const points: Point[] = []
        for (const { turn, ...one } of steps) {
          if (turn === 0) {
            await desk.settle(id)
            await desk.reopen(id)
          } else if (turn === 1 && points.length > 0) await desk.restore(id, '主持', points[pick % points.length]!)
          else await desk.edit(id, one.who, (doc) => scribble(doc, turn, one))
          points.push(await desk.now(id))
        }
        const now = points.at(-1)!
        const live = await desk.live(id)
        const read = await desk.version(id, '甲', now)
        expect({ content: read.content, authors: read.authors }).toEqual(live)
        const then = points[pick % points.length]!
        const wanted = await desk.version(id, '甲', then)
        const { parts } = await desk.compare(id, '甲', then, now)
        const sideOf = (gone: 'added' | 'removed') => parts.map(({ changes }) => changes.filter(({ kind }) => kind !== gone).map(({ text }) => text).join('')).filter((text) => text !== '')
        expect(sideOf('added')).toEqual(wordsOf(wanted.content).filter((text) => text !== ''))
        expect(sideOf('removed')).toEqual(wordsOf(live.content).filter((text) => text !== ''))
        const { now: again } = await desk.restore(id, '主持', then)
        expect(await desk.live(id)).toEqual({ content: wanted.content, authors: wanted.authors })
        expect(inWords((await desk.compare(id, '甲', then, again)).parts)).toEqual(wordsOf(wanted.content))
      }),
      { numRuns: 12 },
    )
  }, 120_000)
})
