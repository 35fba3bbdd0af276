import { useMemo, useState } from 'react'
import { type Clause, clausesOf } from '../../shared/documents/clauses.ts'
import type { Content } from '../../shared/documents/content.ts'
import { isAgendaContent } from '../../shared/documents/content.ts'
import type { PlacedClause, SectionKey } from '../../shared/outcomes.ts'

/** Where a clause of the signed opinion goes; 'none' stays behind. */
export type Place = SectionKey | 'none'

export type Placing = {
  clauses: readonly Clause[]
  placeOf: (clause: Clause) => Place
  put: (clauseId: string, place: Place) => void
  /** What is carried over, in reading order. */
  placed: PlacedClause[]
}

/** Every clause that says something, and where it goes: suggestions to begin with, headings nowhere. */
export function useClausesPlaced(content: Content | undefined): Placing {
  const [chosen, setChosen] = useState<Readonly<Record<string, Place>>>({})
  const clauses = useMemo(
    () => (content && !isAgendaContent(content) ? clausesOf(content).filter(({ id, text }) => id !== '' && text.trim() !== '') : []),
    [content],
  )
  const placeOf = (clause: Clause): Place => chosen[clause.id] ?? (clause.heading ? 'none' : 'recommendations')
  const placed = clauses.flatMap((clause) => {
    const section = placeOf(clause)
    return section === 'none' ? [] : [{ clauseId: clause.id, section }]
  })
  return { clauses, placeOf, put: (clauseId, place) => setChosen((before) => ({ ...before, [clauseId]: place })), placed }
}
