import { cardAt, cardLeaving, cardList, cardMerging, cardPlacing, cardShape, newCard } from '../../shared/cards.ts'
import { act, ask, deed, idParams, noParams, query, street } from '../house/route.ts'
import { confirmCard, deferCard, leaveCard, sayCard } from './commands.ts'
import { takeIssues } from './issues.ts'
import { mergeCard, placeCard, takeCardBack } from './placing.ts'
import { cardsFor } from './queries.ts'

const on = <A extends string, P extends string>(action: A, path: P, summary: string) => ({
  action: `card.${action}`, path: `/api/cards/{id}/${path}` as const, summary, params: idParams, answer: cardShape,
})

const listRoute = query({
  action: 'card.list', path: '/api/sessions/{id}/cards', summary: '一场会的意见卡', params: idParams, answer: cardList,
})
const sayRoute = deed({
  action: 'card.say',
  path: '/api/sessions/{id}/cards',
  summary: '说一句，成为一张意见卡；主持人和记录人可以代记',
  params: idParams,
  body: newCard,
  answer: cardShape,
})
const issuesRoute = deed({
  action: 'card.takeIssues',
  path: '/api/sessions/{id}/cards/from-issues',
  summary: '把议题里居民说的事带到会上，一件一张卡',
  params: idParams,
  body: noParams,
  answer: cardList,
})
const confirmRoute = deed({ ...on('confirm', 'confirm', '代记的话念给本人听过，本人认可'), body: cardAt })
const placeRoute = deed({ ...on('place', 'place', '放进意见稿'), body: cardPlacing })
const mergeRoute = deed({ ...on('merge', 'merge', '和别的一张合在一起'), body: cardMerging })
const deferRoute = deed({ ...on('defer', 'defer', '留到下次'), body: cardAt })
const leaveRoute = deed({ ...on('leave', 'leave', '说明原因，不写进'), body: cardLeaving })
const takeBackRoute = deed({ ...on('takeBack', 'take-back', '拿回来重新安排'), body: cardAt })

/** The street of cards. */
export const cardRoutes = street()
  .openapi(listRoute, async (c) => c.json(await ask(c, (ctx) => cardsFor(ctx, c.req.valid('param').id)), 200))
  .openapi(sayRoute, async (c) => {
    const wanted = c.req.valid('json')
    return c.json(await act(c, (ctx) => sayCard(ctx, c.req.valid('param').id, wanted)), 200)
  })
  .openapi(issuesRoute, async (c) => c.json(await act(c, (ctx) => takeIssues(ctx, c.req.valid('param').id)), 200))
  .openapi(confirmRoute, async (c) => {
    const { version } = c.req.valid('json')
    return c.json(await act(c, (ctx) => confirmCard(ctx, c.req.valid('param').id, version)), 200)
  })
  .openapi(placeRoute, async (c) => {
    const wanted = c.req.valid('json')
    return c.json(await act(c, (ctx) => placeCard(ctx, c.req.valid('param').id, wanted)), 200)
  })
  .openapi(mergeRoute, async (c) => {
    const { version, into } = c.req.valid('json')
    return c.json(await act(c, (ctx) => mergeCard(ctx, c.req.valid('param').id, version, into)), 200)
  })
  .openapi(deferRoute, async (c) => {
    const { version } = c.req.valid('json')
    return c.json(await act(c, (ctx) => deferCard(ctx, c.req.valid('param').id, version)), 200)
  })
  .openapi(leaveRoute, async (c) => {
    const { version, reason } = c.req.valid('json')
    return c.json(await act(c, (ctx) => leaveCard(ctx, c.req.valid('param').id, version, reason)), 200)
  })
  .openapi(takeBackRoute, async (c) => {
    const { version } = c.req.valid('json')
    return c.json(await act(c, (ctx) => takeCardBack(ctx, c.req.valid('param').id, version)), 200)
  })
