import { DeskFrame } from '../desk/DeskFrame.tsx'
import { Rows } from '../desk/RecordList.tsx'
import { Late } from '../desk/DueMark.tsx'
import { dayWords } from '../desk/days.ts'
import { dayOf } from '../../shared/calendar.ts'
import { provisionalWords } from '../../shared/due.ts'
import { useNow } from '../clock.ts'
import { type Me, useMe } from '../me.tsx'
import { Empty, Shown } from '../ui/Notice.tsx'
import { useWaiting } from './use-waiting.ts'
import { groupsOf, type Waiting } from './waiting.ts'

/** 等我办的, the home of offices: what is late, what this week asks for, what comes later. */
export function DeskHome() {
  const me = useMe()
  return (
    <DeskFrame here="waiting" title="等我办的">
      <section className="records">
        <header>
          <h1 className="song">等我办的</h1>
        </header>
        <Shown answer={me}>{(here) => (here.actor.kind === 'person' ? <Waits me={here} /> : <AtTheDoor />)}</Shown>
      </section>
    </DeskFrame>
  )
}

function AtTheDoor() {
  return (
    <Empty
      title="还没有登录"
      action={
        <a className="btn next" href="/sign-in?to=/desk">
          登录
        </a>
      }
    >
      登录以后，等您办的事按日子排在这里。
    </Empty>
  )
}

function Waits({ me }: { me: Me }) {
  const now = useNow(60_000)
  const { waiting, missing } = useWaiting(me)
  if (missing) return <Shown<unknown> answer={missing}>{() => null}</Shown>
  if (waiting.length === 0) return <Empty title="眼下没有等您办的">有新的事会出现在这里，按日子先后排。</Empty>
  const today = dayOf(new Date(now))
  const rows = groupsOf(waiting, new Date(now)).flatMap(({ title, late, waiting: group }) =>
    group.map((one) => ({
      key: one.key,
      href: one.href,
      title: one.title,
      about: [one.verb, one.about],
      marks: <By waiting={one} today={today} />,
      group: { title, late },
    })),
  )
  return <Rows rows={rows} />
}

function By({ waiting: { due, provisional, workingDaysLate }, today }: { waiting: Waiting; today: string }) {
  if (workingDaysLate > 0) return <Late days={workingDaysLate} />
  if (!due) return null
  return (
    <span className="due">
      {dayWords(dayOf(new Date(due)), today)}
      {provisional ? <small>（{provisionalWords}）</small> : null}
    </span>
  )
}
