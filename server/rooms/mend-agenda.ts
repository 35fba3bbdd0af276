import * as Y from 'yjs'
import { serverAccount } from '../../shared/documents/authors.ts'
import { agendaRoot } from '../../shared/documents/kinds.ts'
import { firstIn, type Holding, holderOf, itemOf } from '../../shared/sync/guard/yjs.ts'
import type { Owners, WriteAs } from './mend-hands.ts'

/** Others' words in the ink of an agenda, before an update and after it. */

const names = ['words', 'note'] as const
type Part = { client: number; words: string }
type Item = { id: string; map: Y.Map<unknown>; fields: Readonly<Record<string, unknown>>; parts: Map<string, { text: Y.Text; parts: Part[] }> }
export type AgendaPicture = { items: Item[]; owners: Owners }

export function agendaPicture(doc: Y.Doc, touched: ReadonlySet<Holding>, owners: Owners): AgendaPicture {
  const items = new Map<Y.Map<unknown>, Item>()
  for (const type of touched) {
    const map = itemAbove(type)
    if (!map || items.has(map)) continue
    const item = pictureOf(map)
    const isOthers = [...item.parts.values()].some(({ parts }) => parts.some((part) => !owners.owns(part.client)))
    if (isOthers && doc.getMap(agendaRoot).get(item.id) === map) items.set(map, item)
  }
  return { items: [...items.values()], owners }
}

export function mendAgenda(doc: Y.Doc, { items, owners }: AgendaPicture, as: WriteAs): void {
  const root = doc.getMap<unknown>(agendaRoot)
  for (const { id, map, fields, parts } of items) {
    const stands = root.get(id) === map
    const into = stands ? map : new Y.Map<unknown>()
    if (!stands) as(serverAccount, () => void root.set(id, into))
    const changed = Object.keys(fields).filter((name) => into.get(name) !== fields[name])
    if (changed.length > 0) as(serverAccount, () => changed.forEach((name) => into.set(name, fields[name])))
    for (const name of names) {
      const before = parts.get(name)
      if (!before || into.get(name) === before.text) continue
      const text = new Y.Text()
      as(serverAccount, () => void into.set(name, text))
      for (const part of before.parts) as(owners.ownerOf(part.client), () => text.insert(text.length, part.words))
    }
  }
}

/** The item of the agenda that a type is or stands in. */
function itemAbove(type: Holding): Y.Map<unknown> | null {
  for (let at = type, item = itemOf(at); item; item = itemOf(at)) {
    const above = holderOf(item)
    if (!itemOf(above)) return at instanceof Y.Map ? at : null
    at = above
  }
  return null
}

function pictureOf(map: Y.Map<unknown>): Item {
  const fields: Record<string, unknown> = {}
  const parts: Item['parts'] = new Map()
  for (const [name, value] of map) {
    if (value instanceof Y.Text) parts.set(name, { text: value, parts: partsOf(value) })
    else fields[name] = value
  }
  return { id: itemOf(map)!.parentSub!, map, fields, parts }
}

function partsOf(text: Y.Text): Part[] {
  const parts: Part[] = []
  for (let item = firstIn(text); item; item = item.right) {
    if (!item.deleted && item.content instanceof Y.ContentString) parts.push({ client: item.id.client, words: item.content.str })
  }
  return parts
}
