import * as Y from 'yjs'
import { type AgendaContent, agendaEntry, type AgendaEntry } from '../documents/content.ts'
import { agendaRoot } from '../documents/kinds.ts'
import { type Hands, type Run, runsOf } from './text.ts'

/** The agenda in its ink: a Map of items by id; words and notes are texts, so that two people may write at once. */

const itemsOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap(agendaRoot)

function textIn(item: Y.Map<unknown>, name: 'words' | 'note'): Y.Text | null {
  const held = item.get(name)
  return held instanceof Y.Text ? held : null
}

function readItem(id: string, item: unknown): AgendaEntry | null {
  if (!(item instanceof Y.Map)) return null
  const held = item as Y.Map<unknown>
  const read = agendaEntry.safeParse({
    id,
    words: textIn(held, 'words')?.toString() ?? '',
    note: textIn(held, 'note')?.toString() ?? '',
    kind: held.get('kind'),
    minutes: held.get('minutes'),
    order: held.get('order'),
  })
  return read.success ? read.data : null
}

const byOrder = (a: AgendaEntry, b: AgendaEntry): number => {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1
  return a.id < b.id ? -1 : 1
}

/** The items in their order; equal orders (two hands at once) fall back on the id, alike everywhere. */
export function readAgenda(doc: Y.Doc): AgendaContent {
  const items = [...itemsOf(doc)].map(([id, item]) => readItem(id, item)).filter((item) => item !== null)
  return { items: items.sort(byOrder) }
}

/** Who wrote the characters of each part: `id` for the words, `id.note` for the note. */
export function agendaRuns(doc: Y.Doc): Map<string, Run[]> {
  const runs = new Map<string, Run[]>()
  for (const item of readAgenda(doc).items) {
    const held = itemsOf(doc).get(item.id) as Y.Map<unknown>
    const words = textIn(held, 'words')
    const note = textIn(held, 'note')
    runs.set(item.id, words ? runsOf(words) : [])
    runs.set(`${item.id}.note`, note ? runsOf(note) : [])
  }
  return runs
}

/** The Yjs text of an item's words or note, for an input to be bound to. */
export function itemText(doc: Y.Doc, id: string, name: 'words' | 'note'): Y.Text | null {
  const item = itemsOf(doc).get(id)
  return item instanceof Y.Map ? textIn(item as Y.Map<unknown>, name) : null
}

/** Adds an item. `hands` says for each part whose client writes which run of its characters. */
export function addItem(doc: Y.Doc, entry: AgendaEntry, hands?: Hands): void {
  const server = doc.clientID
  const item = new Y.Map<unknown>()
  doc.transact(() => {
    item.set('words', new Y.Text())
    item.set('note', new Y.Text())
    item.set('kind', entry.kind)
    item.set('minutes', entry.minutes)
    item.set('order', entry.order)
    itemsOf(doc).set(entry.id, item)
  })
  for (const name of ['words', 'note'] as const) {
    const text = textIn(item, name)!
    let at = 0
    for (const run of hands?.(name === 'words' ? entry.id : `${entry.id}.note`) ?? []) {
      doc.clientID = run.client
      text.insert(at, entry[name].slice(at, at + run.length))
      at += run.length
    }
    doc.clientID = server
    if (at < entry[name].length) text.insert(at, entry[name].slice(at))
  }
}

/** Changes the plain fields of an item. */
export function setItem(doc: Y.Doc, id: string, change: Partial<Pick<AgendaEntry, 'kind' | 'minutes' | 'order'>>): void {
  const item = itemsOf(doc).get(id)
  if (!(item instanceof Y.Map)) return
  doc.transact(() => {
    for (const [name, value] of Object.entries(change)) (item as Y.Map<unknown>).set(name, value)
  })
}

export function removeItem(doc: Y.Doc, id: string): void {
  itemsOf(doc).delete(id)
}

/** True at the first half of a character that takes two units (rare Han characters): such a pair is never cut. */
const isHighHalf = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at)
  return unit >= 0xd800 && unit <= 0xdbff
}

/** The smallest change that turns one text into another: what goes from `at` on, and what comes in its place. */
export function changeBetween(old: string, next: string): { at: number; gone: number; come: string } {
  let start = 0
  while (start < old.length && start < next.length && old[start] === next[start]) start += 1
  let end = 0
  while (end < old.length - start && end < next.length - start && old.at(-1 - end) === next.at(-1 - end)) end += 1
  if (start > 0 && isHighHalf(old, start - 1)) start -= 1
  if (end > 0 && isHighHalf(old, old.length - end - 1)) end -= 1
  return { at: start, gone: old.length - end - start, come: next.slice(start, next.length - end) }
}

/** Turns what an input now says into the smallest change of its text, so that others' words around it stay theirs. */
export function retype(text: Y.Text, next: string): void {
  const { at, gone, come } = changeBetween(text.toString(), next)
  const apply = () => {
    if (gone > 0) text.delete(at, gone)
    if (come !== '') text.insert(at, come)
  }
  if (text.doc) text.doc.transact(apply)
  else apply()
}
