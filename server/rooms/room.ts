import * as Y from 'yjs'
import { type DocumentKind, documentKinds } from '../../shared/documents/kinds.ts'
import { mayWrite } from '../../shared/documents/access.ts'
import { tryOn } from '../../shared/sync/guard.ts'
import { limits, type Notice, readFrame, type RefusedWords, textIsFull, writeNotice, writePresence, writeReceipt, writeSync, type CloseCode } from '../../shared/sync/wire.ts'
import { createAbroad, presenceIn } from './abroad.ts'
import { complain } from './complain.ts'
import type { Pressure } from '../house/pressure.ts'
import { frameOf } from './frame.ts'
import type { Keeper, Loaded } from './keeper.ts'
import { createOutbox } from './outbox.ts'
import type { Leave, Pen } from './pen.ts'
import { createPresence } from './presence.ts'
import { createServed } from './served.ts'
import { createTidying } from './tidying.ts'
import { type Batch, createTrial, type Sent } from './trial.ts'

/**
 * One text and the pens at it. A letter goes: guard → trial copy → committed to the log → the served bytes → the
 * others, and a receipt to its writer. What is not committed is in no frame to anybody else. The trial copy is the only
 * Y.Doc: it is made when somebody writes, is the text once its words are committed, and goes when nobody has written
 * for a while.
 */
export type Room = {
  kind: DocumentKind
  generation: () => number
  pens: () => readonly Pen[]
  enter: (pen: Pen) => void
  leave: (pen: Pen) => void
  receive: (pen: Pen, bytes: Uint8Array) => void
  /** Something was committed elsewhere (up to this number, where known), or the text was sealed or opened again. */
  look: (committed?: { generation: number; sequence: number }) => void
  notify: (notice: Notice) => void
  setLeave: (pen: Pen, leave: Leave) => void
  /** A sign of life to everybody; called again and again, it is also when a text that is quiet rests. */
  beat: () => void
  /** Whether a Yjs document of it is held, because somebody writes or wrote a moment ago. */
  isWritten: () => boolean
  /** The carets at this node, by Yjs client. */
  carets: () => ReadonlyMap<number, Uint8Array>
  /** What another node says of the carets there; null: it is gone. */
  showCarets: (node: string, message: Uint8Array | null) => void
  /** Where this room believes the log to be. */
  stand: () => { generation: number; sequence: number; sealed: boolean }
  /** Resolves when nothing that was received waits any more. */
  quiet: () => Promise<void>
  /** Nobody can be served here any more. */
  dead: () => boolean
}

const mostInBatch = 200
const heartbeat = frameOf(new Uint8Array([1, 1, 0]))
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** What a room tells the house around it. */
export type Around = {
  /** Nobody is here any more, and nothing waits. */
  emptied: () => void
  /** The log stands at this row now, by our hand. */
  committed: (sequence: number) => void
  /** A caret here moved or went; an awareness message. */
  caret: (message: Uint8Array) => void
  refused: (pen: Pen, why: RefusedWords) => void
  pressure: Pressure
}

