import { lazy, Suspense, useState } from 'react'
import { type AgendaItem, isCurrent, isProposed, isSettled, itemWorkflow } from '../../shared/agenda.ts'
import { mayWrite, rightOf } from '../../shared/documents/access.ts'
import { isAgendaInk, type Session, takesProposals } from '../../shared/sessions.ts'
import { personDeeds } from '../sessions/session-deeds.ts'
import { useNow } from '../clock.ts'
import { Button } from '../ui/Button.tsx'
import { useSay } from '../ui/Saying.tsx'
import { ItemOutcome } from './ItemOutcome.tsx'
import { LateItemDialog } from './LateItemDialog.tsx'
import { ReservationDialog } from './ReservationDialog.tsx'
import { circled, standingItems, talkedSeconds } from './agenda-times.ts'
import { itemDeeds } from './item-deeds.ts'
import '../sessions/common.css'
import './agenda.css'

const InkAgenda = lazy(async () => ({ default: (await import('./InkAgenda.tsx')).InkAgenda }))

/** Whoever writes the agenda's ink adds an item there; the others propose one. */
const writesAgenda = ({ state, hand, rights }: Session) =>
  isAgendaInk(state) && hand !== null && mayWrite(rightOf({ kind: 'agenda', phase: 'planning', hand, settings: rights }))

/** The agenda as a seat sees it: what is agreed, what one holds back, and what one would like to talk about. */
export function SeatAgenda({ session, items }: { session: Session; items: readonly AgendaItem[] }) {
  const now = useNow(20_000)
  const { say } = useSay()
  const [proposing, setProposing] = useState(false)
  const [holding, setHolding] = useState<string | null>(null)
  const { me } = session
  const standing = standingItems(items)
  const proposed = items.filter((item) => isProposed(item.state))
  const held = standing.find((item) => item.id === holding)
  return (
    <>
      {isAgendaInk(session.state) ? (
        <Suspense fallback={<p className="wait" />}>
          <InkAgenda documentId={session.agendaDocumentId} />
        </Suspense>
      ) : (
        <ol className="agenda-list">
          {standing.map((item, index) => (
            <li key={item.id} className={isCurrent(item.state) ? 'on' : item.state} aria-current={isCurrent(item.state) ? 'step' : undefined}>
              <span className="n">{circled(index + 1)}</span>
              <div>
                <b>{item.words}</b>
                <small>
                  {isCurrent(item.state) || isSettled(item.state) ? `${itemWorkflow.states[item.state].label} · ` : ''}
                  {isCurrent(item.state) ? `用了 ${Math.round(talkedSeconds(item, now) / 60)} 分，` : ''}计划 {item.minutes} 分
                </small>
                <ItemOutcome item={item} />
                {item.may.includes('reserve') && session.me && (isCurrent(item.state) || isSettled(item.state)) ? (
                  <Button kind="bare" className="inset" onPress={() => setHolding(item.id)}>
                    我有保留意见
                  </Button>
                ) : null}
              </div>
            </li>
          ))}
        </ol>
      )}
      {proposed.length > 0 ? (
        <ul className="proposed">
          {proposed.map((item) => (
            <li key={item.id}>
              <p>{item.words}</p>
              <p className="quiet small">{item.proposedBy} 提出，等主持人安排</p>
              {item.may.includes('withdraw') ? (
                <Button
                  kind="bare"
                  className="inset"
                  onPress={async () => {
                    await itemDeeds.withdraw(item)
                    say('撤回了')
                  }}
                >
                  撤回
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {session.may.includes('propose') && takesProposals(session.state) && !writesAgenda(session) ? (
        <Button className="propose" onPress={() => setProposing(true)}>
          提一件要谈的事
        </Button>
      ) : null}
      {me && !isAgendaInk(session.state) && me.may.includes('leave') ? (
        <Button
          kind="bare"
          className="propose"
          onPress={async () => {
            await personDeeds.leave(me)
            say('您先走了；回来再点“我来了”')
          }}
        >
          我先走了
        </Button>
      ) : null}
      <LateItemDialog sessionId={session.id} proposing open={proposing} onClose={() => setProposing(false)} />
      {held ? <ReservationDialog item={held} people={[]} me={session.me} open onClose={() => setHolding(null)} /> : null}
    </>
  )
}
