import { Fragment, type ReactNode } from 'react'
import { Icon } from '../ui/Icon.tsx'
import { Seal, type SealWord } from '../ui/Seal.tsx'
import { type Stop, Thread } from '../ui/Thread.tsx'

/**
 * The head of one record: where it comes from in the house (`back`), its title, the stamp it has, one quiet line of
 * facts (empty ones fall away), and its way so far as a flat thread.
 */
export function RecordHead({
  back,
  title,
  stamp,
  pressed,
  facts,
  stops,
  children,
}: {
  back?: { href: string; label: string }
  title: ReactNode
  stamp?: SealWord | null
  /** The stamp was pressed just now. */
  pressed?: boolean
  facts: readonly (ReactNode | null | undefined | false)[]
  stops?: readonly Stop[]
  /** What has to be said before anything else: a notice. */
  children?: ReactNode
}) {
  return (
    <header className="work-head">
      {back ? (
        <a className="btn bare work-back" href={back.href}>
          <Icon name="back" /> {back.label}
        </a>
      ) : null}
      <div className="work-name">
        <h1 className="song">{title}</h1>
        {stamp ? <Seal word={stamp} size={44} {...(pressed ? { pressed } : {})} /> : null}
      </div>
      <p className="work-meta">
        {facts.filter(Boolean).map((fact, index) => (
          // The facts of one record stand in one order.
          <Fragment key={index}>
            {index > 0 ? ' · ' : ''}
            {fact}
          </Fragment>
        ))}
      </p>
      {stops && stops.length > 0 ? <Thread stops={stops} label="办到哪一步" /> : null}
      {children}
    </header>
  )
}
