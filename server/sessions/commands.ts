import { and, eq, max, sql } from 'drizzle-orm'
import { sessions } from '../../db/schema/sessions.ts'
import { isItemOpen } from '../../shared/agenda.ts'
import { rolesIn } from '../../shared/people.ts'
import { no } from '../../shared/refusals.ts'
import {
  compositionGapsOf, grassRootsForms, isPresent, type SessionMove, sessionRefusals, type SessionRights, sessionWorkflow,
} from '../../shared/sessions.ts'
import { startItemClock, stopItemClock } from '../agenda/clock.ts'
import { settleAgenda, settleNotes } from '../agenda/ink.ts'
import { itemsOf } from '../agenda/records.ts'
import { bringIssues } from '../cards/issues.ts'
import { reopen, settle } from '../documents/revisions.ts'
import { assertCan, type Context } from '../house/context.ts'
import { type Line, writeLine } from '../house/ledger.ts'
import { assertVersion, move } from '../house/move.ts'
import { isSealedFor, isSignedFor, signedHandsFor } from '../opinions/records.ts'
import { organisationIdsOver } from '../people/queries.ts'
import { ruleSetOf } from '../rulesets/queries.ts'
import { markDiscussed, releaseTopic } from '../topics/commands.ts'
import { venue } from '../venues/queries.ts'
import { venueOfHosts } from './create.ts'
import { closeDoorCodes, newDoorCode, ringHosts } from './door.ts'
import { seatPresent, takeSeat } from './participants.ts'
import { sessionView } from './queries.ts'
import { recordDigest } from './record.ts'
import { lockedSession, participantsOf, type SessionRecord, type SessionRow } from './records.ts'
import { endCurrentSpeech, startSpeechClock, stopSpeechClock } from './speeches.ts'

type Change = { to?: SessionRow['state']; set?: Partial<SessionRow>; facts?: Line['facts'] }
export type SessionDeed<G = object> = (ctx: Context, id: string, given: { version: number } & G) => Promise<SessionRecord>

/** The session held for a deed that was decided on this version of it. */
async function held(ctx: Context, id: string, version: number, name: SessionMove | 'edit' | 'setRights'): Promise<SessionRecord> {
  const session = await lockedSession(ctx, id)
  if (ctx.can.verdict(ctx.actor, `session.${name}`, session) === 'refused') throw no.notAllowed()
  assertVersion(version, session, await sessionView(ctx, session))
  assertCan(ctx, `session.${name}`, session)
  return session
}

async function step(ctx: Context, session: SessionRecord, name: SessionMove, change: Change = {}): Promise<SessionRecord> {
  const { hosts, mine, ...row } = session
  const moved = await move(ctx, sessionWorkflow, sessions, row, name, { ...change, resource: session })
  await ringHosts(ctx, session)
  return { ...moved, hosts, mine }
}

