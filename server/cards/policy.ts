import { type CardMove, cardWorkflow, isCardInText, waitingCard } from '../../shared/cards.ts'
import { mayComment, rightOf } from '../../shared/documents/access.ts'
import { actorKey, roles } from '../../shared/people.ts'
import type { Policy } from '../house/can.ts'
import { chairsAndRecorders, seatRelations, seatRelationsOf } from '../sessions/policy.ts'
import { isSeated, type SessionRecord, standingIn } from '../sessions/records.ts'
import type { CardRow } from './records.ts'

/** A card as its policy sees it: the row (none where a new one is asked about) and the session it is said in. */
export type CardRecord = { card: CardRow | null; session: SessionRecord }

export type CardAction = CardMove | 'see' | 'list' | 'say' | 'record' | 'confirm' | 'takeIssues'

export const cardPolicy: Policy<CardRecord, CardAction> = {
  noun: 'card',
  label: '意见卡',
  workflow: cardWorkflow,
  organisations: ({ session }) => session.hosts,
  relations: { ...seatRelations, speaker: '说话的人', voice: '到场、能提意见的人', reader: '名单上的人，卡已写进意见稿' },
  related: (actor, { card, session }) => {
    const related: string[] = seatRelationsOf(actor, session)
    const standing = standingIn(actor, session)
    const right = rightOf({ kind: 'opinion', phase: 'writing', hand: standing.hand, settings: session.rights })
    if (isSeated(standing) && mayComment(right)) related.push('voice')
    if (card?.speaker && card.speaker === actorKey(actor)) related.push('speaker')
    if (card && isCardInText(card.state) && related.includes('listed')) related.push('reader')
    return related
  },
  state: ({ card }) => card?.state ?? waitingCard,
  rules: {
    see: { ...chairsAndRecorders, relations: [...chairsAndRecorders.relations, 'speaker', 'reader'] },
    list: { roles, relations: ['listed'] },
    say: { relations: ['voice'] },
    record: chairsAndRecorders,
    takeIssues: chairsAndRecorders,
    confirm: { ...chairsAndRecorders, relations: [...chairsAndRecorders.relations, 'speaker'] },
    place: chairsAndRecorders,
    merge: chairsAndRecorders,
    defer: chairsAndRecorders,
    leave: chairsAndRecorders,
    takeBack: chairsAndRecorders,
  },
}
