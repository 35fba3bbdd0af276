import { and, eq, inArray, lt } from 'drizzle-orm'
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { dueDay } from '../../db/schema/columns.ts'
import { contactViews, issueContacts, issues } from '../../db/schema/intake.ts'
import { dayOf } from '../../shared/calendar.ts'
import {
  isIssueEscalated, isIssueMerged, isIssueOpen, type IssueMove, issueRefusals, issueWorkflow,
} from '../../shared/intake.ts'
import {
  type answerIssue, type escalateIssue, type mergeIssue, type notAcceptIssue, type solveIssue, type triageIssue,
} from '../../shared/intake-shapes.ts'
import { type Actor, clockActor } from '../../shared/people.ts'
import { isTopicOpen, topicRefusals } from '../../shared/topics.ts'
import { isAwaited } from '../echo/ended.ts'
import { takeUpFiles } from '../files/commands.ts'
import { assertCan, type Context, type Ground, within } from '../house/context.ts'
import { writeLine } from '../house/ledger.ts'
import { move } from '../house/move.ts'
import { dueBy } from '../rulesets/queries.ts'
import { proposeTopic } from '../topics/commands.ts'
import { findTopic, topicFor } from '../topics/queries.ts'
import { findIssue, issueFor, type IssueRow, writeNote } from './records.ts'
import { no } from '../../shared/refusals.ts'

type Body<S extends z.ZodType> = Omit<z.infer<S>, 'version'>
type Change = Parameters<typeof move<IssueRow['state'], IssueMove, IssueRow>>[5]

const moveIssue = (ctx: Context, issue: IssueRow, name: IssueMove, change?: Change): Promise<IssueRow> =>
  move(ctx, issueWorkflow, issues, issue, name, change)

const asHouse = (ctx: Context): Context => ({ ...ctx, actor: clockActor })

/** The one who triages or takes on is from then on its handler. */
function handledBy(actor: Actor): Pick<IssueRow, 'handlerId' | 'handlerName'> {
  return actor.kind === 'person' ? { handlerId: actor.id, handlerName: actor.name } : { handlerId: null, handlerName: '' }
}

export async function triageIssueAs(ctx: Context, issue: IssueRow, given: Body<typeof triageIssue>): Promise<IssueRow> {
  const { urgency, sector, confidential } = given
  return moveIssue(ctx, issue, 'triage', {
    set: { urgency, sector, confidential, ...handledBy(ctx.actor), due: await dueBy(ctx, issue, 'issue.solve') },
    facts: { urgency, confidential },
  })
}

/** Not a matter for deliberation: the reason is from the list, which also says where to go. */
export async function refuseIssue(ctx: Context, issue: IssueRow, given: Body<typeof notAcceptIssue>): Promise<IssueRow> {
  const moved = await moveIssue(ctx, issue, 'notAccept', {
    set: { refusal: given.reason, due: null },
    facts: { reason: given.reason },
  })
  if (given.words) await writeNote(ctx, issue, 'notAccepted', given.words)
  return moved
}

/** Put together with another that says the same. Whatever had been put together with it goes along. */
export async function mergeIssueInto(ctx: Context, issue: IssueRow, given: Body<typeof mergeIssue>): Promise<IssueRow> {
  if (given.into === issue.id) throw issueRefusals.issueMergeIntoItself()
  assertCan(ctx, 'issue.merge', issue)
  const target = await issueFor(ctx, given.into)
  if (target.organisationId !== issue.organisationId) throw no.notFound()
  if (!isIssueOpen(target.state)) throw issueRefusals.issueMergeIntoEnded()
  // Held while we join: of two that are put into each other at once, the later one finds the earlier one ended.
  const [held] = await ctx.tx
    .select({ state: issues.state })
    .from(issues)
    .where(inArray(issues.id, [issue.id, target.id]))
    .orderBy(issues.id)
    .for('update')
    .then((rows) => rows.filter((row) => !isIssueOpen(row.state)))
  if (held) throw issueRefusals.issueMergeIntoEnded()
  const moved = await moveIssue(ctx, issue, 'merge', {
    set: { mergedInto: target.id, due: null },
    facts: { into: target.id },
  })
  await ctx.tx.update(issues).set({ mergedInto: target.id }).where(eq(issues.mergedInto, issue.id))
  await writeLine(ctx, {
    organisationId: target.organisationId,
    subject: { kind: 'issue', id: target.id },
    move: 'join',
    from: target.state,
    to: target.state,
    facts: { from: issue.id },
  })
  return moved
}

export async function answerIssueWith(ctx: Context, issue: IssueRow, given: Body<typeof answerIssue>): Promise<IssueRow> {
  const moved = await moveIssue(ctx, issue, 'answer', { set: { due: null } })
  await writeNote(ctx, issue, 'answer', given.words)
  return moved
}

export async function takeIssueOn(ctx: Context, issue: IssueRow): Promise<IssueRow> {
  return moveIssue(ctx, issue, 'takeOn', {
    set: { ...handledBy(ctx.actor), due: await dueBy(ctx, issue, 'issue.solve') },
  })
}

/** Becomes a topic, or joins one that is still open. An issue leads to one live topic at most. */
export async function escalateIssueTo(ctx: Context, issue: IssueRow, given: Body<typeof escalateIssue>): Promise<IssueRow> {
  assertCan(ctx, 'issue.escalate', issue)
  const topic = given.topicId
    ? await topicFor(ctx, given.topicId)
    : given.topic
      ? await proposeTopic(ctx, issue.organisationId, given.topic)
      : null
  if (!topic) throw issueRefusals.issueTopicMissing()
  if (topic.organisationId !== issue.organisationId) throw no.notFound()
  if (!isTopicOpen(topic.state)) throw topicRefusals.topicClosed()
  return moveIssue(ctx, issue, 'escalate', {
    set: { topicId: topic.id, due: null },
    facts: { target: 'topic', topicId: topic.id },
  })
}

