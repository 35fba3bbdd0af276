import * as Y from 'yjs'
import { limits } from '../wire.ts'
import { type Reading, Unreadable } from './reading.ts'
import { structIn } from './yjs.ts'

/**
 * Throws where an update would cut the text's pieces in more places than one update may. A page that was offline for a
 * day cuts some hundreds; tens of thousands, in a few bytes each, would stop a long text for seconds.
 */
export function checkCuts({ clients, structs, deletions }: Reading, doc: Y.Doc): void {
  if (structs + deletions.length <= limits.cuts) return
  let cuts = 0
  const count = (client: number, clock: number) => {
    if (isInside(doc, client, clock)) cuts += 1
    if (cuts > limits.cuts) throw new Unreadable()
  }
  for (const own of clients.values()) {
    for (const { leftClient, leftClock, rightClient, rightClock } of own) {
      count(leftClient, leftClock + 1)
      if (rightClient !== leftClient || rightClock !== leftClock + 1) count(rightClient, rightClock)
    }
  }
  for (const { client, clock, length } of deletions) {
    count(client, clock)
    count(client, clock + length)
  }
}

function isInside(doc: Y.Doc, client: number, clock: number): boolean {
  if (client === -1 || clock >= Y.getState(doc.store, client)) return false
  const item = structIn(doc, client, clock)
  return item instanceof Y.Item && !item.deleted && item.id.clock < clock
}
