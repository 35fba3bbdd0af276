import * as Y from 'yjs'
import { documentKinds } from '../../shared/documents/kinds.ts'
import { tryOn } from '../../shared/sync/guard.ts'
import type { Keeper, Loaded } from './keeper.ts'
import type { Pen } from './pen.ts'
import { createServed } from './served.ts'
import { createTidying } from './tidying.ts'
import { type Batch, createTrial, type Sent } from './trial.ts'

/** An update that is in the log, as the frame for those who have the text open; `writer` has it already. */
export type Kept = { frame: Buffer; writer: Pen | null }

/**
 * A text between the log and those who have it open: what is committed, as bytes, and the trial copy, which is the only
 * Y.Doc. That is made when somebody writes, is the text once its words are committed, and goes when nobody has written
 * for a while.
 */
export type Text = {
  generation: number
  sequence: () => number
  /** Whose a Yjs client is. */
  ownerOf: (client: number) => string | undefined
  vector: () => Uint8Array
  answer: (stateVector: Uint8Array) => Buffer[]
  /** True for what is surely no news, so that nobody has to try it. */
  isKnown: (update: Uint8Array) => boolean
  /** Tries these words and commits what is good of them. `kept` is null where the log was elsewhere: look, and again. */
  commit: (sent: readonly Sent[]) => Promise<{ batch: Batch; kept: Kept[] | null }>
  /** Takes in what came into the log by other hands, up to its end. */
  pull: () => Promise<{ generation: number; sealed: boolean; kept: Kept[] }>
  /** Lays late words over the sealed text, a copy for each pen; answers the pens whose copy says something new. */
  layOver: (sent: readonly Sent[]) => Set<Pen>
  /** How long the text is with so much more; what was taken out does not count. */
  lengthWith: (more: number) => number
  /** Something may be due to be tidied. */
  look: () => void
  /** Lets the trial copy go if nobody has written since this was last asked. */
  rest: () => void
  isWritten: () => boolean
  end: () => Promise<void>
}

/** `half`: from this length on what was taken out is counted exactly. */
export function createText(loaded: Loaded, keeper: Keeper, half: number): Text {
  const { kind, generation } = loaded
  const bindings = new Map(loaded.bindings)
  /** True while the trial copy holds words that are not committed. */
  let ahead = false
  let wroteSinceRest = false
  let { sequence } = loaded
  const served = createServed(loaded.base, {
    whole: () => (ahead ? null : trial.whole()),
    vector: () => (ahead ? null : trial.vector()),
  })
  for (const update of loaded.updates) served.add(update)
  const trial = createTrial(served.ink, kind, bindings)
  const keep = (at: number, snapshot: Uint8Array) => keeper.keepSnapshot(generation, at, snapshot)
  const tidying = createTidying(kind, served, () => sequence, keep, loaded.sequence - loaded.updates.length)

  function serve(update: Uint8Array, writer: Pen | null): Kept {
    tidying.wrote(update.length)
    return { frame: served.add(update), writer }
  }
  function bind(clients: ReadonlyMap<number, string>): void {
    for (const [client, account] of clients) bindings.set(client, account)
  }

  return {
    generation,
    sequence: () => sequence,
    ownerOf: (client) => bindings.get(client),
    vector: served.vector,
    answer: served.answer,
    isKnown: served.isKnown,
    async commit(sent) {
      wroteSinceRest = true
      ahead = true
      const batch = trial.take(sent)
      const entries = batch.entries.map(({ account, session, clientIds, bytes }) => ({ account, session, clientIds, bytes }))
      if (entries.length > 0 && (await keeper.append(generation, sequence, entries, batch.bound)) === 'elsewhere') {
        trial.forget()
        ahead = false
        return { batch, kept: null }
      }
      bind(batch.bound)
      sequence += entries.length
      const kept = batch.entries.map(({ bytes, writer }) => serve(bytes, writer))
      ahead = false
      return { batch, kept }
    },
    async pull() {
      const news = await keeper.pull(generation, sequence)
      if (news.generation !== generation) return { ...news, kept: [] }
      bind(news.bindings)
      const kept = news.updates.map((update) => {
        trial.learn(update.bytes)
        sequence = update.sequence
        return serve(update.bytes, null)
      })
      return { generation, sealed: news.sealed, kept }
    },
    layOver(sent) {
      const { root } = documentKinds[kind]
      const late = new Set<Pen>()
      for (const { pen, update } of sent) {
        pen.late ??= served.ink()
        if (trial.isReadable(update, pen.late, root) && tryOn(pen.late, update)?.length) late.add(pen)
      }
      return late
    },
    lengthWith(more) {
      if (served.bytes() + more > half && served.tail() > 0) served.rest()
      return served.bytes() + more
    },
    look: tidying.look,
    rest() {
      if (!wroteSinceRest && !ahead) {
        served.rest()
        trial.forget()
      }
      wroteSinceRest = false
    },
    isWritten: trial.holds,
    end: tidying.end,
  }
}

/** True for an update that only takes out. */
export function addsNothing(update: Uint8Array): boolean {
  try {
    return Y.decodeUpdate(update).structs.length === 0
  } catch {
    return true
  }
}
