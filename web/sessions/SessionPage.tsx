import { useParams } from 'react-router'
import { isAtTheDoor, isOver, type Session } from '../../shared/sessions.ts'
import { Refused } from '../answer.ts'
import { Shown } from '../ui/Notice.tsx'
import { Hall } from './Hall.tsx'
import { SessionRecord } from './SessionRecord.tsx'
import { Seat } from './Seat.tsx'
import { WaitingRoom } from './WaitingRoom.tsx'
import { type HallRecords, useCards, useItems, useOpinion, useSession } from './use-hall.ts'

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
  if (isOver(session.state)) return <SessionRecord hall={hall} />
  return runsOrKeeps(session) ? <Hall hall={hall} /> : <Seat hall={hall} />
}

/** Those who run a session, keep its record or approve it look at it from the hall. */
const hallMoves = ['start', 'pause', 'resume', 'endTalk', 'resumeTalk', 'signRecord', 'openNow', 'submitForApproval', 'openCheckIn', 'approve', 'addParticipant', 'invite']
const runsOrKeeps = (session: Session) =>
  session.hand === 'facilitator' || session.hand === 'recorder' || session.may.some((move) => hallMoves.includes(move))
