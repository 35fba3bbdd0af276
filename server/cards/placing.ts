import type * as Y from 'yjs'
import type { z } from 'zod'
import { type Card, type cardPlacing, cardRefusals, isCardHeard, isCardMerged, isCardPlaced } from '../../shared/cards.ts'
import { clausesOf } from '../../shared/documents/clauses.ts'
import { isOpinionInk } from '../../shared/opinions.ts'
import { actorKey } from '../../shared/people.ts'
import { addClause, readText, removeClause } from '../../shared/sync/text.ts'
import { editDocument } from '../documents/edit.ts'
import { addSource, removeSource } from '../documents/sources.ts'
import type { Context } from '../house/context.ts'
import { assertNotFreezing, type OpinionRow, opinionOf } from '../opinions/records.ts'
import { cardForDeed, moveCard } from './commands.ts'
import { cardAnswer, type FoundCard } from './queries.ts'
import { byId, type CardRow, cardsIn, gathered, rootOf } from './records.ts'

export type Placing = z.infer<typeof cardPlacing>

/**
 * Places a card: the server writes its words into the opinion as a clause of its own, or joins it to a clause that
 * already says it. Text, source and move are one transaction; the words appear in every open editor at its commit.
 */
export async function placeCard(ctx: Context, id: string, wanted: Placing): Promise<Card> {
  const found = await cardForDeed(ctx, id, wanted.version, 'place')
  assertHeard(found.card)
  const opinion = await openText(ctx, found)
  const clauseId = await writeClause(ctx, opinion, found.card, wanted)
  await moveCard(ctx, found, 'place', { clauseId, mergedInto: null }, { clauseId, documentId: opinion.documentId })
  const all = byId(await cardsIn(ctx.tx, found.session.id))
  for (const card of gathered(all.get(id)!, all)) {
    await addSource(ctx, opinion.documentId, clauseId, { kind: 'card', id: card.id })
  }
  return cardAnswer(ctx, id)
}

async function writeClause(ctx: Context, opinion: OpinionRow, card: CardRow, wanted: Placing): Promise<string> {
  const { after = null, join = null } = wanted
  const change = (doc: Y.Doc): string => {
    const here = new Set(clausesIn(doc).map((clause) => clause.id))
    if (join !== null && !here.has(join)) throw cardRefusals.cardClauseGone()
    if (after !== null && !here.has(after)) throw cardRefusals.cardClauseGone()
    return join ?? addClause(doc, card.words, undefined, after)
  }
  return editDocument(ctx, opinion.documentId, change, card.speaker ?? undefined)
}

const clausesIn = (doc: Y.Doc) => clausesOf(readText(doc).content)

/** Two cards say the same: this one goes with the other, wherever that one goes, and stays a source of its own. */
export async function mergeCard(ctx: Context, id: string, version: number, into: string): Promise<Card> {
  const found = await cardForDeed(ctx, id, version, 'merge')
  assertHeard(found.card)
  const opinion = await openText(ctx, found)
  const all = byId(await cardsIn(ctx.tx, found.session.id))
  const target = all.get(into)
  if (!target) throw cardRefusals.cardMergeWrongTarget()
  const root = rootOf(target, all)
  if (root.id === id) throw cardRefusals.cardMergeIntoSelf()
  if (!isCardHeard(root)) throw cardRefusals.cardMergeWrongTarget()
  const together = gathered(found.card, all)
  await moveCard(ctx, found, 'merge', { mergedInto: into, clauseId: null }, { into })
  if (isCardPlaced(root.state) && root.clauseId) {
    for (const card of together) await addSource(ctx, opinion.documentId, root.clauseId, { kind: 'card', id: card.id })
  }
  return cardAnswer(ctx, id)
}

/**
 * Takes a card back: it is no source of its clause any more. Its words leave the text too where they still stand
 * there alone, just as they were said; what others have worked on stays.
 */
export async function takeCardBack(ctx: Context, id: string, version: number): Promise<Card> {
  const found = await cardForDeed(ctx, id, version, 'takeBack')
  const opinion = await openText(ctx, found)
  const { card, session } = found
  const all = byId(await cardsIn(ctx.tx, session.id))
  const together = gathered(card, all)
  const wasIn = isCardPlaced(card.state) || isCardMerged(card.state)
  if (wasIn) for (const one of together) await removeSource(ctx, opinion.documentId, { kind: 'card', id: one.id })
  if (isCardPlaced(card.state) && card.clauseId) {
    const ids = new Set(together.map((one) => one.id))
    const shared = [...all.values()].some((one) => !ids.has(one.id) && one.clauseId === card.clauseId)
    if (!shared) await takeWordsOut(ctx, opinion.documentId, card.clauseId, card.words)
  }
  await moveCard(ctx, found, 'takeBack', { clauseId: null, mergedInto: null }, { clauseId: card.clauseId })
  return cardAnswer(ctx, id)
}

async function takeWordsOut(ctx: Context, documentId: string, clauseId: string, words: string): Promise<void> {
  const takeOut = (doc: Y.Doc): void => {
    const clause = clausesIn(doc).find((one) => one.id === clauseId)
    if (clause?.text === words) removeClause(doc, clauseId)
  }
  await editDocument(ctx, documentId, takeOut, actorKey(ctx.actor))
}

/** The opinion of the session while its text can take a card; else why not. */
async function openText(ctx: Context, { session }: FoundCard): Promise<OpinionRow> {
  const opinion = await opinionOf(ctx.tx, session.id)
  if (!opinion || !isOpinionInk(opinion.state)) throw cardRefusals.cardTextSealed()
  assertNotFreezing(opinion)
  return opinion
}

function assertHeard(card: CardRow): void {
  if (!isCardHeard(card)) throw cardRefusals.cardNotConfirmed()
}
