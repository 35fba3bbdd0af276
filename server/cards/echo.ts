import type { Tx } from '../../db/client.ts'
import { cardFateWords, isCardInText } from '../../shared/cards.ts'
import { clausesOf, sourcesOf } from '../../shared/documents/clauses.ts'
import { isAgendaContent } from '../../shared/documents/content.ts'
import { isOpinionSigned, isSignatureMade } from '../../shared/opinions.ts'
import type { StopLine } from '../../shared/intake-shapes.ts'
import { type Memory, newMemory, tellingsOfCard } from '../echo/outcomes.ts'
import { findDocument, sourcesOfDocument } from '../documents/queries.ts'
import { readDocument } from '../documents/revisions.ts'
import type { Context } from '../house/context.ts'
import { linesOf, type WrittenLine } from '../house/ledger.ts'
import { type OpinionRow, opinionOf, sealOf, signaturesUnder } from '../opinions/records.ts'
import { byId, type CardRow, cardsIn, cardsOfIssues, rootOf } from './records.ts'

/**
 * Which clauses of a text stand on these cards, by card: their place among the clauses that say something, from 1.
 * A split gave them to both parts, a join united them, a copy kept them.
 */
export async function clausesWithSource(
  tx: Tx,
  documentId: string,
  cardIds: readonly string[],
): Promise<Map<string, number[]>> {
  const document = await findDocument(tx, documentId)
  const found = new Map<string, number[]>()
  if (!document || cardIds.length === 0) return found
  const { content } = await readDocument({ tx }, documentId)
  if (isAgendaContent(content)) return found
  const sources = await sourcesOfDocument(tx, document)
  const clauses = clausesOf(content).filter((clause) => !clause.heading && clause.text.trim() !== '')
  clauses.forEach((clause, index) => {
    for (const { sourceKind, sourceId } of sourcesOf(clause, sources)) {
      if (sourceKind !== 'card' || !cardIds.includes(sourceId)) continue
      found.set(sourceId, [...(found.get(sourceId) ?? []), index + 1])
    }
  })
  return found
}

const fates = ['place', 'merge', 'defer', 'leave']

/** What the table, and what was made of its opinion, add to a thread; `todo` is what is awaited next. */
export type CardThread = { stops: StopLine[]; todo: string | null }

/**
 * The part of a resident's thread that the session adds: their words came to the table, went into which clause, were
 * sealed, were signed, and what became of the records made of it. Titles hold no name and no word of anybody's.
 */
export async function cardStops(ctx: Context, issueIds: readonly string[], memory: Memory = newMemory()): Promise<CardThread> {
  const threads: CardThread[] = []
  for (const card of await cardsOfIssues(ctx.tx, issueIds)) threads.push(await threadOfCard(ctx, card, memory))
  return { stops: threads.flatMap(({ stops }) => stops), todo: threads.findLast(({ todo }) => todo !== null)?.todo ?? null }
}

/** The same for one sentence, also one that was said at the table itself. */
export async function threadOfCard(ctx: Context, card: CardRow, memory: Memory = newMemory()): Promise<CardThread> {
  const { tx } = ctx
  const root = rootOf(card, byId(await cardsIn(tx, card.sessionId)))
  const opinion = await opinionOf(tx, card.sessionId)
  const lines = await linesOf(tx, 'card', [...new Set([card.id, root.id])])
  const brought = lines.find((line) => line.subjectId === card.id && line.move === 'bringIssue')
  const fate = lines.findLast((line) => line.subjectId === root.id && fates.includes(line.move) && line.to === root.state)
  const inText = fate && opinion && isCardInText(root.state)
  const made = inText && isOpinionSigned(opinion.state) ? await tellingsOfCard(ctx, opinion, card.id, memory) : []
  return {
    stops: [
      ...(brought ? [stopOf(brought, '您的话带到了会上')] : card.issueId ? [] : [stop(card.id, card.saidAt, '会上说了这句话')]),
      ...(fate ? [stopOf(fate, await fateOf(tx, card, root, opinion), root.reason)] : []),
      ...(inText ? await sealStops(tx, card, opinion) : []),
      ...made.flatMap(({ telling }) => telling.stops.map((one) => ({ ...one, key: `${card.id} ${one.key}` }))),
    ].toSorted((a, b) => (a.at ?? '').localeCompare(b.at ?? '')),
    todo: made.findLast(({ telling }) => telling.todo !== null)?.telling.todo ?? null,
  }
}

async function fateOf(tx: Tx, card: CardRow, root: CardRow, opinion: OpinionRow | null): Promise<string> {
  if (!isCardInText(root.state)) return cardFateWords[root.state] ?? ''
  const clauses = opinion ? (await clausesWithSource(tx, opinion.documentId, [card.id])).get(card.id) : undefined
  return clauses ? `写进了意见稿第 ${clauses.join('、')} 条` : '写进过意见稿，后来改写了'
}

async function sealStops(tx: Tx, card: CardRow, opinion: OpinionRow): Promise<StopLine[]> {
  const seal = await sealOf(tx, opinion)
  if (!seal) return []
  const signatures = (await signaturesUnder(tx, seal.id)).filter((signature) => isSignatureMade(signature.state))
  const last = signatures.map((signature) => signature.at?.getTime() ?? 0).reduce((a, b) => Math.max(a, b), seal.at.getTime())
  const sealed = stop(`${card.id}:seal`, seal.at, `意见稿定稿，第 ${seal.number} 版`, '', '定稿')
  if (!isOpinionSigned(opinion.state)) return [sealed]
  return [sealed, stop(`${card.id}:signed`, new Date(last), `意见稿已签，${signatures.length} 位签了名`, '', '已签')]
}

const stopOf = (line: WrittenLine, title: string, words = ''): StopLine => stop(line.id, line.at, title, words)

function stop(key: string, at: Date, title: string, words = '', stamp: StopLine['stamp'] = null): StopLine {
  return { key, title, detail: '', words, at: at.toISOString(), state: 'done', late: '', stamp }
}
