import type { Context as HonoContext } from 'hono'
import {
  compareQuery, comparisonShape, historyShape, pointQuery, pointShape, restoredShape, versionReadShape, writersShape,
} from '../../shared/documents/history-shapes.ts'
import type { House } from '../house/house.ts'
import { act, ask, deed, type Env, idParams, query, street } from '../house/route.ts'
import { seeComparison, seeHistory, seeVersion, seeWriters } from './history.ts'
import type { Owners } from './owner.ts'
import { restore } from './restore.ts'
import type { NamesOf } from './writers.ts'

const writersRoute = query({
  action: 'document.seeHistory', path: '/api/documents/{id}/writers', params: idParams, answer: writersShape,
  summary: '一份文字现在这一稿里，哪个端写的字归谁',
})
const historyRoute = query({
  action: 'document.seeHistory', path: '/api/documents/{id}/history', params: idParams, answer: historyShape,
  summary: '一份文字历次的稿子：什么时候、谁动的笔，新的在前',
})
const versionRoute = query({
  action: 'document.seeHistory', path: '/api/documents/{id}/version', params: idParams, query: pointQuery, answer: versionReadShape,
  summary: '某一稿的全文，和每个字是谁写的',
})
const compareRoute = query({
  action: 'document.seeHistory', path: '/api/documents/{id}/compare', params: idParams, query: compareQuery, answer: comparisonShape,
  summary: '两稿逐条对照：谁添了什么，谁删了什么',
})
const restoreRoute = deed({
  action: 'document.restore', path: '/api/documents/{id}/restore', params: idParams, body: pointShape, answer: restoredShape,
  summary: '把文字恢复成某一稿，作为新的一稿；各人写的仍归各人',
})

/** The routes of who wrote what. What names people have is handed in. */
export function createHistoryRoutes(ownersFor: (house: House) => Owners, namesOf: NamesOf) {
  const owners = (c: HonoContext<Env>) => ownersFor(c.var.house)
  const telling = (c: HonoContext<Env>) => ({ owners: owners(c), namesOf })
  return street()
    .on(writersRoute, (c, { params }) => ask(c, (ctx) => seeWriters(telling(c), ctx, params.id)))
    .on(historyRoute, (c, { params }) => ask(c, (ctx) => seeHistory(telling(c), ctx, params.id)))
    .on(versionRoute, (c, { params, query: point }) => ask(c, (ctx) => seeVersion(telling(c), ctx, params.id, point)))
    .on(compareRoute, (c, { params, query: asked }) => ask(c, (ctx) => seeComparison(telling(c), ctx, params.id, asked)))
    .on(restoreRoute, (c, { params, body }) => act(c, (ctx) => restore(owners(c), ctx, params.id, body)))
}
