import { z } from '@hono/zod-openapi'
import type { Context as HonoContext } from 'hono'
import { newTopic, type Topic, topicLine, topicShape, topicState } from '../../shared/topics.ts'
import type { Context } from '../house/context.ts'
import { assertVersion } from '../house/move.ts'
import { act, ask, deed, type Env, idParams, noParams, query, street } from '../house/route.ts'
import { issueCounts, issuesOfTopic } from '../intake/queries.ts'
import { organisationsWhere } from '../people/queries.ts'
import { approveTopic, proposeTopic } from './commands.ts'
import { dropTopic } from './drop.ts'
import { topicFor, topicLineOf, topicLines, type TopicRow } from './queries.ts'

const version = z.number().int().min(1)

/** A topic with the residents' words it grew from, as far as this person may see them. */
async function topicView(ctx: Context, row: TopicRow): Promise<Topic> {
  const counts = await issueCounts(ctx.tx, [row.id])
  const from = await issuesOfTopic(ctx, row.id)
  const { situation, affected, hopes, departments, reason } = row
  return {
    ...topicLineOf(row, counts.get(row.id) ?? 0),
    situation, affected, hopes, departments, reason,
    proposedBy: row.proposedByName,
    from: from.map(({ id, number, words, createdAt }) => ({ id, number, words, saidAt: createdAt.toISOString() })),
    may: ctx.can.may(ctx.actor, 'topic', row).filter((verb) => verb !== 'list' && verb !== 'propose'),
  }
}

function onTopic(
  c: HonoContext<Env>,
  id: string,
  expected: number,
  work: (ctx: Context, topic: TopicRow) => Promise<TopicRow>,
): Promise<Topic> {
  return act(c, async (ctx) => {
    const topic = await topicFor(ctx, id)
    if (topic.version !== expected) assertVersion(expected, topic, await topicView(ctx, topic))
    return topicView(ctx, await work(ctx, topic))
  })
}

/** The street of topics. */
export const topicRoutes = street()
  .on(
    query({
      action: 'topic.list', path: '/api/topics', summary: '议题：等着定的、可以上会的、商量过的',
      params: noParams,
      query: z.object({ organisationId: z.uuid().optional(), state: topicState.optional() }),
      answer: z.object({ topics: z.array(topicLine), proposeIn: z.array(z.object({ id: z.uuid(), name: z.string() })) }),
    }),
    async (c, { query }) => {
      const { organisationId, state } = query
      const wanted = { ...(organisationId ? { organisationId } : {}), ...(state ? { states: [state] } : {}) }
      const answer = await ask(c, async (ctx) => ({
        topics: await topicLines(ctx, wanted, issueCounts),
        proposeIn: await organisationsWhere(ctx, 'topic.propose'),
      }))
      return answer
    },
  )
  .on(
    query({ action: 'topic.see', path: '/api/topics/{id}', summary: '看一个议题', params: idParams, answer: topicShape }),
    async (c, { params }) => ask(c, async (ctx) => topicView(ctx, await topicFor(ctx, params.id))),
  )
  .on(
    deed({ action: 'topic.propose', path: '/api/topics', summary: '提一个议题', params: noParams, body: newTopic, answer: topicShape }),
    async (c, { body }) => {
      const { organisationId, ...words } = body
      return act(c, async (ctx) => topicView(ctx, await proposeTopic(ctx, organisationId, words)))
    },
  )
  .on(
    deed({
      action: 'topic.approve', path: '/api/topics/{id}/approve', summary: '同意上会',
      params: idParams, body: z.object({ version }), answer: topicShape,
    }),
    (c, { params, body }) => onTopic(c, params.id, body.version, approveTopic),
  )
  .on(
    deed({
      action: 'topic.drop', path: '/api/topics/{id}/drop', summary: '不列入：写明原因',
      params: idParams, body: z.object({ version, reason: z.string().trim().min(1).max(500) }), answer: topicShape,
    }),
    (c, { params, body }) => {
      const { version: expected, reason } = body
      return onTopic(c, params.id, expected, (ctx, topic) => dropTopic(ctx, topic, reason))
    },
  )
