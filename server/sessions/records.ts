import { and, asc, eq, inArray, isNotNull, type SQL } from 'drizzle-orm'
import type { Db, Tx } from '../../db/client.ts'
import { participants, sessionHosts, sessions } from '../../db/schema/sessions.ts'
import { type Actor, rolesIn } from '../../shared/people.ts'
import { no, type Refusal } from '../../shared/refusals.ts'
import { handOfRoles, isAgendaInk, isAtTheDoor, isInTheHall, isOver, isPresent } from '../../shared/sessions.ts'
import type { Hand, Phase } from '../../shared/documents/access.ts'
import { assertCan, type Context } from '../house/context.ts'

export type SessionRow = typeof sessions.$inferSelect
export type ParticipantRow = typeof participants.$inferSelect

/** A session as its policies see it: the row, its hosts, and the seat of the one who asks. */
export type SessionRecord = SessionRow & { hosts: string[]; mine: ParticipantRow | null }

function seatOf(actor: Actor): SQL | null {
  if (actor.kind === 'person') return eq(participants.personId, actor.id)
  if (actor.kind === 'guest') return eq(participants.guestId, actor.id)
  return null
}

/** True when this seat is the actor's own. */
export function isOwnSeat(actor: Actor, seat: Pick<ParticipantRow, 'personId' | 'guestId'> | null): boolean {
  if (actor.kind === 'person') return seat?.personId === actor.id
  return actor.kind === 'guest' && seat?.guestId === actor.id
}

export async function hostsOf(tx: Db | Tx, sessionId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: sessionHosts.organisationId })
    .from(sessionHosts)
    .where(eq(sessionHosts.sessionId, sessionId))
    .orderBy(asc(sessionHosts.organisationId))
  return rows.map((row) => row.id)
}

/** The actor's seat in a session, wherever they stand; null when they have none. */
export async function seatIn(tx: Db | Tx, actor: Actor, sessionId: string): Promise<ParticipantRow | null> {
  const mine = seatOf(actor)
  if (!mine) return null
  const [row] = await tx
    .select()
    .from(participants)
    .where(and(eq(participants.sessionId, sessionId), mine))
  return row ?? null
}

async function rowOf(tx: Db | Tx, id: string, lock: boolean): Promise<SessionRow | null> {
  const found = tx.select().from(sessions).where(eq(sessions.id, id))
  const [row] = await (lock ? found.for('update') : found)
  return row ?? null
}

/** The session and its hosts, without asking for whom: for policies and for deeds of the house itself. */
export async function recordFor(tx: Db | Tx, actor: Actor, id: string, lock = false): Promise<SessionRecord | null> {
  const row = await rowOf(tx, id, lock)
  if (!row) return null
  return { ...row, hosts: await hostsOf(tx, id), mine: await seatIn(tx, actor, id) }
}

/** What an id that belongs to nothing is answered: a stranger is asked to sign in first. */
export const missing = (ctx: Pick<Context, 'actor'>): Refusal => (ctx.actor.kind === 'stranger' ? no.notSignedIn() : no.notFound())

/** The one door to a session: whoever may not see it finds nothing. */
export async function sessionFor(ctx: Context, id: string): Promise<SessionRecord> {
  const record = await recordFor(ctx.tx, ctx.actor, id)
  if (!record) throw missing(ctx)
  assertCan(ctx, 'session.see', record)
  return record
}

/**
 * The same, with the session's row held until the deed is done: everything that happens inside one session happens
 * one after the other, so that of two hands the second sees what the first did.
 */
export async function lockedSession(ctx: Context, id: string): Promise<SessionRecord> {
  const record = await recordFor(ctx.tx, ctx.actor, id, true)
  if (!record) throw missing(ctx)
  assertCan(ctx, 'session.see', record)
  return record
}

export async function participantsOf(tx: Db | Tx, sessionId: string): Promise<ParticipantRow[]> {
  return tx
    .select()
    .from(participants)
    .where(eq(participants.sessionId, sessionId))
    .orderBy(asc(participants.createdAt), asc(participants.id))
}

/** One participant of this session; another session's is not found. */
export async function participantIn(tx: Db | Tx, sessionId: string, id: string): Promise<ParticipantRow> {
  const [row] = await tx
    .select()
    .from(participants)
    .where(and(eq(participants.sessionId, sessionId), eq(participants.id, id)))
  if (!row) throw no.notFound()
  return row
}

/** Names and hands of participants by id, for records that quote them. */
export async function participantsById(tx: Db | Tx, ids: readonly string[]): Promise<Map<string, ParticipantRow>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.select().from(participants).where(inArray(participants.id, [...new Set(ids)]))
  return new Map(rows.map((row) => [row.id, row]))
}

/** People with an account who sat in this session, with their hand: who can be asked to sign. */
export async function seatedPeople(tx: Db | Tx, sessionId: string): Promise<ParticipantRow[]> {
  const rows = await tx
    .select()
    .from(participants)
    .where(and(eq(participants.sessionId, sessionId), isNotNull(participants.personId)))
    .orderBy(asc(participants.createdAt), asc(participants.id))
  return rows.filter((row) => row.checkedInAt !== null)
}

export type Standing = { hand: Hand; participant: ParticipantRow | null }

/**
 * What somebody is in a session: the hand of their seat. Without one a host's facilitators and recorders run it all the
 * same, the host's other people only look on, and everyone else is a stranger.
 */
export function standingIn(actor: Actor, record: SessionRecord): Standing {
  const seat = isOwnSeat(actor, record.mine) ? record.mine : null
  if (seat && isAtTheDoor(seat.state)) return { hand: 'atTheDoor', participant: seat }
  if (seat && isInTheHall(seat.state)) return { hand: seat.hand, participant: seat }
  const byRole = handOfRoles(rolesIn(actor, record.hosts))
  if (!byRole) return { hand: 'stranger', participant: seat }
  return { hand: byRole === 'facilitator' || byRole === 'recorder' ? byRole : 'observer', participant: seat }
}

export async function handIn(tx: Db | Tx, actor: Actor, sessionId: string): Promise<Standing> {
  const record = await recordFor(tx, actor, sessionId)
  return record ? standingIn(actor, record) : { hand: 'stranger', participant: null }
}

/** True for one who has checked in and not left. */
export const isSeated = (standing: Standing): boolean =>
  standing.participant !== null && standing.hand !== 'stranger' && isPresent(standing.participant.state)

/** Where the agenda's text stands: planned until `start`, then notes only, closed when the session is over. */
export function phaseOf(session: Pick<SessionRow, 'state'>): Phase {
  if (isOver(session.state)) return 'sealed'
  return isAgendaInk(session.state) ? 'planning' : 'running'
}
