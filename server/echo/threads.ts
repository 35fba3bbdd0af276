import { isCardInText } from '../../shared/cards.ts'
import type { StopLine } from '../../shared/intake-shapes.ts'
import type { SentenceThread } from '../../shared/thread-shapes.ts'
import { threadOfCard } from '../cards/echo.ts'
import { byId, type CardRow, cardsIn, rootOf } from '../cards/records.ts'
import type { Context } from '../house/context.ts'
import { findIssue, type IssueRow } from '../intake/records.ts'
import { stopsOf } from '../intake/stops.ts'
import { opinionFor } from '../opinions/queries.ts'
import { findOpinion, type OpinionRow } from '../opinions/records.ts'
import { outcomesOf } from '../outcomes/records.ts'
import { proposalFor } from '../proposals/queries.ts'
import { recordFor, type SessionRecord } from '../sessions/records.ts'
import { type Memory, newMemory, tellingsOfCard } from './outcomes.ts'

const mostThreads = 40

/** What became of every sentence that stands in an opinion, for one who may see the opinion: the facilitator's thread. */
export async function threadsOfOpinion(ctx: Context, id: string): Promise<SentenceThread[]> {
  const opinion = await opinionFor(ctx, id)
  return sentencesIn(ctx, opinion, newMemory())
}

/** What became of every sentence that a proposal carries, for one who may see the proposal: the member's thread. */
export async function stopsOfProposal(ctx: Context, id: string): Promise<SentenceThread[]> {
  await proposalFor(ctx, id)
  const memory = newMemory()
  const threads: SentenceThread[] = []
  for (const { opinionId } of await outcomesOf(ctx.tx, { kind: 'proposal', id })) {
    const opinion = await findOpinion(ctx.tx, opinionId)
    if (opinion) threads.push(...(await sentencesIn(ctx, opinion, memory, id)))
  }
  return threads.slice(0, mostThreads)
}

async function sentencesIn(ctx: Context, opinion: OpinionRow, memory: Memory, targetId?: string): Promise<SentenceThread[]> {
  const session = await recordFor(ctx.tx, ctx.actor, opinion.sessionId)
  if (!session) return []
  const cards = await cardsIn(ctx.tx, session.id)
  const all = byId(cards)
  const threads: SentenceThread[] = []
  for (const card of cards.filter((one) => isCardInText(rootOf(one, all).state)).slice(0, mostThreads)) {
    const made = await tellingsOfCard(ctx, opinion, card.id, memory)
    if (targetId && !made.some(({ target }) => target.id === targetId)) continue
    const asked = made.filter(({ target }) => !targetId || target.id === targetId).flatMap((one) => one.asked.map(({ number }) => number))
    const thread = await sentence(ctx, { card, session }, memory)
    if (thread) threads.push({ ...thread, asked: targetId ? [...new Set(asked)].toSorted((a, b) => a - b) : [] })
  }
  return threads
}

/** One sentence as far as its reader may see it; a confidential one is in nobody's thread but its handler's. */
async function sentence(ctx: Context, found: { card: CardRow; session: SessionRecord }, memory: Memory): Promise<Omit<SentenceThread, 'asked'> | null> {
  const { card } = found
  const issue = card.issueId ? await findIssue(ctx.tx, card.issueId) : null
  const opens = issue !== null && ctx.can(ctx.actor, 'issue.see', issue)
  if (issue?.confidential && !opens) return null
  const reads = opens || ctx.can(ctx.actor, 'card.see', found)
  const stops = issue ? await stopsOf(ctx, issue.id, memory) : (await threadOfCard(ctx, card, memory)).stops
  return {
    key: card.id,
    saidAt: card.saidAt.toISOString(),
    hand: card.speakerHand,
    words: reads ? card.words : '',
    name: reads ? card.speakerName : '',
    place: opens ? issue.place : '',
    issue: opens ? numbered(issue) : null,
    stops: stops.map((stop) => toldToOthers(stop, opens || !issue)),
  }
}

const numbered = ({ id, number }: IssueRow) => ({ id, number })

/** The same stop, told to somebody else than the one who said it. */
function toldToOthers(stop: StopLine, reads: boolean): StopLine {
  const { by, ...rest } = stop
  return {
    ...rest,
    title: rest.title.replace('您的话', '这句话').replaceAll('您', '本人'),
    // The place stands in the first stop's detail.
    ...(reads ? (by ? { by } : {}) : { words: '', detail: stop.key.includes(' ') ? rest.detail : '' }),
  }
}
