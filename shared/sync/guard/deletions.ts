import * as Y from 'yjs'
import { type Deletion, Hole, type Reading } from './reading.ts'
import { type Holding, holderOf, itemOf } from './yjs.ts'

/** Throws a `Hole` where an update takes out what is neither in the text nor in the update itself. */
export function checkKnown({ clients, deletions }: Reading, doc: Y.Doc): void {
  for (const { client, clock, length } of deletions) {
    const last = clients.get(client)?.at(-1)
    const end = Math.max(Y.getState(doc.store, client), last ? last.clock + last.length : 0)
    if (clock + length > end) throw new Hole()
  }
}

/** Visits what of the text would be taken out now: what is gone already is passed over. */
export function forEachLiving(deletions: readonly Deletion[], doc: Y.Doc, visit: (item: Y.Item) => void): void {
  for (const { client, clock, length } of deletions) {
    const end = Math.min(clock + length, Y.getState(doc.store, client))
    if (clock >= end) continue
    const structs = doc.store.clients.get(client)!
    for (let at = Y.findIndexSS(structs, clock); at < structs.length && structs[at]!.id.clock < end; at += 1) {
      const item = structs[at]!
      if (item instanceof Y.Item && !item.deleted) visit(item)
    }
  }
}

/** Tells whether an item stands in something that this update takes out as a whole. */
export function createShelter(deletions: readonly Deletion[], doc: Y.Doc): (item: Y.Item) => boolean {
  const goes = new Set<Y.Item>()
  forEachLiving(deletions, doc, (item) => {
    if (item.content instanceof Y.ContentType) goes.add(item)
  })
  const known = new Map<Holding, boolean>()
  function isSheltered(holder: Holding): boolean {
    const item = itemOf(holder)
    if (!item) return false
    const before = known.get(holder)
    if (before !== undefined) return before
    const answer = goes.has(item) || isSheltered(holderOf(item))
    known.set(holder, answer)
    return answer
  }
  return (item) => goes.size > 0 && isSheltered(holderOf(item))
}
