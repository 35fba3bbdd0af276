import { randomUUID } from 'node:crypto'
import { actorKey } from '../../shared/people.ts'
import { no } from '../../shared/refusals.ts'
import type { LineAnswered, LineAsked } from '../../shared/sync/line.ts'
import { type CloseCode, closeReasons } from '../../shared/sync/wire.ts'
import { complain } from './complain.ts'
import { messageIn } from './frame.ts'
import type { Pen } from './pen.ts'
import type { Room } from './room.ts'
import type { Rooms } from './rooms.ts'
import { type Asking, penOf, question } from './welcome.ts'

/** The lines of this node: sockets made of posted questions, for networks that let no socket through. */
export type Lines = {
  /** Takes the page's frames and answers the house's. Errors: 401, 404. */
  exchange: (headers: Headers, asked: LineAsked) => Promise<LineAnswered>
  open: () => number
  close: () => void
}

type Line = {
  id: string
  documentId: string
  account: string
  /** Frames for the page that it has not said it got; the first of them has the number `sent + 1`. */
  out: Uint8Array[]
  sent: number
  outBytes: number
  /** Frames of the page that were handed to the room. */
  received: number
  closed: { code: CloseCode; words: string } | null
  wake: () => void
  receive: (frame: Uint8Array) => void
  leave: () => void
  end: (code: CloseCode) => void
  idle: NodeJS.Timeout
}

const idleMs = 45_000
const mostPerAccount = 8
const mostLines = 1_000
/** What one answer carries at most, unless a single frame is larger. */
const answerBytes = 1024 * 1024

const closedAnswer = (line: string, code: CloseCode): LineAnswered => ({ line, first: 1, frames: [], closed: { code, words: closeReasons[code] } })

export function openLines(asking: Asking & { rooms: Rooms }): Lines {
  const lines = new Map<string, Line>()
  let closing = false

  function begin(documentId: string, headers: Headers, asked: LineAsked): Promise<Line | CloseCode> {
    const search = new URLSearchParams({ generation: String(asked.generation), schema: String(asked.schema) })
    return question(asking, documentId, search, headers).then(async (welcome) => {
      if (typeof welcome === 'number') return welcome
      const account = actorKey(welcome.actor)
      const held = [...lines.values()].filter((line) => line.account === account).length
      if (held >= mostPerAccount || lines.size >= mostLines) return 4429
      const line = newLine(documentId, account)
      const pen = penOf(asking, documentId, search, headers, welcome, {
        write: (frames) => put(line, frames),
        close: (code, words) => shut(line, code, words),
        buffered: () => line.outBytes,
      })
      line.leave = () => asking.rooms.leave(documentId, pen)
      lines.set(line.id, line)
      await enter(line, pen)
      return line
    })
  }

  async function enter(line: Line, pen: Pen): Promise<void> {
    const room: Room | null = await asking.rooms.enter(line.documentId, pen)
    if (!room) return
    if (line.closed) return asking.rooms.leave(line.documentId, pen)
    line.receive = (frame) => room.receive(pen, frame)
  }

  function newLine(documentId: string, account: string): Line {
    const line: Line = {
      id: randomUUID(), documentId, account, out: [], sent: 0, outBytes: 0, received: 0, closed: null,
      wake: () => {}, receive: () => {}, leave: () => {}, end: (code) => shut(line, code),
      idle: setTimeout(() => shut(line, 1013), idleMs),
    }
    line.idle.unref()
    return line
  }

  function put(line: Line, frames: readonly Buffer[]): void {
    if (line.closed) return
    for (const frame of frames) {
      const message = messageIn(frame)
      line.out.push(message)
      line.outBytes += message.length
    }
    line.wake()
  }

  function shut(line: Line, code: CloseCode, words: string = closeReasons[code]): void {
    if (line.closed) return
    line.closed = { code, words }
    clearTimeout(line.idle)
    lines.delete(line.id)
    line.leave()
    line.wake()
  }

  /** Waits until there is something to say; a later question on the same line is answered in this one's place. */
  function something(line: Line, waitMs: number): Promise<void> {
    line.wake()
    if (line.out.length > 0 || line.closed || waitMs === 0) return Promise.resolve()
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(late)
        resolve()
      }
      const late = setTimeout(done, waitMs)
      line.wake = done
    })
  }

  function answer(line: Line): LineAnswered {
    const frames: string[] = []
    let size = 0
    for (const message of line.out) {
      if (frames.length > 0 && size + message.length > answerBytes) break
      frames.push(Buffer.from(message).toString('base64'))
      size += message.length
    }
    const whole = frames.length === line.out.length
    return { line: line.id, first: line.sent + 1, frames, closed: whole ? line.closed : null }
  }

  function drop(line: Line, got: number): void {
    const gone = line.out.splice(0, Math.max(0, got - line.sent))
    line.sent += gone.length
    for (const message of gone) line.outBytes -= message.length
  }

  return {
    async exchange(headers, asked) {
      const { documentId } = asked
      if (closing) return closedAnswer(asked.line ?? randomUUID(), 1012)
      let line = asked.line === null ? null : (lines.get(asked.line) ?? null)
      if (asked.line !== null) {
        // A line of another node, of before a restart, or of somebody who is no longer signed in: begin a new one.
        const actor = line ? await asking.who(headers) : null
        if (!line || !actor || line.documentId !== documentId || line.account !== actorKey(actor)) return closedAnswer(asked.line, 1012)
      } else {
        const begun = await begin(documentId, headers, asked)
        if (begun === 4401) throw no.notSignedIn()
        if (begun === 4404) throw no.notFound()
        if (typeof begun === 'number') return closedAnswer(randomUUID(), begun)
        line = begun
      }
      line.idle.refresh()
      drop(line, asked.got)
      for (const [n, frame] of asked.frames.entries()) {
        if (asked.first + n !== line.received + 1) continue
        line.received += 1
        try {
          line.receive(new Uint8Array(Buffer.from(frame, 'base64')))
        } catch (error) {
          complain(error)
        }
      }
      await something(line, asked.waitMs)
      return answer(line)
    },
    open: () => lines.size,
    close() {
      closing = true
      for (const line of lines.values()) line.end(1012)
    },
  }
}
