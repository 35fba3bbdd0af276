import { outcomeKinds, type OutcomeKind, sectionsOf } from '../../shared/outcomes.ts'
import { Segments } from '../ui/Segments.tsx'
import { type Source, SourceTags } from '../ui/SourceTags.tsx'
import type { Place, Placing } from './use-clauses-placed.ts'
import './outcomes.css'

/** The clauses of a signed opinion, each put under a heading of what is made of it, or left out. Nothing is typed again. */
export function PlaceClauses({
  kind,
  placing,
  sources,
}: {
  kind: OutcomeKind
  placing: Placing
  sources?: (id: string, was: readonly string[]) => Source[]
}) {
  const sections = sectionsOf(kind)
  const options = { ...Object.fromEntries(sections.map(({ key, heading }) => [key, heading])), none: '不用' } as Record<Place, string>
  return (
    <ol className="placing">
      {placing.clauses.map((clause) => {
        const place = placing.placeOf(clause)
        return (
          <li key={clause.id} className={place === 'none' ? 'left-out' : undefined}>
            <p className={clause.heading ? 'song' : undefined}>{clause.text}</p>
            <div className="placing-foot">
              <Segments
                label={`“${[...clause.text].slice(0, 12).join('')}”放在哪一部分`}
                options={options}
                value={place}
                onChange={(chosen) => placing.put(clause.id, chosen)}
              />
              {sources ? <SourceTags sources={sources(clause.id, clause.was)} clause={`“${[...clause.text].slice(0, 8).join('')}”`} /> : null}
            </div>
          </li>
        )
      })}
    </ol>
  )
}

/** 情况 1 条，建议 3 条: what is carried over, in one line. */
export function placedInWords(kind: OutcomeKind, placing: Placing): string {
  const { sections } = outcomeKinds[kind]
  return Object.entries(sections)
    .map(([key, heading]) => ({ heading, count: placing.placed.filter(({ section }) => section === key).length }))
    .filter(({ count }) => count > 0)
    .map(({ heading, count }) => `${heading} ${count} 条`)
    .join('，')
}
