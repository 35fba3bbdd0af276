import { array, assert as holds, boolean, nat, property, record } from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { act, type HonestPage, type Mine, openPage, rootOf } from './honest.ts'
import { type Hall, openHall, penOf, reload, saysOf, wordsByAccount } from './hall.ts'

/** FULL=1 runs a hundred times as many histories; SEED repeats one. */
const runs = process.env['FULL'] ? 100_000 : 1000
/** A run stands still only when it is broken; how long it takes is the machine’s matter. */
const patienceMs = runs * 600
const seed = process.env['SEED'] ? { seed: Number(process.env['SEED']) } : {}

/** One page and its line to the house. */
type Line = { page: HonestPage; out: Uint8Array[]; in: Uint8Array[]; online: boolean; stop: () => void }

const step = record({
  who: nat(3),
  what: nat(39),
  op: nat(1000),
  a: nat(1000),
  b: nat(1000),
  c: nat(1000),
})

function openTown(tidies: boolean) {
  const mine: Mine = new Map()
  const hall: Hall = openHall('opinion', (doc) => {
    const first = new Y.XmlElement('paragraph')
    first.setAttribute('clauseId', 'first')
    rootOf(doc).insert(0, [first])
  })
  const people = [
    { account: 'chair', limited: false },
    { account: 'member', limited: false },
    { account: 'resident', limited: true },
    { account: 'department', limited: true },
  ]
  const lines: Line[] = people.map(({ account, limited }) => open({ account, limited }))

  function open({ account, limited }: { account: string; limited: boolean }, from?: Y.Doc): Line {
    const line: Line = { page: openPage(account, limited, mine, { ...(from ? { from } : {}), tidies }), out: [], in: [], online: false, stop: () => undefined }
    const send = (update: Uint8Array, origin: unknown) => {
      if (origin !== line && line.online) line.out.push(update)
    }
    line.page.doc.on('update', send)
    line.stop = () => line.page.doc.off('update', send)
    connect(line)
    return line
  }
  /** Both say what they have; what the page has beyond the house goes first on its line. */
  function connect(line: Line): void {
    line.online = true
    line.out = [Y.encodeStateAsUpdate(line.page.doc, Y.encodeStateVector(hall.served))]
    line.in = [Y.encodeStateAsUpdate(hall.served, Y.encodeStateVector(line.page.doc))]
  }
  function disconnect(line: Line): void {
    line.online = false
    line.out = []
    line.in = []
  }

  function deliver(line: Line, most: number): void {
    const updates = line.out.splice(0, most)
    if (updates.length === 0) return
    const { account, limited } = line.page
    const before = limited ? wordsByAccount(hall.served, hall.bindings) : null
    const batch = hall.receive(penOf(account, limited ? 'contribute' : 'edit'), updates)
    expect({ refused: batch.refused.map(({ why }) => why), gaps: batch.gaps.length }).toEqual({ refused: [], gaps: 0 })
    if (before) {
      const after = wordsByAccount(hall.served, hall.bindings)
      for (const other of before.keys()) if (other !== account) expect([other, after.get(other)]).toEqual([other, before.get(other)])
    }
    for (const { bytes, writer } of batch.entries) {
      for (const other of lines) if (other.online && (writer === null || other !== line)) other.in.push(bytes)
    }
  }
  function hear(line: Line, most: number): void {
    for (const update of line.in.splice(0, most)) Y.applyUpdate(line.page.doc, update, line)
  }

  return {
    hall, lines,
    take({ who, what, ...draw }: { who: number; what: number; op: number; a: number; b: number; c: number }): void {
      const line = lines[who % lines.length]!
      if (what < 20) act(line.page, draw, mine)
      else if (what < 28) deliver(line, 1 + (draw.a % 5))
      else if (what < 34) hear(line, 1 + (draw.a % 5))
      else if (what < 36) disconnect(line)
      else if (what < 38) {
        if (!line.online) connect(line)
      } else {
        // A reload: the words are still on the device, the Yjs client is another.
        line.stop()
        lines[lines.indexOf(line)] = open(line.page, line.page.doc)
      }
    },
    /** Everybody comes back and everything arrives. */
    settle(): void {
      for (const line of lines) if (!line.online) connect(line)
      for (let round = 0; lines.some((line) => line.out.length + line.in.length > 0); round += 1) {
        if (round > 200) throw new Error('it never comes to rest')
        for (const line of lines) {
          deliver(line, Infinity)
          hear(line, Infinity)
        }
      }
    },
  }
}

describe('honest people, in any order of things', () => {
  it('[O23] are never refused, keep others’ words whole, and all copies end alike', () => {
    holds(
      property(array(step, { minLength: 10, maxLength: 60, size: 'max' }), boolean(), (steps, tidies) => {
        const town = openTown(tidies)
        for (const one of steps) town.take(one)
        town.settle()
        const { served, log } = town.hall
        const said = saysOf(served)
        expect(served.store.pendingStructs).toBeNull()
        for (const { page } of town.lines) expect(saysOf(page.doc)).toEqual(said)
        const again = reload(log)
        expect(saysOf(again)).toEqual(said)
        expect(Y.encodeStateVector(again)).toEqual(Y.encodeStateVector(served))
        expect(saysOf(reload([Y.encodeStateAsUpdate(served)]))).toEqual(said)
      }),
      { numRuns: runs, ...seed },
    )
  }, patienceMs)
})

