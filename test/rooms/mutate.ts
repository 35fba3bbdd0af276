import * as Y from 'yjs'
import { writeSync } from '../../shared/sync/wire.ts'
import type { Chance } from './chance.ts'

/** Frames that honest pages sent, as a broken line or an ill-meaning page would send them. */
export function mutate(chance: Chance, frames: readonly Uint8Array[], updates: readonly Uint8Array[]): Uint8Array {
  // What costs the one who sends it most comes least often.
  const kind = chance.oneIn(40) ? 8 : chance.pick([0, 1, 2, 3, 4, 5, 6, 7, 9, 10])
  const update = chance.pick(updates)
  switch (kind) {
    case 0:
      return chance.pick(frames)
    case 1:
      return cut(chance, chance.pick(frames))
    case 2:
      return bend(chance, chance.pick(frames))
    case 3:
      return writeSync(chance.oneIn(2) ? 'update' : 'step2', bend(chance, update))
    case 4:
      return writeSync('step2', cut(chance, update))
    case 5:
      return writeSync('step2', merged(Array.from({ length: 2 + chance.below(4) }, () => chance.pick(updates))))
    case 6:
      return writeSync('update', splice(chance, update, chance.pick(updates)))
    case 7:
      return writeSync('step2', underAnother(chance, update))
    case 8:
      return writeSync('step2', writtenBy(chance, updates))
    case 9:
      return splice(chance, chance.pick(frames), chance.pick(frames))
    default:
      return Uint8Array.from({ length: chance.below(40) }, () => chance.below(chance.oneIn(3) ? 256 : 12))
  }
}

const cut = (chance: Chance, bytes: Uint8Array): Uint8Array => bytes.slice(0, chance.below(bytes.length + 1))

function bend(chance: Chance, bytes: Uint8Array): Uint8Array {
  const bent = [...bytes]
  for (let n = 0; n <= chance.below(4); n += 1) {
    const at = chance.below(bent.length + 1)
    const how = chance.below(4)
    if (how === 0) bent[Math.min(at, bent.length - 1)] = chance.below(256)
    else if (how === 1) bent.splice(at, 0, chance.below(256))
    else if (how === 2) bent.splice(at, 1)
    else bent[Math.min(at, bent.length - 1)] = (bent[Math.min(at, bent.length - 1)] ?? 0) + (chance.oneIn(2) ? 1 : -1)
  }
  return Uint8Array.from(bent)
}

const splice = (chance: Chance, one: Uint8Array, other: Uint8Array): Uint8Array =>
  Uint8Array.from([...one.slice(0, chance.below(one.length + 1)), ...other.slice(chance.below(other.length + 1))])

function merged(updates: Uint8Array[]): Uint8Array {
  try {
    return Y.mergeUpdates(updates)
  } catch {
    return updates[0]!
  }
}

/** The same words under a Yjs client of somebody else, or of nobody yet. */
function underAnother(chance: Chance, update: Uint8Array): Uint8Array {
  try {
    const { structs } = Y.decodeUpdate(update)
    const doc = new Y.Doc({ guid: 'forged' })
    doc.clientID = chance.oneIn(2) ? (structs[0]?.id.client ?? 1) : chance.below(2 ** 32)
    const root = doc.getXmlFragment('prosemirror')
    const block = new Y.XmlElement(chance.pick(['paragraph', 'heading', 'script', 'listItem']))
    root.insert(0, [block])
    block.insert(0, [new Y.XmlText('顶替')])
    return Y.encodeStateAsUpdate(doc)
  } catch {
    return update
  }
}

/** A page that knows some of the text and does with Yjs what no editor does. */
function writtenBy(chance: Chance, updates: readonly Uint8Array[]): Uint8Array {
  const doc = new Y.Doc({ guid: 'forged' })
  const begin = chance.below(updates.length)
  try {
    for (const update of updates.slice(begin, begin + 1 + chance.below(12))) Y.applyUpdate(doc, update)
  } catch {
    return updates[0]!
  }
  const before = Y.encodeStateVector(doc)
  doc.clientID = chance.oneIn(3) ? chance.pick([...doc.store.clients.keys(), 1]) : chance.below(2 ** 32)
  const root = doc.getXmlFragment('prosemirror')
  const deeds: (() => void)[] = [
    () => root.delete(0, root.length),
    () => root.insert(chance.below(root.length + 1), [new Y.XmlElement(chance.pick(['paragraph', 'image', 'bulletList', 'blockquote']))]),
    () => root.insert(0, [new Y.XmlText('散')]),
    () => doc.getMap(chance.pick(['items', 'other', 'x'])).set('k', chance.pick<unknown>([1, 'a', {}, new Y.Map(), new Y.Text('t')])),
    () => {
      const block = root.get(chance.below(root.length)) as unknown
      if (!(block instanceof Y.XmlElement)) return
      const attribute = chance.pick(['clauseId', 'was', 'level', 'href', '__proto__'])
      block.setAttribute(attribute, chance.pick<string>(['a', 'javascript:1', 7 as never, null as never, { a: [1] } as never]))
      const text = block.get(0) as unknown
      if (!(text instanceof Y.XmlText)) return
      text.insert(chance.below(text.length + 1), chance.pick(['写', '🀄', '\u0000', 'x'.repeat(50)]))
      text.format(0, 1 + chance.below(text.length), { [chance.pick(['bold', 'italic', 'link'])]: chance.pick([{}, null, true, { href: 'x' }]) })
      if (text.length > 2) text.delete(chance.below(text.length - 1), 1)
    },
  ]
  for (let n = 0; n <= chance.below(3); n += 1) {
    try {
      doc.transact(() => chance.pick(deeds)())
    } catch {
      // What its own Yjs refuses it does not send.
    }
  }
  return chance.oneIn(2) ? Y.encodeStateAsUpdate(doc, before) : Y.encodeStateAsUpdate(doc)
}
