import { useState } from 'react'
import { type PersonKind, personKinds } from '../../shared/people.ts'
import { Icon } from './Icon.tsx'
import { Sheet } from './Over.tsx'
import { Who } from './Who.tsx'
import { formatDate, type Moment } from './moments.ts'

/** Where a clause came from: one sentence, as it was first said. */
export type Source = {
  id: string
  kind: PersonKind
  name: string
  words: string
  at: Moment
  /** How it came: 口述代录, 扫码留言 … */
  via?: string | null
  /** Who confirmed that this is what was said. */
  confirmedBy?: string | null
}

/** 来处: small tags of those a clause came from, one target for the thumb; a tap shows the sentences. */
export function SourceTags({ sources, clause }: { sources: readonly Source[]; clause: string }) {
  const [open, setOpen] = useState(false)
  if (sources.length === 0) return null
  const counts = new Map<PersonKind, number>()
  for (const source of sources) counts.set(source.kind, (counts.get(source.kind) ?? 0) + 1)
  const groups = [...counts].toSorted((a, b) => b[1] - a[1])
  return (
    <>
      <button type="button" className="from" onClick={() => setOpen(true)}>
        <span className="sr">{clause}的来处</span>
        {groups.map(([kind, count]) => (
          <span key={kind} className={`tag ${kind}`}>
            {personKinds[kind].label} <b>{count}</b>
            <span className="sr">人</span>
          </span>
        ))}
      </button>
      <Sheet open={open} onClose={() => setOpen(false)} title={`${clause}的来处`}>
        {sources.map((source) => (
          <article key={source.id} className="origin">
            <Who kind={source.kind} name={source.name} whole />
            <blockquote className="song">“{source.words}”</blockquote>
            <p className="quiet small">
              {formatDate(source.at)}
              {source.via ? ` · ${source.via}` : ''}
            </p>
            {source.confirmedBy ? (
              <p className="ok small">
                <Icon name="check" /> {source.confirmedBy}听过，认可
              </p>
            ) : null}
          </article>
        ))}
      </Sheet>
    </>
  )
}
