import { and, asc, desc, eq, inArray, isNull, or } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { doorCodes, participants, sessionHosts, sessions, speeches } from '../../db/schema/sessions.ts'
import { organisationsOf } from '../../shared/people.ts'
import { no } from '../../shared/refusals.ts'
import {
  compositionGaps, compositionGapsOf, isAtTheDoor, isInTheHall, isOpenDoor, isOver, isPresent, isTurnedAway, type Participant,
  type Session, type SessionDoor, type SessionLine, type Speech,
} from '../../shared/sessions.ts'
import { currentItem } from '../agenda/records.ts'
import { assertCan, type Context } from '../house/context.ts'
import { opinionOf } from '../opinions/records.ts'
import { organisationNames } from '../people/queries.ts'
import {
  isOwnSeat, missing, type ParticipantRow, participantsOf, recordFor, seatIn, type SessionRecord, type SessionRow, sessionFor, standingIn,
} from './records.ts'

const text = (moment: Date | null): string | null => moment?.toISOString() ?? null
const mostLines = 200

export type SpeechRow = typeof speeches.$inferSelect

export function speechView(row: SpeechRow): Speech {
  const { id, participantId, itemId, kind, allowedSeconds, spentSeconds, version } = row
  return {
    id, participantId, itemId, kind, allowedSeconds, spentSeconds, version,
    begunAt: row.begunAt.toISOString(),
    endedAt: text(row.endedAt),
    runningSince: text(row.runningSince),
  }
}

/** The speech under way; at most one. */
export async function currentSpeech(tx: Tx, sessionId: string): Promise<SpeechRow | null> {
  const [row] = await tx
    .select()
    .from(speeches)
    .where(and(eq(speeches.sessionId, sessionId), isNull(speeches.endedAt)))
  return row ?? null
}

/** Seconds spoken by each participant, without the speech under way. */
export async function spokenSeconds(tx: Tx, sessionId: string): Promise<Map<string, number>> {
  const rows = await tx
    .select({ participantId: speeches.participantId, seconds: speeches.spentSeconds, endedAt: speeches.endedAt })
    .from(speeches)
    .where(eq(speeches.sessionId, sessionId))
  const spoken = new Map<string, number>()
  for (const row of rows) {
    if (row.endedAt) spoken.set(row.participantId, (spoken.get(row.participantId) ?? 0) + row.seconds)
  }
  return spoken
}

/** Who speaks in a session, for cards and minutes that quote a speech. */
export async function speechesOf(tx: Tx, sessionId: string): Promise<SpeechRow[]> {
  return tx.select().from(speeches).where(eq(speeches.sessionId, sessionId)).orderBy(asc(speeches.begunAt), asc(speeches.id))
}

export function participantView(ctx: Context, row: ParticipantRow, session: SessionRecord, spoken: number): Participant {
  const may = ctx.can.may(ctx.actor, 'participant', { ...row, session })
  const { id, name, hand, represents, state, way, version } = row
  return {
    id, name, hand, represents, state, way, version,
    checkedInAt: text(row.checkedInAt),
    spokenSeconds: spoken,
    may: isOpenDoor(session.state) ? may : may.filter((verb) => verb === 'changeHand' && !isOver(session.state)),
  }
}

function lineOf(row: SessionRow): Omit<SessionLine, 'hand'> {
  const { id, title, form, state, version, organisationId, venueId, venueName, brand, ordinal } = row
  return {
    id, title, form, state, version, organisationId, venueId, venueName, brand, ordinal,
    scheduledAt: text(row.scheduledAt),
    startedAt: text(row.startedAt),
  }
}

function handShown(ctx: Context, record: SessionRecord): SessionLine['hand'] {
  const { hand, participant } = standingIn(ctx.actor, record)
  if (hand === 'stranger' || hand === 'atTheDoor' || hand === 'author') return null
  return hand === 'observer' && !participant ? null : hand
}

export async function liveDoorCode(ctx: Context, sessionId: string): Promise<{ code: string; until: Date } | null> {
  const [row] = await ctx.tx
    .select()
    .from(doorCodes)
    .where(eq(doorCodes.sessionId, sessionId))
    .orderBy(desc(doorCodes.until), desc(doorCodes.since))
    .limit(1)
  return row && row.until > ctx.now ? row : null
}

/** The path of a session's QR link; the routes put the house's public address before it. */
export const doorPath = (token: string): string => `/s/${token}`

