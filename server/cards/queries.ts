import { type Card, isCardHeard } from '../../shared/cards.ts'
import { isOpinionInk } from '../../shared/opinions.ts'
import { actorKey } from '../../shared/people.ts'
import { no } from '../../shared/refusals.ts'
import { isOver, isTalkOrSumming } from '../../shared/sessions.ts'
import { assertCan, type Context } from '../house/context.ts'
import { type OpinionRow, opinionOf } from '../opinions/records.ts'
import { lockedSession, recordFor, sessionFor, type SessionRecord } from '../sessions/records.ts'
import type { CardRecord } from './policy.ts'
import { byId, type CardRow, cardsIn, findCard, rootOf } from './records.ts'

/** What is done before there is a card. */
const withoutCard = ['say', 'record', 'takeIssues']

export type FoundCard = { card: CardRow; session: SessionRecord }

/** The one door to a card: one's own, one that is in the text, or any for those who keep the session. */
export async function cardFor(ctx: Context, id: string): Promise<FoundCard> {
  const card = await findCard(ctx.tx, id)
  const session = card ? await recordFor(ctx.tx, ctx.actor, card.sessionId) : null
  if (!card || !session) throw ctx.actor.kind === 'stranger' ? no.notSignedIn() : no.notFound()
  assertCan(ctx, 'card.see', { card, session })
  return { card, session }
}

/** The same for a deed: everything inside one session happens one after the other. */
export async function lockedCard(ctx: Context, id: string): Promise<FoundCard> {
  const { card } = await cardFor(ctx, id)
  const session = await lockedSession(ctx, card.sessionId)
  const fresh = await findCard(ctx.tx, id)
  if (!fresh) throw no.notFound()
  return { card: fresh, session }
}

/** The cards of a session that this person may see: all for those who keep it, else one's own and those in the text. */
export async function cardsFor(ctx: Context, sessionId: string): Promise<{ cards: Card[]; may: string[] }> {
  const session = await sessionFor(ctx, sessionId)
  assertCan(ctx, 'card.list', { card: null, session })
  const rows = await cardsIn(ctx.tx, sessionId)
  const opinion = await opinionOf(ctx.tx, sessionId)
  const all = byId(rows)
  const seen = rows.filter((card) => ctx.can(ctx.actor, 'card.see', { card, session }))
  const may = ctx.can.may(ctx.actor, 'card', { card: null, session } satisfies CardRecord)
  return {
    cards: seen.map((card) => answerOf(ctx, { card, session }, opinion, all)),
    may: may.filter((verb) => withoutCard.includes(verb) && (verb === 'takeIssues' ? !isOver(session.state) : isTalkOrSumming(session.state))),
  }
}

/** One card as it leaves the server. */
export async function cardAnswer(ctx: Context, id: string): Promise<Card> {
  const { card, session } = await cardFor(ctx, id)
  const all = byId(await cardsIn(ctx.tx, session.id))
  return answerOf(ctx, { card, session }, await opinionOf(ctx.tx, session.id), all)
}

function answerOf(
  ctx: Context,
  record: FoundCard,
  opinion: OpinionRow | null,
  all: ReadonlyMap<string, CardRow>,
): Card {
  const { card } = record
  const may = ctx.can.may(ctx.actor, 'card', record satisfies CardRecord)
  return {
    id: card.id,
    sessionId: card.sessionId,
    itemId: card.itemId,
    state: card.state,
    version: card.version,
    words: card.words,
    speaker: { participantId: card.participantId, name: card.speakerName, hand: card.speakerHand },
    issueId: card.issueId,
    recordedBy: card.recordedByName,
    confirmedAt: card.confirmedAt?.toISOString() ?? null,
    saidAt: card.saidAt.toISOString(),
    clauseId: rootOf(card, all).clauseId,
    mergedInto: card.mergedInto,
    reason: rootOf(card, all).reason,
    mine: card.speaker !== null && card.speaker === actorKey(ctx.actor),
    may: may.filter((verb) => fits(verb, card, opinion)),
  }
}

/** Only what can be pressed on this card: no making of new ones, no reading back what nobody took down, no ink after the seal. */
function fits(verb: string, card: CardRow, opinion: OpinionRow | null): boolean {
  if (verb === 'list' || withoutCard.includes(verb)) return false
  const heard = isCardHeard(card)
  if (verb === 'confirm') return !heard
  if (['place', 'merge'].includes(verb) && !heard) return false
  const still = !opinion || !isOpinionInk(opinion.state) || opinion.freezingAt !== null
  return !(still && ['place', 'merge', 'takeBack'].includes(verb))
}

/** Whoever may see a card hears what becomes of it. */
export async function hearsCard(ctx: Context, id: string): Promise<boolean> {
  const card = await findCard(ctx.tx, id)
  const session = card ? await recordFor(ctx.tx, ctx.actor, card.sessionId) : null
  return card !== null && session !== null && ctx.can(ctx.actor, 'card.see', { card, session })
}
