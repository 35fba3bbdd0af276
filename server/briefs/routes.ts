import type { Context as HonoContext } from 'hono'
import {
  type Brief, briefAssigned, briefAt, briefBecause, briefClosed, briefDespatch, briefFilter, briefList as briefListShape, briefMaterials,
  briefMet, briefNamed, briefNumbered, briefPassed, briefShape, newBrief, newInstruction,
} from '../../shared/brief-shapes.ts'
import type { Context } from '../house/context.ts'
import { act, ask, deed, type Env, idParams, isRepeat, noParams, query, street } from '../house/route.ts'
import { assertOwnPassword } from '../people/passwords.ts'
import { briefAnswer } from './answer.ts'
import { assignBrief, closeBrief } from './close.ts'
import { compileBrief, retitleBrief } from './compile.ts'
import { despatchBrief, recordInstruction } from './despatch.ts'
import { briefList } from './lists.ts'
import type { BriefAction } from './policy.ts'
import { briefFor, briefForDeed } from './queries.ts'
import { type BriefRecord, briefRecord, findBrief } from './records.ts'
import { numberBrief, passInternal, passPartyGroup, returnForChange, submitBrief } from './reviews.ts'
import { materialsFor } from './sources.ts'

const on = <A extends BriefAction, P extends string>(action: A, path: P, summary: string) => ({
  action: `brief.${action}`, path: `/api/briefs/{id}/${path}` as const, summary, params: idParams, answer: briefShape,
})

/**
 * A deed on a brief: theirs to do, decided on the brief as it is; the fresh record goes back. Also to the party group that
 * sent it back, who finds it again when it is handed in once more.
 */
function onBrief(c: HonoContext<Env>, id: string, version: number, action: BriefAction, work: (ctx: Context, record: BriefRecord) => Promise<void>): Promise<Brief> {
  return act(c, async (ctx) => {
    await work(ctx, await briefForDeed(ctx, id, version, action))
    return briefAnswer(ctx, await briefRecord(ctx.tx, (await findBrief(ctx.tx, id))!))
  })
}

const listRoute = query({
  action: 'brief.list', path: '/api/briefs', summary: '建议简报：按状态、年份筛，按字找', params: noParams, query: briefFilter, answer: briefListShape,
})
const materialsRoute = query({
  action: 'brief.list', path: '/api/brief-materials', summary: '可以编进简报的、签好名的协商意见', params: noParams, answer: briefMaterials,
})
const seeRoute = query({ action: 'brief.see', path: '/api/briefs/{id}', summary: '看一份建议简报', params: idParams, answer: briefShape })
const compileRoute = deed({
  action: 'brief.compile', path: '/api/briefs', summary: '从签好名的协商意见编一份简报', params: noParams, body: newBrief, answer: briefShape,
})
const editRoute = deed({ ...on('edit', 'edit', '改标题'), body: briefNamed })
const submitRoute = deed({ ...on('submit', 'submit', '送审：正文从此定下'), body: briefAt })
const passInternalRoute = deed({ ...on('passInternal', 'pass-internal', '负责人同意'), body: briefPassed })
const returnRoute = deed({ ...on('returnForChange', 'return-for-change', '退回修改：写明原因'), body: briefBecause })
const passPartyGroupRoute = deed({ ...on('passPartyGroup', 'pass-party-group', '分党组同意：写明会议'), body: briefMet })
const numberRoute = deed({ ...on('number', 'number', '签发并编期号：再输一次密码'), body: briefNumbered })
const despatchRoute = deed({ ...on('despatch', 'despatch', '报送：报、送、发和份数'), body: briefDespatch })
const instructionRoute = deed({ ...on('recordInstruction', 'instructions', '登记批示'), body: newInstruction })
const assignRoute = deed({ ...on('assign', 'assign', '交办给承办单位'), body: briefAssigned })
const closeRoute = deed({ ...on('close', 'close', '办结：逐条写明结果'), body: briefClosed })

/** The street of briefs. */
export const briefRoutes = street()
  .on(listRoute, (c, { query }) => ask(c, (ctx) => briefList(ctx, query)))
  .on(materialsRoute, (c) => ask(c, materialsFor))
  .on(seeRoute, async (c, { params }) => {
    const { id } = params
    return ask(c, async (ctx) => briefAnswer(ctx, await briefFor(ctx, id)))
  })
  .on(compileRoute, (c, { body }) => act(c, (ctx) => compileBrief(ctx, body)))
  .on(editRoute, (c, { params, body }) => {
    const { version, title } = body
    return onBrief(c, params.id, version, 'edit', (ctx, record) => retitleBrief(ctx, record, title))
  })
  .on(submitRoute, (c, { params, body }) => {
    const { version } = body
    return onBrief(c, params.id, version, 'submit', submitBrief)
  })
  .on(passInternalRoute, (c, { params, body }) => {
    const { version, words } = body
    return onBrief(c, params.id, version, 'passInternal', (ctx, record) => passInternal(ctx, record, words))
  })
  .on(returnRoute, (c, { params, body }) => {
    const { version, reason } = body
    return onBrief(c, params.id, version, 'returnForChange', (ctx, record) => returnForChange(ctx, record, reason))
  })
  .on(passPartyGroupRoute, (c, { params, body }) => {
    const { version, meeting, words } = body
    return onBrief(c, params.id, version, 'passPartyGroup', (ctx, record) => passPartyGroup(ctx, record, meeting, words))
  })
  .on(numberRoute, async (c, { params, body }) => {
    const { version, password } = body
    const { id } = params
    if (!(await isRepeat(c))) {
      // First whether it is theirs to sign at all: an unknown brief is not found, whatever the password.
      await ask(c, (ctx) => briefForDeed(ctx, id, version, 'number'))
      await assertOwnPassword(c, password)
    }
    return onBrief(c, id, version, 'number', numberBrief)
  })
  .on(despatchRoute, (c, { params, body }) => {
    const { version, ...to } = body
    return onBrief(c, params.id, version, 'despatch', (ctx, record) => despatchBrief(ctx, record, to))
  })
  .on(instructionRoute, (c, { params, body }) => {
    const { version, ...given } = body
    return onBrief(c, params.id, version, 'recordInstruction', (ctx, record) => recordInstruction(ctx, record, given))
  })
  .on(assignRoute, (c, { params, body }) => {
    const { version, ...to } = body
    return onBrief(c, params.id, version, 'assign', (ctx, record) => assignBrief(ctx, record, to))
  })
  .on(closeRoute, (c, { params, body }) => {
    const { version, outcomes } = body
    return onBrief(c, params.id, version, 'close', (ctx, record) => closeBrief(ctx, record, outcomes))
  })
