import type { Context } from '../house/context.ts'
import { returnIssuesOf } from '../intake/commands.ts'
import { putTopicAside } from './commands.ts'
import type { TopicRow } from './queries.ts'

/** 不列入: the topic is put aside, and every resident's words it grew from go back to the station with the reason. */
export async function dropTopic(ctx: Context, topic: TopicRow, reason: string): Promise<TopicRow> {
  const dropped = await putTopicAside(ctx, topic, reason)
  await returnIssuesOf(ctx, topic.id, reason)
  return dropped
}
