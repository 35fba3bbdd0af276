import { useEffect, useState } from 'react'
import { type Clause, clausesOf } from '../../shared/documents/clauses.ts'
import { readText } from '../../shared/sync/text.ts'
import type { Room } from './room.ts'

const calmMs = 200

/** The clauses of an open text as they stand, for lists beside it; a moment behind while people type. */
export function useClauses(room: Room | null): readonly Clause[] {
  const [clauses, setClauses] = useState<readonly Clause[]>([])
  useEffect(() => {
    if (!room) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const read = () => {
      timer = undefined
      setClauses(clausesOf(readText(room.doc).content))
    }
    const later = () => {
      timer ??= setTimeout(read, calmMs)
    }
    later()
    room.doc.on('update', later)
    return () => {
      clearTimeout(timer)
      room.doc.off('update', later)
    }
  }, [room])
  return room ? clauses : []
}
