import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Db, Tx } from '../../db/client.ts'
import { topics } from '../../db/schema/topics.ts'
import { organisationsOf } from '../../shared/people.ts'
import { no } from '../../shared/refusals.ts'
import { type TopicLine, type TopicState, topicState } from '../../shared/topics.ts'
import { assertCan, type Context } from '../house/context.ts'

export type TopicRow = typeof topics.$inferSelect

export const mostTopics = 200

/** The topic, whoever asks; null when there is none. For a person's eyes use `topicFor`. */
export async function findTopic(tx: Db | Tx, id: string): Promise<TopicRow | null> {
  const [row] = await tx.select().from(topics).where(eq(topics.id, id))
  return row ?? null
}

/** The topic, for one who may see it. */
export async function topicFor(ctx: Context, id: string): Promise<TopicRow> {
  const row = await findTopic(ctx.tx, id)
  if (!row) throw ctx.actor.kind === 'stranger' ? no.notSignedIn() : no.notFound()
  assertCan(ctx, 'topic.see', row)
  return row
}

/** Whether the topic shows itself to this actor: for the bell. */
export async function showsTopic(ctx: Context, id: string): Promise<boolean> {
  const row = await findTopic(ctx.tx, id)
  return row !== null && ctx.can(ctx.actor, 'topic.see', row)
}

/** The topics of the actor's organisations, the newest first; optionally of one organisation or in some states. */
export async function topicLines(
  ctx: Context,
  wanted: { organisationId?: string; states?: readonly TopicState[] } = {},
  issueCounts: (tx: Tx, topicIds: readonly string[]) => Promise<Map<string, number>> = async () => new Map(),
): Promise<TopicLine[]> {
  if (ctx.actor.kind === 'stranger') throw no.notSignedIn()
  const seen = organisationsOf(ctx.actor).filter((organisationId) => ctx.can(ctx.actor, 'topic.list', { organisationId }))
  const organisationIds = wanted.organisationId ? seen.filter((id) => id === wanted.organisationId) : seen
  if (organisationIds.length === 0) return []
  const rows = await ctx.tx
    .select()
    .from(topics)
    .where(
      and(
        inArray(topics.organisationId, organisationIds),
        inArray(topics.state, [...(wanted.states ?? topicState.options)]),
      ),
    )
    .orderBy(desc(topics.createdAt), desc(topics.id))
    .limit(mostTopics)
  const counts = await issueCounts(ctx.tx, rows.map((row) => row.id))
  return rows.map((row) => topicLineOf(row, counts.get(row.id) ?? 0))
}

export function topicLineOf(row: TopicRow, issues: number): TopicLine {
  const { id, organisationId, title, urgency, state, version, sessionId } = row
  return { id, organisationId, title, urgency, state, version, issues, sessionId, createdAt: row.createdAt.toISOString() }
}
