import './home.css'
import { provisionalWords } from '../../shared/due.ts'
import type { Role } from '../../shared/people.ts'
import { deskPlaces, placesFor } from '../desk/places.ts'
import { type Me, useMe } from '../me.tsx'
import { SignOut } from '../offline/SignOut.tsx'
import { Icon } from '../ui/Icon.tsx'
import { LargeType } from '../ui/LargeType.tsx'
import { formatDay } from '../ui/moments.ts'
import { Empty, Shown } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { useWaiting } from './use-waiting.ts'
import type { Waiting } from './waiting.ts'

/** 首页: the first thing shown is what waits for me; without a name at the door, the door. */
export function Home() {
  const me = useMe()
  return <Shown answer={me}>{(here) => (here.actor.kind === 'person' ? <Inside me={here} /> : <Outside />)}</Shown>
}

function Outside() {
  return (
    <Page view="tablet" title="议事亭" width="narrow" right={<LargeType />}>
      <Empty
        title="有事好商量"
        action={
          <a className="btn next" href="/sign-in">
            登录
          </a>
        }
      >
        来反映事情的，扫凉亭或会场里的二维码就能说，不用登录。已经说过的，<a href="/look-up">凭编号查看进展</a>。
      </Empty>
    </Page>
  )
}

function Inside({ me }: { me: Me }) {
  const { actor, may } = me
  const { open, waiting, missing } = useWaiting(me)
  const doors = doorsFor(actor.roles.map((held) => held.role), may)
  return (
    <Page
      view="tablet"
      title="议事亭"
      sub={actor.name}
      right={
        <>
          <LargeType />
          <SignOut account={`${actor.kind}:${actor.id}`} />
        </>
      }
    >
      <div className="home two">
        {open.length > 0 ? (
          <section className="wide">
            <h2 className="song">正在开</h2>
            {open.map((session) => (
              <article key={session.id} className="sheet on">
                <div>
                  <b className="song">{session.title}</b>
                  <span className="quiet small">{session.venueName}</span>
                </div>
                <a className="btn next" href={`/sessions/${session.id}`}>
                  进去
                </a>
              </article>
            ))}
          </section>
        ) : null}
        <section>
          <h2 className="song">等我办的</h2>
          {missing ? <Shown<unknown> answer={missing}>{() => null}</Shown> : <Waits waiting={waiting} />}
        </section>
        <nav className="doors" aria-label="去哪里">
          <ul className="list">
            {doors.map((door) => (
              <li key={door.href}>
                <a href={door.href}>
                  <b>{door.label}</b>
                  <span className="end">{door.hint}</span>
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </Page>
  )
}

function Waits({ waiting }: { waiting: readonly Waiting[] }) {
  if (waiting.length === 0) return <Empty title="眼下没有等您办的">有新的事会出现在这里，按日子先后排。</Empty>
  return (
    <ul className="list">
      {waiting.map(({ key, href, verb, title, due, provisional, workingDaysLate }) => (
        <li key={key}>
          <a href={href}>
            <span className="verb">{verb}</span>
            <b>{title}</b>
            {workingDaysLate > 0 ? (
              <span className="end late">
                <Icon name="warn" /> 已超期 {workingDaysLate} 个工作日
              </span>
            ) : due ? (
              <span className="end">
                {formatDay(due)}
                {provisional ? `（${provisionalWords}）` : ''}
              </span>
            ) : null}
          </a>
        </li>
      ))}
    </ul>
  )
}

type Door = { href: string; label: string; hint: string }

/** The rooms of the house, the desks among them as somebody's roles make them useful. */
function doorsFor(held: readonly Role[], may: readonly string[]): Door[] {
  const desks = placesFor(held).filter((place) => place !== 'waiting')
  return [
    { href: '/sessions', label: '协商会', hint: '开会、签名' },
    { href: '/issues', label: '居民的话', hint: '分拣、答复' },
    { href: '/topics', label: '议题', hint: '等着商量的事' },
    ...desks.map((place) => deskPlaces[place]),
    ...(may.includes('organisation.createPerson') ? [{ href: '/admin', label: '管理', hint: '单位、人员、场所' }] : []),
    { href: '/me', label: '我的账号', hint: '改密码、登录处' },
  ]
}

