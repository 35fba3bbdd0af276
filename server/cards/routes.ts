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
  .on(listRoute, (c, { params }) => ask(c, (ctx) => cardsFor(ctx, params.id)))
  .on(sayRoute, (c, { params, body }) => {
    const wanted = body
    return act(c, (ctx) => sayCard(ctx, params.id, wanted))
  })
  .on(issuesRoute, (c, { params }) => act(c, (ctx) => takeIssues(ctx, params.id)))
  .on(confirmRoute, (c, { params, body }) => {
    const { version } = body
    return act(c, (ctx) => confirmCard(ctx, params.id, version))
  })
  .on(placeRoute, (c, { params, body }) => {
    const wanted = body
    return act(c, (ctx) => placeCard(ctx, params.id, wanted))
  })
  .on(mergeRoute, (c, { params, body }) => {
    const { version, into } = body
    return act(c, (ctx) => mergeCard(ctx, params.id, version, into))
  })
  .on(deferRoute, (c, { params, body }) => {
    const { version } = body
    return act(c, (ctx) => deferCard(ctx, params.id, version))
  })
  .on(leaveRoute, (c, { params, body }) => {
    const { version, reason } = body
    return act(c, (ctx) => leaveCard(ctx, params.id, version, reason))
  })
  .on(takeBackRoute, (c, { params, body }) => {
    const { version } = body
    return act(c, (ctx) => takeCardBack(ctx, params.id, version))
  })
