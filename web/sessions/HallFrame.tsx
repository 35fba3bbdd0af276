import { type ReactNode, useEffect } from 'react'
import type { Session } from '../../shared/sessions.ts'
import { useNow } from '../clock.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useView } from '../ui/Page.tsx'
import { formatTime } from '../ui/moments.ts'
import type { OpenHall } from './opened.ts'
import { seriesName } from './use-hall.ts'
import './hall.css'

/** The frame of the hall: agenda left, the sheet in the middle, people and cards right, this moment's actions below. */
export function HallFrame({
  session,
  saved,
  agenda,
  side,
  bar,
  onOpen,
  children,
}: {
  session: Session
  saved: ReactNode
  /** Left out before the start, when the sheet is the agenda itself. */
  agenda?: ReactNode
  side: ReactNode
  bar: ReactNode
  onOpen: OpenHall
  children: ReactNode
}) {
  useView('tablet')
  const name = seriesName(session)
  useEffect(() => {
    document.title = `${name} · 主持台`
  }, [name])
  return (
    <div className={agenda ? 'hall' : 'hall before'}>
      <header className="hall-head">
        <a className="btn bare back" href="/sessions" aria-label="回到会议列表">
          <Icon name="back" />
        </a>
        <h1 className="song">
          {name}
          <span>{session.venueName}</span>
        </h1>
        <span className="gap" />
        {saved}
        {session.doorUrl ? (
          <Button kind="bare" className="invite-in" onPress={() => onOpen({ kind: 'door' })}>
            请人进来
          </Button>
        ) : null}
        <Button kind="bare" onPress={() => onOpen({ kind: 'tools' })}>
          更多
        </Button>
        <WallClock />
      </header>
      {agenda ? (
        <nav className="hall-agenda" aria-label="议程">
          {agenda}
        </nav>
      ) : null}
      <main className="hall-sheet">{children}</main>
      <aside className="hall-side" aria-label="人和意见卡">
        {side}
      </aside>
      <footer className="hall-bar">{bar}</footer>
    </div>
  )
}

/** The house's time on the wall. */
function WallClock() {
  const now = useNow(5000)
  return <time dateTime={new Date(now).toISOString()}>{formatTime(now)}</time>
}
