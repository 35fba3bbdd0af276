import { type AgendaItem, isCurrent } from '../../shared/agenda.ts'
import { isTalking, type Session, sessionWorkflow } from '../../shared/sessions.ts'
import { circled, standingItems } from '../agenda/agenda-times.ts'
import { Button } from '../ui/Button.tsx'
import { SpeakerClock, speakerOf } from './SpeakerClock.tsx'
import { speechDeeds } from './session-deeds.ts'
import './seat.css'

/** What goes on just now: the item, who speaks, and for how long. */
export function NowStrip({ session, items }: { session: Session; items: readonly AgendaItem[] }) {
  const speech = session.currentSpeech
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
      {speech ? (
        <div className="row">
          <SpeakerClock speech={speech} speaker={speakerOf(session)} />
          {speech.participantId === session.me?.id ? (
            <Button className="end" onPress={() => speechDeeds.end(speech)}>
              我说完了
            </Button>
          ) : null}
        </div>
      ) : null}
    </section>
  )
}
