import * as Y from 'yjs'
import type { Right, Scope } from '../../shared/documents/access.ts'
import type { Actor } from '../../shared/people.ts'
import type { PresentPerson } from '../../shared/sync/presence.ts'
import type { CloseCode } from '../../shared/sync/wire.ts'

/** A connection as a room sees it: a room knows no sockets. */
export type RoomSocket = {
  /** Puts whole frames on the wire as they are. */
  write: (frames: readonly Buffer[]) => void
  /** `words`: what to tell the person, where it is not what this code always means. */
  close: (code: CloseCode, words?: string) => void
  /** Bytes handed over and not yet sent. */
  buffered: () => number
}

/** What a person may do in a room at this moment. */
export type Leave = {
  right: Right
  scope: Scope
  writes: boolean
  /** What they still send after the seal is kept as their amendment. */
  couldWrite: boolean
}

/** Somebody's connection to a text. */
export type Pen = {
  socket: RoomSocket
  actor: Actor
  account: string
  session: string
  /** How others see them; null for those who only watch. */
  person: PresentPerson | null
  leave: Leave
  /** Asks the door again: a new leave, or why this pen must go. */
  reask: () => Promise<Leave | CloseCode>
  /** Frames received so far on this connection. */
  frames: number
  /** Frames with words that were received and are not settled yet. */
  waiting: number
  /** Bytes of an answer to a question: a slow line may take its time over them. */
  owed: number
  /** True from a gap until the page has answered what it was asked: what comes between is in that answer. */
  asked: boolean
  /** Answers that had a gap again, one after another. */
  gaps: number
  /** Frames that were refused. */
  strikes: number
  toldReadOnly: boolean
  /** After the seal: the sealed text with what this pen still sent. */
  late: Y.Doc | null
}
