import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { cards } from '../../db/schema/cards.ts'
import { type Card, cardRefusals, cardWorkflow, type newCard } from '../../shared/cards.ts'
import { actorKey } from '../../shared/people.ts'
import { no } from '../../shared/refusals.ts'
import { isInTheHall, isTalkOrSumming, sessionRefusals } from '../../shared/sessions.ts'
import { itemsOf } from '../agenda/records.ts'
import { assertCan, type Context } from '../house/context.ts'
import { spend } from '../house/attempts.ts'
import { ring, writeLine } from '../house/ledger.ts'
import { assertVersion, move } from '../house/move.ts'
import { assertNotFreezing, opinionOf } from '../opinions/records.ts'
import {
  isSeated, lockedSession, participantIn, type ParticipantRow, type SessionRecord, standingIn,
} from '../sessions/records.ts'
import type { CardAction } from './policy.ts'
import { cardAnswer, type FoundCard, lockedCard } from './queries.ts'

export type NewCard = z.infer<typeof newCard>

const budget = { limit: 60, windowSeconds: 600 }

/** Someone in the hall says a sentence; or one who keeps the session takes down what another says (口述代录). */
export async function sayCard(ctx: Context, sessionId: string, wanted: NewCard): Promise<Card> {
  const session = await lockedSession(ctx, sessionId)
  const isOwn = wanted.participantId === undefined || wanted.participantId === session.mine?.id
  if (!isOwn) assertHere(ctx, 'record', session)
  if (!isTalkOrSumming(session.state)) throw cardRefusals.cardSessionClosed()
  if (isOwn && !isSeated(standingIn(ctx.actor, session))) throw cardRefusals.cardNotPresent()
  if (isOwn) assertHere(ctx, 'say', session)
  const opinion = await opinionOf(ctx.tx, sessionId)
  if (opinion) assertNotFreezing(opinion)
  const speaker = isOwn ? session.mine! : await participantIn(ctx.tx, sessionId, wanted.participantId!)
  if (speaker.checkedInAt === null || !isInTheHall(speaker.state)) throw sessionRefusals.notPresent()
  if (wanted.itemId !== null && !(await itemsOf(ctx.tx, sessionId)).some((item) => item.id === wanted.itemId)) throw no.notFound()
  const room = { ...budget, bucket: `card:${speaker.id}` }
  if (!(await spend(ctx.tx, ctx.now, room))) throw no.tooMany()
  const id = await insertCard(ctx, session, speaker, wanted, !isOwn)
  return cardAnswer(ctx, id)
}

/** Whoever stands here sees the session: what they may not do in it is refused, not hidden. */
export function assertHere(ctx: Context, action: 'say' | 'record' | 'takeIssues', session: SessionRecord): void {
  if (!ctx.can(ctx.actor, `card.${action}`, { card: null, session })) throw no.notAllowed()
}

async function insertCard(
  ctx: Context,
  session: SessionRecord,
  speaker: ParticipantRow,
  wanted: NewCard,
  dictated: boolean,
): Promise<string> {
  const id = randomUUID()
  await ctx.tx.insert(cards).values({
    organisationId: session.organisationId,
    id,
    sessionId: session.id,
    itemId: wanted.itemId,
    state: cardWorkflow.initial,
    words: wanted.words,
    participantId: speaker.id,
    speaker: keyOf(speaker),
    speakerName: speaker.name,
    speakerHand: speaker.hand,
    recordedBy: dictated ? actorKey(ctx.actor) : null,
    recordedByName: dictated && ctx.actor.kind === 'person' ? ctx.actor.name : null,
    saidAt: ctx.saidAt && ctx.saidAt < ctx.now ? ctx.saidAt : ctx.now,
  })
  await writeLine(ctx, {
    organisationId: session.organisationId,
    subject: { kind: 'card', id },
    move: dictated ? 'record' : 'say',
    to: cardWorkflow.initial,
    facts: { sessionId: session.id, participantId: speaker.id, itemId: wanted.itemId },
  })
  await ring(ctx, 'session', session.id)
  return id
}

/** The actor a participant is on their own device; a name taken by hand is nobody's. */
function keyOf(speaker: ParticipantRow): string | null {
  if (speaker.personId) return `person:${speaker.personId}`
  return speaker.guestId ? `guest:${speaker.guestId}` : null
}

/** The words were read back to the one who said them, and they agreed. Said twice it is quiet. */
export async function confirmCard(ctx: Context, id: string, version: number): Promise<Card> {
  const found = await cardForDeed(ctx, id, version, 'confirm')
  const { card, session } = found
  if (card.recordedBy === null || card.issueId !== null) throw cardRefusals.cardNotDictated()
  if (card.confirmedAt) return cardAnswer(ctx, id)
  await ctx.tx.update(cards).set({ confirmedAt: ctx.now, version: card.version + 1 }).where(eq(cards.id, id))
  await writeLine(ctx, {
    organisationId: card.organisationId,
    subject: { kind: 'card', id },
    move: 'confirm',
    from: card.state,
    to: card.state,
    facts: { sessionId: session.id },
  })
  await ring(ctx, 'session', session.id)
  return cardAnswer(ctx, id)
}

/** Left for another time. */
export async function deferCard(ctx: Context, id: string, version: number): Promise<Card> {
  const found = await cardForDeed(ctx, id, version, 'defer')
  await moveCard(ctx, found, 'defer')
  return cardAnswer(ctx, id)
}

/** Not written in; the one who said it reads why. */
export async function leaveCard(ctx: Context, id: string, version: number, reason: string): Promise<Card> {
  const found = await cardForDeed(ctx, id, version, 'leave')
  await moveCard(ctx, found, 'leave', { reason })
  return cardAnswer(ctx, id)
}

/** Loads a card for a deed of this person: theirs to do, decided on the card as it is, and in its right state. */
export async function cardForDeed(ctx: Context, id: string, version: number, action: CardAction): Promise<FoundCard> {
  const found = await lockedCard(ctx, id)
  if (ctx.can.verdict(ctx.actor, `card.${action}`, found) === 'refused') throw no.notAllowed()
  if (version !== found.card.version) assertVersion(version, found.card, await cardAnswer(ctx, id))
  assertCan(ctx, `card.${action}`, found)
  return found
}

type Change = Partial<Pick<FoundCard['card'], 'clauseId' | 'mergedInto' | 'reason'>>

/** One move of a card, told to the hall and to the one who said it. */
export async function moveCard(
  ctx: Context,
  { card, session }: FoundCard,
  name: keyof typeof cardWorkflow.moves,
  set: Change = {},
  facts: Record<string, string | null> = {},
): Promise<void> {
  await move(ctx, cardWorkflow, cards, card, name, {
    set: { reason: '', ...set },
    resource: { card, session },
    facts: { sessionId: session.id, ...facts },
  })
  await ring(ctx, 'session', session.id)
  if (card.issueId) await ring(ctx, 'issue', card.issueId)
}
