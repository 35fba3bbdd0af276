import { type AgendaItem, isCurrent } from '../../shared/agenda.ts'
import { isTalking, type Session, sessionWorkflow } from '../../shared/sessions.ts'
import { circled, standingItems } from '../agenda/agenda-times.ts'
import { SpeakerClock, speakerOf } from './SpeakerClock.tsx'
import './seat.css'

/** What goes on just now: the item, who speaks, and for how long. */
export function NowStrip({ session, items }: { session: Session; items: readonly AgendaItem[] }) {
  const standing = standingItems(items)
  const number = standing.findIndex((item) => isCurrent(item.state)) + 1
  const current = standing[number - 1]
  return (
    <section className="now-strip" aria-label="现在">
      <p className="now-item">
        {isTalking(session.state) ? null : <span className="state">{sessionWorkflow.states[session.state].label}</span>}
        {current ? (
          <>
            <span className="n">{circled(number)}</span>
            <b>{current.words}</b>
          </>
        ) : isTalking(session.state) ? (
          '两项之间，马上接着谈'
        ) : null}
      </p>
      {session.currentSpeech ? <SpeakerClock speech={session.currentSpeech} speaker={speakerOf(session)} /> : null}
    </section>
  )
}
