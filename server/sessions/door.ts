import { randomInt } from 'node:crypto'
import { and, desc, eq, gt, inArray } from 'drizzle-orm'
import type { Db, Tx } from '../../db/client.ts'
import { doorCodes, sessions } from '../../db/schema/sessions.ts'
import type { Actor } from '../../shared/people.ts'
import { no } from '../../shared/refusals.ts'
import {
  isAtTheDoor, isInTheHall, isOpenDoor, isPresent, isTurnedAway, type SessionDoor, sessionRefusals, type SessionState,
  sessionWorkflow,
} from '../../shared/sessions.ts'
import { statesOf } from '../../shared/workflow.ts'
import { spend } from '../house/attempts.ts'
import { assertCan, type Context } from '../house/context.ts'
import { ring, writeLine } from '../house/ledger.ts'
import { newToken } from '../house/secrets.ts'
import { keepGuest } from '../people/guests.ts'
import { handFor, moveSeat, seatPresent, seatWaiting, takeSeat, takeSeatByLink } from './participants.ts'
import { doorView } from './queries.ts'
import { lockedSession, recordFor, seatIn, type SessionRecord, standingIn } from './records.ts'

const codeMilliseconds = 2 * 60 * 60 * 1000
const mostTries = 30
/** How many may come to the doors of one organisation in ten minutes. */
const crowd = { limit: 600, windowSeconds: 600 }

/** Ends the code a session has, and gives it a new one that nobody has used before. */
export async function newDoorCode(ctx: Context, session: Pick<SessionRecord, 'id' | 'organisationId'>): Promise<void> {
  await closeDoorCodes(ctx, session.id)
  for (let tries = 0; tries < mostTries; tries += 1) {
    const code = String(randomInt(1_000_000)).padStart(6, '0')
    const [row] = await ctx.tx
      .insert(doorCodes)
      .values({
        organisationId: session.organisationId, sessionId: session.id, code,
        since: ctx.now,
        until: new Date(ctx.now.getTime() + codeMilliseconds),
      })
      .onConflictDoNothing()
      .returning()
    if (row) return
  }
  throw no.broken()
}

export async function closeDoorCodes(ctx: Context, sessionId: string): Promise<void> {
  await ctx.tx
    .update(doorCodes)
    .set({ until: ctx.now })
    .where(and(eq(doorCodes.sessionId, sessionId), gt(doorCodes.until, ctx.now)))
}

/** 换门: a new code, and with `link` a new QR too, so that the old one leads nowhere. */
export async function renewDoor(ctx: Context, id: string, link: boolean): Promise<SessionRecord> {
  const session = await lockedSession(ctx, id)
  assertCan(ctx, 'session.renewDoor', session)
  if (!isOpenDoor(session.state)) throw sessionRefusals.doorClosed()
  await newDoorCode(ctx, session)
  if (link) await ctx.tx.update(sessions).set({ doorToken: newToken() }).where(eq(sessions.id, id))
  await writeLine(ctx, { organisationId: session.organisationId, subject: { kind: 'session', id }, move: 'renewDoor', facts: { link } })
  return session
}

async function crowdPasses(ctx: Context, session: SessionRecord): Promise<void> {
  const bucket = `door:organisation:${session.organisationId}`
  if (!(await spend(ctx.tx, ctx.now, { bucket, ...crowd }))) throw no.tooMany()
}

async function openSession(ctx: Context, id: string | undefined, otherwise: () => Error): Promise<SessionRecord> {
  const found = id ? await recordFor(ctx.tx, ctx.actor, id, true) : null
  if (!found || !isOpenDoor(found.state)) throw otherwise()
  await crowdPasses(ctx, found)
  return found
}

type AtTheDoor = { name: string | undefined; device: string }

/** The one who stands at the door: a signed-in person, or the guest of this device under the name they give. */
async function visitor(ctx: Context, session: SessionRecord, { name, device }: AtTheDoor): Promise<Actor> {
  if (ctx.actor.kind === 'person') return ctx.actor
  const known = ctx.actor.kind === 'guest' ? ctx.actor : null
  const given = name ?? known?.name
  if (!given) throw no.malformed([{ path: 'name', rule: 'required' }])
  const organisationId = known?.organisationId ?? session.organisationId
  const guest = await keepGuest(ctx, { organisationId, name: given, token: device })
  return { kind: 'guest', id: guest.id, name: guest.name, organisationId }
}

async function standingBefore(ctx: Context, session: SessionRecord, actor: Actor): Promise<{ ctx: Context; session: SessionRecord }> {
  return { ctx: { ...ctx, actor }, session: { ...session, mine: await seatIn(ctx.tx, actor, session.id) } }
}

const seatOf = (actor: Actor, session: SessionRecord) => ({
  personId: actor.kind === 'person' ? actor.id : null,
  guestId: actor.kind === 'guest' ? actor.id : null,
  name: 'name' in actor ? actor.name : '',
  hand: handFor(actor, session),
  represents: '',
})

