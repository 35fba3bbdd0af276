import type { AgendaItem } from '../../shared/agenda.ts'
import { isAgendaInk, isOpenDoor, isPresent, type Session, sessionForms, sessionWorkflow } from '../../shared/sessions.ts'
import { SeatAgenda } from '../agenda/SeatAgenda.tsx'
import { Button } from '../ui/Button.tsx'
import { useSay } from '../ui/Saying.tsx'
import { formatDate } from '../ui/moments.ts'
import { sessionDeeds } from './session-deeds.ts'
import './common.css'
import './seat.css'

/** A seat before it is taken: when, where, what will be talked about, and 我来了. */
export function MyPlace({ session, items }: { session: Session; items: readonly AgendaItem[] }) {
  const { say } = useSay()
  const { me } = session
  const here = me !== null && isPresent(me.state)
  const canCome = session.may.includes('checkIn') && isOpenDoor(session.state)

  async function come(remote: boolean) {
    await sessionDeeds.comeIn(session.id, remote)
    say('签到了，请坐')
  }

  return (
    <section className="my-place">
      <p className="quiet">
        {sessionForms[session.form]} · {sessionWorkflow.states[session.state].label}
      </p>
      <h2 className="song">{session.title}</h2>
      <dl className="facts">
        {session.scheduledAt ? (
          <>
            <dt>时间</dt>
            <dd>{formatDate(session.scheduledAt)}</dd>
          </>
        ) : null}
        <dt>地方</dt>
        <dd>{session.venueName || '还没定'}</dd>
        <dt>主办</dt>
        <dd>{session.hosts.map((host) => host.name).join('、')}</dd>
      </dl>
      {here ? (
        <p className="come-in done">您签到了，等主持人开始。</p>
      ) : canCome ? (
        <div className="come-in">
          <Button kind="next" size="big wide" onPress={() => come(false)}>
            我来了
          </Button>
          <Button size="wide" onPress={() => come(true)}>
            我在别处，远程参加
          </Button>
        </div>
      ) : (
        <p className="quiet">{isAgendaInk(session.state) ? '开始签到以后，在这里点“我来了”。' : '这场会现在不能进。'}</p>
      )}
      <SeatAgenda session={session} items={items} />
    </section>
  )
}
