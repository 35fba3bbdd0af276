import type { ReactNode } from 'react'
import type { TextNode } from '../../shared/documents/content.ts'
import type { SealedReportText } from '../../shared/report-shapes.ts'
import { SealedBlocks } from '../opinions/SealedText.tsx'
import type { Source } from '../ui/SourceTags.tsx'
import { formatShortDay } from '../ui/moments.ts'
import './reports.css'

const none: Source[] = []
const nowhere = () => none

/** One text of a report on its sheet: what it is, and its words as they were sealed. */
export function ReportText({
  name,
  title,
  sealed,
  sources = nowhere,
  children,
}: {
  name: string
  title?: string
  sealed: SealedReportText | null
  sources?: (id: string, was: readonly string[]) => Source[]
  children?: ReactNode
}) {
  return (
    <article className="sheet report-sheet" aria-label={name}>
      <header>
        <h2 className="song">{name}</h2>
        {sealed ? (
          <span>
            第 {sealed.number} 稿 · {formatShortDay(sealed.at)} · {sealed.length} 字
          </span>
        ) : null}
      </header>
      {title ? <p className="song report-title">{title}</p> : null}
      {sealed && 'content' in sealed.content ? <SealedBlocks nodes={sealed.content.content as readonly TextNode[]} sources={sources} /> : null}
      {children}
    </article>
  )
}
