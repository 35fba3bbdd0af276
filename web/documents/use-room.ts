import { useEffect, useState, useSyncExternalStore } from 'react'
import { mayWrite } from '../../shared/documents/access.ts'
import { api } from '../api.ts'
import { type AnswerOf, Unreachable } from '../answer.ts'
import { type Answer, useAnswer } from '../use-answer.ts'
import { handInLateWords, handInStranded } from './late.ts'
import { firstLook, openRoom, type Room, type RoomLook } from './room.ts'

/** What the server says of a text before its door is opened. */
export type DocumentInfo = AnswerOf<Awaited<ReturnType<(typeof api.documents)[':id']['$get']>>>

export type RoomHere = {
  info: Answer<DocumentInfo>
  /** Null until the server has said which generation to open. */
  room: Room | null
  look: RoomLook
  /** What was written here and missed the seal is kept as an amendment under this id. */
  keptAs: string | null
}

/**
 * A text on this page. It asks the server first, connects to the generation it is told, and opens the next one when
 * the text is reopened; what one may do follows the bell and the door.
 */
export function useRoom(documentId: string): RoomHere {
  const ask = useAnswer(() => api.documents[':id'].$get({ param: { id: documentId } }), [`document:${documentId}`], [documentId])
  const generation = ask.data?.generation
  const account = ask.data?.account
  const [doorway] = useState(createDoorway)
  const { room, look, keptAs } = useSyncExternalStore(doorway.subscribe, doorway.see)

  useEffect(() => {
    if (generation === undefined || account === undefined) return undefined
    doorway.enter({ documentId, generation, account })
    return doorway.leave
  }, [doorway, documentId, generation, account])

  const { again } = ask
  const stale = look.closed?.code === 4409 || look.sealed
  useEffect(() => {
    if (stale) again()
  }, [stale, again])
  return { info: { ...ask, data: ask.data && asLeft(ask.data, look) }, room, look, keptAs }
}

/** What the door said last counts before what was asked first. */
function asLeft(info: DocumentInfo, { leave, sealed }: RoomLook): DocumentInfo {
  if (sealed && mayWrite(info.right)) return { ...info, sealed, right: 'read' }
  return leave ? { ...info, ...leave } : info
}

type Text = Parameters<typeof handInStranded>[0]

type Seen = Pick<RoomHere, 'room' | 'look' | 'keptAs'>
const outside: Seen = { room: null, look: firstLook, keptAs: null }
/** Words that follow the first late ones are waited for before the sealed text is shown instead. */
const lateMs = 800
const tryAgainMs = 3000

/** The one open room of a component, and what is seen of it. */
function createDoorway() {
  const listeners = new Set<() => void>()
  const handedIn = new WeakSet<Room>()
  let seen = outside
  let late: ReturnType<typeof setTimeout> | undefined
  const show = (change: Partial<Seen>) => {
    seen = { ...seen, ...change }
    for (const listener of listeners) listener()
  }

  function open(text: Text) {
    const room = openRoom(text.documentId, text.generation, text.account)
    room.subscribe(() => {
      const look = room.look()
      if (look.closed?.code === 4409) handIn(room)
      if (seen.room !== room || seen.look === look) return
      show({ look })
      if (!look.amendmentId || look.amendmentId === seen.keptAs) return
      show({ keptAs: look.amendmentId })
      late ??= setTimeout(() => {
        late = undefined
        void room.forget().then(() => (seen.room === room ? open(text) : undefined))
      }, lateMs)
    })
    show({ room, look: room.look() })
  }

  /** The text was opened anew: what this room still holds goes to its writer as an amendment. */
  function handIn(room: Room) {
    if (handedIn.has(room) || !room.holdsWords()) return
    handedIn.add(room)
    const part = () => (seen.room === room ? undefined : room.leave())
    handInLateWords(room).then(
      (keptAs) => {
        if (keptAs) show({ keptAs })
        if (seen.room === room) show({ room: null, look: firstLook })
        void room.forget()
      },
      (error: unknown) => {
        if (error instanceof Unreachable) setTimeout(() => handedIn.delete(room), tryAgainMs)
        else part()
      },
    )
  }

  return {
    subscribe: (changed: () => void) => {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    see: () => seen,
    enter(text: Text) {
      open(text)
      void handInStranded(text).then((keptAs) => (keptAs ? show({ keptAs }) : undefined))
    },
    leave() {
      clearTimeout(late)
      late = undefined
      if (seen.room) stayUntilKept(seen.room)
      show({ room: null, look: firstLook })
    },
  }
}

/** A page is left, perhaps with words that are only here: they are seen to the server first. */
function stayUntilKept(room: Room): void {
  const isDone = () => {
    const { closed, amendmentId } = room.look()
    return !room.holdsWords() || amendmentId !== null || (closed !== null && closed.code !== 4409)
  }
  if (isDone()) {
    room.leave()
    return
  }
  room.provider.awareness.setLocalState(null)
  const stop = room.subscribe(() => {
    if (!isDone()) return
    stop()
    room.leave()
  })
}
