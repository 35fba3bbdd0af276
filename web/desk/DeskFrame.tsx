import { type ReactNode, useEffect } from 'react'
import { useMe } from '../me.tsx'
import { LargeType } from '../ui/LargeType.tsx'
import { useView } from '../ui/Page.tsx'
import { type DeskPlace, deskPlaces, placesFor } from './places.ts'
import './desk.css'

/**
 * The frame of every desk: the places of the house above, and below a list, or one record.
 *
 * - `here` the place this page belongs to; `title` the browser's title.
 * - `head` a `RecordHead`; `next` a `NextStep` (beside the sheet, on a phone above it); `aside` what else stands beside.
 *   Without any of them the children have the whole width: that is a list.
 * - `list` what else there is, beside an open record where the screen is wide enough.
 * - `saved` a `SavedMark` while a text is written. `bar` at most three buttons in a foot that stays.
 *
 *     <DeskFrame here="proposals" title={p.title} head={<RecordHead … />} next={<NextStep … />} aside={<DueBlock … />}>
 *       <article className="sheet">…</article>
 *     </DeskFrame>
 */
export function DeskFrame({
  here,
  title,
  saved,
  list,
  head,
  next,
  aside,
  bar,
  children,
}: {
  here: DeskPlace
  title: string
  saved?: ReactNode
  list?: { label: string; shown: ReactNode }
  head?: ReactNode
  next?: ReactNode
  aside?: ReactNode
  bar?: ReactNode
  children: ReactNode
}) {
  useView('desk')
  useEffect(() => {
    document.title = `${title} · 议事亭`
  }, [title])
  const isRecord = Boolean(head ?? next ?? aside)
  return (
    <div className={list ? 'work with-side' : 'work'}>
      <DeskTop here={here} saved={saved} />
      {list ? (
        <nav className="work-side" aria-label={list.label}>
          {list.shown}
        </nav>
      ) : null}
      <main className={isRecord ? 'work-record' : 'work-list'}>
        {head}
        {next ? <section className="work-next">{next}</section> : null}
        <div className="work-sheet">{children}</div>
        {aside ? <aside className="work-aside">{aside}</aside> : null}
      </main>
      {bar ? <footer className="work-bar">{bar}</footer> : null}
    </div>
  )
}

/** The name of the house, its places, what is saved, and who is here. */
function DeskTop({ here, saved }: { here: DeskPlace; saved: ReactNode }) {
  const me = useMe()
  const roles = me.data?.actor.roles ?? []
  const places = placesFor(roles.map(({ role }) => role))
  const shown = places.includes(here) ? places : [...places, here]
  const office = roles[0]?.organisationName
  return (
    <header className="work-top">
      <a className="work-house song" href="/">
        议事亭
      </a>
      <nav aria-label="办公的几处">
        {shown.map((place) => (
          <a key={place} href={deskPlaces[place].href} aria-current={place === here ? 'page' : undefined}>
            {deskPlaces[place].label}
          </a>
        ))}
      </nav>
      {saved ? <span className="work-saved">{saved}</span> : null}
      <span className="work-me">
        {office ? <span className="office">{office} · </span> : null}
        {me.data?.actor.name}
      </span>
      <LargeType />
    </header>
  )
}
