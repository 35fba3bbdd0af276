import {
  effectPass, gatePass, initialPass, newReport, reportAdoption, reportAt, reportBecause, reportFilter, reportIssue, reportList,
  reportShape, reportTitle,
} from '../../shared/report-shapes.ts'
import { act, ask, deed, idParams, isRepeat, noParams, query, street } from '../house/route.ts'
import { assertOwnPassword } from '../people/passwords.ts'
import { reportAnswer } from './answer.ts'
import { finishEdit, retitleEdited } from './editing.ts'
import { adoptReport, assertMayIssue, signIssue } from './issuing.ts'
import { reportLines } from './queries.ts'
import { passEffect, passReport, retainReport, returnReport, takeReport } from './review.ts'
import { resubmitReport, retitleReport, submitReport, writeReport } from './writing.ts'

const on = <A extends string, P extends string>(action: A, path: P, summary: string) => ({
  action: `report.${action}`, path: `/api/reports/{id}/${path}` as const, summary, params: idParams, answer: reportShape,
})

const listRoute = query({
  action: 'report.list', path: '/api/reports', summary: '社情民意信息：自己写的，和经手审核的', params: noParams, query: reportFilter, answer: reportList,
})
const seeRoute = query({ action: 'report.see', path: '/api/reports/{id}', summary: '看一条社情民意信息', params: idParams, answer: reportShape })
const writeRoute = deed({
  action: 'report.write', path: '/api/reports', summary: '写一条社情民意信息：直接写，或从签好的意见里选', params: noParams, body: newReport, answer: reportShape,
})
const titleRoute = deed({ ...on('edit', 'title', '改标题'), body: reportTitle })
const submitRoute = deed({ ...on('submit', 'submit', '提交'), body: reportAt })
const resubmitRoute = deed({ ...on('resubmit', 'resubmit', '改好以后重新提交'), body: reportAt })
const takeRoute = deed({ ...on('take', 'take', '接收初审'), body: reportAt })
const initialRoute = deed({ ...on('passInitial', 'pass-initial', '初审通过'), body: initialPass })
const politicalRoute = deed({ ...on('passPolitical', 'pass-political', '政治关通过'), body: gatePass })
const contentRoute = deed({ ...on('passContent', 'pass-content', '内容关通过'), body: gatePass })
const effectRoute = deed({ ...on('passEffect', 'pass-effect', '效果关通过，写明值得报到哪一级'), body: effectPass })
const returnRoute = deed({ ...on('returnForChange', 'return', '说明原因，退回修改'), body: reportBecause })
const retainRoute = deed({ ...on('retain', 'retain', '说明原因，留存'), body: reportBecause })
const editedTitleRoute = deed({ ...on('editText', 'edited-title', '改编辑稿的标题'), body: reportTitle })
const finishRoute = deed({ ...on('finishEdit', 'finish-edit', '编好了，送签发'), body: reportAt })
const issueRoute = deed({ ...on('signIssue', 'sign-issue', '签发：再输一次密码，写明报送给谁'), body: reportIssue })
const adoptRoute = deed({ ...on('adopt', 'adopt', '登记采用'), body: reportAdoption })

/** The street of reports. */
export const reportRoutes = street()
  .on(listRoute, (c, { query }) => {
    const { state, q, mine } = query
    return ask(c, (ctx) => reportLines(ctx, { state, q, mine: mine === 'true' }))
  })
  .on(seeRoute, (c, { params }) => ask(c, (ctx) => reportAnswer(ctx, params.id)))
  .on(writeRoute, (c, { body }) => act(c, (ctx) => writeReport(ctx, body)))
  .on(titleRoute, (c, { params, body }) => {
    const { version, title } = body
    return act(c, (ctx) => retitleReport(ctx, params.id, version, title))
  })
  .on(submitRoute, (c, { params, body }) => {
    const { version } = body
    return act(c, (ctx) => submitReport(ctx, params.id, version))
  })
  .on(resubmitRoute, (c, { params, body }) => {
    const { version } = body
    return act(c, (ctx) => resubmitReport(ctx, params.id, version))
  })
  .on(takeRoute, (c, { params, body }) => {
    const { version } = body
    return act(c, (ctx) => takeReport(ctx, params.id, version))
  })
  .on(initialRoute, (c, { params, body }) => {
    const { version, note } = body
    return act(c, (ctx) => passReport(ctx, params.id, version, 'passInitial', note))
  })
  .on(politicalRoute, (c, { params, body }) => {
    const { version, note } = body
    return act(c, (ctx) => passReport(ctx, params.id, version, 'passPolitical', note))
  })
  .on(contentRoute, (c, { params, body }) => {
    const { version, note } = body
    return act(c, (ctx) => passReport(ctx, params.id, version, 'passContent', note))
  })
  .on(effectRoute, (c, { params, body }) => {
    const { version, note, level } = body
    return act(c, (ctx) => passEffect(ctx, params.id, version, note, level))
  })
  .on(returnRoute, (c, { params, body }) => {
    const { version, reason } = body
    return act(c, (ctx) => returnReport(ctx, params.id, version, reason))
  })
  .on(retainRoute, (c, { params, body }) => {
    const { version, reason } = body
    return act(c, (ctx) => retainReport(ctx, params.id, version, reason))
  })
  .on(editedTitleRoute, (c, { params, body }) => {
    const { version, title } = body
    return act(c, (ctx) => retitleEdited(ctx, params.id, version, title))
  })
  .on(finishRoute, (c, { params, body }) => {
    const { version } = body
    return act(c, (ctx) => finishEdit(ctx, params.id, version))
  })
  .on(issueRoute, async (c, { params, body }) => {
    const { id } = params
    const { password, ...given } = body
    if (!(await isRepeat(c))) {
      await ask(c, (ctx) => assertMayIssue(ctx, id, given.recipients))
      await assertOwnPassword(c, password)
    }
    return act(c, (ctx) => signIssue(ctx, id, given))
  })
  .on(adoptRoute, (c, { params, body }) => act(c, (ctx) => adoptReport(ctx, params.id, body)))