export function createRoom(loaded: Loaded, keeper: Keeper, around: Around): Room {
  const { kind, generation } = loaded
  const root = documentKinds[kind].root
  const bindings = new Map(loaded.bindings)
  const pens = new Set<Pen>()
  const presence = createPresence((client) => bindings.get(client), (pen, message) => showCaret(pen, message))
  const abroad = createAbroad(presence.isHere)
  const { pressure } = around
  const queueLimits = { slowBytes: pressure.socketBytes / 16, stalledBytes: pressure.socketBytes }
  const outbox = createOutbox(pens, queueLimits, () => Buffer.concat([presence.all(), writePresence(abroad.all())].map(frameOf)))
  /** True while the trial copy holds words that are not committed. */
  let ahead = false
  const served = createServed(loaded.base, {
    whole: () => (ahead ? null : trial.whole()),
    vector: () => (ahead ? null : trial.vector()),
  })
  for (const update of loaded.updates) served.add(update)
  const trial = createTrial(served.ink, kind, bindings)
  let { sequence, sealed } = loaded
  const snapshotAt = loaded.sequence - loaded.updates.length
  const keep = (at: number, snapshot: Uint8Array) => keeper.keepSnapshot(generation, at, snapshot)
  const tidying = createTidying(kind, served, () => sequence, keep, snapshotAt)
  let queue: Sent[] = []
  let queuedBytes = 0
  let lookAgain = false
  /** The last row another has told of; our own come back to us too, and are known by then. */
  let heard = 0
  let working: Promise<void> | null = null
  let gone = false
  let wroteSinceBeat = false

  let toldLong = false

  const send = (pen: Pen, message: Uint8Array): void => outbox.send(pen, frameOf(message))
  function part(pen: Pen, code: CloseCode, words?: string): void {
    outbox.hurry(pen)
    pen.socket.close(code, words)
  }
  function end(code: CloseCode): void {
    gone = true
    for (const pen of pens) part(pen, code)
  }

  /** A refusal is told. The page is asked for all it has, so that no receipt covers what was refused; the third closes. */
  function strike(pen: Pen, why: RefusedWords): void {
    send(pen, writeNotice({ kind: 'refused', why }))
    around.refused(pen, why)
    if (why === 'readOnly') return
    pen.strikes += 1
    if (pen.strikes >= limits.strikes) part(pen, 4400)
    else ask(pen)
  }

  function tellReadOnly(pen: Pen): void {
    if (!pen.toldReadOnly) strike(pen, 'readOnly')
    pen.toldReadOnly = true
  }

  function takeWords(pen: Pen, update: Uint8Array, whole: boolean): void {
    if (!pen.leave.writes) {
      if (saysNothing(update)) return
      if (!pen.leave.couldWrite) return tellReadOnly(pen)
      // The door may have heard of the seal before this room did.
      if (!sealed) lookAgain = true
    }
    if (queuedBytes + update.length > limits.queuedBytes) return part(pen, 1013)
    if (whole) pen.asked = false
    else if (pen.asked) return
    queue.push({ pen, frame: pen.frames, update, whole })
    pen.waiting += 1
    queuedBytes += update.length
    work()
  }

  const mustLook = (): boolean => lookAgain || heard > sequence
  const hasWork = (): boolean => !gone && (mustLook() || queue.length > 0)

  /** One thing after another: look at the log, commit what waits, and again until nothing does. */
  function work(): void {
    if (working || !hasWork()) return
    working = (async () => {
      // What else comes in during this turn of the loop goes the same way together.
      await turn()
      try {
        while (hasWork()) {
          if (mustLook()) await pull()
          else if (sealed) await keepLateWords(take())
          else await commit(take())
        }
      } catch (error) {
        complain(error)
        end(1013)
      }
      working = null
      tidying.look()
      if (pens.size === 0) around.emptied()
    })()
  }

  function take(): Sent[] {
    const batch = queue.slice(0, mostInBatch)
    queue = queue.slice(batch.length)
    for (const { update } of batch) queuedBytes -= update.length
    return batch
  }
  function putBack(batch: readonly Sent[]): void {
    queue = [...batch, ...queue]
    for (const { update } of batch) queuedBytes += update.length
  }

  /** These frames are settled, one way or the other. */
  function settle(taken: readonly Sent[]): void {
    for (const { pen } of taken) pen.waiting -= 1
    outbox.settled()
  }

  async function commit(taken: readonly Sent[]): Promise<void> {
    wroteSinceBeat = true
    const sent = withinLength(taken.filter(({ pen }) => pen.leave.writes))
    for (const { pen } of taken) if (!pen.leave.writes) tellReadOnly(pen)
    ahead = true
    const batch: Batch = trial.take(sent)
    if (batch.entries.length > 0) {
      const entries = batch.entries.map(({ account, session, clientIds, bytes }) => ({ account, session, clientIds, bytes }))
      if ((await keeper.append(generation, sequence, entries, batch.bound)) === 'elsewhere') {
        forget()
        putBack(sent)
        settle(taken.filter((each) => !sent.includes(each)))
        return pull()
      }
      for (const [client, account] of batch.bound) bindings.set(client, account)
      sequence += entries.length
      around.committed(sequence)
      for (const { writer, bytes: update } of batch.entries) serve(update, writer)
    }
    ahead = false
    settle(taken)
    const stateVector = served.vector()
    for (const [pen, frame] of batch.received) {
      pen.gaps = 0
      send(pen, writeReceipt({ frame, stateVector }))
    }
    for (const { pen, why } of batch.refused) strike(pen, why)
    tellLong()
    if (batch.gaps.length === 0) return
    await pull()
    for (const pen of batch.gaps) askAgain(pen)
  }

  function serve(update: Uint8Array, writer: Pen | null): void {
    tidying.wrote(update.length)
    outbox.tell(served.add(update), writer ?? undefined)
  }

  function forget(): void {
    trial.forget()
    ahead = false
  }

  /** A page that is ahead of what it sent is asked for what lies between; one that cannot say is sent away. */
  function askAgain(pen: Pen): void {
    pen.gaps += 1
    if (pen.gaps > limits.strikes) strike(pen, 'malformed')
    else ask(pen)
  }
  /** What still waits from this page will be in its answer. */
  function ask(pen: Pen): void {
    pen.asked = true
    const dropped = queue.filter(({ pen: from }) => from === pen)
    for (const { update } of dropped) queuedBytes -= update.length
    settle(dropped)
    if (dropped.length > 0) queue = queue.filter(({ pen: from }) => from !== pen)
    send(pen, writeSync('step1', served.vector()))
  }

  async function pull(): Promise<void> {
    lookAgain = false
    const news = await keeper.pull(generation, sequence)
    if (news.generation !== generation) return end(4409)
    for (const [client, account] of news.bindings) bindings.set(client, account)
    for (const update of news.updates) {
      serve(update.bytes, null)
      trial.learn(update.bytes)
      sequence = update.sequence
    }
    if (news.sealed && !sealed) seal()
  }

  function seal(): void {
    sealed = true
    for (const pen of pens) setLeave(pen, pen.leave, false)
    outbox.tell(frameOf(writeNotice({ kind: 'sealed' })))
  }

  async function keepLateWords(sent: readonly Sent[]): Promise<void> {
    const late = new Set<Pen>()
    settle(sent)
    for (const { pen, update } of sent) {
      pen.late ??= served.ink()
      if (trial.isReadable(update, pen.late, root) && tryOn(pen.late, update)?.length) late.add(pen)
    }
    for (const pen of late) {
      const amendmentId = await keeper.keepLate(pen.actor, pen.late!)
      if (amendmentId) send(pen, writeNotice({ kind: 'lateWordsKept', amendmentId }))
    }
  }

  function setLeave(pen: Pen, leave: Leave, told = true): void {
    const before = pen.leave
    const couldWrite = leave.couldWrite || before.writes
    pen.leave = sealed ? { right: lowest(leave.right), scope: leave.scope, writes: false, couldWrite } : leave
    const changed = before.right !== pen.leave.right || before.scope !== pen.leave.scope
    if (told && changed) send(pen, writeNotice({ kind: 'right', right: pen.leave.right, scope: pen.leave.scope }))
  }

  function showCaret(pen: Pen, message: Uint8Array): void {
    outbox.caret(pen, frameOf(message))
    around.caret(message)
  }

  /** A text that is full takes nothing more but what takes something out. */
  function withinLength(sent: readonly Sent[]): readonly Sent[] {
    const size = sent.reduce((sum, { update }) => sum + update.length, 0)
    if (lengthWith(size) <= pressure.textBytes) return sent
    return sent.filter(({ pen, update }) => {
      if (addsNothing(update)) return true
      part(pen, 4413, textIsFull)
      return false
    })
  }

  /** How long the text is with so much more; what was taken out does not count once it is gathered. */
  function lengthWith(more: number): number {
    if ((served.bytes() + more) * 2 > pressure.textBytes && served.tail() > 0) served.rest()
    return served.bytes() + more
  }

  /** Said once when it comes about, and to everyone who may write and comes later. */
  function tellLong(): void {
    if (toldLong || lengthWith(0) * 2 < pressure.textBytes) return
    toldLong = true
    for (const pen of pens) if (pen.leave.writes) send(pen, writeNotice({ kind: 'long' }))
  }

  /** Asked again and again by one who does not read, this would fill the memory. */
  function answer(pen: Pen, stateVector: Uint8Array): void {
    if (pen.owed > 0 && pen.socket.buffered() > queueLimits.slowBytes) return part(pen, 1013)
    for (const frame of served.answer(stateVector)) {
      pen.owed += frame.length
      outbox.send(pen, frame)
    }
  }

  return {
    kind,
    generation: () => generation,
    pens: () => [...pens],
    enter(pen) {
      pens.add(pen)
      setLeave(pen, pen.leave, false)
      send(pen, writeSync('step1', served.vector()))
      outbox.greet(pen)
      if (sealed) send(pen, writeNotice({ kind: 'sealed' }))
      else if (toldLong && pen.leave.writes) send(pen, writeNotice({ kind: 'long' }))
    },
    leave(pen) {
      if (!pens.delete(pen)) return
      const left = presence.leave(pen)
      if (left) showCaret(pen, left)
      if (pens.size === 0 && !working) around.emptied()
    },
    receive(pen, frameBytes) {
      if (gone || !pens.has(pen)) return
      pen.frames += 1
      if (frameBytes.length > pressure.frameBytes) return part(pen, 4413)
      try {
        const frame = readFrame(frameBytes)
        if (frame.kind === 'step1') answer(pen, frame.stateVector)
        else if (frame.kind === 'words') takeWords(pen, frame.update, frame.whole)
        else if (frame.kind === 'queryPresence') outbox.greet(pen)
        else if (frame.kind === 'presence') {
          const others = presence.receive(pen, frame.payload)
          if (others) showCaret(pen, others)
        }
      } catch {
        strike(pen, 'malformed')
      }
    },
    look(committed) {
      if (committed?.generation === generation) heard = Math.max(heard, committed.sequence)
      else lookAgain = true
      work()
    },
    notify: (notice) => outbox.tell(frameOf(writeNotice(notice))),
    setLeave,
    beat() {
      outbox.tell(heartbeat)
      if (!wroteSinceBeat && !working) {
        served.rest()
        forget()
      }
      wroteSinceBeat = false
    },
    carets: () => new Map(presenceIn(presence.all()).map((entry) => [entry.clientId, writePresence([entry])])),
    showCarets(node, message) {
      const told = message ? abroad.receive(node, message) : abroad.gone(node)
      for (const [client, caret] of told) outbox.caret(client, frameOf(caret))
    },
    isWritten: trial.holds,
    stand: () => ({ generation, sequence, sealed }),
    quiet: async () => {
      for (let busy = working; busy; busy = working) await busy
      await tidying.end()
      outbox.flush()
    },
    dead: () => gone,
  }
}

const lowest = (right: Leave['right']): Leave['right'] => (mayWrite(right) || right === 'comment' ? 'read' : right)

/** An update that adds and deletes nothing: what every page sends when it has come up to date. */
const saysNothing = (update: Uint8Array): boolean => update.length === 2 && update[0] === 0 && update[1] === 0

function addsNothing(update: Uint8Array): boolean {
  try {
    return Y.decodeUpdate(update).structs.length === 0
  } catch {
    return true
  }
}
