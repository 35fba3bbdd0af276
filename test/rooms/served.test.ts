import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { createServed, type Served } from '../../server/rooms/served.ts'

const nothing = new Uint8Array([0, 0])
const nobody = { whole: () => null, vector: () => null }

/** The updates in ready frames, and which of them is the answer. */
function readFrames(frames: readonly Buffer[]): { answers: Uint8Array[]; updates: Uint8Array[] } {
  const answers: Uint8Array[] = []
  const updates: Uint8Array[] = []
  for (const frame of frames) {
    const head = frame[1]! < 126 ? 2 : frame[1] === 126 ? 4 : 10
    const decoder = decoding.createDecoder(new Uint8Array(frame.subarray(head)))
    expect(decoding.readVarUint(decoder)).toBe(0)
    const kind = decoding.readVarUint(decoder)
    ;(kind === 1 ? answers : updates).push(decoding.readVarUint8Array(decoder))
  }
  return { answers, updates }
}

function bringUpToDate(doc: Y.Doc, served: Served): Buffer[] {
  const frames = served.answer(Y.encodeStateVector(doc))
  const { answers, updates } = readFrames(frames)
  expect(answers).toHaveLength(1)
  for (const update of [...answers, ...updates]) Y.applyUpdate(doc, update)
  return frames
}

/** Three hands that write and take out, each update handed over as it is made. */
function history(edits: readonly { hand: number; at: number; take: boolean }[], made: (update: Uint8Array) => void): Y.Doc[] {
  const docs = [0, 1, 2].map(() => new Y.Doc())
  docs.forEach((doc, n) =>
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'others') return
      docs.forEach((other, m) => {
        if (m !== n) Y.applyUpdate(other, update, 'others')
      })
      made(update)
    }),
  )
  for (const { hand, at, take } of edits) {
    const text = docs[hand]!.getText('t')
    if (take && text.length > 0) text.delete(at % text.length, 1)
    else text.insert(at % (text.length + 1), '字')
  }
  return docs
}

const edits = fc.array(fc.record({ hand: fc.nat(2), at: fc.nat(50), take: fc.boolean() }), { maxLength: 60 })

describe('a text served from bytes', () => {
  it('[O35] whoever asks, with whatever they have, then has all of it', () => {
    fc.assert(
      fc.property(edits, fc.nat(60), fc.boolean(), (made, stop, gather) => {
        const served = createServed(nothing, nobody)
        const late = new Y.Doc()
        const newcomer = new Y.Doc()
        let count = 0
        const docs = history(made, (update) => {
          served.add(update)
          count += 1
          if (count === stop) bringUpToDate(late, served)
          if (gather && count % 7 === 0) served.replace(served.parts(), Y.mergeUpdates([...served.parts()]))
        })
        bringUpToDate(newcomer, served)
        bringUpToDate(late, served)
        for (const doc of [newcomer, late, served.ink()]) {
          expect(doc.getText('t').toString()).toBe(docs[0]!.getText('t').toString())
          expect(doc.store.pendingStructs).toBeNull()
        }
        expect(Y.decodeStateVector(served.vector())).toEqual(Y.decodeStateVector(Y.encodeStateVector(docs[0]!)))
      }),
      { numRuns: 150 },
    )
  })

  it('[O35] newcomers of one moment get the same bytes, made once', () => {
    const served = createServed(nothing, nobody)
    history([{ hand: 0, at: 0, take: false }], (update) => served.add(update))
    const [first] = bringUpToDate(new Y.Doc(), served)
    const [second] = bringUpToDate(new Y.Doc(), served)
    expect(second).toBe(first)
  })

  it('[O35] one who has everything is told only what was taken out', () => {
    const served = createServed(nothing, nobody)
    const [doc] = history([{ hand: 0, at: 0, take: false }, { hand: 0, at: 0, take: false }, { hand: 1, at: 0, take: true }], (update) => served.add(update))
    const { answers, updates } = readFrames(served.answer(Y.encodeStateVector(doc!)))
    expect(Y.decodeUpdate(answers[0]!).structs).toEqual([])
    served.replace(served.parts(), Y.mergeUpdates([...served.parts()]))
    expect(served.isKnown(Y.encodeStateAsUpdate(doc!, served.vector()))).toBe(true)
    expect(served.isKnown(nothing)).toBe(true)
    doc!.getText('t').delete(0, 1)
    expect(served.isKnown(Y.encodeStateAsUpdate(doc!, served.vector()))).toBe(false)
    expect(updates.flatMap((update) => Y.decodeUpdate(update).structs)).toEqual([])
  })
})
