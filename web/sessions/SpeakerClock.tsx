import type { Participant, Session, Speech } from '../../shared/sessions.ts'
import { useNow } from '../clock.ts'
import { Name } from '../ui/Who.tsx'
import { formatClock } from '../ui/moments.ts'
import './common.css'

/** Seconds of a speech so far; its clock stands while the session pauses. */
export function spokenSeconds(speech: Speech, now: number): number {
  return speech.spentSeconds + (speech.runningSince ? Math.max(0, (now - Date.parse(speech.runningSince)) / 1000) : 0)
}

export function speakerOf(session: Session): Participant | undefined {
  return session.participants.find((person) => person.id === session.currentSpeech?.participantId)
}

/** The speaker's clock, in figures one can read across a pavilion. */
export function SpeakerClock({ speech, speaker }: { speech: Speech; speaker: Participant | undefined }) {
  const now = useNow(500)
  const left = speech.allowedSeconds - spokenSeconds(speech, now)
  const over = left < 0
  const figures = formatClock(over ? Math.floor(-left) : Math.ceil(left))
  const state = speech.runningSince === null ? '停着' : over ? '时间到了' : '正在说'
  return (
    <div className={over ? 'speaking over' : 'speaking'}>
      <span className="left" role="timer" aria-label={`${over ? '超了' : '还剩'} ${figures}`}>
        <small>{over ? '超' : '剩'}</small>
        {figures}
      </span>
      <p>
        <span className="who-speaks">{speaker ? <Name>{speaker.name}</Name> : null}</span>
        <span className="quiet small">{state}</span>
      </p>
    </div>
  )
}
