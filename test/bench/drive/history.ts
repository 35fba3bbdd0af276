import * as Y from 'yjs'
import { textRoot } from '../../../shared/documents/kinds.ts'

/**
 * A long editing history, the same for the same seed: one person writes bursts at a caret that now and then moves
 * elsewhere, and takes back three letters of ten. Every edit is an update of its own.
 */
export type History = {
  client: number
  /** One frame for every edit, and the same in few large ones. */
  edits: Uint8Array[]
  frames: Uint8Array[]
  /** What it comes to: the text, and the clock of its only client. */
  text: string
  clock: number
}

const seed = 20_240_901
const paragraphs = 120
const editsInFrame = 5000

export function makeHistory(edits: number): History {
  const random = createRandom(seed)
  const below = (most: number): number => Math.floor(random() * most)
  const doc = new Y.Doc()
  doc.clientID = 1_000_000_000 + below(1_000_000_000)
  const updates: Uint8Array[] = []
  const frames: Uint8Array[] = []
  let framed = Y.encodeStateVector(doc)
  const frame = (): void => {
    frames.push(Y.encodeStateAsUpdate(doc, framed))
    framed = Y.encodeStateVector(doc)
  }
  doc.on('update', (update: Uint8Array) => {
    updates.push(update)
    if (updates.length % editsInFrame === 0) frame()
  })
  const words: Y.XmlText[] = []
  doc.transact(() => {
    for (let n = 0; n < paragraphs; n += 1) {
      const paragraph = new Y.XmlElement('paragraph')
      const text = new Y.XmlText()
      paragraph.setAttribute('clauseId', `history${String(n).padStart(5, '0')}`)
      paragraph.insert(0, [text])
      doc.getXmlFragment(textRoot).push([paragraph])
      words.push(text)
    }
  })
  let text = words[0]!
  let caret = 0
  while (updates.length < edits) {
    if (random() < 0.2) {
      text = words[below(paragraphs)]!
      caret = below(text.length + 1)
    }
    const writes = 4 + below(16)
    for (let n = 0; n < writes; n += 1) text.insert(caret++, String.fromCodePoint(0x4e00 + below(3000)))
    const takesBack = Math.min(caret, below(Math.ceil(writes * 0.86)))
    for (let n = 0; n < takesBack; n += 1) text.delete(--caret, 1)
  }
  frame()
  const clock = Y.getState(doc.store, doc.clientID)
  return { client: doc.clientID, edits: updates, frames, text: doc.getXmlFragment(textRoot).toString(), clock }
}

/** Mulberry32: small, even enough, and the same everywhere. */
function createRandom(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
