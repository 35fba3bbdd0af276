import * as Y from 'yjs'
import { checkCuts } from './guard/cuts.ts'
import { checkKnown, createShelter, forEachLiving } from './guard/deletions.ts'
import { inOrder } from './guard/order.ts'
import { breaksCharacter, depthOf, placeOf } from './guard/places.ts'
import { contents, Hole, type Holder, readUpdate, type Reading, type Struct, Unreadable } from './guard/reading.ts'
import { rulesOf, spotOf } from './guard/rules.ts'
import { type Holding, holderOf, itemOf, itemUnder, typeIn } from './guard/yjs.ts'
import { newInk } from './ink.ts'
import { limits, type RefusedWords } from './wire.ts'

/** What an update adds: for each Yjs client, the clocks that the text does not have yet. */
export type Fresh = ReadonlyMap<number, { from: number; to: number }>
/**
 * `touched`: of one who may only contribute, the types in which others' words could be hurt although none was taken
 * out of a clause that stays: all around them goes, or their look or place changes.
 */
export type Examined =
  | { kind: 'good'; fresh: Fresh; touched: ReadonlySet<Holding> }
  | { kind: 'gap' }
  | { kind: 'refused'; why: RefusedWords }

/** What the hand that sends may do beside writing. */
export type HandOnInk = {
  /** From the start of a session only the notes of the agenda. */
  notesOnly: boolean
  /** Which Yjs clients are its own, where it may take out only its own words; null where it may take out any. */
  owns: ((client: number) => boolean) | null
}
const anyHand: HandOnInk = { notesOnly: false, owns: null }

class Refused extends Error {
  readonly why: RefusedWords
  constructor(why: RefusedWords) {
    super(why)
    this.why = why
  }
}

/**
 * Looks at a client's update before it is let near a text. Good is only what Yjs will take whole and at once: readable,
 * not too much, every client's clocks without a hole, everything it leans on there, neighbours that agree, all of it
 * under the text's own root and of the text's own schema, and taking out nothing that is unknown or not this hand's.
 */
export function examine(update: Uint8Array, doc: Y.Doc, root: string, hand: HandOnInk = anyHand): Examined {
  try {
    if (update.length > limits.frameBytes) throw new Unreadable()
    const reading = readUpdate(update)
    const fresh = freshIn(reading, doc)
    checkCuts(reading, doc)
    const touched = new Set<Holding>()
    const look = lookAt(reading, doc, root, hand, touched)
    inOrder(reading, doc, look)
    checkKnown(reading, doc)
    checkDeletions(reading, doc, hand, touched)
    return { kind: 'good', fresh, touched }
  } catch (error) {
    if (error instanceof Hole) return { kind: 'gap' }
    return { kind: 'refused', why: error instanceof Refused ? error.why : 'malformed' }
  }
}

function freshIn({ clients }: Reading, doc: Y.Doc): Fresh {
  const fresh = new Map<number, { from: number; to: number }>()
  for (const [client, structs] of clients) {
    const known = Y.getState(doc.store, client)
    const last = structs.at(-1)!
    const to = last.clock + last.length
    if (structs[0]!.clock > known) throw new Hole()
    if (to > known) fresh.set(client, { from: known, to })
  }
  return fresh
}

function lookAt(reading: Reading, doc: Y.Doc, root: string, hand: HandOnInk, touched: Set<Holding>) {
  const rules = rulesOf(root)
  return (struct: Struct): void => {
    if (struct.root !== null && struct.root !== root) throw new Refused('foreignRoot')
    const known = Y.getState(doc.store, struct.client)
    if (struct.clock < known && breaksCharacter(struct, doc)) throw new Unreadable()
    if (struct.clock + struct.length <= known) return
    struct.place = struct.content === contents.garbage ? 'gone' : placeOf(struct, doc, reading)
    if (struct.place === 'gone') return
    const { holder, key } = struct.place
    const spot = spotOf(holder)
    if (!spot || !rules.mayStand(spot, key, struct)) throw new Refused('notInSchema')
    if (struct.content === contents.type && depthOf(holder) > limits.depth) throw new Refused('tooDeep')
    if (hand.notesOnly && !(spot.kind === 'text' && spot.name === 'note')) throw new Refused('notesOnly')
    if (hand.owns) noteTouched(struct, holder, key, hand.owns, touched)
  }
}

/** A format or a field that is new stands among what others wrote, or takes the place of what they set. */
function noteTouched(
  struct: Struct, holder: Holder, key: string | null, owns: (client: number) => boolean, touched: Set<Holding>,
): void {
  if (!(holder instanceof Y.AbstractType)) return
  if (struct.content === contents.format) touched.add(holder)
  if (key === null) return
  touched.add(holder)
  const now = itemUnder(holder, key)
  const type = now && !now.deleted ? typeIn(now) : null
  if (!type) return
  if (itemOf(holder) && !owns(now!.id.client)) throw new Refused('othersWords')
  touched.add(type)
}

function checkDeletions({ deletions }: Reading, doc: Y.Doc, { notesOnly, owns }: HandOnInk, touched: Set<Holding>): void {
  if (deletions.length === 0 || (!notesOnly && !owns)) return
  let isSheltered: ((item: Y.Item) => boolean) | null = null
  forEachLiving(deletions, doc, (item) => {
    const holder = holderOf(item)
    if (notesOnly && itemOf(holder)?.parentSub !== 'note') throw new Refused('notesOnly')
    if (!owns) return
    if (item.content instanceof Y.ContentString) {
      if (owns(item.id.client)) return
      isSheltered ??= createShelter(deletions, doc)
      if (!isSheltered(item)) throw new Refused('othersWords')
    } else touched.add(typeIn(item) ?? holder)
  })
}

/**
 * Applies an examined update to a trial copy of the text. Answers what it changed there, as the update to keep
 * (empty: nothing new), or null when it did not go in whole: the copy is then spoilt and must be made anew.
 */
export function tryOn(copy: Y.Doc, update: Uint8Array): Uint8Array | null {
  const changes: Uint8Array[] = []
  const note = (change: Uint8Array) => changes.push(change)
  copy.on('update', note)
  try {
    Y.applyUpdate(copy, update)
  } catch {
    return null
  } finally {
    copy.off('update', note)
  }
  if (copy.store.pendingStructs || copy.store.pendingDs) return null
  return changes.length === 1 ? changes[0]! : changes.length === 0 ? new Uint8Array() : Y.mergeUpdates(changes)
}

/** A second document that says the same. */
export function copyOf(doc: Y.Doc): Y.Doc {
  const copy = newInk()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}
