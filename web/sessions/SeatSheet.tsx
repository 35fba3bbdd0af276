import { useRoom } from '../documents/use-room.ts'
import { OpinionSheet } from '../opinions/OpinionSheet.tsx'
import { SavedMark } from '../ui/SavedMark.tsx'
import type { HallRecords } from './use-hall.ts'
import './seat.css'

/** The live sheet on a seat, writable by right. */
export function SeatSheet({ hall: { session, cards, items, opinion } }: { hall: HallRecords }) {
  const here = useRoom(session.opinionDocumentId)
  if (!opinion) return null
  return (
    <>
      <p className="seat-saved">
        <SavedMark state={here.look.saved} />
      </p>
      <OpinionSheet opinion={opinion} here={here} me={session.me} cards={cards} items={items} />
    </>
  )
}
