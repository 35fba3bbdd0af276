import { personKinds, type PersonKind } from '../../shared/people.ts'
import { personKindOf } from '../../shared/documents/access.ts'
import { type HandName, hands, type Participant } from '../../shared/sessions.ts'
import { Name } from '../ui/Who.tsx'

const initials: Record<HandName, string> = {
  facilitator: '主',
  recorder: '记',
  member: '委',
  departmentStaff: '部',
  resident: '民',
  expert: '专',
  observer: '旁',
}

/** The colour family of a hand; those who only watch wear the chair's quiet one. */
export const kindOfHand = (hand: HandName): PersonKind => personKindOf(hand) ?? 'chair'

/** A hand as one character in a small tile. */
export function HandTile({ hand }: { hand: HandName }) {
  return (
    <span className={`k ${kindOfHand(hand)}`} role="img" aria-label={hands[hand]}>
      {initials[hand]}
    </span>
  )
}

/** Somebody in the hall: tile, name and whom they stand for. */
export function Person({
  person,
  whole,
}: {
  person: Pick<Participant, 'name' | 'hand'> & { represents?: string }
  whole?: boolean
}) {
  return (
    <span className="who">
      <HandTile hand={person.hand} />
      <Name {...(whole ? { whole } : {})}>{person.name}</Name>
      {person.represents ? <small className="quiet">{person.represents}</small> : null}
    </span>
  )
}

/** The groups of a hall in the order they are read, each with the hands in it. */
export const seatGroups: readonly { key: PersonKind | 'observer'; label: string; hands: readonly HandName[] }[] = [
  { key: 'member', label: personKinds.member.label, hands: ['member'] },
  { key: 'resident', label: personKinds.resident.label, hands: ['resident'] },
  { key: 'department', label: personKinds.department.label, hands: ['departmentStaff'] },
  { key: 'expert', label: personKinds.expert.label, hands: ['expert'] },
  { key: 'chair', label: personKinds.chair.label, hands: ['facilitator', 'recorder'] },
  { key: 'observer', label: hands.observer, hands: ['observer'] },
]
