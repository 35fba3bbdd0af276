import * as Y from 'yjs'
import { indexIn } from './order.ts'
import { contents, type Holder, type Place, type Reading, type Struct, Unreadable } from './reading.ts'
import { holderOf, itemOf, structIn, typeIn } from './yjs.ts'

/**
 * Where an item will stand: its neighbours say it, or else the parent it names. 'gone': in something that was taken
 * out for good, so that Yjs drops it. Throws where neighbours disagree or the parent can hold nothing.
 */
export function placeOf(struct: Struct, doc: Y.Doc, { clients }: Reading): Place | 'gone' {
  function standing(client: number, clock: number): Place | 'gone' | null {
    if (client === -1) return null
    if (clock >= Y.getState(doc.store, client)) {
      const structs = clients.get(client)!
      return structs[indexIn(structs, clock)]!.place
    }
    const item = structIn(doc, client, clock)
    return item instanceof Y.Item ? { holder: holderOf(item), key: item.parentSub } : 'gone'
  }

  function underParent(): Place | 'gone' {
    if (struct.root !== null) return { holder: doc.get(struct.root), key: struct.key }
    if (struct.parentClient === -1) throw new Unreadable()
    if (struct.parentClock >= Y.getState(doc.store, struct.parentClient)) {
      const structs = clients.get(struct.parentClient)!
      const parent = structs[indexIn(structs, struct.parentClock)]!
      if (parent.place === 'gone' || parent.content === contents.deleted) return 'gone'
      if (parent.content !== contents.type) throw new Unreadable()
      return { holder: parent, key: struct.key }
    }
    const parent = structIn(doc, struct.parentClient, struct.parentClock)
    if (parent instanceof Y.GC || parent.content instanceof Y.ContentDeleted) return 'gone'
    const holder = typeIn(parent)
    if (!holder) throw new Unreadable()
    return { holder, key: struct.key }
  }

  const known = Y.getState(doc.store, struct.client)
  const left = standing(struct.leftClient, struct.leftClock)
  const right = standing(struct.rightClient, struct.rightClock)
  const said = left ?? right ?? underParent()
  // Its beginning is in the text already: Yjs lets the rest follow that, whatever this struct says.
  const beginning = struct.clock < known ? standing(struct.client, known - 1) : said
  if (!agree(said, right ?? said) || !agree(said, beginning!)) throw new Unreadable()
  return said
}

/**
 * Whether a struct the text has already would cut a character of two units in half, by claiming to stand within it.
 * Yjs would break that character and say nothing of it to anybody.
 */
export function breaksCharacter(struct: Struct, doc: Y.Doc): boolean {
  return isWithin(doc, struct.leftClient, struct.leftClock + 1) || isWithin(doc, struct.rightClient, struct.rightClock)
}

function isWithin(doc: Y.Doc, client: number, clock: number): boolean {
  if (client === -1 || clock >= Y.getState(doc.store, client)) return false
  const item = structIn(doc, client, clock)
  if (!(item instanceof Y.Item) || item.id.clock === clock || !(item.content instanceof Y.ContentString)) return false
  const unit = item.content.str.charCodeAt(clock - item.id.clock)
  return unit >= 0xdc00 && unit <= 0xdfff
}

const agree = (one: Place | 'gone', other: Place | 'gone'): boolean =>
  one === other || (one !== 'gone' && other !== 'gone' && one.holder === other.holder && one.key === other.key)

/** How many types lie between an item in this holder and the root. */
export function depthOf(holder: Holder): number {
  let depth = 0
  for (let at: Holder | null = holder; at !== null; depth += 1) at = above(at)
  return depth
}

function above(holder: Holder): Holder | null {
  if (holder instanceof Y.AbstractType) {
    const item = itemOf(holder)
    return item && holderOf(item)
  }
  return holder.place === null || holder.place === 'gone' ? null : holder.place.holder
}
