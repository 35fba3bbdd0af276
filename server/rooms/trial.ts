import * as Y from 'yjs'
import { agendaRoot, type DocumentKind, documentKinds } from '../../shared/documents/kinds.ts'
import { copyOf, examine, type Fresh, tryOn } from '../../shared/sync/guard.ts'
import type { RefusedWords } from '../../shared/sync/wire.ts'
import type { Pen } from './pen.ts'

/** Words as a pen sent them, with the number of their frame. */
export type Sent = { pen: Pen; frame: number; update: Uint8Array; whole: boolean }

/** What became of some frames before anything is committed. */
export type Batch = {
  entries: { pen: Pen; clientIds: number[]; bytes: Uint8Array }[]
  /** Yjs clients that write here for the first time, and whose they are. */
  bound: Map<number, string>
  /** The last good frame of each pen, for its receipt. */
  received: Map<Pen, number>
  refused: { pen: Pen; why: RefusedWords }[]
  gaps: Pen[]
}

export type Trial = {
  take: (sent: readonly Sent[]) => Batch
  /** The trial copy is no longer what the text will be: make it anew when next needed. */
  forget: () => void
  isReadable: (update: Uint8Array, doc: Y.Doc, root: string) => boolean
}

/** Tries words on a copy of the served text, so that what cannot be served is never committed. */
export function createTrial(served: Y.Doc, kind: DocumentKind, bindings: ReadonlyMap<number, string>): Trial {
  const { root } = documentKinds[kind]
  let copy: Y.Doc | null = null

  function claim(pen: Pen, fresh: Fresh, bound: Map<number, string>): boolean {
    const unknown: number[] = []
    for (const [client, { from }] of fresh) {
      const owner = bindings.get(client) ?? bound.get(client)
      if (owner === undefined && from === 0) unknown.push(client)
      else if (owner !== pen.account) return false
    }
    for (const client of unknown) bound.set(client, pen.account)
    return true
  }

  /** Tries one frame; 'gap' and refusals leave the copy as it was before it. */
  function tryFrame({ pen, update }: Sent, batch: Batch): RefusedWords | 'gap' | 'good' {
    copy ??= copyOf(served)
    const examined = examine(update, copy, root)
    if (examined.kind === 'refused') return examined.why
    if (examined.kind === 'gap') return 'gap'
    const { fresh } = examined
    if (!claim(pen, fresh, batch.bound)) return 'anotherHand'
    const bones = pen.leave.scope === 'notes' ? bonesOf(copy) : null
    const bytes = tryOn(copy, update)
    if (bytes === null || (bones !== null && bonesOf(copy) !== bones)) {
      for (const client of fresh.keys()) if (!bindings.has(client) && fresh.get(client)!.from === 0) batch.bound.delete(client)
      remake(batch)
      return bytes === null ? 'gap' : 'notesOnly'
    }
    if (bytes.length > 0) batch.entries.push({ pen, clientIds: [...fresh.keys()], bytes })
    return 'good'
  }

  /** The served text with the good frames of this batch so far. */
  function remake(batch: Batch): void {
    copy = copyOf(served)
    for (const entry of batch.entries) tryOn(copy, entry.bytes)
  }

  return {
    take(sent) {
      const batch: Batch = { entries: [], bound: new Map(), received: new Map(), refused: [], gaps: [] }
      for (const frame of sent) {
        const { pen } = frame
        if (batch.gaps.includes(pen) || batch.refused.some((refusal) => refusal.pen === pen)) continue
        const verdict = tryFrame(frame, batch)
        if (verdict === 'good') batch.received.set(pen, frame.frame)
        else if (verdict === 'gap') batch.gaps.push(pen)
        else batch.refused.push({ pen, why: verdict })
      }
      return batch
    },
    forget() {
      copy = null
    },
    isReadable: (update, doc, at) => examine(update, doc, at).kind === 'good',
  }
}

/** Everything of an agenda but the notes: what stands fast once the session has begun. */
function bonesOf(doc: Y.Doc): string {
  const items = doc.getMap(agendaRoot)
  const ids = [...items.keys()].sort()
  return JSON.stringify(ids.map((id) => [id, boneOf(items.get(id))]))
}

function boneOf(item: unknown): unknown {
  if (!(item instanceof Y.Map)) return item
  const held = item as Y.Map<unknown>
  const fields = [...held.keys()].filter((name) => name !== 'note').sort()
  const noteIsText = held.get('note') instanceof Y.Text
  return [noteIsText, fields.map((name) => [name, held.get(name) instanceof Y.Text ? String(held.get(name)) : held.get(name)])]
}
