import { randomUUID } from 'node:crypto'
import { cards } from '../../db/schema/cards.ts'
import { cardRefusals, cardWorkflow } from '../../shared/cards.ts'
import { isOver } from '../../shared/sessions.ts'
import type { Context } from '../house/context.ts'
import { ring, writeLine } from '../house/ledger.ts'
import { issuesOfTopic } from '../intake/queries.ts'
import type { IssueRow } from '../intake/records.ts'
import { assertNotFreezing, opinionOf } from '../opinions/records.ts'
import { personNames } from '../people/queries.ts'
import { lockedSession, type SessionRecord } from '../sessions/records.ts'
import { assertHere } from './commands.ts'
import { cardsFor } from './queries.ts'

const namelessResident = '一位居民'

/**
 * Brings the residents' words behind the session's topic to the table: each issue (说事) becomes a waiting card with
 * its original sentence, and its echo goes on with what becomes of the card. One that is here already stays as it is;
 * a confidential one, and one without written words, does not come.
 */
export async function bringIssues(ctx: Context, session: SessionRecord): Promise<number> {
  if (!session.topicId) return 0
  const issues = (await issuesOfTopic(ctx, session.topicId)).filter((issue) => !issue.confidential && issue.words !== '')
  const recorders = await personNames(ctx.tx, issues.flatMap((issue) => recorderOf(issue) ?? []))
  let brought = 0
  for (const issue of issues) if (await bring(ctx, session, issue, recorders)) brought += 1
  if (brought > 0) await ring(ctx, 'session', session.id)
  return brought
}

async function bring(ctx: Context, session: SessionRecord, issue: IssueRow, names: ReadonlyMap<string, string>): Promise<boolean> {
  const recorder = recorderOf(issue)
  const [card] = await ctx.tx
    .insert(cards)
    .values({
      organisationId: session.organisationId,
      id: randomUUID(),
      sessionId: session.id,
      state: cardWorkflow.initial,
      words: issue.words,
      issueId: issue.id,
      speaker: recorder === null ? issue.raisedBy : null,
      speakerName: issue.alias || namelessResident,
      speakerHand: 'resident',
      recordedBy: recorder === null ? null : issue.raisedBy,
      recordedByName: recorder === null ? null : (names.get(recorder) ?? null),
      saidAt: issue.createdAt,
    })
    .onConflictDoNothing()
    .returning({ id: cards.id })
  if (!card) return false
  await writeLine(ctx, {
    organisationId: session.organisationId,
    subject: { kind: 'card', id: card.id },
    move: 'bringIssue',
    to: cardWorkflow.initial,
    facts: { sessionId: session.id, issueId: issue.id },
  })
  await ring(ctx, 'issue', issue.id)
  return true
}

/** The account of whoever took the words down for the resident; null where they said them at the venue's code themselves. */
const recorderOf = (issue: IssueRow): string | null => (issue.channel === 'qr' ? null : (/^person:(.+)$/.exec(issue.raisedBy)?.[1] ?? null))

/** Brings the issues on request: for what joined the topic after the session had started. */
export async function takeIssues(ctx: Context, sessionId: string): ReturnType<typeof cardsFor> {
  const session = await lockedSession(ctx, sessionId)
  assertHere(ctx, 'takeIssues', session)
  if (isOver(session.state)) throw cardRefusals.cardSessionClosed()
  const opinion = await opinionOf(ctx.tx, sessionId)
  if (opinion) assertNotFreezing(opinion)
  const brought = await bringIssues(ctx, session)
  const list = await cardsFor(ctx, sessionId)
  if (brought === 0 && !list.cards.some((card) => card.issueId !== null)) throw cardRefusals.cardNoIssues()
  return list
}
