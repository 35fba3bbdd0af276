import * as Y from 'yjs'
import { type DocumentKind, documentKinds } from '../../shared/documents/kinds.ts'
import { serverAccount } from '../../shared/documents/authors.ts'
import { examine, type Fresh, type HandOnInk, tryOn } from '../../shared/sync/guard.ts'
import type { RefusedWords } from '../../shared/sync/wire.ts'
import { beforeTouching } from './mend.ts'
import type { Mending } from './mend-hands.ts'
import type { Pen } from './pen.ts'

/** Words as a pen sent them, with the number of their frame. */
export type Sent = { pen: Pen; frame: number; update: Uint8Array; whole: boolean }

/** What is to be committed. `writer`: who has it already; null for what the house itself wrote to put others right. */
export type TrialEntry = { account: string; session: string; clientIds: number[]; bytes: Uint8Array; writer: Pen | null }

/** What became of some frames before anything is committed. */
export type Batch = {
  entries: TrialEntry[]
  /** Yjs clients that write here for the first time, and whose they are. */
  bound: Map<number, string>
  /** The last good frame of each pen, for its receipt. */
  received: Map<Pen, number>
  refused: { pen: Pen; why: RefusedWords }[]
  gaps: Pen[]
}

export type Trial = {
  take: (sent: readonly Sent[]) => Batch
  /** Takes in what others committed. */
  learn: (update: Uint8Array) => void
  /** The trial copy is no longer what the text will be, or is not needed: make it anew when next needed. */
  forget: () => void
  /** Whether there is a trial copy now. */
  holds: () => boolean
  /** All that the trial copy holds, and how far; null while there is none. */
  whole: () => Uint8Array | null
  vector: () => Uint8Array | null
  isReadable: (update: Uint8Array, doc: Y.Doc, root: string) => boolean
}

/** Tries words on a copy of the committed text, so that what cannot be served is never committed. */
export function createTrial(committed: () => Y.Doc, kind: DocumentKind, bindings: ReadonlyMap<number, string>): Trial {
  const { root } = documentKinds[kind]
  let copy: Y.Doc | null = null

  /** Whether all these clients are this pen's; those nobody had written under are from now on. */
  function claim(pen: Pen, fresh: Fresh, bound: Map<number, string>): number[] | null {
    const unknown: number[] = []
    for (const [client, { from }] of fresh) {
      const owner = bindings.get(client) ?? bound.get(client)
      if (owner === undefined && from === 0) unknown.push(client)
      else if (owner !== pen.account) return null
    }
    for (const client of unknown) bound.set(client, pen.account)
    return unknown
  }

  /** Tries one frame; a gap and a refusal leave the copy as it was before it. */
  function tryFrame({ pen, update }: Sent, batch: Batch): RefusedWords | 'gap' | 'good' {
    copy ??= committed()
    const ownerOf = (client: number) => bindings.get(client) ?? batch.bound.get(client) ?? serverAccount
    const owns = (client: number) => ownerOf(client) === pen.account
    const hand: HandOnInk = { notesOnly: pen.leave.scope === 'notes', owns: pen.leave.right === 'contribute' ? owns : null }
    const examined = examine(update, copy, root, hand)
    if (examined.kind === 'refused') return examined.why
    if (examined.kind === 'gap') return 'gap'
    const { fresh, touched } = examined
    const claimed = claim(pen, fresh, batch.bound)
    if (!claimed) return 'anotherHand'
    const mend = touched.size > 0 ? beforeTouching(copy, root, touched, { owns, ownerOf }) : null
    const bytes = tryOn(copy, update)
    if (bytes === null) {
      for (const client of claimed) batch.bound.delete(client)
      remake(batch)
      return 'malformed'
    }
    if (bytes.length === 0) return 'good'
    batch.entries.push({ account: pen.account, session: pen.session, clientIds: [...fresh.keys()], bytes, writer: pen })
    for (const mending of mend?.() ?? []) keep(mending, batch)
    return 'good'
  }

  function keep({ account, client, bytes }: Mending, batch: Batch): void {
    batch.bound.set(client, account)
    batch.entries.push({ account, session: serverAccount, clientIds: [client], bytes, writer: null })
  }

  /** The committed text with the good frames of this batch so far. */
  function remake(batch: Batch): void {
    copy = committed()
    for (const entry of batch.entries) tryOn(copy, entry.bytes)
  }

  return {
    take(sent) {
      const batch: Batch = { entries: [], bound: new Map(), received: new Map(), refused: [], gaps: [] }
      const stopped = new Set<Pen>()
      for (const frame of sent) {
        const { pen } = frame
        if (stopped.has(pen)) continue
        const verdict = tryFrame(frame, batch)
        if (verdict === 'good') batch.received.set(pen, frame.frame)
        else {
          stopped.add(pen)
          if (verdict === 'gap') batch.gaps.push(pen)
          else batch.refused.push({ pen, why: verdict })
        }
      }
      return batch
    },
    learn(update) {
      if (copy) Y.applyUpdate(copy, update)
    },
    forget() {
      copy = null
    },
    holds: () => copy !== null,
    vector: () => copy && Y.encodeStateVector(copy),
    whole: () => copy && Y.encodeStateAsUpdate(copy),
    isReadable: (update, doc, at) => examine(update, doc, at).kind === 'good',
  }
}
