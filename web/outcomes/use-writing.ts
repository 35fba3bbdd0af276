import { useEffect, useState } from 'react'
import { readText } from '../../shared/sync/text.ts'
import { lengthOf, type OutcomeKind, type ReadRecommendation, readSections, recommendationsIn } from '../../shared/outcomes.ts'
import type { Room } from '../documents/room.ts'

/** What stands in an open text, read as the office will read it. */
export type Writing = {
  length: number
  /** The headings that were taken out, or under which nothing stands yet. */
  lacking: { heading: string; found: boolean }[]
  recommendations: ReadRecommendation[]
}

const calmMs = 250

/** Reads an open text again whenever it changes, a moment behind while people type; null until it was read once. */
export function useWriting(room: Room | null, kind: OutcomeKind): Writing | null {
  const [kept, setKept] = useState<{ room: Room; writing: Writing } | null>(null)
  useEffect(() => {
    if (!room) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const read = () => {
      timer = undefined
      const { content } = readText(room.doc)
      const lacking = readSections(kind, content).filter(({ found, clauses }) => !found || clauses.length === 0)
      setKept({
        room,
        writing: {
          length: lengthOf(content),
          lacking: lacking.map(({ heading, found }) => ({ heading, found })),
          recommendations: recommendationsIn(kind, content),
        },
      })
    }
    const later = () => {
      timer ??= setTimeout(read, calmMs)
    }
    read()
    room.doc.on('update', later)
    return () => {
      clearTimeout(timer)
      room.doc.off('update', later)
    }
  }, [room, kind])
  return kept && kept.room === room ? kept.writing : null
}