/** 会议码: leads to the waiting room only; those on the list come in from afar. Errors: `doorCodeWrong`. */
export async function knock(ctx: Context, given: AtTheDoor & { code: string }): Promise<SessionDoor> {
  const [found] = await ctx.tx
    .select({ id: doorCodes.sessionId })
    .from(doorCodes)
    .where(and(eq(doorCodes.code, given.code), gt(doorCodes.until, ctx.now)))
  const open = await openSession(ctx, found?.id, sessionRefusals.doorCodeWrong)
  const mine = await standingBefore(ctx, open, await visitor(ctx, open, given))
  await waitOrPass(mine.ctx, mine.session)
  return doorView(mine.ctx, mine.session)
}

async function waitOrPass(ctx: Context, session: SessionRecord): Promise<void> {
  const seat = session.mine
  const { hand } = standingIn(ctx.actor, session)
  const isListed = ctx.actor.kind === 'person' && hand !== 'stranger' && hand !== 'atTheDoor'
  if (seat && isTurnedAway(seat.state)) throw sessionRefusals.participantTurnedAway()
  if (seat && (isAtTheDoor(seat.state) || isPresent(seat.state))) return
  if (isListed) {
    if (seat) await takeSeat(ctx, session, seat, 'remote')
    else await seatPresent(ctx, session, seatOf(ctx.actor, session), 'remote')
  } else if (seat && isInTheHall(seat.state)) await moveSeat(ctx, session, seat, 'knock')
  else await seatWaiting(ctx, session, seatOf(ctx.actor, session))
}

async function sessionOfToken(ctx: Context, token: string): Promise<string | undefined> {
  const [found] = await ctx.tx.select({ id: sessions.id }).from(sessions).where(eq(sessions.doorToken, token))
  return found?.id
}

/** What the QR shows before one comes in. A link that was changed leads nowhere. */
export async function lookThroughDoor(ctx: Context, token: string): Promise<SessionDoor> {
  const id = await sessionOfToken(ctx, token)
  const record = id ? await recordFor(ctx.tx, ctx.actor, id) : null
  if (!record) throw no.notFound()
  return doorView(ctx, record)
}

/** 扫码进来: admitted at once while the door is open. Errors: 404, `doorClosed`, `participantTurnedAway`. */
export async function enterByLink(ctx: Context, given: AtTheDoor & { token: string }): Promise<SessionDoor> {
  const id = await sessionOfToken(ctx, given.token)
  if (!id) throw no.notFound()
  const open = await openSession(ctx, id, sessionRefusals.doorClosed)
  const mine = await standingBefore(ctx, open, await visitor(ctx, open, given))
  await comeIn(mine.ctx, mine.session)
  return doorView(mine.ctx, mine.session)
}

async function comeIn(ctx: Context, session: SessionRecord): Promise<void> {
  if (session.mine) await takeSeatByLink(ctx, session, session.mine)
  else await seatPresent(ctx, session, seatOf(ctx.actor, session), 'qr')
}

/**
 * Lets a guest of this device into a session whose door is open: for the QR of a venue. `waiting` leads to the
 * waiting room, `qr` straight in. Errors: `doorClosed`, `participantTurnedAway`.
 */
export async function admitGuest(
  ctx: Context,
  { sessionId, guest, way }: { sessionId: string; guest: { id: string; name: string; organisationId: string }; way: 'qr' | 'waiting' },
): Promise<SessionDoor> {
  const open = await openSession(ctx, sessionId, sessionRefusals.doorClosed)
  const mine = await standingBefore(ctx, open, { kind: 'guest', ...guest })
  await (way === 'qr' ? comeIn(mine.ctx, mine.session) : waitOrPass(mine.ctx, mine.session))
  return doorView(mine.ctx, mine.session)
}

/** The session going on at a venue now, if its door is open: the newest. */
export async function liveSessionAt(
  tx: Db | Tx,
  venueId: string,
): Promise<{ id: string; title: string; state: SessionState; doorToken: string } | null> {
  const [row] = await tx
    .select({ id: sessions.id, title: sessions.title, state: sessions.state, doorToken: sessions.doorToken })
    .from(sessions)
    .where(and(eq(sessions.venueId, venueId), inArray(sessions.state, statesOf(sessionWorkflow).filter(isOpenDoor))))
    .orderBy(desc(sessions.createdAt))
    .limit(1)
  return row ?? null
}

/** Rings for everyone who shows this session in a list. */
export async function ringHosts(ctx: Context, session: Pick<SessionRecord, 'hosts' | 'organisationId'>): Promise<void> {
  for (const host of session.hosts) if (host !== session.organisationId) await ring(ctx, 'session', host, '@')
}
