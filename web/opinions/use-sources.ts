import { useCallback } from 'react'
import type { Card } from '../../shared/cards.ts'
import { sourcesOf } from '../../shared/documents/clauses.ts'
import { api } from '../api.ts'
import { kindOfHand } from '../sessions/hands.tsx'
import type { Source } from '../ui/SourceTags.tsx'
import { useAnswer } from '../use-answer.ts'

/** 来处 of any clause: the sentences it came from, as they were first said. */
export function useSources(
  documentId: string,
  sessionId: string,
  cards: readonly Card[],
): (id: string, was: readonly string[]) => Source[] {
  const answer = useAnswer(
    () => api.documents[':id'].sources.$get({ param: { id: documentId } }),
    [`document:${documentId}`, `session:${sessionId}`],
    [documentId],
  )
  const found = answer.data
  return useCallback(
    (id, was) =>
      sourcesOf({ id, was }, found ?? []).flatMap((source) => {
        const card = cards.find((one) => one.id === source.sourceId)
        return card ? [sourceOf(card)] : []
      }),
    [found, cards],
  )
}

function sourceOf(card: Card): Source {
  return {
    id: card.id,
    kind: kindOfHand(card.speaker.hand),
    name: card.speaker.name,
    words: card.words,
    at: card.saidAt,
    via: card.recordedBy ? `口述，${card.recordedBy}代录` : card.issueId ? '会前说的事' : '会上说的',
    confirmedBy: card.confirmedAt ? card.speaker.name : null,
  }
}
