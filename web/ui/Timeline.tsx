import type { ReactNode } from 'react'
import { formatDate, type Moment } from './moments.ts'

export type Done = { key: string; at: Moment; who?: string; words: ReactNode; detail?: ReactNode }

/** What was done to a record, line by line, in words. */
export function Timeline({ lines }: { lines: readonly Done[] }) {
  return (
    <ol className="timeline">
      {lines.map((line) => (
        <li key={line.key}>
          <time dateTime={new Date(line.at).toISOString()}>{formatDate(line.at)}</time>
          <span>
            {line.who ? `${line.who} · ` : ''}
            {line.words}
            {line.detail ? <small>{line.detail}</small> : null}
          </span>
        </li>
      ))}
    </ol>
  )
}
