import { type Actor, roles } from '../../shared/people.ts'
import {
  isAtTheDoor, isInTheHall, isOpenDoor, isOver, isPresent, participantWorkflow, type ParticipantMove, sessionWorkflow,
  type SessionMove, takesProposals,
} from '../../shared/sessions.ts'
import { movesFrom, statesOf } from '../../shared/workflow.ts'
import type { Policy } from '../house/can.ts'
import { isOwnSeat, type ParticipantRow, type SessionRecord } from './records.ts'

export const seatRelations = {
  seated: '已到场的人',
  seatedFacilitator: '在场主持人',
  seatedRecorder: '在场记录人',
  listed: '名单上的人',
  atTheDoor: '在门口等的人',
  ownSeat: '登记过的人',
} as const
export type SeatRelation = keyof typeof seatRelations

/** What the actor's own seat in a session makes them to everything inside it. */
export function seatRelationsOf(actor: Actor, record: SessionRecord): SeatRelation[] {
  const seat = record.mine
  if (!seat || !isOwnSeat(actor, seat)) return []
  const related: SeatRelation[] = ['ownSeat']
  if (isInTheHall(seat.state)) related.push('listed')
  if (isAtTheDoor(seat.state)) related.push('atTheDoor')
  if (isPresent(seat.state)) {
    related.push('seated')
    if (seat.hand === 'facilitator') related.push('seatedFacilitator')
    if (seat.hand === 'recorder') related.push('seatedRecorder')
  }
  return related
}

/** Runs the session: a facilitator of any host, or one who sits in it as facilitator. */
export const chairs = { roles: ['facilitator'], relations: ['seatedFacilitator'] } as const
/** Keeps its record too. */
export const chairsAndRecorders = {
  roles: ['facilitator', 'recorder'],
  relations: ['seatedFacilitator', 'seatedRecorder'],
} as const
const openDoor = statesOf(sessionWorkflow).filter(isOpenDoor)
const proposing = statesOf(sessionWorkflow).filter(takesProposals)
const notOver = statesOf(sessionWorkflow).filter((state) => !isOver(state))

type SessionAction =
  | SessionMove
  | 'see' | 'list' | 'create' | 'checkIn' | 'addParticipant' | 'invite' | 'speak' | 'propose' | 'setRights'
  | 'seeDoor' | 'renewDoor' | 'seat' | 'edit' | 'keepRecord'

export const sessionPolicy: Policy<SessionRecord, SessionAction> = {
  noun: 'session',
  label: '协商会',
  workflow: sessionWorkflow,
  organisations: (record) => record.hosts,
  relations: seatRelations,
  related: seatRelationsOf,
  state: (record) => record.state,
  rules: {
    see: { roles, relations: ['listed'] },
    list: { signedIn: true },
    create: { roles: ['facilitator'] },
    openNow: { roles: ['facilitator'] },
    submitForApproval: { roles: ['facilitator'] },
    approve: { roles: ['approver'] },
    returnForChange: { roles: ['approver'] },
    reschedule: { roles: ['facilitator'] },
    cancel: { roles: ['facilitator', 'approver'] },
    openCheckIn: { roles: ['facilitator'] },
    start: chairs,
    pause: chairs,
    resume: chairs,
    endTalk: chairs,
    resumeTalk: chairs,
    signRecord: chairs,
    abort: { roles: ['approver'] },
    // What follows from a session is no deed of the session itself: nobody makes these by hand.
    planFollowUp: {},
    openTracking: {},
    closeWithoutCommitments: {},
    close: {},
    checkIn: { roles, relations: ['listed'], states: openDoor },
    addParticipant: { ...chairsAndRecorders, states: openDoor },
    invite: { ...chairs, states: notOver },
    setRights: { ...chairs, states: notOver },
    speak: { ...chairs, states: movesFrom(sessionWorkflow, 'endTalk') },
    propose: { ...chairsAndRecorders, relations: [...chairsAndRecorders.relations, 'listed'], states: proposing },
    seeDoor: { ...chairsAndRecorders, states: openDoor },
    renewDoor: { ...chairs, states: openDoor },
    keepRecord: chairsAndRecorders,
    seat: { roles, relations: ['ownSeat'] },
    edit: { roles: ['facilitator'], states: movesFrom(sessionWorkflow, 'submitForApproval') },
  },
}

/** The door of a session, for whoever stands before it with its link or its code. */
export const doorPolicy: Policy<unknown, 'look' | 'knock' | 'enter'> = {
  noun: 'door',
  label: '会场门口',
  organisations: () => [],
  rules: { look: { anyone: true }, knock: { anyone: true }, enter: { anyone: true } },
}

/** A participant as policies see them: their row, and the session with the seat of the one who asks. */
export type SeatRecord = ParticipantRow & { session: SessionRecord }

export const participantPolicy: Policy<SeatRecord, ParticipantMove | 'see' | 'changeHand'> = {
  noun: 'participant',
  label: '参会人',
  workflow: participantWorkflow,
  organisations: (record) => record.session.hosts,
  relations: { ...seatRelations, self: '本人', clock: '系统' },
  related: (actor, record) => [
    ...seatRelationsOf(actor, record.session),
    ...(isOwnSeat(actor, record) ? ['self'] : []),
    ...(actor.kind === 'clock' ? ['clock'] : []),
  ],
  state: (record) => record.state,
  rules: {
    see: { roles, relations: ['listed', 'self'] },
    knock: { relations: ['self'] },
    checkIn: { ...chairsAndRecorders, relations: [...chairsAndRecorders.relations, 'self'] },
    // The clock stands for the QR in the hall: whoever scans it need not wait.
    admit: { ...chairs, relations: [...chairs.relations, 'clock'] },
    refuse: chairs,
    leave: { ...chairsAndRecorders, relations: [...chairsAndRecorders.relations, 'self'] },
    changeHand: chairs,
  },
}

/** A speech under way: whoever runs the session may end it, and so may the one who speaks. */
export type SpeechRecord = { id: string; ended: boolean; participant: ParticipantRow | null; session: SessionRecord }

export const speechPolicy: Policy<SpeechRecord, 'see' | 'end'> = {
  noun: 'speech',
  label: '发言',
  organisations: (record) => record.session.hosts,
  relations: { ...seatRelations, self: '本人' },
  related: (actor, record) => [
    ...seatRelationsOf(actor, record.session),
    ...(isOwnSeat(actor, record.participant) ? ['self'] : []),
  ],
  rules: {
    see: { roles, relations: ['listed'] },
    end: { ...chairs, relations: [...chairs.relations, 'self'] },
  },
}
