import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { participants } from '../../db/schema/sessions.ts'
import { type Actor, actorKey, clockActor, rolesIn } from '../../shared/people.ts'
import { no } from '../../shared/refusals.ts'
import {
  type CheckInWay, type Colleague, handOfRoles, type HandName, isAtTheDoor, isOpenDoor, isOver, isPresent, isTurnedAway,
  participantWorkflow, sessionRefusals,
} from '../../shared/sessions.ts'
import { assertCan, type Context } from '../house/context.ts'
import { ring, writeLine } from '../house/ledger.ts'
import { assertVersion, move } from '../house/move.ts'
import { listPeopleWithRoles, type PersonWithRoles } from '../people/queries.ts'
import { participantView } from './queries.ts'
import {
  lockedSession, missing, participantIn, type ParticipantRow, participantsOf, seatIn, type SessionRecord, sessionFor,
} from './records.ts'
import { endSpeechOf } from './speeches.ts'

type Seat = Pick<ParticipantRow, 'name' | 'hand' | 'represents'> & { personId?: string | null; guestId?: string | null }

/** Writes a new seat and its line: `move` says how they came. */
async function insertSeat(
  ctx: Context,
  session: SessionRecord,
  seat: Seat,
  how: { move: string; state: ParticipantRow['state']; way: CheckInWay | null },
): Promise<ParticipantRow> {
  const { organisationId, id: sessionId } = session
  const [row] = await ctx.tx
    .insert(participants)
    .values({
      organisationId, sessionId, id: randomUUID(), ...seat,
      state: how.state,
      way: how.way,
      checkedInAt: isPresent(how.state) ? ctx.now : null,
      createdAt: ctx.now,
    })
    .returning()
  await tellSeat(ctx, row!, how.move, null, { hand: row!.hand, way: how.way })
  return row!
}

async function tellSeat(
  ctx: Context,
  row: ParticipantRow,
  name: string,
  from: string | null,
  facts: Record<string, string | null>,
): Promise<void> {
  const { organisationId, id, sessionId, state } = row
  await writeLine(ctx, { organisationId, subject: { kind: 'participant', id }, move: name, from, to: state, facts: { sessionId, ...facts } })
  await ring(ctx, 'session', sessionId)
}

type SeatMove = keyof typeof participantWorkflow.moves

/** One move of a seat that exists, and the session's bell. */
export async function moveSeat(
  ctx: Context,
  session: SessionRecord,
  seat: ParticipantRow,
  name: SeatMove,
  set: Partial<ParticipantRow> = {},
): Promise<ParticipantRow> {
  const row = await move(ctx, participantWorkflow, participants, seat, name, {
    set,
    resource: { ...seat, session },
    facts: { sessionId: session.id, ...(set.way ? { way: set.way } : {}) },
  })
  await ring(ctx, 'session', session.id)
  return row
}

function assertDoorOpen(session: SessionRecord): void {
  if (!isOpenDoor(session.state)) throw sessionRefusals.doorClosed()
}

/** Seats an invitation or a returning seat as present; one already here stays as they are. */
export async function takeSeat(ctx: Context, session: SessionRecord, seat: ParticipantRow, way: CheckInWay): Promise<ParticipantRow> {
  if (isPresent(seat.state)) return seat
  if (isTurnedAway(seat.state)) throw sessionRefusals.participantTurnedAway()
  if (isAtTheDoor(seat.state)) throw sessionRefusals.stillAtTheDoor()
  const set = { way, checkedInAt: seat.checkedInAt ?? ctx.now, leftAt: null }
  return moveSeat(ctx, session, seat, 'checkIn', set)
}

/** 扫码: the QR in the hall is the facilitator's own invitation, so the house lets in whoever waited with a code. */
export async function takeSeatByLink(ctx: Context, session: SessionRecord, seat: ParticipantRow): Promise<ParticipantRow> {
  if (!isAtTheDoor(seat.state)) return takeSeat(ctx, session, seat, 'qr')
  return moveSeat({ ...ctx, actor: clockActor }, session, seat, 'admit', { way: 'qr', checkedInAt: ctx.now })
}

