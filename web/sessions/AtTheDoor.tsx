import { isAtTheDoor, type Session } from '../../shared/sessions.ts'
import { Button } from '../ui/Button.tsx'
import { useSay } from '../ui/Saying.tsx'
import { Person } from './hands.tsx'
import { personDeeds } from './session-deeds.ts'
import './hall.css'

/** Those who came by the six-digit code and wait to be let in. */
export function AtTheDoor({ session }: { session: Session }) {
  const { say } = useSay()
  const waiting = session.participants.filter((person) => isAtTheDoor(person.state))
  if (waiting.length === 0) return null
  return (
    <section className="at-the-door">
      <h2>
        门口等着的 <small>{waiting.length} 位</small>
      </h2>
      <ul>
        {waiting.map((person) => (
          <li key={person.id}>
            <Person person={person} />
            {person.may.includes('refuse') ? (
              <Button
                kind="bare"
                aria-label={`不放行：${person.name}`}
                onPress={async () => {
                  await personDeeds.refuse(person)
                  say(`没有放${person.name}进来`)
                }}
              >
                不放行
              </Button>
            ) : null}
            {person.may.includes('admit') ? (
              <Button aria-label={`请进：${person.name}`} onPress={() => personDeeds.admit(person)}>
                请进
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
