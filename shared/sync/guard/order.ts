import * as Y from 'yjs'
import { Hole, type Reading, type Struct, Unreadable } from './reading.ts'

/**
 * Goes through the structs of an update in an order in which each comes after all it leans on, as Yjs will. Throws a
 * `Hole` where something leans on what is neither in the text nor in the update, and `Unreadable` where two wait for
 * each other: Yjs would keep either for later.
 */
export function inOrder({ clients }: Reading, doc: Y.Doc, visit: (struct: Struct) => void): void {
  const next = new Map<number, number>()

  /** The place in the update of what a struct leans on, if that has to come first. */
  function missing(struct: Struct, client: number, clock: number): { client: number; index: number } | null {
    if (client === -1) return null
    if (client === struct.client) {
      if (clock >= struct.clock) throw new Unreadable()
      return null
    }
    if (clock < Y.getState(doc.store, client)) return null
    const index = indexIn(clients.get(client), clock)
    if (index === -1) throw new Hole()
    return index < (next.get(client) ?? 0) ? null : { client, index }
  }
  const waitsFor = (struct: Struct) =>
    missing(struct, struct.leftClient, struct.leftClock) ??
    missing(struct, struct.rightClient, struct.rightClock) ??
    missing(struct, struct.parentClient, struct.parentClock)

  const [alone] = clients.size === 1 ? clients.values() : []
  if (alone) {
    for (const struct of alone) {
      if (waitsFor(struct)) throw new Hole()
      visit(struct)
    }
    return
  }
  for (const [client, own] of clients) {
    const stack = [{ client, index: own.length - 1 }]
    const waiting = new Set([client])
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const structs = clients.get(top.client)!
      let at = next.get(top.client) ?? 0
      let need: ReturnType<typeof waitsFor> = null
      for (; at <= top.index; at += 1) {
        need = waitsFor(structs[at]!)
        if (need) break
        visit(structs[at]!)
      }
      next.set(top.client, at)
      if (!need) {
        stack.pop()
        waiting.delete(top.client)
      } else if (waiting.has(need.client)) throw new Unreadable()
      else {
        stack.push(need)
        waiting.add(need.client)
      }
    }
  }
}

/** The struct that holds a clock among those of one client; -1 where none does. */
export function indexIn(structs: readonly Struct[] | undefined, clock: number): number {
  if (!structs) return -1
  let low = 0
  let high = structs.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const struct = structs[middle]!
    if (clock < struct.clock) high = middle - 1
    else if (clock >= struct.clock + struct.length) low = middle + 1
    else return middle
  }
  return -1
}
