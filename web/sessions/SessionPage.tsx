import { lazy, Suspense } from 'react'
import { useParams } from 'react-router'
import { isAtTheDoor, isOver, type Session } from '../../shared/sessions.ts'
import { Refused } from '../answer.ts'
import { Shown } from '../ui/Notice.tsx'
import { WaitingRoom } from './WaitingRoom.tsx'
import { type HallRecords, useCards, useItems, useOpinion, useSession } from './use-hall.ts'

const Hall = lazy(async () => ({ default: (await import('./Hall.tsx')).Hall }))
const Seat = lazy(async () => ({ default: (await import('./Seat.tsx')).Seat }))
const SessionRecord = lazy(async () => ({ default: (await import('./SessionRecord.tsx')).SessionRecord }))

/** One session under one address: the hall for those who run it, a seat for everybody else, the record when it is over. */
export function SessionPage() {
  const { id = '' } = useParams()
  const answer = useSession(id)
  if (answer.data === undefined && answer.error instanceof Refused && [401, 404].includes(answer.error.status)) {
    return <WaitingRoom sessionId={id} refused={answer.error} onAdmitted={answer.again} />
  }
  return <Shown answer={answer}>{(session) => <Inside session={session} />}</Shown>
}

function Inside({ session }: { session: Session }) {
  const items = useItems(session.id)
  const { cards, may } = useCards(session.id)
  const opinion = useOpinion(session)
  const hall: HallRecords = { session, items, cards, mayWithCards: may, opinion }
  if (session.me && isAtTheDoor(session.me.state)) return <WaitingRoom sessionId={session.id} refused={null} onAdmitted={() => undefined} />
  const Face = isOver(session.state) ? SessionRecord : runsOrKeeps(session) ? Hall : Seat
  return (
    <Suspense fallback={<p className="wait" />}>
      <Face hall={hall} />
    </Suspense>
  )
}

/** Those who run a session, keep its record or approve it look at it from the hall. */
const hallMoves = [
  'openNow', 'submitForApproval', 'approve', 'openCheckIn', 'start', 'pause', 'resume', 'endTalk', 'resumeTalk', 'signRecord',
  'addParticipant', 'invite',
]
const runsOrKeeps = (session: Session) =>
  session.hand === 'facilitator' || session.hand === 'recorder' || session.may.some((move) => hallMoves.includes(move))