/** The next 期次 at the session's venue, given once, when the session is announced. */
async function nextOrdinal(ctx: Context, session: SessionRecord): Promise<number | null> {
  if (session.ordinal !== null || !session.venueId) return session.ordinal
  await ctx.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${session.venueId}, 0))`)
  const [row] = await ctx.tx
    .select({ last: max(sessions.ordinal) })
    .from(sessions)
    .where(and(eq(sessions.organisationId, session.organisationId), eq(sessions.venueId, session.venueId)))
  return (row?.last ?? 0) + 1
}

/** 马上开: a grass-roots session opens on standing approval. Whoever opens it is there, and is checked in with it. */
export const openNow: SessionDeed = async (ctx, id, { version }) => {
  const session = await held(ctx, id, version, 'openNow')
  if (!session.venueId) throw sessionRefusals.sessionNeedsVenue()
  const { version: ruleSetVersion, rules } = await ruleSetOf(ctx.tx, session.organisationId)
  if (!grassRootsForms.includes(session.form) || !rules['session.openNow']) throw sessionRefusals.sessionNotByStandingApproval()
  const place = await venue(ctx.tx, session.venueId)
  const over = place ? await organisationIdsOver(ctx.tx, place.organisationId) : []
  if (!rolesIn(ctx.actor, over).includes('facilitator')) throw sessionRefusals.sessionNotOnDuty()
  const ordinal = await nextOrdinal(ctx, session)
  const moved = await step(ctx, session, 'openNow', {
    set: { ordinal, scheduledAt: session.scheduledAt ?? ctx.now },
    facts: { standingApproval: true, noticeWaived: true, venueId: session.venueId, ruleSetVersion },
  })
  await newDoorCode(ctx, moved)
  if (ctx.actor.kind !== 'person') return moved
  const { id: personId, name } = ctx.actor
  if (moved.mine) await takeSeat(ctx, moved, moved.mine, 'hand')
  else await seatPresent(ctx, moved, { personId, name, hand: 'facilitator', represents: '' }, 'hand')
  return moved
}

export const submitForApproval: SessionDeed = async (ctx, id, { version }) => {
  const session = await held(ctx, id, version, 'submitForApproval')
  if (!session.venueId) throw sessionRefusals.sessionNeedsVenue()
  if (!session.scheduledAt) throw sessionRefusals.sessionNeedsDate()
  return step(ctx, session, 'submitForApproval')
}

export const approve: SessionDeed = async (ctx, id, { version }) => {
  const session = await held(ctx, id, version, 'approve')
  return step(ctx, session, 'approve', { set: { ordinal: await nextOrdinal(ctx, session), reason: '' } })
}

export const returnForChange: SessionDeed<{ reason: string }> = async (ctx, id, { version, reason }) =>
  step(ctx, await held(ctx, id, version, 'returnForChange'), 'returnForChange', { set: { reason } })

export const reschedule: SessionDeed<{ scheduledAt: string }> = async (ctx, id, { version, scheduledAt }) => {
  const session = await held(ctx, id, version, 'reschedule')
  const facts = { was: session.scheduledAt?.toISOString() ?? null, scheduledAt }
  return step(ctx, session, 'reschedule', { set: { scheduledAt: new Date(scheduledAt) }, facts })
}

export const cancel: SessionDeed<{ reason: string }> = async (ctx, id, { version, reason }) => {
  const session = await held(ctx, id, version, 'cancel')
  if (session.topicId) await releaseTopic(ctx, session.topicId)
  return step(ctx, session, 'cancel', { set: { reason } })
}

const earliestCheckIn = 4 * 60 * 60 * 1000

export const openCheckIn: SessionDeed = async (ctx, id, { version }) => {
  const session = await held(ctx, id, version, 'openCheckIn')
  const until = (session.scheduledAt?.getTime() ?? 0) - ctx.now.getTime()
  if (until > earliestCheckIn) throw sessionRefusals.sessionTooEarly()
  const moved = await step(ctx, session, 'openCheckIn')
  await newDoorCode(ctx, moved)
  return moved
}

/** 开始: the agenda's ink is settled into rows, and the words that made the topic lie on the table as cards. What the mix of people lacks is a warning that must have been seen. */
export const start: SessionDeed<{ acknowledged: boolean }> = async (ctx, id, { version, acknowledged }) => {
  const session = await held(ctx, id, version, 'start')
  const present = (await participantsOf(ctx.tx, id)).filter((seat) => isPresent(seat.state)).map((seat) => seat.hand)
  if (!present.includes('facilitator')) throw sessionRefusals.sessionNeedsFacilitator()
  if (!present.includes('member')) throw sessionRefusals.sessionNeedsMember()
  const gaps = compositionGapsOf(session.form, present)
  if (gaps.length > 0 && !acknowledged) throw sessionRefusals.sessionCompositionNotSeen({ gaps })
  const items = await settleAgenda(ctx, session)
  // A new generation for the notes: a page that still holds words of before the start hands them in, and they are kept.
  await settle(ctx, session.agendaDocumentId)
  await reopen(ctx, session.agendaDocumentId)
  await bringIssues(ctx, session)
  return step(ctx, session, 'start', {
    set: { startedAt: ctx.now },
    facts: { items, present: present.length, gapsSeen: gaps },
  })
}

/** 暂停: the clocks of the item and of the speaker stand. */
export const pause: SessionDeed = async (ctx, id, { version }) => {
  const session = await held(ctx, id, version, 'pause')
  await stopItemClock(ctx, id)
  await stopSpeechClock(ctx, session)
  return step(ctx, session, 'pause')
}

export const resume: SessionDeed = async (ctx, id, { version }) => {
  const session = await held(ctx, id, version, 'resume')
  await startItemClock(ctx, id)
  await startSpeechClock(ctx, session)
  return step(ctx, session, 'resume')
}

/** 谈完了: every item has its outcome or was put off; whoever still speaks is thanked. */
export const endTalk: SessionDeed = async (ctx, id, { version }) => {
  const session = await held(ctx, id, version, 'endTalk')
  const open = (await itemsOf(ctx.tx, id)).filter((item) => isItemOpen(item.state))
  if (open.length > 0) throw sessionRefusals.sessionItemsOpen({ items: open.map((item) => item.id) })
  await endCurrentSpeech(ctx, session)
  return step(ctx, session, 'endTalk', { set: { endedAt: ctx.now } })
}

export const resumeTalk: SessionDeed = async (ctx, id, { version }) => {
  const session = await held(ctx, id, version, 'resumeTalk')
  if (await isSealedFor(ctx.tx, id)) throw sessionRefusals.sessionOpinionSealed()
  return step(ctx, session, 'resumeTalk', { set: { endedAt: null } })
}

/**
 * 签记录: the facilitator signs the record under the opinion that all its signers have signed, a member among them; or
 * says that there was no consensus. From here the record's digest never changes.
 */
export const signRecord: SessionDeed<{ noConsensus?: boolean | undefined }> = async (ctx, id, { version, noConsensus }) => {
  const session = await held(ctx, id, version, 'signRecord')
  if (!noConsensus) {
    if (!(await isSignedFor(ctx.tx, id))) throw sessionRefusals.sessionOpinionOpen()
    if (!(await signedHandsFor(ctx.tx, id)).includes('member')) throw sessionRefusals.sessionNoMemberSigned()
  }
  await settleNotes(ctx, session)
  const agenda = await settle(ctx, session.agendaDocumentId)
  const digest = await recordDigest(ctx, session)
  const [concluded, apart] = sessionWorkflow.moves.signRecord.to
  const moved = await step(ctx, session, 'signRecord', {
    to: (noConsensus ? apart : concluded)!,
    set: { concludedAt: ctx.now, recordDigest: digest },
    facts: { digest, agendaRevision: agenda.id },
  })
  await closeDoorCodes(ctx, id)
  if (session.topicId) await markDiscussed(ctx, session.topicId)
  return moved
}

/** 中止: the approver stops a session, with a reason. What was written stays readable. */
export const abort: SessionDeed<{ reason: string }> = async (ctx, id, { version, reason }) => {
  const session = await held(ctx, id, version, 'abort')
  await endCurrentSpeech(ctx, session)
  await stopItemClock(ctx, id)
  await closeDoorCodes(ctx, id)
  if (session.topicId) await releaseTopic(ctx, session.topicId)
  return step(ctx, session, 'abort', { set: { reason, endedAt: session.endedAt ?? ctx.now } })
}

/** Changes rows that are no move: one conditional write and its line. */
async function rewrite(ctx: Context, session: SessionRecord, name: string, set: Partial<SessionRow>, facts: Line['facts']): Promise<SessionRecord> {
  await ctx.tx.update(sessions).set({ ...set, version: session.version + 1 }).where(eq(sessions.id, session.id))
  const { organisationId, id } = session
  await writeLine(ctx, { organisationId, subject: { kind: 'session', id }, move: name, facts: facts ?? {} })
  await ringHosts(ctx, session)
  return session
}

export type Edit = { title?: string | undefined; venueId?: string | null | undefined; scheduledAt?: string | null | undefined }

/** While it is being prepared its title, place and date can be changed. */
export const edit: SessionDeed<Edit> = async (ctx, id, { version, title, venueId, scheduledAt }) => {
  const session = await held(ctx, id, version, 'edit')
  const place = venueId ? await venueOfHosts(ctx, venueId, session.hosts) : null
  return rewrite(
    ctx, session, 'edit',
    {
      ...(title === undefined ? {} : { title }),
      ...(venueId === undefined ? {} : { venueId, venueName: place?.name ?? '', brand: place?.brand ?? '' }),
      ...(scheduledAt === undefined ? {} : { scheduledAt: scheduledAt ? new Date(scheduledAt) : null }),
    },
    { venueId: venueId ?? null, scheduledAt: scheduledAt ?? null },
  )
}

/** The organiser lowers or raises what members, departments and residents may do to the texts (E.11). */
export const setRights: SessionDeed<{ rights: SessionRights }> = async (ctx, id, { version, rights }) =>
  rewrite(ctx, await held(ctx, id, version, 'setRights'), 'setRights', { rights }, { ...rights })
