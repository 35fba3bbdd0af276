import * as Y from 'yjs'
import { serverAccount } from '../../shared/documents/authors.ts'
import { newClauseId, readWas, writeWas } from '../../shared/documents/clauses.ts'
import { textRoot } from '../../shared/documents/kinds.ts'
import { textMarks } from '../../shared/documents/schema.ts'
import { firstIn, type Holding, holderOf, itemOf } from '../../shared/sync/guard/yjs.ts'
import type { Owners, WriteAs } from './mend-hands.ts'

/** Others' words in the ink of a written text, before an update and after it. */

/** A run of one hand's characters with one look; a bit for each mark. */
type Run = { client: number; clock: number; words: string; marks: number }
type Words = { text: Y.XmlText; runs: Run[]; top: Y.Item; was: string[] }
type Attributes = Readonly<Record<string, unknown>>
export type TextPicture = { words: Words[]; attributes: Map<Y.XmlElement, Attributes>; owners: Owners }

export function textPicture(touched: ReadonlySet<Holding>, owners: Owners): TextPicture {
  const words = new Map<Y.XmlText, Words>()
  const attributes = new Map<Y.XmlElement, Attributes>()
  /** Whether others' words stand in it. */
  function look(type: unknown): boolean {
    if (type instanceof Y.XmlText) {
      const runs = runsOf(type).filter((run) => !owners.owns(run.client))
      if (runs.length > 0) words.set(type, { text: type, runs, top: topOf(type), was: lineageOf(type) })
      return runs.length > 0
    }
    if (!(type instanceof Y.XmlElement)) return false
    const holds = type.toArray().map(look).some(Boolean)
    if (holds) attributes.set(type, type.getAttributes() as Attributes)
    return holds
  }
  for (const type of touched) look(type)
  return { words: [...words.values()], attributes, owners }
}

export function mendText(doc: Y.Doc, { words, attributes, owners }: TextPicture, as: WriteAs): void {
  for (const [element, before] of attributes) if (!itemOf(element)!.deleted) mendAttributes(element, before, as)
  for (const one of words) {
    if (itemOf(one.text)!.deleted) writeAgain(doc, one, owners, as)
    else mendMarks(one, as)
  }
}

function runsOf(text: Y.XmlText): Run[] {
  const runs: Run[] = []
  let marks = 0
  for (let item = firstIn(text); item; item = item.right) {
    if (item.deleted) continue
    if (item.content instanceof Y.ContentFormat) {
      const bit = 1 << textMarks.indexOf(item.content.key)
      marks = item.content.value === null ? marks & ~bit : marks | bit
    } else if (item.content instanceof Y.ContentString) {
      runs.push({ client: item.id.client, clock: item.id.clock, words: item.content.str, marks })
    }
  }
  return runs
}

function topOf(text: Y.XmlText): Y.Item {
  let item = itemOf(text)!
  for (let above = itemOf(holderOf(item)); above; above = itemOf(holderOf(item))) item = above
  return item
}

function lineageOf(text: Y.XmlText): string[] {
  const block = text.parent
  if (!(block instanceof Y.XmlElement)) return []
  const id: unknown = block.getAttribute('clauseId')
  return [...(typeof id === 'string' ? [id] : []), ...readWas(block.getAttribute('was'))]
}

function mendAttributes(element: Y.XmlElement, before: Attributes, as: WriteAs): void {
  const now = element.getAttributes() as Attributes
  const changed = [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((name) => before[name] !== now[name])
  if (changed.length === 0) return
  as(serverAccount, () => {
    for (const name of changed) {
      if (before[name] === undefined) element.removeAttribute(name)
      else element.setAttribute(name, before[name] as string)
    }
  })
}

/** Gives others' characters the look back that they had. */
function mendMarks({ text, runs }: Words, as: WriteAs): void {
  const before = new Map<number, Run[]>()
  for (const run of runs) before.set(run.client, [...(before.get(run.client) ?? []), run])
  const changed: { at: number; length: number; from: number; to: number }[] = []
  let at = 0
  for (const now of runsOf(text)) {
    for (const run of before.get(now.client) ?? []) {
      const start = Math.max(now.clock, run.clock)
      const end = Math.min(now.clock + now.words.length, run.clock + run.words.length)
      if (start < end && run.marks !== now.marks) {
        changed.push({ at: at + start - now.clock, length: end - start, from: now.marks, to: run.marks })
      }
    }
    at += now.words.length
  }
  if (changed.length === 0) return
  as(serverAccount, () => {
    for (const { at: index, length, from, to } of changed) {
      const differing = textMarks.filter((_, bit) => ((from ^ to) >> bit) & 1)
      text.format(index, length, marksOf(to, differing))
    }
  })
}

const marksOf = (marks: number, names: readonly string[]): Record<string, object | null> =>
  Object.fromEntries(names.map((name) => [name, (marks >> textMarks.indexOf(name)) & 1 ? {} : null]))

/** Others' words whose clause is gone stand again in one of their own, where it was. */
function writeAgain(doc: Y.Doc, { runs, top, was }: Words, { ownerOf }: Owners, as: WriteAs): void {
  const root = doc.getXmlFragment(textRoot)
  let index = top.deleted ? 0 : 1
  for (let item = top.left; item; item = item.left) if (!item.deleted) index += item.length
  const block = new Y.XmlElement('paragraph')
  const text = new Y.XmlText()
  as(ownerOf(runs[0]!.client), () => {
    block.setAttribute('clauseId', newClauseId())
    const lineage = writeWas(was)
    if (lineage !== null) block.setAttribute('was', lineage)
    root.insert(index, [block])
    block.push([text])
  })
  for (const run of runs) as(ownerOf(run.client), () => text.insert(text.length, run.words, marksOf(run.marks, textMarks)))
}
