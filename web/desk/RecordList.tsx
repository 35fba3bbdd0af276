import { type KeyboardEvent, type ReactNode, useId } from 'react'
import type { Answer } from '../use-answer.ts'
import { Icon } from '../ui/Icon.tsx'
import { Empty, Shown } from '../ui/Notice.tsx'

export type ListRow = {
  key: string
  href: string
  title: string
  /** The quiet line below the title; empty parts fall away. */
  about: readonly (string | null | undefined | false)[]
  /** At the end: a state, a `DueMark`. */
  marks?: ReactNode
  /** Rows of one group stand together under this heading, in the order they come. */
  group?: { title: string; late?: boolean }
}

/**
 * A list of records: what one looks for, which of them, and a row each. Arrow keys go from row to row.
 *
 * - `answer` the server's answer, `rows` makes rows of it; `more` says that only the first 200 are shown.
 * - `search` from `useSearch()`; `filters` as buttons (key → words), `filter` the chosen one, `onFilter`.
 * - `narrow` what else narrows it: a `<select className="input">` with its label. `action` the step to take from here.
 */
export function RecordList<T, F extends string = string>({
  title,
  action,
  search,
  filters,
  filter,
  onFilter,
  narrow,
  answer,
  rows,
  more,
  empty,
}: {
  title: string
  action?: ReactNode
  search?: { typed: string; asked: string; type: (words: string) => void; label?: string }
  filters?: Partial<Record<F, string>>
  filter?: F
  onFilter?: (filter: F) => void
  narrow?: ReactNode
  answer: Answer<T>
  rows: (data: T) => readonly ListRow[]
  more?: (data: T) => boolean
  empty: { title: string; words?: ReactNode; action?: ReactNode }
}) {
  const id = useId()
  return (
    <section className="records" onKeyDown={byArrows}>
      <header>
        <h1 className="song">{title}</h1>
        {search ? (
          <div className="records-search" role="search">
            <label className="sr" htmlFor={id}>
              {search.label ?? `找${title}`}
            </label>
            <Icon name="search" />
            <input id={id} className="input" type="search" value={search.typed} placeholder={`${search.label ?? `找${title}`}，至少两个字`} onChange={(event) => search.type(event.target.value)} />
          </div>
        ) : null}
        {action}
      </header>
      {filters || narrow ? (
        <div className="records-narrow">
          {filters ? (
            <div className="records-filters" role="group" aria-label="看哪些">
              {Object.entries<string | undefined>(filters).map(([key, words]) => (
                <button key={key} type="button" aria-pressed={filter === key} onClick={() => onFilter?.(key as F)}>
                  {words}
                </button>
              ))}
            </div>
          ) : null}
          {narrow}
        </div>
      ) : null}
      <Shown answer={answer}>
        {(data) => {
          const shown = rows(data)
          if (shown.length > 0) return <Rows rows={shown} more={more?.(data) ?? false} />
          return search?.asked ? (
            <Empty title={`没有找到“${search.asked}”`}>换几个字再找，或者先看全部。</Empty>
          ) : (
            <Empty title={empty.title} action={empty.action}>
              {empty.words}
            </Empty>
          )
        }}
      </Shown>
    </section>
  )
}

/** Rows under their headings. */
export function Rows({ rows, more }: { rows: readonly ListRow[]; more?: boolean }) {
  return (
    <>
      <ul className="rows">
        {rows.map(({ key, href, title, about, marks, group }, index) => (
          <li key={key}>
            {group && group.title !== rows[index - 1]?.group?.title ? <h2 className={group.late ? 'late' : undefined}>{group.title}</h2> : null}
            <a href={href}>
              <b>{title}</b>
              <span className="about">{about.filter(Boolean).join(' · ')}</span>
              {marks ? <span className="marks">{marks}</span> : null}
            </a>
          </li>
        ))}
      </ul>
      {more ? <p className="quiet small rows-more">只列出前 {rows.length} 条，再输几个字或换个条件，就能找到其余的。</p> : null}
    </>
  )
}

/** Down from what is looked for into the rows, up and down among them, Home and End. */
function byArrows(event: KeyboardEvent<HTMLElement>): void {
  const rows = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('.rows a')]
  const from = document.activeElement
  const at = rows.findIndex((row) => row === from)
  const inSearch = from instanceof HTMLInputElement
  if ((at === -1 && !inSearch) || event.nativeEvent.isComposing) return
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, ...(inSearch ? {} : { Home: 0, End: rows.length - 1 }) }[event.key]
  if (to === undefined || (inSearch && event.key !== 'ArrowDown')) return
  event.preventDefault()
  if (to < 0) event.currentTarget.querySelector('input')?.focus()
  else rows[Math.min(to, rows.length - 1)]?.focus()
}
