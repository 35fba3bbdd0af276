import { z } from '@hono/zod-openapi'
import type { Context as HonoContext } from 'hono'
import { itemShape, newConsensus, newItem } from '../../shared/agenda.ts'
import type { Context } from '../house/context.ts'
import { act, ask, deed, type Env, idParams, query, street } from '../house/route.ts'
import {
  accept, begin, defer, propose, recordConsensus, recordInformed, recordNoConsensus, reject, reopen, reorder, reserve,
  setAside, withdraw,
} from './commands.ts'
import { freshItem, listItems } from './queries.ts'

const version = z.number().int().min(1)
const plain = z.object({ version })
const reasoned = z.object({ version, reason: z.string().trim().min(1).max(500) })
const words = z.string().trim().min(1).max(1000)

const itemDeed = <P extends string, B extends z.ZodObject>(path: P, verb: string, summary: string, body: B) =>
  deed({ action: `item.${verb}`, path: `/api/items/{id}/${path}` as const, summary, params: idParams, body, answer: itemShape })

/** Does the deed and answers with the item as it stands then. */
const doTo = (c: HonoContext<Env>, id: string, work: (ctx: Context) => Promise<void>) =>
  act(c, async (ctx) => {
    await work(ctx)
    return freshItem(ctx, id)
  })

const itemsRoute = query({
  action: 'session.see',
  path: '/api/sessions/{id}/items',
  summary: '一场会的议程：会前只有提出来的，开始后是每一项',
  params: idParams,
  answer: z.object({ items: z.array(itemShape) }),
})
const sessionProposeRoute = deed({
  action: 'session.propose',
  path: '/api/sessions/{id}/items',
  summary: '提一项要谈的事',
  params: idParams,
  body: newItem.extend({ note: newItem.shape.note.optional() }),
  answer: itemShape,
})
const acceptRoute = itemDeed('accept', 'accept', '排进议程', plain)
const rejectRoute = itemDeed('reject', 'reject', '不排进议程，说明原因', reasoned)
const withdrawRoute = itemDeed('withdraw', 'withdraw', '撤回自己提的一项', plain)
const reorderRoute = itemDeed('reorder', 'reorder', '换位置：排到哪一项后面，空着就是排第一', z.object({ version, behind: z.uuid().nullable() }))
const beginRoute = itemDeed('begin', 'begin', '开始谈这一项', plain)
const recordConsensusRoute = itemDeed(
  'record-consensus', 'recordConsensus', '念过、大家认可了，记下共识',
  z.object({ version, consensus: z.array(newConsensus).max(40), readOut: z.literal(true) }),
)
const recordInformedRoute = itemDeed('record-informed', 'recordInformed', '只作通报', plain)
const recordNoConsensusRoute = itemDeed('record-no-consensus', 'recordNoConsensus', '没谈拢，记下各方的说法', z.object({ version, reason: words }))
const deferRoute = itemDeed('defer', 'defer', '放到下次', z.object({ version, deferredTo: z.string().trim().min(1).max(100) }))
const setAsideRoute = itemDeed('set-aside', 'setAside', '先放一放', plain)
const reopenRoute = itemDeed('reopen', 'reopen', '重新谈，说明原因', reasoned)
const reserveRoute = itemDeed(
  'reservations', 'reserve', '记下保留意见，原话照录',
  z.object({ participantId: z.uuid(), words, confirmed: z.boolean() }),
)

/** The street of the agenda: one deed a move. */
export const agendaRoutes = street()
  .on(itemsRoute, async (c, { params }) =>
    ask(c, async (ctx) => ({ items: await listItems(ctx, params.id) })),
  )
  .on(sessionProposeRoute, async (c, { params, body }) => {
    const given = body
    const answer = await act(c, async (ctx) =>
      freshItem(ctx, await propose(ctx, params.id, { ...given, note: given.note ?? '' })),
    )
    return answer
  })
  .on(acceptRoute, (c, { params, body }) => {
    const { id } = params
    return doTo(c, id, (ctx) => accept(ctx, id, body))
  })
  .on(rejectRoute, (c, { params, body }) => {
    const { id } = params
    return doTo(c, id, (ctx) => reject(ctx, id, body))
  })
  .on(withdrawRoute, (c, { params, body }) => {
    const { id } = params
    return doTo(c, id, (ctx) => withdraw(ctx, id, body))
  })
  .on(reorderRoute, (c, { params, body }) => {
    const { id } = params
    return doTo(c, id, (ctx) => reorder(ctx, id, body))
  })
  .on(beginRoute, (c, { params, body }) => {
    const { id } = params
    return doTo(c, id, (ctx) => begin(ctx, id, body))
  })
  .on(recordConsensusRoute, (c, { params, body }) => {
    const { id } = params
    return doTo(c, id, (ctx) => recordConsensus(ctx, id, body))
  })
  .on(recordInformedRoute, (c, { params, body }) => {
    const { id } = params
    return doTo(c, id, (ctx) => recordInformed(ctx, id, body))
  })
  .on(recordNoConsensusRoute, (c, { params, body }) => {
    const { id } = params
    return doTo(c, id, (ctx) => recordNoConsensus(ctx, id, body))
  })
  .on(deferRoute, (c, { params, body }) => {
    const { id } = params
    return doTo(c, id, (ctx) => defer(ctx, id, body))
  })
  .on(setAsideRoute, (c, { params, body }) => {
    const { id } = params
    return doTo(c, id, (ctx) => setAside(ctx, id, body))
  })
  .on(reopenRoute, (c, { params, body }) => {
    const { id } = params
    return doTo(c, id, (ctx) => reopen(ctx, id, body))
  })
  .on(reserveRoute, (c, { params, body }) => {
    const { id } = params
    return doTo(c, id, (ctx) => reserve(ctx, id, body))
  })
