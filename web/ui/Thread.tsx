import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'
import { Seal, type SealWord } from './Seal.tsx'
import { formatShortDay, type Moment } from './moments.ts'

export type Stop = {
  key: string
  title: ReactNode
  detail?: ReactNode
  at?: Moment | null
  state: 'done' | 'now' | 'todo'
  /** How late, and what the date was. */
  late?: string
  stamp?: SealWord
  children?: ReactNode
}

/** 回声: one line of stops like an underground map, upright on a phone (`down`), flat on the desk. */
export function Thread({ stops, down, label = '回声' }: { stops: readonly Stop[]; down?: boolean; label?: string }) {
  return (
    <ol className={down ? 'thread down' : 'thread'} aria-label={label}>
      {stops.map((stop) => (
        <li
          key={stop.key}
          className={[stop.state === 'done' ? '' : stop.state, stop.late ? 'late' : ''].filter(Boolean).join(' ') || undefined}
          aria-current={stop.state === 'now' ? 'step' : undefined}
        >
          {down && stop.at ? <time dateTime={new Date(stop.at).toISOString()}>{formatShortDay(stop.at)}</time> : null}
          <b>{stop.title}</b>
          {stop.detail ? <span>{stop.detail}</span> : null}
          {stop.stamp ? <Seal word={stop.stamp} size={24} /> : null}
          {stop.late ? (
            <span className="mark">
              <Icon name="warn" /> {stop.late}
            </span>
          ) : null}
          {!down && stop.at ? <time dateTime={new Date(stop.at).toISOString()}>{formatShortDay(stop.at)}</time> : null}
          {stop.children}
        </li>
      ))}
    </ol>
  )
}
