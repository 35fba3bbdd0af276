import * as Y from 'yjs'
import { limits, type RefusedWords } from './wire.ts'

/** What an update adds: for each Yjs client, the clocks that the text does not have yet. */
export type Fresh = ReadonlyMap<number, { from: number; to: number }>
export type Examined = { kind: 'good'; fresh: Fresh } | { kind: 'gap' } | { kind: 'refused'; why: RefusedWords }

const refused = (why: RefusedWords): Examined => ({ kind: 'refused', why })

/**
 * Looks at a client's update before it is let near a text: readable, not too much, every client's clocks without a
 * gap and not ahead of what is known, and only under the text's own root.
 */
export function examine(update: Uint8Array, doc: Y.Doc, root: string): Examined {
  if (update.length > limits.frameBytes) return refused('malformed')
  let decoded: ReturnType<typeof Y.decodeUpdate>
  try {
    decoded = Y.decodeUpdate(update)
  } catch {
    return refused('malformed')
  }
  if (decoded.structs.length > limits.structs || decoded.ds.clients.size > limits.structs) return refused('malformed')
  const next = new Map<number, number>()
  const fresh = new Map<number, { from: number; to: number }>()
  for (const struct of decoded.structs) {
    const { client, clock } = struct.id
    const known = Y.getState(doc.store, client)
    if (struct instanceof Y.Skip || struct.length <= 0) return { kind: 'gap' }
    const expected = next.get(client)
    if (expected === undefined ? clock > known : clock !== expected) return { kind: 'gap' }
    next.set(client, clock + struct.length)
    if (clock + struct.length > known) fresh.set(client, { from: known, to: clock + struct.length })
    if (struct instanceof Y.Item) {
      if (typeof struct.parent === 'string' && struct.parent !== root) return refused('foreignRoot')
      if (struct.content instanceof Y.ContentDoc) return refused('malformed')
    }
  }
  for (const ranges of decoded.ds.clients.values()) {
    if (ranges.length > limits.structs) return refused('malformed')
  }
  return { kind: 'good', fresh }
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
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}
