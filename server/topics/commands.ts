import { randomUUID } from 'node:crypto'
import { topics } from '../../db/schema/topics.ts'
import { actorKey, clockActor } from '../../shared/people.ts'
import { isTopicReady, isTopicScheduled, topicRefusals, type TopicWords, topicWorkflow } from '../../shared/topics.ts'
import { assertCan, type Context } from '../house/context.ts'
import { writeLine } from '../house/ledger.ts'
import { move } from '../house/move.ts'
import { findTopic, type TopicRow } from './queries.ts'
import { no } from '../../shared/refusals.ts'

/** Puts a topic forward: directly, or grown out of a resident's words. */
export async function proposeTopic(ctx: Context, organisationId: string, words: TopicWords): Promise<TopicRow> {
  assertCan(ctx, 'topic.propose', { organisationId })
  const [row] = await ctx.tx
    .insert(topics)
    .values({
      ...words,
      organisationId,
      id: randomUUID(),
      state: topicWorkflow.initial,
      proposedBy: actorKey(ctx.actor),
      proposedByName: ctx.actor.kind === 'person' ? ctx.actor.name : '',
      createdAt: ctx.now,
    })
    .returning()
  if (!row) throw no.broken()
  await writeLine(ctx, { organisationId, subject: { kind: 'topic', id: row.id }, move: 'propose', to: row.state })
  return row
}

export async function approveTopic(ctx: Context, topic: TopicRow): Promise<TopicRow> {
  return move(ctx, topicWorkflow, topics, topic, 'approve', { set: { approvedAt: ctx.now } })
}

/** Puts it aside for good, with a reason its people can read. What grew into it goes back to the station: see `drop.ts`. */
export async function putTopicAside(ctx: Context, topic: TopicRow, reason: string): Promise<TopicRow> {
  return move(ctx, topicWorkflow, topics, topic, 'drop', { set: { reason, droppedAt: ctx.now } })
}

/** A session took the topic up; its own deed has decided that it may. The same session twice is quiet. */
export async function markScheduled(ctx: Context, topicId: string, sessionId: string): Promise<TopicRow> {
  const topic = await topicOf(ctx, topicId)
  if (isTopicScheduled(topic.state) && topic.sessionId === sessionId) return topic
  if (isTopicScheduled(topic.state)) throw topicRefusals.topicTaken()
  if (!isTopicReady(topic.state)) throw topicRefusals.topicNotReady()
  return move(asHouse(ctx), topicWorkflow, topics, topic, 'schedule', {
    set: { sessionId, scheduledAt: ctx.now },
    facts: { sessionId },
  })
}

/** The session it stood on was called off: it may be put on another. Quiet when it no longer stands there. */
export async function releaseTopic(ctx: Context, topicId: string): Promise<void> {
  const topic = await topicOf(ctx, topicId)
  if (!isTopicScheduled(topic.state)) return
  await move(asHouse(ctx), topicWorkflow, topics, topic, 'release', { set: { sessionId: null, scheduledAt: null } })
}

/** The session on it has ended with its record signed. Quiet on a repeat. */
export async function markDiscussed(ctx: Context, topicId: string): Promise<void> {
  const topic = await topicOf(ctx, topicId)
  if (!isTopicScheduled(topic.state)) return
  await move(asHouse(ctx), topicWorkflow, topics, topic, 'discuss', { set: { discussedAt: ctx.now } })
}

async function topicOf(ctx: Context, topicId: string): Promise<TopicRow> {
  const topic = await findTopic(ctx.tx, topicId)
  if (!topic) throw no.notFound()
  return topic
}

/** What only follows from another record's deed is done by the house itself. */
const asHouse = (ctx: Context): Context => ({ ...ctx, actor: clockActor })
