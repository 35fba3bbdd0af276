import { useState } from 'react'
import { checkInWays, hands, isAtTheDoor, isPresent, participantWorkflow, type Participant, type Session } from '../../shared/sessions.ts'
import { isEnd } from '../../shared/workflow.ts'
import { Button } from '../ui/Button.tsx'
import { Empty } from '../ui/Notice.tsx'
import { useSay } from '../ui/Saying.tsx'
import { PersonDialog } from './PersonDialog.tsx'
import { HandTile, seatGroups } from './hands.tsx'
import { personDeeds, personIn } from './session-deeds.ts'
import './hall.css'

/** Everybody on the list by group: who has come and how, and a tap for those who are checked in by hand. */
export function Roster({ session }: { session: Session }) {
  const listed = session.participants.filter((person) => !isAtTheDoor(person.state) && !isEnd(participantWorkflow, person.state))
  if (listed.length === 0) {
    return <Empty title="还没有人">扫码进来的人、您点名签到的人都会出现在这里。</Empty>
  }
  return (
    <div className="roster">
      {seatGroups.map((group) => {
        const people = listed.filter((person) => group.hands.includes(person.hand))
        if (people.length === 0) return null
        const came = people.filter((person) => isPresent(person.state)).length
        return (
          <section key={group.key}>
            <h3>
              {group.label} <small>{came === people.length ? `${came} 位都到了` : `到 ${came} 位，名单 ${people.length} 位`}</small>
            </h3>
            <ul>
              {people.toSorted((a, b) => Number(isPresent(a.state)) - Number(isPresent(b.state))).map((person) => (
                <Line key={person.id} person={person} />
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}

function Line({ person }: { person: Participant }) {
  const { say } = useSay()
  const [open, setOpen] = useState(false)
  const here = isPresent(person.state)
  return (
    <li className={here ? 'here' : undefined}>
      <HandTile hand={person.hand} />
      {person.may.includes('changeHand') ? (
        <button type="button" className="name" aria-haspopup="dialog" onClick={() => setOpen(true)}>
          <NameOf person={person} />
        </button>
      ) : (
        <span className="name">
          <NameOf person={person} />
        </span>
      )}
      <PersonDialog key={person.version} person={person} open={open} onClose={() => setOpen(false)} />
      {here ? (
        person.may.includes('leave') ? (
          <Button
            kind="bare"
            aria-label={`${person.name}先走了`}
            onPress={async () => {
              const fresh = await personDeeds.leave(person)
              say(`${person.name}先走了`, { undo: () => personDeeds.checkIn(personIn(fresh, person.id)) })
            }}
          >
            先走了
          </Button>
        ) : (
          <small className="came">{participantWorkflow.states[person.state].label}</small>
        )
      ) : person.may.includes('checkIn') ? (
        <Button
          aria-label={`${person.name}签到`}
          onPress={async () => {
            const fresh = await personDeeds.checkIn(person)
            say(`${person.name}签到了`, { undo: () => personDeeds.leave(personIn(fresh, person.id)) })
          }}
        >
          签到
        </Button>
      ) : (
        <small className="quiet">{participantWorkflow.states[person.state].label}</small>
      )}
    </li>
  )
}

function NameOf({ person }: { person: Participant }) {
  const how = isPresent(person.state) && person.way ? checkInWays[person.way] : hands[person.hand]
  return (
    <>
      {person.name}
      <small>{[person.represents, how].filter(Boolean).join(' · ')}</small>
    </>
  )
}
