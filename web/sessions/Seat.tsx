import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { isCurrent } from '../../shared/agenda.ts'
import { isOpinionInk } from '../../shared/opinions.ts'
import { isAgendaInk, isPresent } from '../../shared/sessions.ts'
import { SeatAgenda } from '../agenda/SeatAgenda.tsx'
import { MyCards } from '../cards/MyCards.tsx'
import { SayForm } from '../cards/SayForm.tsx'
import { useMe } from '../me.tsx'
import { Freezing } from '../opinions/Freezing.tsx'
import { MySignature, waitsForMe } from '../opinions/MySignature.tsx'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { LargeType } from '../ui/LargeType.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { MyPlace } from './MyPlace.tsx'
import { NowStrip } from './NowStrip.tsx'
import { type HallRecords, seriesName } from './use-hall.ts'
import './seat.css'

const faces = {
  say: { words: '说一句', icon: 'mic' },
  sheet: { words: '看意见稿', icon: 'page' },
  agenda: { words: '议程', icon: 'list' },
} as const satisfies Record<string, { words: string; icon: IconName }>
type Face = keyof typeof faces

/** The editor is most of what a seat weighs: fetched once the first face stands. */
const fetchSheet = async () => ({ default: (await import('./SeatSheet.tsx')).SeatSheet })
const SeatSheet = lazy(fetchSheet)

const wide = '(min-width: 64rem)'

/** A seat in the hall, on a phone or at a desk: one question at a time. */
export function Seat({ hall }: { hall: HallRecords }) {
  const { session, items, cards, opinion } = hall
  const [face, setFace] = useState<Face>('say')
  const isWide = useMedia(wide)
  const { me } = session
  const current = items.find((item) => isCurrent(item.state))
  const asked = opinion !== undefined && waitsForMe(opinion)
  const canSay = hall.mayWithCards.includes('say') && (!opinion || isOpinionInk(opinion.state))
  useEffect(() => {
    const timer = setTimeout(() => void fetchSheet(), 2000)
    return () => clearTimeout(timer)
  }, [])
  const hasDesk = useMe().data?.actor.kind === 'person'
  const before = isAgendaInk(session.state) || !me || !isPresent(me.state)

  const say = (
    <>
      {canSay ? <SayForm sessionId={session.id} itemId={current?.id ?? null} itemWords={current?.words ?? null} /> : null}
      {!canSay && !before ? <p className="quiet">现在不收意见卡了{cards.some((card) => card.mine) ? '，说过的都在下面' : ''}。</p> : null}
      <MyCards cards={cards} />
    </>
  )
  const agenda = <SeatAgenda session={session} items={items} />
  const sheet = (
    <Suspense fallback={<p className="opening">正在打开意见稿……</p>}>
      <SeatSheet hall={hall} />
    </Suspense>
  )

  return (
    <Page
      view={isWide ? 'tablet' : 'phone'}
      title={seriesName(session)}
      {...(session.brand === '' ? {} : { sub: session.title })}
      {...(hasDesk ? { back: '/sessions' } : {})}
      {...(!isWide ? { width: 'narrow' } : before ? {} : { width: 'full' })}
      right={<LargeType />}
      tabs={
        isWide || before ? undefined : (
          <>
            {(Object.keys(faces) as Face[]).map((key) => (
              <button key={key} type="button" aria-current={face === key ? 'page' : undefined} onClick={() => setFace(key)}>
                <Icon name={faces[key].icon} />
                {faces[key].words}
              </button>
            ))}
          </>
        )
      }
    >
      <div className={isWide && !before ? 'seat wide' : 'seat'}>
        <div className="seat-top">
          {asked && opinion ? (
            <section className="asked">
              <h2 className="song">请您签名</h2>
              <p>《{opinion.title}》已经定稿。请先看一遍，再签。</p>
              <div className="row">
                {isWide || face === 'sheet' ? null : (
                  <button type="button" className="btn" onClick={() => setFace('sheet')}>
                    先看一遍
                  </button>
                )}
                <MySignature opinion={opinion} />
              </div>
            </section>
          ) : null}
          {opinion?.freezingAt ? (
            <Notice tone="soon">
              <Freezing opinion={opinion} />
            </Notice>
          ) : null}
          {before ? null : <NowStrip session={session} items={items} />}
        </div>
        {before ? (
          <MyPlace session={session} items={items} />
        ) : isWide ? (
          <>
            <section className="seat-sheet">{sheet}</section>
            <section className="seat-side">
              {say}
              <h2>议程</h2>
              {agenda}
            </section>
          </>
        ) : (
          <Faces face={face} say={say} sheet={sheet} agenda={agenda} />
        )}
      </div>
    </Page>
  )
}

/** A face once opened stays open behind the others: what one was writing is still there. */
function Faces({ face, say, sheet, agenda }: { face: Face; say: ReactNode; sheet: ReactNode; agenda: ReactNode }) {
  const [seen, setSeen] = useState(face === 'sheet')
  if (face === 'sheet' && !seen) setSeen(true)
  return (
    <>
      <div hidden={face !== 'say'}>{say}</div>
      {seen ? <div hidden={face !== 'sheet'}>{sheet}</div> : null}
      <div hidden={face !== 'agenda'}>{agenda}</div>
    </>
  )
}

function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches)
  useEffect(() => {
    const list = matchMedia(query)
    const follow = () => setMatches(list.matches)
    follow()
    list.addEventListener('change', follow)
    return () => list.removeEventListener('change', follow)
  }, [query])
  return matches
}