/** A session as this person may see it, with what they may do to it and to everyone in it. */
export async function sessionView(ctx: Context, record: SessionRecord): Promise<Session> {
  const { tx, actor, can } = ctx
  const keepsDoor = can(actor, 'session.seeDoor', record)
  const code = keepsDoor ? await liveDoorCode(ctx, record.id) : null
  const rows = await participantsOf(tx, record.id)
  const spoken = await spokenSeconds(tx, record.id)
  const view = (row: ParticipantRow) => participantView(ctx, row, record, spoken.get(row.id) ?? 0)
  const shown = rows.filter((row) => isInTheHall(row.state) || keepsDoor || isOwnSeat(actor, row))
  const mine = rows.find((row) => isOwnSeat(actor, row))
  const speech = await currentSpeech(tx, record.id)
  const names = await organisationNames(tx, record.hosts)
  const gaps = compositionGapsOf(record.form, rows.filter((row) => isPresent(row.state)).map((row) => row.hand))
  const opinion = await opinionOf(tx, record.id)
  if (!opinion) throw no.broken()
  return {
    ...lineOf(record),
    hand: handShown(ctx, record),
    preset: record.preset,
    topicId: record.topicId,
    hosts: record.hosts.map((organisationId) => ({ organisationId, name: names.get(organisationId) ?? '' })),
    rights: record.rights,
    endedAt: text(record.endedAt),
    reason: record.reason,
    agendaDocumentId: record.agendaDocumentId,
    opinionId: opinion.id,
    opinionDocumentId: opinion.documentId,
    currentItemId: (await currentItem(tx, record.id))?.id ?? null,
    currentSpeech: speech ? speechView(speech) : null,
    doorCode: code?.code ?? null,
    doorCodeUntil: text(code?.until ?? null),
    doorUrl: keepsDoor ? doorPath(record.doorToken) : null,
    compositionWarnings: isOpenDoor(record.state) ? gaps.map((gap) => compositionGaps[gap]) : [],
    participants: shown.map(view),
    me: mine ? view(mine) : null,
    now: ctx.now.toISOString(),
    may: can.may(actor, 'session', record),
  }
}

/** The session afresh, after a deed of ours changed it or something inside it. */
export async function freshSession(ctx: Context, id: string): Promise<Session> {
  return sessionView(ctx, await sessionFor(ctx, id))
}

/** What one before the door may know: where it is, whether it is open, and their own seat. */
export async function doorView(ctx: Context, record: SessionRecord): Promise<SessionDoor> {
  const seat = await seatIn(ctx.tx, ctx.actor, record.id)
  const { title, form, venueName, state } = record
  return {
    sessionId: record.id, title, form, venueName, state,
    open: isOpenDoor(state),
    seat: seat ? participantView(ctx, seat, { ...record, mine: seat }, 0) : null,
    now: ctx.now.toISOString(),
  }
}

/** One's own seat, also for one who waits at the door or was not let in. */
export async function seatView(ctx: Context, sessionId: string): Promise<SessionDoor> {
  const record = await recordFor(ctx.tx, ctx.actor, sessionId)
  if (!record) throw missing(ctx)
  assertCan(ctx, 'session.seat', record)
  return doorView(ctx, record)
}

/** Sessions the actor's organisations host, and those they have a seat in; the newest first. */
export async function listSessions(ctx: Context): Promise<SessionLine[]> {
  const { tx, actor } = ctx
  if (actor.kind !== 'person' && actor.kind !== 'guest') throw no.notSignedIn()
  const mine = actor.kind === 'person' ? eq(participants.personId, actor.id) : eq(participants.guestId, actor.id)
  const seats = await tx.select().from(participants).where(mine)
  const listed = seats.filter((seat) => !isAtTheDoor(seat.state) && !isTurnedAway(seat.state)).map((seat) => seat.sessionId)
  const hosting = actor.kind === 'person' ? organisationsOf(actor) : []
  const hosted =
    hosting.length === 0
      ? []
      : await tx.select({ id: sessionHosts.sessionId }).from(sessionHosts).where(inArray(sessionHosts.organisationId, hosting))
  const ids = [...new Set([...listed, ...hosted.map((row) => row.id)])]
  if (ids.length === 0) return []
  const rows = await tx
    .select()
    .from(sessions)
    .where(or(inArray(sessions.id, ids)))
    .orderBy(desc(sessions.createdAt), desc(sessions.id))
    .limit(mostLines)
  const hostRows = await tx.select().from(sessionHosts).where(inArray(sessionHosts.sessionId, rows.map((row) => row.id)))
  return rows.map((row) => {
    const hosts = hostRows.filter((host) => host.sessionId === row.id).map((host) => host.organisationId)
    const record = { ...row, hosts, mine: seats.find((seat) => seat.sessionId === row.id) ?? null }
    return { ...lineOf(row), hand: handShown(ctx, record) }
  })
}