/** Done: what was done, with its proof; the one who said it is asked. */
export async function solveIssueWith(ctx: Context, issue: IssueRow, given: Body<typeof solveIssue>): Promise<IssueRow> {
  assertCan(ctx, 'issue.solve', issue)
  if (isIssueEscalated(issue.state) && issue.topicId) {
    const topic = await findTopic(ctx.tx, issue.topicId)
    if (topic && isTopicOpen(topic.state)) throw issueRefusals.issueTargetOpen()
    if (await isAwaited(ctx, issue)) throw issueRefusals.issueOutcomeOpen()
  }
  await takeUpFiles(ctx, given.fileIds, { organisationId: issue.organisationId, kind: 'issue', id: issue.id })
  const moved = await moveIssue(ctx, issue, 'solve', {
    set: { due: null, confirmBy: await dueBy(ctx, issue, 'issue.confirmLapse') },
    facts: { files: given.fileIds.length },
  })
  await writeNote(ctx, issue, 'solution', given.words)
  return moved
}

/** Every issue a dropped topic grew from comes back to the station, with the reason. */
export async function returnIssuesOf(ctx: Context, topicId: string, reason: string): Promise<void> {
  const rows = await ctx.tx.select().from(issues).where(eq(issues.topicId, topicId))
  for (const issue of rows.filter((row) => isIssueEscalated(row.state))) {
    await moveIssue(asHouse(ctx), issue, 'comeBack', {
      set: { topicId: null, due: await dueBy(ctx, issue, 'issue.solve') },
      facts: { topicId },
    })
    await writeNote(ctx, issue, 'returned', reason)
  }
}

/** 认可: the one who said it agrees; with that it is closed. */
export async function confirmIssueAs(ctx: Context, issue: IssueRow, how: 'yes' | 'partly'): Promise<IssueRow> {
  const confirmed = await moveIssue(ctx, issue, 'confirm', { set: { outcome: how }, facts: { how } })
  return moveIssue(asHouse(ctx), confirmed, 'close', {})
}

/** 没办好: once it goes back to the station. */
export async function denyIssueAs(ctx: Context, issue: IssueRow, words: string): Promise<IssueRow> {
  assertCan(ctx, 'issue.deny', issue)
  if (issue.denied) throw issueRefusals.issueDeniedOnce()
  const denied = await moveIssue(ctx, issue, 'deny', { set: { denied: true, confirmBy: null } })
  await writeNote(ctx, issue, 'denied', words)
  return moveIssue(asHouse(ctx), denied, 'retake', {
    set: { due: await dueBy(ctx, issue, 'issue.solve') },
  })
}

/** More words from the one who said it; what they said first stays as it was. */
export async function addWordsTo(ctx: Context, issue: IssueRow, words: string): Promise<IssueRow> {
  assertCan(ctx, 'issue.addWords', issue)
  const [row] = await ctx.tx
    .update(issues)
    .set({ version: issue.version + 1 })
    .where(and(eq(issues.id, issue.id), eq(issues.version, issue.version)))
    .returning()
  if (!row) throw no.stale()
  await writeNote(ctx, issue, 'addition', words)
  await writeLine(ctx, {
    organisationId: issue.organisationId,
    subject: { kind: 'issue', id: issue.id },
    move: 'addWords',
    from: issue.state,
    to: issue.state,
  })
  return row
}

/** Notes that the handler looks at the contact in full, and why; the contact itself is read afterwards, outside the deed. */
export async function noteContactView(ctx: Context, id: string, reason: string): Promise<{ id: string }> {
  const issue = await issueFor(ctx, id)
  assertCan(ctx, 'issue.seeContact', issue)
  const [contact] = await ctx.tx.select({ id: issueContacts.issueId }).from(issueContacts).where(eq(issueContacts.issueId, id))
  if (!contact || ctx.actor.kind !== 'person') throw issueRefusals.contactMissing()
  const viewId = randomUUID()
  const { organisationId } = issue
  await ctx.tx.insert(contactViews).values({ organisationId, id: viewId, issueId: id, personId: ctx.actor.id, reason, at: ctx.now })
  await writeLine(ctx, {
    organisationId,
    subject: { kind: 'issue', id },
    move: 'seeContact',
    from: issue.state,
    to: issue.state,
    facts: { view: viewId },
  })
  return { id }
}

/** What only time decides: a solved issue without a word from its person is closed, counted apart from those who agreed. */
export async function lapseSilentIssues(ground: Ground): Promise<number> {
  return within(ground, clockActor, async (ctx) => {
    const rows = await ctx.tx
      .select()
      .from(issues)
      .where(
        and(
          inArray(issues.state, [...issueWorkflow.moves.lapse.from]),
          lt(dueDay(issues.confirmBy), dayOf(ctx.now)),
        ),
      )
      .orderBy(issues.id)
      .limit(500)
      .for('update', { skipLocked: true })
    for (const issue of rows) await moveIssue(ctx, issue, 'lapse', { set: { outcome: 'unconfirmed' } })
    return rows.length
  })
}

/** The issue this one is handled with: itself, or the one it was put together with. */
export async function leadOf(ctx: Context, issue: IssueRow): Promise<IssueRow> {
  if (!isIssueMerged(issue.state) || !issue.mergedInto) return issue
  return (await findIssue(ctx.tx, issue.mergedInto)) ?? issue
}
