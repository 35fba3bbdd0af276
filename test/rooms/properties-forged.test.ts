import { array, assert as holds, nat, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { Right } from '../../shared/documents/access.ts'
import { limits } from '../../shared/sync/wire.ts'
import { runsOf } from '../../shared/sync/text.ts'
import { act, blocksOf, rootOf } from './honest.ts'
import { penOf, saysOf } from './hall.ts'
import { openTown, step } from './town.ts'

const runs = process.env['FULL'] ? 100_000 : 1000
const patienceMs = runs * 600
const seed = process.env['SEED'] ? { seed: Number(process.env['SEED']) } : {}

type Town = ReturnType<typeof openTown>
type Forged = { update: Uint8Array; right?: Right; verdict: string } | null

function pageOf(town: Town, clientId?: number): { doc: Y.Doc; before: Uint8Array } {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(town.hall.served))
  if (clientId !== undefined) doc.clientID = clientId
  return { doc, before: Y.encodeStateVector(doc) }
}
const wordsIn = (doc: Y.Doc): Y.XmlText[] =>
  blocksOf(rootOf(doc)).flatMap((block) => block.toArray().filter((part) => part instanceof Y.XmlText)).filter((text) => text.length > 0)

/** What a forger can do with whatever text honest people have made; null where this text gives no occasion. */
const forgeries: Record<string, (town: Town, n: number) => Forged> = {
  anothersClient(town, n) {
    const clients = [...town.hall.bindings].filter(([, account]) => account !== 'forger')
    const { doc, before } = pageOf(town, clients[n % clients.length]![0])
    rootOf(doc).insert(0, [new Y.XmlElement('paragraph')])
    return { update: Y.encodeStateAsUpdate(doc, before), verdict: 'anotherHand' }
  },
  foreignRoot(town, n) {
    const { doc, before } = pageOf(town)
    doc.getMap(['items', 'a', '', '__proto__'][n % 4]).set('x', n)
    return { update: Y.encodeStateAsUpdate(doc, before), verdict: 'foreignRoot' }
  },
  gap(town) {
    const { doc } = pageOf(town)
    rootOf(doc).insert(0, [new Y.XmlElement('paragraph')])
    const middle = Y.encodeStateVector(doc)
    rootOf(doc).insert(0, [new Y.XmlElement('paragraph')])
    return { update: Y.encodeStateAsUpdate(doc, middle), verdict: 'gap' }
  },
  othersWords(town, n) {
    const { doc, before } = pageOf(town)
    const texts = wordsIn(doc)
    const text = texts[n % Math.max(1, texts.length)]
    if (!text || runsOf(text).every(({ client }) => town.hall.bindings.get(client) === 'forger')) return null
    text.delete(n % text.length, 1)
    return { update: Y.encodeStateAsUpdate(doc, before), right: 'contribute', verdict: 'othersWords' }
  },
  othersWordsHidden(town, n) {
    const { doc, before } = pageOf(town)
    const texts = wordsIn(doc)
    const text = texts[n % Math.max(1, texts.length)]
    if (!text) return null
    doc.transact(() => {
      const words = text.toJSON().replaceAll(/<[^>]*>/g, '')
      text.delete(0, text.length)
      text.insert(0, words)
    })
    return { update: Y.encodeStateAsUpdate(doc, before), right: 'contribute', verdict: 'othersWords' }
  },
  badLink(town, n) {
    const { doc, before } = pageOf(town)
    const texts = wordsIn(doc)
    const href = ['javascript:alert(1)', 'data:text/html,x', 'JAVA\nSCRIPT:x', 'vbscript:x', '//evil', 'https://evil'][n % 6]
    texts[n % Math.max(1, texts.length)]?.format(0, 1, { link: { href } })
    return texts.length > 0 ? { update: Y.encodeStateAsUpdate(doc, before), verdict: 'notInSchema' } : null
  },
  badNode(town, n) {
    const { doc, before } = pageOf(town)
    const blocks = blocksOf(rootOf(doc))
    const block = blocks[n % Math.max(1, blocks.length)]
    if (!block) return null
    block.push([new Y.XmlElement(['script', 'iframe', 'paragraph', 'image', 'listItem', 'constructor'][n % 6]!)])
    return { update: Y.encodeStateAsUpdate(doc, before), verdict: 'notInSchema' }
  },
  deepNesting(town) {
    const { doc, before } = pageOf(town)
    let inner = new Y.XmlElement('paragraph')
    for (let depth = 0; depth <= limits.depth; depth += 1) {
      const outer = new Y.XmlElement('blockquote')
      outer.insert(0, [inner])
      inner = outer
    }
    rootOf(doc).insert(0, [inner])
    return { update: Y.encodeStateAsUpdate(doc, before), verdict: 'tooDeep' }
  },
  unknownDeletion(town, n) {
    const update = new Uint8Array([0, 1, ...varUint(n + 1), 1, ...varUint(n), 1])
    return town.hall.bindings.has(n + 1) ? null : { update, verdict: 'gap' }
  },
}
function varUint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varUint(value >>> 7)]
}
const names = Object.keys(forgeries)

describe('a forged frame', () => {
  it('[O22] [O24] [O25] [O26] is refused in any text, and changes nothing', () => {
    const tried = new Set<string>()
    holds(
      property(array(step, { maxLength: 20, size: 'max' }), nat(1000), nat(names.length - 1), (steps, n, which) => {
        const town = openTown({
          kind: 'opinion', act,
          begin: (doc) => rootOf(doc).insert(0, [new Y.XmlElement('paragraph')]),
        })
        for (const one of steps) town.take(one)
        town.settle()
        const forged = forgeries[names[which]!]!(town, n)
        if (!forged) return
        const { hall } = town
        const before = { said: saysOf(hall.served), rows: hall.log.length }
        const batch = hall.receive(penOf('forger', forged.right ?? 'edit'), [forged.update])
        expect(batch.refused[0]?.why ?? (batch.gaps.length > 0 ? 'gap' : 'taken')).toBe(forged.verdict)
        expect({ said: saysOf(hall.served), rows: hall.log.length }).toEqual(before)
        tried.add(names[which]!)
      }),
      { numRuns: runs, ...seed },
    )
    expect([...tried].sort()).toEqual([...names].sort())
  }, patienceMs)
})