/** A new seat for one who is let in at once. */
export const seatPresent = (ctx: Context, session: SessionRecord, seat: Seat, way: CheckInWay): Promise<ParticipantRow> =>
  insertSeat(ctx, session, seat, { move: 'checkIn', state: participantWorkflow.moves.checkIn.to[0]!, way })

/** A new seat in the waiting room. */
export const seatWaiting = (ctx: Context, session: SessionRecord, seat: Seat): Promise<ParticipantRow> =>
  insertSeat(ctx, session, seat, { move: 'knock', state: participantWorkflow.moves.knock.to[0]!, way: null })

/** What a signed-in person is in this session: by their role at a host, else by their role anywhere, never its chair. */
export function handFor(actor: Actor, session: SessionRecord): HandName {
  if (actor.kind !== 'person') return 'resident'
  const here = handOfRoles(rolesIn(actor, session.hosts))
  if (here) return here
  const elsewhere = handOfRoles(actor.roles.map((held) => held.role).filter((role) => role !== 'facilitator' && role !== 'recorder'))
  return elsewhere ?? (actor.roles.length > 0 ? 'departmentStaff' : 'observer')
}

/** 签到: I am here, in the room or from afar. Being here already is quiet. */
export async function checkInMyself(ctx: Context, sessionId: string, remote: boolean): Promise<SessionRecord> {
  const session = await lockedSession(ctx, sessionId)
  assertCan(ctx, 'session.checkIn', session)
  assertDoorOpen(session)
  const way: CheckInWay = remote ? 'remote' : 'qr'
  if (session.mine) await takeSeat(ctx, session, session.mine, way)
  else if (ctx.actor.kind === 'person') {
    const { id: personId, name } = ctx.actor
    await seatPresent(ctx, session, { personId, name, hand: handFor(ctx.actor, session), represents: '' }, way)
  } else throw sessionRefusals.sessionNotSeatHere()
  return session
}

/** Colleagues who can be put on a session's list: people of its hosts and of what stands under them. */
async function colleague(ctx: Context, session: Pick<SessionRecord, 'hosts'>, personId: string): Promise<PersonWithRoles> {
  for (const host of session.hosts) {
    const found = (await listPeopleWithRoles(ctx.tx, ctx.now, host)).find((person) => person.id === personId)
    if (found) return found
  }
  throw sessionRefusals.personNotListed()
}

/** Colleagues the organiser may ask to come, with the hand their role gives them, and whether they are on the list. */
export async function colleaguesFor(ctx: Context, sessionId: string): Promise<Colleague[]> {
  const session = await sessionFor(ctx, sessionId)
  assertCan(ctx, 'session.invite', session)
  const listed = new Set((await participantsOf(ctx.tx, sessionId)).map((seat) => seat.personId))
  const found = new Map<string, Colleague>()
  for (const host of session.hosts) {
    for (const { id, name, roles } of await listPeopleWithRoles(ctx.tx, ctx.now, host)) {
      const hand = handOfRoles(roles.map((held) => held.role))
      if (hand && !found.has(id)) found.set(id, { personId: id, name, hand, listed: listed.has(id) })
    }
  }
  return [...found.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'zh-CN'))
}

async function seatOfPerson(ctx: Context, sessionId: string, personId: string): Promise<ParticipantRow | null> {
  return seatIn(ctx.tx, { kind: 'person', id: personId, name: '', roles: [], signInId: '' }, sessionId)
}

export type NewParticipant = { name: string; hand: HandName; represents: string; personId?: string | undefined }

/** 点名: the tablet takes down who came without a phone. */
export async function addParticipant(ctx: Context, sessionId: string, given: NewParticipant): Promise<SessionRecord> {
  const session = await lockedSession(ctx, sessionId)
  assertCan(ctx, 'session.addParticipant', session)
  assertDoorOpen(session)
  const { hand, represents } = given
  if (!given.personId) {
    await seatPresent(ctx, session, { name: given.name, hand, represents }, 'hand')
    return session
  }
  const { id: personId, name } = await colleague(ctx, session, given.personId)
  const seat = await seatOfPerson(ctx, sessionId, personId)
  if (seat) await takeSeat(ctx, session, seat, 'hand')
  else await seatPresent(ctx, session, { personId, name, hand, represents }, 'hand')
  return session
}

