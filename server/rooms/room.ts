import type { DocumentKind } from '../../shared/documents/kinds.ts'
import { mayWrite } from '../../shared/documents/access.ts'
import { limits, type Notice, readFrame, type RefusedWords, textIsFull, writeNotice, writePresence, writeReceipt, writeSync, type CloseCode } from '../../shared/sync/wire.ts'
import { createAbroad, presenceIn } from './abroad.ts'
import { complain } from './complain.ts'
import type { Pressure } from '../house/pressure.ts'
import { frameOf } from './frame.ts'
import type { Keeper, Loaded } from './keeper.ts'
import { createOutbox } from './outbox.ts'
import type { Leave, Pen } from './pen.ts'
import { createPresence } from './presence.ts'
import { addsNothing, createText, type Kept } from './text.ts'
import { createTurns } from './turns.ts'
import type { Sent } from './trial.ts'

/**
 * One text and the pens at it. A letter goes: guard → trial copy → committed to the log → the served bytes → the
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
  /** A sign of life to everybody; called again and again, it is also when a text that is quiet rests. */
  beat: () => void
  /** Whether a Yjs document of it is held, because somebody writes or wrote a moment ago. */
  isWritten: () => boolean
  /** Another node writes here too, and comes too late. */
  makeWay: () => void
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
  /** Another node's rows were there first. */
  late: () => void
  /** A caret here moved or went; an awareness message. */
  caret: (message: Uint8Array) => void
  refused: (pen: Pen, why: RefusedWords) => void
  /** This pen was refused once too often. */
  sentAway: (pen: Pen, why: RefusedWords) => void
  pressure: Pressure
}

export function createRoom(loaded: Loaded, keeper: Keeper, around: Around): Room {
  const { kind, generation } = loaded
  const { pressure } = around
  const pens = new Set<Pen>()
  const text = createText(loaded, keeper, pressure.textBytes / 2)
  const presence = createPresence(text.ownerOf, (pen, message) => showCaret(pen, message))
  const abroad = createAbroad(presence.isHere)
  const queueLimits = { slowBytes: pressure.socketBytes / 16, stalledBytes: pressure.socketBytes }
  const turns = createTurns()
  const outbox = createOutbox(pens, queueLimits, () => Buffer.concat([presence.all(), writePresence(abroad.all())].map(frameOf)))
  let { sealed } = loaded
  let queue: Sent[] = []
  let queuedBytes = 0
  let lookAgain = false
  /** The last row another has told of; our own come back to us too, and are known by then. */
  let heard = 0
  let working: Promise<void> | null = null
  let gone = false
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
    if (pen.strikes < limits.strikes) return ask(pen)
    around.sentAway(pen, why)
    part(pen, 4400)
  }

  function tellReadOnly(pen: Pen): void {
    if (!pen.toldReadOnly) strike(pen, 'readOnly')
    pen.toldReadOnly = true
  }

  function takeWords(pen: Pen, update: Uint8Array, whole: boolean): void {
    if (pen.waiting === 0 && (whole || !pen.asked) && text.isKnown(update)) {
      pen.asked = false
      return pen.leave.writes ? receipt(pen, pen.frames) : undefined
    }
    if (!pen.leave.writes) {
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

  const mustLook = (): boolean => lookAgain || heard > text.sequence()
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
          else {
            await turns.mine()
            if (!mustLook() && !sealed) await commit(take())
          }
        }
      } catch (error) {
        complain(error)
        end(1013)
      }
      working = null
      text.look()
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
    const sent = withinLength(taken.filter(({ pen }) => pen.leave.writes))
    for (const { pen } of taken) if (!pen.leave.writes) tellReadOnly(pen)
    const { batch, kept } = await text.commit(sent)
    if (kept === null) {
      if (turns.lost()) around.late()
      putBack(sent)
      settle(taken.filter((each) => !sent.includes(each)))
      return pull()
    }
    if (kept.length > 0) {
      turns.won()
      around.committed(text.sequence())
    }
    tell(kept)
    settle(taken)
    for (const [pen, frame] of batch.received) {
      pen.gaps = 0
      receipt(pen, frame)
    }
    for (const { pen, why } of batch.refused) strike(pen, why)
    tellLong()
    if (batch.gaps.length === 0) return
    await pull()
    for (const pen of batch.gaps) askAgain(pen)
  }

  function receipt(pen: Pen, frame: number): void {
    send(pen, writeReceipt({ frame, stateVector: text.vector() }))
  }

  function tell(kept: readonly Kept[]): void {
    for (const { frame, writer } of kept) outbox.tell(frame, writer ?? undefined)
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
    send(pen, writeSync('step1', text.vector()))
  }

  async function pull(): Promise<void> {
    lookAgain = false
    const news = await text.pull()
    if (news.generation !== generation) return end(4409)
    if (news.kept.length > 0) turns.others()
    tell(news.kept)
    if (news.sealed && !sealed) seal()
  }

  function seal(): void {
    sealed = true
    for (const pen of pens) setLeave(pen, pen.leave, false)
    outbox.tell(frameOf(writeNotice({ kind: 'sealed' })))
  }

  async function keepLateWords(sent: readonly Sent[]): Promise<void> {
    settle(sent)
    const late = text.layOver(sent)
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
    if (text.lengthWith(size) <= pressure.textBytes) return sent
    return sent.filter(({ pen, update }) => {
      if (addsNothing(update)) return true
      part(pen, 4413, textIsFull)
      return false
    })
  }

  /** Said once when it comes about, and to everyone who may write and comes later. */
  function tellLong(): void {
    if (toldLong || text.lengthWith(0) * 2 < pressure.textBytes) return
    toldLong = true
    for (const pen of pens) if (pen.leave.writes) send(pen, writeNotice({ kind: 'long' }))
  }

  /** Asked again and again by one who does not read, this would fill the memory. */
  function answer(pen: Pen, stateVector: Uint8Array): void {
    if (pen.owed > 0 && pen.socket.buffered() > queueLimits.slowBytes) return part(pen, 1013)
    for (const frame of text.answer(stateVector)) {
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
      send(pen, writeSync('step1', text.vector()))
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
      if (mustLook()) turns.heard()
      work()
    },
    notify: (notice) => outbox.tell(frameOf(writeNotice(notice))),
    setLeave,
    beat() {
      outbox.tell(heartbeat)
      text.rest()
    },
    makeWay: turns.others,
    carets: () => new Map(presenceIn(presence.all()).map((entry) => [entry.clientId, writePresence([entry])])),
    showCarets(node, message) {
      const told = message ? abroad.receive(node, message) : abroad.gone(node)
      for (const [client, caret] of told) outbox.caret(client, frameOf(caret))
    },
    isWritten: text.isWritten,
    stand: () => ({ generation, sequence: text.sequence(), sealed }),
    quiet: async () => {
      for (let busy = working; busy; busy = working) await busy
      await text.end()
      outbox.flush()
    },
    dead: () => gone,
  }
}

const lowest = (right: Leave['right']): Leave['right'] => (mayWrite(right) || right === 'comment' ? 'read' : right)
