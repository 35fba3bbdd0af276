import * as Y from 'yjs'
import { newInk } from '../../shared/sync/ink.ts'
import { writeSync } from '../../shared/sync/wire.ts'
import { frameOf } from './frame.ts'

/**
 * The committed text as bytes: a base, and what was committed since. Everybody who reads, opens or comes back is
 * answered from here, with frames that are made once; no Y.Doc is needed for it.
 */
export type Served = {
  /** Takes in what was just committed; answers its frame for those who have the text open. */
  add: (update: Uint8Array) => Buffer
  /** The state vector of all that is committed. */
  vector: () => Uint8Array
  /** What one who has this much is sent: the answer to their question, then what came after it was made. */
  answer: (stateVector: Uint8Array) => Buffer[]
  /** Whether this says nothing new, as far as that can be told without a document: what every page sends when it comes back. */
  isKnown: (update: Uint8Array) => boolean
  /** A new document that says this. */
  ink: () => Y.Doc
  /** Base and updates, in order. */
  parts: () => readonly Uint8Array[]
  /** Updates since the base. */
  tail: () => number
  bytes: () => number
  /** Puts one update that says all of this in place of base and tail, where somebody has it ready. */
  rest: () => void
  /** Puts an update that says the same in place of these parts, where they are still what it begins with. */
  replace: (parts: readonly Uint8Array[], whole: Uint8Array) => void
}

type Clocks = ReadonlyMap<number, number>
/** What is in an update is read when somebody asks; most are never asked about. */
type Added = { bytes: Uint8Array; frame: Buffer; read: () => { clocks: Clocks; deletes: boolean } }

/** What somebody has ready, who holds a Yjs document that says just what is committed; null where nobody does. */
export type Ready = { whole: () => Uint8Array | null; vector: () => Uint8Array | null }

/** Making the base anew may take up this share of the time at most; meanwhile an older one and what followed it serve. */
const shareOfTime = 20
const keptAnswers = 8

export function createServed(base: Uint8Array, ready: Ready): Served {
  let start = startFrom(base)
  let added: Added[] = []
  let addedBytes = 0
  /** What is up to this one of the added, by Yjs client. */
  let clocks = new Map(start.clocks)
  let countedTo = 0
  let vector: Uint8Array | null = null
  let gatherAfter = 0

  function gather(update: Uint8Array): void {
    start = startFrom(update)
    added = []
    addedBytes = 0
    clocks = new Map(start.clocks)
    countedTo = 0
    vector = null
  }

  function add(one: Added): void {
    added.push(one)
    addedBytes += one.bytes.length
    vector = null
  }

  function countVector(): Uint8Array {
    for (; countedTo < added.length; countedTo += 1) {
      for (const [client, clock] of added[countedTo]!.read().clocks) if (clock > (clocks.get(client) ?? 0)) clocks.set(client, clock)
    }
    return Y.encodeStateVector(clocks)
  }

  function gatherIfDue(): void {
    const begun = performance.now()
    if (added.length === 0 || begun < gatherAfter) return
    gather(ready.whole() ?? Y.mergeUpdates([start.bytes, ...added.map(({ bytes }) => bytes)]))
    const ended = performance.now()
    gatherAfter = ended + (ended - begun) * shareOfTime
  }

  return {
    add(update) {
      const one = addedFrom(update)
      add(one)
      return one.frame
    },
    vector: () => (vector ??= ready.vector() ?? countVector()),
    answer(stateVector) {
      gatherIfDue()
      const theirs = Y.decodeStateVector(stateVector)
      const missing = added.filter((one) => one.read().deletes || !covers(theirs, one.read().clocks))
      return [start.answerTo(stateVector, theirs), ...missing.map(({ frame }) => frame)]
    },
    isKnown: (update) => update[0] === 0 && (update.length === 2 ? update[1] === 0 : Buffer.compare(update, start.deletions()) === 0),
    ink() {
      const doc = newInk()
      doc.transact(() => {
        Y.applyUpdate(doc, start.bytes)
        for (const { bytes } of added) Y.applyUpdate(doc, bytes)
      })
      return doc
    },
    parts: () => [start.bytes, ...added.map(({ bytes }) => bytes)],
    tail: () => added.length,
    bytes: () => start.bytes.length + addedBytes,
    rest() {
      const whole = added.length > 0 ? ready.whole() : null
      if (whole) gather(whole)
    },
    replace(parts, update) {
      if (parts[0] !== start.bytes) return
      const later = added.slice(parts.length - 1)
      gather(update)
      for (const one of later) add(one)
    },
  }
}

const covers = (theirs: Clocks, ours: Clocks): boolean => {
  for (const [client, clock] of ours) if ((theirs.get(client) ?? 0) < clock) return false
  return true
}

function addedFrom(bytes: Uint8Array): Added {
  let known: ReturnType<Added['read']> | null = null
  return { bytes, frame: frameOf(writeSync('update', bytes)), read: () => (known ??= readUpdate(bytes)) }
}

function readUpdate(bytes: Uint8Array): { clocks: Clocks; deletes: boolean } {
  const { structs, ds } = Y.decodeUpdate(bytes)
  const clocks = new Map<number, number>()
  for (const { id, length } of structs) clocks.set(id.client, Math.max(clocks.get(id.client) ?? 0, id.clock + length))
  return { clocks, deletes: ds.clients.size > 0 }
}

/** A base with the answers that were given from it: most who ask at the same time have the same. */
function startFrom(update: Uint8Array) {
  const answerOf = (missing: Uint8Array): Buffer => frameOf(writeSync('step2', missing))
  const clocks = Y.decodeStateVector(Y.encodeStateVectorFromUpdate(update))
  const answers = new Map<string, Buffer>()
  const all = answerOf(update)
  // Kept once: the update is the end of the frame that carries it.
  const bytes: Uint8Array = all.subarray(all.length - update.length)
  let nothingButDeletions: { update: Uint8Array; answer: Buffer } | null = null
  const deletions = () => {
    if (nothingButDeletions) return nothingButDeletions
    const missing = Y.diffUpdate(bytes, Y.encodeStateVector(new Map(clocks)))
    return (nothingButDeletions = { update: missing, answer: answerOf(missing) })
  }

  return {
    bytes,
    clocks,
    /** What was taken out up to here, as an update without words. */
    deletions: () => deletions().update,
    answerTo(stateVector: Uint8Array, theirs: Clocks): Buffer {
      if (theirs.size === 0) return all
      if (covers(theirs, clocks)) return deletions().answer
      const key = Buffer.from(stateVector).toString('latin1')
      const known = answers.get(key)
      if (known) return known
      const answer = answerOf(Y.diffUpdate(bytes, stateVector))
      answers.set(key, answer)
      for (const oldest of answers.keys()) if (answers.size > keptAnswers) answers.delete(oldest)
      return answer
    },
  }
}