export type Invitation = { personId: string; hand: HandName }

/** Puts a colleague on the list; one who is on it already stays as they are. */
export async function invite(ctx: Context, session: SessionRecord, { personId, hand }: Invitation): Promise<void> {
  if (await seatOfPerson(ctx, session.id, personId)) return
  const { name } = await colleague(ctx, session, personId)
  await insertSeat(ctx, session, { personId, name, hand, represents: '' }, { move: 'invite', state: participantWorkflow.initial, way: null })
}

export async function inviteTo(ctx: Context, sessionId: string, invitations: readonly Invitation[]): Promise<SessionRecord> {
  const session = await lockedSession(ctx, sessionId)
  assertCan(ctx, 'session.invite', session)
  for (const invitation of invitations) await invite(ctx, session, invitation)
  return session
}

/** A seat for a deed: its session is held first, then the seat is read as the hand before left it. */
async function lockedSeat(ctx: Context, id: string, version: number): Promise<{ session: SessionRecord; seat: ParticipantRow }> {
  const [found] = await ctx.tx.select({ sessionId: participants.sessionId }).from(participants).where(eq(participants.id, id))
  if (!found) throw missing(ctx)
  const session = await lockedSession(ctx, found.sessionId)
  const seat = await participantIn(ctx.tx, session.id, id)
  assertCan(ctx, 'participant.see', { ...seat, session })
  assertVersion(version, seat, participantView(ctx, seat, session, 0))
  return { session, seat }
}

export type SeatDeed = (ctx: Context, id: string, given: { version: number }) => Promise<SessionRecord>

export const checkInByHand: SeatDeed = async (ctx, id, { version }) => {
  const { session, seat } = await lockedSeat(ctx, id, version)
  assertDoorOpen(session)
  await moveSeat(ctx, session, seat, 'checkIn', { way: 'hand', checkedInAt: seat.checkedInAt ?? ctx.now, leftAt: null })
  return session
}

/** 请进: the facilitator lets in who waits at the door, or who was turned away before. */
export const admit: SeatDeed = async (ctx, id, { version }) => {
  const { session, seat } = await lockedSeat(ctx, id, version)
  assertDoorOpen(session)
  await moveSeat(ctx, session, seat, 'admit', { way: seat.way ?? 'remote', checkedInAt: seat.checkedInAt ?? ctx.now })
  return session
}

export const refuse: SeatDeed = async (ctx, id, { version }) => {
  const { session, seat } = await lockedSeat(ctx, id, version)
  assertDoorOpen(session)
  await moveSeat(ctx, session, seat, 'refuse')
  return session
}

/** 离开: a speech of theirs under way ends with it. */
export const leave: SeatDeed = async (ctx, id, { version }) => {
  const { session, seat } = await lockedSeat(ctx, id, version)
  assertDoorOpen(session)
  await moveSeat(ctx, session, seat, 'leave', { leftAt: ctx.now })
  await endSpeechOf(ctx, session, seat.id)
  return session
}

export async function changeHand(
  ctx: Context,
  id: string,
  given: { version: number; hand: HandName; represents?: string | undefined },
): Promise<SessionRecord> {
  const { session, seat } = await lockedSeat(ctx, id, given.version)
  assertCan(ctx, 'participant.changeHand', { ...seat, session })
  if (isOver(session.state)) throw no.wrongState()
  const [row] = await ctx.tx
    .update(participants)
    .set({ hand: given.hand, represents: given.represents ?? seat.represents, version: seat.version + 1 })
    .where(eq(participants.id, id))
    .returning()
  await tellSeat(ctx, row!, 'changeHand', seat.state, { was: seat.hand, hand: given.hand, by: actorKey(ctx.actor) })
  return session
}
