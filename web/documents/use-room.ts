import { useEffect, useState, useSyncExternalStore } from 'react'
import { api } from '../api.ts'
import type { AnswerOf } from '../answer.ts'
import { type Answer, useAnswer } from '../use-answer.ts'
import { firstLook, openRoom, type Room, type RoomLook } from './room.ts'

/** What the server says of a text before its door is opened. */
export type DocumentInfo = AnswerOf<Awaited<ReturnType<(typeof api.documents)[':id']['$get']>>>

export type RoomHere = {
  info: Answer<DocumentInfo>
  /** Null until the server has said which generation to open. */
  room: Room | null
  look: RoomLook
}

/**
 * A text on this page. It asks the server first, connects to the generation it is told, and opens the next one when
 * the text is reopened; what one may do follows the bell.
 */
export function useRoom(documentId: string): RoomHere {
  const info = useAnswer(() => api.documents[':id'].$get({ param: { id: documentId } }), [`document:${documentId}`], [documentId])
  const generation = info.data?.generation
  const [doorway] = useState(createDoorway)
  const { room, look } = useSyncExternalStore(doorway.subscribe, doorway.see)

  useEffect(() => {
    if (generation === undefined) return undefined
    doorway.enter(documentId, generation)
    return doorway.leave
  }, [doorway, documentId, generation])

  const { again } = info
  const moved = look.closed?.code === 4409
  useEffect(() => {
    if (moved) again()
  }, [moved, again])
  return { info, room, look }
}

type Seen = Pick<RoomHere, 'room' | 'look'>
const outside: Seen = { room: null, look: firstLook }

/** The one open room of a component, and what is seen of it. */
function createDoorway() {
  const listeners = new Set<() => void>()
  let seen = outside
  const show = (next: Seen) => {
    seen = next
    for (const listener of listeners) listener()
  }
  return {
    subscribe: (changed: () => void) => {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    see: () => seen,
    enter(documentId: string, generation: number) {
      const room = openRoom(documentId, generation)
      room.subscribe(() => {
        if (seen.look !== room.look()) show({ room, look: room.look() })
      })
      show({ room, look: room.look() })
    },
    leave() {
      seen.room?.leave()
      show(outside)
    },
  }
}
