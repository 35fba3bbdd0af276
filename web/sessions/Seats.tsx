import { isPresent, type Session } from '../../shared/sessions.ts'
import { seatGroups } from './hands.tsx'
import './hall.css'

/** Who is here, as dots by group: filled has spoken, hollow has not, minutes at the end. Names are one tap away. */
export function Seats({ session, onOpen }: { session: Session; onOpen: () => void }) {
  const here = session.participants.filter((person) => isPresent(person.state))
  const speakerId = session.currentSpeech?.participantId
  return (
    <section className="seats">
      <h2>
        <button type="button" onClick={onOpen}>
          在座 {here.length} 人
        </button>
        <small aria-hidden="true">
          <span className="dots chair">
            <i className="y" />
          </span>{' '}
          说过
        </small>
      </h2>
      <ul>
        {seatGroups.map((group) => {
          const seated = here.filter((person) => group.hands.includes(person.hand))
          if (seated.length === 0) return null
          const spoke = seated.filter((person) => person.spokenSeconds > 0 || person.id === speakerId).length
          const minutes = Math.round(seated.reduce((sum, person) => sum + person.spokenSeconds, 0) / 60)
          return (
            <li key={group.key} className={group.key === 'observer' ? 'chair' : group.key}>
              <span>{group.label}</span>
              <span className="dots" role="img" aria-label={`${seated.length} 人，${spoke} 人说过`}>
                {seated.map((person, index) => (
                  <i key={person.id} className={index < spoke ? 'y' : undefined} />
                ))}
              </span>
              <span>{minutes > 0 ? `${minutes} 分` : ''}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
