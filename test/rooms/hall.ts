import * as Y from 'yjs'
import type { Right, Scope } from '../../shared/documents/access.ts'
import { type DocumentKind, textRoot } from '../../shared/documents/kinds.ts'
import { runsOf } from '../../shared/sync/text.ts'
import { newInk } from '../../shared/sync/ink.ts'
import type { Pen } from '../../server/rooms/pen.ts'
import { type Batch, createTrial } from '../../server/rooms/trial.ts'

/** The house's side without wire and disk: the guard and the trial of the real rooms, and what they would have logged. */
export function openHall(kind: DocumentKind, begin: (doc: Y.Doc) => void) {
  const bindings = new Map<number, string>()
  const log: Uint8Array[] = []
  const served = newInk()
  const first = newInk()
  begin(first)
  bindings.set(first.clientID, 'server')
  commit(Y.encodeStateAsUpdate(first))
  const trial = createTrial(() => reload(log), kind, bindings)

  function commit(bytes: Uint8Array): void {
    log.push(bytes)
    Y.applyUpdate(served, bytes)
  }

  return {
    bindings, log, served,
    /** What a pen sends, committed where it is good. */
    receive(pen: Pen, updates: readonly Uint8Array[]): Batch {
      const batch = trial.take(updates.map((update, frame) => ({ pen, frame, update, whole: false })))
      for (const [client, account] of batch.bound) bindings.set(client, account)
      for (const entry of batch.entries) commit(entry.bytes)
      return batch
    },
    trialText: () => trial.whole(),
  }
}
export type Hall = ReturnType<typeof openHall>

/** A log as it is read when a text is loaded: in one go. */
export function reload(log: readonly Uint8Array[]): Y.Doc {
  const doc = newInk()
  doc.transact(() => {
    for (const bytes of log) Y.applyUpdate(doc, bytes)
  })
  return doc
}

export function penOf(account: string, right: Right = 'edit', scope: Scope = 'all'): Pen {
  return { account, session: `sign-in-${account}`, leave: { right, scope, writes: true, couldWrite: true } } as Pen
}

/** Everything a text says and how it looks, as one value. */
export function saysOf(doc: Y.Doc, root: string = textRoot): unknown {
  return root === textRoot ? doc.getXmlFragment(root).toArray().map(nodeOf) : doc.getMap(root).toJSON()
}
function nodeOf(node: unknown): unknown {
  if (node instanceof Y.XmlText) return (node.toDelta() as { insert: string; attributes?: object }[]).map(({ insert, attributes }) => [insert, attributes ?? {}])
  if (node instanceof Y.XmlElement) return { [node.nodeName]: node.getAttributes(), in: node.toArray().map(nodeOf) }
  return String(node)
}

/** Each account's characters with their look, in no order: what must not change under a hand that may only contribute. */
export function wordsByAccount(doc: Y.Doc, bindings: ReadonlyMap<number, string>, root: string = textRoot): Map<string, string> {
  const found = new Map<string, string[]>()
  const walk = (node: unknown): void => {
    if (node instanceof Y.XmlElement || node instanceof Y.XmlFragment) node.toArray().forEach(walk)
    if (node instanceof Y.Map) for (const held of node.values()) walk(held)
    if (!(node instanceof Y.Text)) return
    const letters: string[] = (node.toDelta() as { insert: string; attributes?: Record<string, unknown> }[]).flatMap(({ insert, attributes }) =>
      insert.split('').map((letter) => `${letter}${Object.keys(attributes ?? {}).sort().join('')}`),
    )
    let at = 0
    for (const { client, length } of runsOf(node)) {
      const account = bindings.get(client) ?? '?'
      found.set(account, [...(found.get(account) ?? []), ...letters.slice(at, at + length)])
      at += length
    }
  }
  walk(root === textRoot ? doc.getXmlFragment(root) : doc.getMap(root))
  return new Map([...found].map(([account, letters]) => [account, letters.sort().join('|')]))
}

