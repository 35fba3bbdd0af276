import { nat, record } from 'fast-check'
import { expect } from 'vitest'
import * as Y from 'yjs'
import type { Scope } from '../../shared/documents/access.ts'
import { type DocumentKind, documentKinds } from '../../shared/documents/kinds.ts'
import { type Draw, type HonestPage, type Mine, openPage } from './honest.ts'
import { type Hall, openHall, penOf, reload, saysOf, wordsByAccount } from './hall.ts'

/** Four people at one text, each with a line to the house that may be slow or gone. */

/** One page and its line. */
type Line = { page: HonestPage; out: Uint8Array[]; in: Uint8Array[]; online: boolean; stop: () => void }
export type Step = { who: number; what: number } & Draw
export const step = record({ who: nat(3), what: nat(39), op: nat(1000), a: nat(1000), b: nat(1000), c: nat(1000) })

const people = [
  { account: 'chair', limited: false },
  { account: 'member', limited: false },
  { account: 'resident', limited: true },
  { account: 'department', limited: true },
]

export type TownOf = {
  kind: DocumentKind
  begin: (doc: Y.Doc) => void
  act: (page: HonestPage, draw: Draw, mine: Mine) => void
  tidies?: boolean
  scope?: Scope
}

export function openTown({ kind, begin, act, tidies = false, scope = 'all' }: TownOf) {
  const mine: Mine = new Map()
  const { root } = documentKinds[kind]
  const hall: Hall = openHall(kind, begin)
  const lines: Line[] = people.map((person) => open(person))

  function open({ account, limited }: { account: string; limited: boolean }, from?: Y.Doc): Line {
    const page = openPage(account, limited, mine, { ...(from ? { from } : {}), tidies })
    const line: Line = { page, out: [], in: [], online: false, stop: () => undefined }
    const send = (update: Uint8Array, origin: unknown) => {
      if (origin !== line && line.online) line.out.push(update)
    }
    page.doc.on('update', send)
    line.stop = () => page.doc.off('update', send)
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
    const before = limited ? wordsByAccount(hall.served, hall.bindings, root) : null
    const batch = hall.receive(penOf(account, limited ? 'contribute' : 'edit', scope), updates)
    expect({ refused: batch.refused.map(({ why }) => why), gaps: batch.gaps.length }).toEqual({ refused: [], gaps: 0 })
    if (before) {
      const after = wordsByAccount(hall.served, hall.bindings, root)
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
    take({ who, what, ...draw }: Step): void {
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
    /** Everybody comes back, everything arrives, and then all copies are one. */
    settle(): void {
      for (const line of lines) if (!line.online) connect(line)
      for (let round = 0; lines.some((line) => line.out.length + line.in.length > 0); round += 1) {
        if (round > 200) throw new Error('it never comes to rest')
        for (const line of lines) {
          deliver(line, Infinity)
          hear(line, Infinity)
        }
      }
      const { served, log } = hall
      const said = saysOf(served, root)
      expect([served.store.pendingStructs, served.store.pendingDs]).toEqual([null, null])
      for (const { page } of lines) expect(saysOf(page.doc, root)).toEqual(said)
      const again = reload(log)
      expect(saysOf(again, root)).toEqual(said)
      expect(Y.encodeStateVector(again)).toEqual(Y.encodeStateVector(served))
      expect(saysOf(reload([Y.encodeStateAsUpdate(served)]), root)).toEqual(said)
      expect(saysOf(reload([Y.mergeUpdates(log)]), root)).toEqual(said)
    },
  }
}
