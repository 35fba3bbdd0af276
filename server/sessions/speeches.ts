import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { speeches } from '../../db/schema/sessions.ts'
import { isPresent, sessionRefusals, type SpeechKind } from '../../shared/sessions.ts'
import { currentItem } from '../agenda/records.ts'
import { assertCan, type Context } from '../house/context.ts'
import { ring, writeLine } from '../house/ledger.ts'
import { assertVersion } from '../house/move.ts'
import { currentSpeech, type SpeechRow, speechView } from './queries.ts'
import { lockedSession, missing, participantIn, type SessionRecord } from './records.ts'

/** Whole seconds from one moment to another, never less than none. */
export const secondsBetween = (from: Date, to: Date): number => Math.max(0, Math.round((to.getTime() - from.getTime()) / 1000))

export type NewSpeech = { participantId: string; kind: SpeechKind; allowedSeconds: number }

/** 请发言: the clock of one speaker starts. Errors: `notPresent`, `alreadySpeaking`. */
export async function beginSpeech(ctx: Context, sessionId: string, given: NewSpeech): Promise<SessionRecord> {
  const session = await lockedSession(ctx, sessionId)
  assertCan(ctx, 'session.speak', session)
  const speaker = await participantIn(ctx.tx, sessionId, given.participantId)
  if (!isPresent(speaker.state)) throw sessionRefusals.notPresent()
  if (await currentSpeech(ctx.tx, sessionId)) throw sessionRefusals.alreadySpeaking()
  const item = await currentItem(ctx.tx, sessionId)
  const id = randomUUID()
  await ctx.tx.insert(speeches).values({
    organisationId: session.organisationId, id, sessionId, ...given,
    itemId: item?.id ?? null,
    begunAt: ctx.now,
    runningSince: ctx.now,
  })
  await tell(ctx, session, id, 'begin', { participantId: given.participantId, itemId: item?.id ?? null, kind: given.kind })
  return session
}

export async function endSpeech(ctx: Context, id: string, version: number): Promise<SessionRecord> {
  const [found] = await ctx.tx.select().from(speeches).where(eq(speeches.id, id))
  if (!found) throw missing(ctx)
  const session = await lockedSession(ctx, found.sessionId)
  const [row] = await ctx.tx.select().from(speeches).where(eq(speeches.id, id))
  const participant = await participantIn(ctx.tx, session.id, found.participantId)
  assertCan(ctx, 'speech.end', { id, ended: row!.endedAt !== null, participant, session })
  assertVersion(version, row!, speechView(row!))
  if (row!.endedAt) throw sessionRefusals.speechOver()
  await close(ctx, session, row!, false)
  return session
}

/** Ends whatever is being said: the talk is over, or the session is. */
export async function endCurrentSpeech(ctx: Context, session: SessionRecord): Promise<void> {
  const row = await currentSpeech(ctx.tx, session.id)
  if (row) await close(ctx, session, row, true)
}

/** Ends the speech of one who leaves. */
export async function endSpeechOf(ctx: Context, session: SessionRecord, participantId: string): Promise<void> {
  const row = await currentSpeech(ctx.tx, session.id)
  if (row?.participantId === participantId) await close(ctx, session, row, true)
}

async function close(ctx: Context, session: SessionRecord, row: SpeechRow, cutOff: boolean): Promise<void> {
  const spentSeconds = spent(ctx, row)
  await ctx.tx
    .update(speeches)
    .set({ endedAt: ctx.now, runningSince: null, spentSeconds, cutOff, version: row.version + 1 })
    .where(eq(speeches.id, row.id))
  await tell(ctx, session, row.id, 'end', { seconds: spentSeconds, cutOff })
}

const spent = (ctx: Context, row: SpeechRow): number =>
  row.spentSeconds + (row.runningSince ? secondsBetween(row.runningSince, ctx.now) : 0)

/** The session pauses: the speaker's clock stands. */
export async function stopSpeechClock(ctx: Context, session: SessionRecord): Promise<void> {
  const row = await currentSpeech(ctx.tx, session.id)
  if (row) await ctx.tx.update(speeches).set({ spentSeconds: spent(ctx, row), runningSince: null }).where(eq(speeches.id, row.id))
}

/** The session goes on, and with it the speaker's clock. */
export async function startSpeechClock(ctx: Context, session: SessionRecord): Promise<void> {
  const row = await currentSpeech(ctx.tx, session.id)
  if (row) await ctx.tx.update(speeches).set({ runningSince: ctx.now }).where(eq(speeches.id, row.id))
}

async function tell(
  ctx: Context,
  session: SessionRecord,
  id: string,
  name: string,
  facts: Record<string, string | number | boolean | null>,
): Promise<void> {
  await writeLine(ctx, { organisationId: session.organisationId, subject: { kind: 'speech', id }, move: name, facts: { sessionId: session.id, ...facts } })
  await ring(ctx, 'session', session.id)
}
