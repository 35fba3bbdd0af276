import * as Y from 'yjs'
import { type DocumentKind, documentKinds } from '../../shared/documents/kinds.ts'
import { mayWrite } from '../../shared/documents/access.ts'
import { copyOf, tryOn } from '../../shared/sync/guard.ts'
import { limits, type Notice, readFrame, type RefusedWords, writeNotice, writeReceipt, writeSync, type CloseCode } from '../../shared/sync/wire.ts'
import { complain } from './complain.ts'
import { type Batch, createTrial, type Sent } from './trial.ts'
import type { Keeper, Loaded } from './keeper.ts'
import type { Leave, Pen } from './pen.ts'
import { createPresence } from './presence.ts'

/**
 * One text and the pens at it. A letter goes: guard → trial copy → committed to the log → the served text → the
 * others, and a receipt to its writer. What is not committed is in no frame to anybody else.
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
  beat: () => void
  /** Resolves when nothing that was received waits any more. */
  quiet: () => Promise<void>
  /** Nobody can be served here any more. */
  dead: () => boolean
}

const mostInBatch = 200
const heartbeat = new Uint8Array([1, 1, 0])

export function createRoom(loaded: Loaded, keeper: Keeper, emptied: () => void): Room {
  const { doc, kind, generation } = loaded
  const root = documentKinds[kind].root
  const bindings = new Map(loaded.bindings)
  const pens = new Set<Pen>()
  const presence = createPresence((client) => bindings.get(client))
  const trial = createTrial(() => copyOf(doc), kind, bindings)
  let { sequence, sealed, bytes } = loaded
  let queue: Sent[] = []
  let queuedBytes = 0
  let lookAgain = false
  /** The last row another has told of; our own come back to us too, and are known by then. */
  let heard = 0
  let working: Promise<void> | null = null
  let gone = false

  function send(pen: Pen, message: Uint8Array, presenceOnly = false): void {
    const waiting = pen.socket.buffered()
    if (presenceOnly && waiting > limits.slowBytes) return
    if (waiting > limits.stalledBytes) return pen.socket.close(1013)
    pen.socket.send(message)
  }
  function tell(message: Uint8Array, except: Pen | null = null, presenceOnly = false): void {
    for (const pen of pens) if (pen !== except) send(pen, message, presenceOnly)
  }
  function end(code: CloseCode): void {
    gone = true
    for (const pen of pens) pen.socket.close(code)
  }

  /** A refusal is told. The page is asked for all it has, so that no receipt covers what was refused; the third closes. */
  function strike(pen: Pen, why: RefusedWords): void {
    send(pen, writeNotice({ kind: 'refused', why }))
    if (why === 'readOnly') return
    pen.strikes += 1
    if (pen.strikes >= limits.strikes) pen.socket.close(4400)
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
    if (queuedBytes + update.length > limits.queuedBytes) return pen.socket.close(1013)
    if (bytes + queuedBytes + update.length > limits.documentBytes) return pen.socket.close(4413)
    if (whole) pen.asked = false
    else if (pen.asked) return
    queue.push({ pen, frame: pen.frames, update, whole })
    queuedBytes += update.length
    work()
  }

  const mustLook = (): boolean => lookAgain || heard > sequence
  const hasWork = (): boolean => !gone && (mustLook() || queue.length > 0)

  /** One thing after another: look at the log, commit what waits, and again until nothing does. */
  function work(): void {
    if (working || !hasWork()) return
    working = (async () => {
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
      if (pens.size === 0) emptied()
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

  async function commit(taken: readonly Sent[]): Promise<void> {
    const sent = taken.filter(({ pen }) => pen.leave.writes)
    for (const { pen } of taken) if (!pen.leave.writes) tellReadOnly(pen)
    const batch: Batch = trial.take(sent)
    if (batch.entries.length > 0) {
      const entries = batch.entries.map(({ account, session, clientIds, bytes: update }) => ({ account, session, clientIds, bytes: update }))
      if ((await keeper.append(generation, sequence, entries, batch.bound)) === 'elsewhere') {
        trial.forget()
        putBack(sent)
        return pull()
      }
      for (const [client, account] of batch.bound) bindings.set(client, account)
      sequence += entries.length
      for (const { writer, bytes: update } of batch.entries) serve(update, writer)
    }
    const stateVector = Y.encodeStateVector(doc)
    for (const [pen, frame] of batch.received) {
      pen.gaps = 0
      send(pen, writeReceipt({ frame, stateVector }))
    }
    for (const { pen, why } of batch.refused) strike(pen, why)
    if (batch.gaps.length === 0) return
    await pull()
    for (const pen of batch.gaps) askAgain(pen)
  }

  function serve(update: Uint8Array, writer: Pen | null = null): void {
    Y.applyUpdate(doc, update)
    bytes += update.length
    tell(writeSync('update', update), writer)
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
    for (const { pen: from, update } of queue) if (from === pen) queuedBytes -= update.length
    queue = queue.filter(({ pen: from }) => from !== pen)
    send(pen, writeSync('step1', Y.encodeStateVector(doc)))
  }

  async function pull(): Promise<void> {
    lookAgain = false
    const news = await keeper.pull(generation, sequence)
    if (news.generation !== generation) return end(4409)
    for (const [client, account] of news.bindings) bindings.set(client, account)
    for (const update of news.updates) {
      serve(update.bytes)
      sequence = update.sequence
    }
    if (news.updates.length > 0) trial.forget()
    if (news.sealed && !sealed) seal()
  }

  function seal(): void {
    sealed = true
    for (const pen of pens) setLeave(pen, pen.leave, false)
    tell(writeNotice({ kind: 'sealed' }))
  }

  async function keepLateWords(sent: readonly Sent[]): Promise<void> {
    const late = new Set<Pen>()
    for (const { pen, update } of sent) {
      pen.late ??= copyOf(doc)
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

  return {
    kind,
    generation: () => generation,
    pens: () => [...pens],
    enter(pen) {
      pens.add(pen)
      setLeave(pen, pen.leave, false)
      send(pen, writeSync('step1', Y.encodeStateVector(doc)))
      send(pen, presence.all())
      if (sealed) send(pen, writeNotice({ kind: 'sealed' }))
    },
    leave(pen) {
      if (!pens.delete(pen)) return
      const left = presence.leave(pen)
      if (left) tell(left, pen, true)
      if (pens.size === 0 && !working) emptied()
    },
    receive(pen, frameBytes) {
      if (gone || !pens.has(pen)) return
      pen.frames += 1
      if (frameBytes.length > limits.frameBytes) return pen.socket.close(4413)
      try {
        const frame = readFrame(frameBytes)
        if (frame.kind === 'step1') send(pen, writeSync('step2', Y.encodeStateAsUpdate(doc, frame.stateVector)))
        else if (frame.kind === 'words') takeWords(pen, frame.update, frame.whole)
        else if (frame.kind === 'queryPresence') send(pen, presence.all(), true)
        else if (frame.kind === 'presence') {
          const others = presence.receive(pen, frame.payload)
          if (others) tell(others, pen, true)
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
    notify: (notice) => tell(writeNotice(notice)),
    setLeave,
    beat: () => tell(heartbeat),
    quiet: async () => {
      for (let busy = working; busy; busy = working) await busy
    },
    dead: () => gone,
  }
}

const lowest = (right: Leave['right']): Leave['right'] => (mayWrite(right) || right === 'comment' ? 'read' : right)

/** An update that adds and deletes nothing: what every page sends when it has come up to date. */
const saysNothing = (update: Uint8Array): boolean => update.length === 2 && update[0] === 0 && update[1] === 0
