import { useState } from 'react'
import { isPresent, type Participant, type Session, type SpeechKind, speechKinds } from '../../shared/sessions.ts'
import { Button } from '../ui/Button.tsx'
import { Choices } from '../ui/Field.tsx'
import { Sheet } from '../ui/Over.tsx'
import { useSay } from '../ui/Saying.tsx'
import { formatSpan } from '../ui/moments.ts'
import { Person } from './hands.tsx'
import { speechDeeds } from './session-deeds.ts'
import './hall.css'

const lengths = { '60': '1 分', '180': '3 分', '300': '5 分', '600': '10 分' }

/** Those who run the session stand last: the floor is first of all the others'. */
const keeps = (person: Participant) => ['facilitator', 'recorder'].includes(person.hand)

/** Gives somebody the floor: those who have said least stand first; one tap and the clock runs. */
export function PeopleSheet({ session, open, onClose }: { session: Session; open: boolean; onClose: () => void }) {
  const { say } = useSay()
  const [kind, setKind] = useState<SpeechKind>('contribution')
  const [seconds, setSeconds] = useState('180')
  const speaking = session.currentSpeech
  const people = session.participants
    .filter((person) => isPresent(person.state) && person.id !== speaking?.participantId)
    .toSorted((a, b) => Number(keeps(a)) - Number(keeps(b)) || a.spokenSeconds - b.spokenSeconds || (a.checkedInAt ?? '').localeCompare(b.checkedInAt ?? ''))

  async function give(person: Participant) {
    if (speaking) await speechDeeds.end(speaking)
    await speechDeeds.begin(session.id, person.id, kind, Number(seconds))
    say(`请${person.name}发言`)
    onClose()
  }

  return (
    <Sheet open={open} onClose={onClose} title="请谁发言">
      <div className="floor-terms">
        <Choices label="说什么" value={kind} options={speechKinds} onChange={(value) => setKind(value as SpeechKind)} />
        <Choices label="给多久" value={seconds} options={lengths} onChange={setSeconds} />
      </div>
      <ul className="floor">
        {people.map((person) => (
          <li key={person.id}>
            <Person person={person} />
            <small>{person.spokenSeconds > 0 ? `说过 ${formatSpan(person.spokenSeconds)}` : '还没说过'}</small>
            <Button aria-label={`请他说：${person.name}`} onPress={() => give(person)}>
              请他说
            </Button>
          </li>
        ))}
      </ul>
      {people.length === 0 ? <p className="quiet">还没有别人到场。</p> : null}
    </Sheet>
  )
}
