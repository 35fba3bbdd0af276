import { randomUUID } from 'node:crypto'
import * as Y from 'yjs'
import type { Connection } from '../../db/client.ts'
import { createDocument } from '../../server/documents/create.ts'
import { editDocument } from '../../server/documents/edit.ts'
import { seeComparison, seeHistory, seeVersion } from '../../server/documents/history.ts'
import { loadDocument } from '../../server/documents/load.ts'
import { clientsOf, findDocument } from '../../server/documents/queries.ts'
import type { Point } from '../../server/documents/replay.ts'
import { restore } from '../../server/documents/restore.ts'
import { contentOf, reopen, settle } from '../../server/documents/revisions.ts'
import { fixedClock } from '../../server/house/clock.ts'
import type { AuthorSpan } from '../../shared/documents/authors.ts'
import { clausesOf } from '../../shared/documents/clauses.ts'
import type { ComparedPart } from '../../shared/documents/compared.ts'
import { type Content, isAgendaContent, type TextContent } from '../../shared/documents/content.ts'
import { type DocumentKind, textRoot } from '../../shared/documents/kinds.ts'
import type { Actor } from '../../shared/people.ts'
import { addClause, blocksIn, removeClause } from '../../shared/sync/text.ts'
import { doing, everyOwner, newOrganisation, noon, person, testGround } from './ground.ts'

/** Texts that are written by hand in a test, and looked back on. `甲` of `person:甲` writes as themselves. */
export async function openDesk(connection: Connection) {
  const clock = fixedClock(noon)
  const ground = { ...testGround(connection), clock }
  const owners = everyOwner()
  const organisationId = await newOrganisation(ground)
  const namesOf = async (_tx: unknown, accounts: readonly string[]) => new Map(accounts.map((account) => [account, `名:${account.split(':')[1]}`]))
  const telling = { owners, namesOf }
  const edit = (id: string, who: string, change: (doc: Y.Doc) => unknown) => doing(ground, (ctx) => editDocument(ctx, id, change, `person:${who}`))
  const rowOf = (id: string) => doing(ground, async (ctx) => (await findDocument(ctx.tx, id))!)

  return {
    ground, clock, owners, organisationId, telling, edit, rowOf,
    newText: async (kind: DocumentKind = 'opinion') =>
      (await doing(ground, (ctx) => createDocument(ctx, { organisationId, kind, id: randomUUID() }))).id,
    /** Writes into a clause at a place. */
    write: (id: string, who: string, clause: number, at: number, words: string) => edit(id, who, (doc) => wordsIn(doc, clause).insert(at, words)),
    erase: (id: string, who: string, clause: number, at: number, length: number) => edit(id, who, (doc) => wordsIn(doc, clause).delete(at, length)),
    removeClause: (id: string, who: string, clauseId: string) => edit(id, who, (doc) => removeClause(doc, clauseId)),
    settle: (id: string, by?: Actor) => doing(ground, (ctx) => settle(ctx, id), by),
    reopen: (id: string) => doing(ground, (ctx) => reopen(ctx, id)),
    /** Where the text stands now. */
    async now(id: string): Promise<Point> {
      const { generation, nextSequence } = await rowOf(id)
      return { generation, sequence: nextSequence - 1 }
    },
    /** What the served text says, and who wrote it. */
    live: (id: string) =>
      doing(ground, async (ctx) => {
        const document = (await findDocument(ctx.tx, id))!
        return contentOf(document.kind, (await loadDocument(ctx.tx, document)).doc, await clientsOf(ctx.tx, document))
      }),
    history: (id: string, as: string) => doing(ground, (ctx) => seeHistory(telling, ctx, id), person(as)),
    version: (id: string, as: string, point: Point) => doing(ground, (ctx) => seeVersion(telling, ctx, id, point), person(as)),
    compare: (id: string, as: string, from: Point, to: Point) =>
      doing(
        ground,
        (ctx) =>
          seeComparison(telling, ctx, id, {
            fromGeneration: from.generation, fromSequence: from.sequence, toGeneration: to.generation, toSequence: to.sequence,
          }),
        person(as),
      ),
    restore: (id: string, as: string, point: Point) => doing(ground, (ctx) => restore(owners, ctx, id, point), person(as)),
  }
}
export type Desk = Awaited<ReturnType<typeof openDesk>>

function wordsIn(doc: Y.Doc, clause: number): Y.XmlText {
  const block = blocksIn(doc.getXmlFragment(textRoot))[clause]!
  const last = block.get(block.length - 1) as unknown
  if (last instanceof Y.XmlText) return last
  const made = new Y.XmlText()
  block.push([made])
  return made
}

export const wordsOf = (content: Content): string[] => clausesOf(content as TextContent).map(({ text }) => text)

/** Who wrote what, in words: `甲:路太窄 乙:，先修东段`, a clause a line. */
export function byHand(content: Content, authors: readonly AuthorSpan[]): string[] {
  const parts = isAgendaContent(content) ? content.items.map(({ id, words }) => ({ id, text: words })) : clausesOf(content)
  return parts.map(({ id, text }) =>
    authors
      .filter(({ part }) => part === id)
      .map(({ from, to, account }) => `${account.replace('person:', '')}:${text.slice(from, to)}`)
      .join(' '),
  )
}

/** A comparison in words: `路太窄 +甲:，先修东段 -乙:西段` (`-乙:` says who took it out), a clause a line. */
export const inWords = (parts: readonly ComparedPart[]): string[] =>
  parts.map(({ changes }) =>
    changes.reduce((words, { kind, text, author, by }, index) => {
      const goesOn = kind === 'same' && changes[index - 1]?.kind === 'same'
      const sign = kind === 'same' ? '' : kind === 'added' ? `+${nameIn(author)}:` : `-${nameIn(by ?? '')}:`
      return `${words}${goesOn || words === '' ? '' : ' '}${sign}${text}`
    }, ''),
  )
const nameIn = (account: string): string => account.replace('person:', '')

/** Some change of somebody who writes: words in, words out, a new clause, a clause gone. */
export function scribble(doc: Y.Doc, turn: number, { clause, at, length, words }: { clause: number; at: number; length: number; words: string }): void {
  const blocks = blocksIn(doc.getXmlFragment(textRoot))
  if (turn < 5 || blocks.length === 0) {
    addClause(doc, words)
    return
  }
  const index = clause % blocks.length
  if (turn < 7 && blocks.length > 1) {
    removeClause(doc, String(blocks[index]!.getAttribute('clauseId')))
    return
  }
  writeAt(doc, at, turn < 13 ? length : 0, words, index)
}

/** Takes characters out and puts others in their place; half a character is never touched. */
export function writeAt(doc: Y.Doc, at: number, length: number, words: string, clause = 0): void {
  const text = wordsIn(doc, clause)
  const held = (text.toDelta() as { insert: string }[]).map(({ insert }) => insert).join('')
  const whole = (place: number): number => (/^[\uDC00-\uDFFF]/.test(held.slice(place)) ? place - 1 : place)
  const from = whole(Math.min(at, held.length))
  const to = whole(Math.min(from + length, held.length))
  doc.transact(() => {
    if (to > from) text.delete(from, to - from)
    if (words !== '') text.insert(from, words)
  })
}
