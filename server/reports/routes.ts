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
  .openapi(listRoute, async (c) => {
    const { state, q, mine } = c.req.valid('query')
    return c.json(await ask(c, (ctx) => reportLines(ctx, { state, q, mine: mine === 'true' })), 200)
  })
  .openapi(seeRoute, async (c) => c.json(await ask(c, (ctx) => reportAnswer(ctx, c.req.valid('param').id)), 200))
  .openapi(writeRoute, async (c) => c.json(await act(c, (ctx) => writeReport(ctx, c.req.valid('json'))), 200))
  .openapi(titleRoute, async (c) => {
    const { version, title } = c.req.valid('json')
    return c.json(await act(c, (ctx) => retitleReport(ctx, c.req.valid('param').id, version, title)), 200)
  })
  .openapi(submitRoute, async (c) => {
    const { version } = c.req.valid('json')
    return c.json(await act(c, (ctx) => submitReport(ctx, c.req.valid('param').id, version)), 200)
  })
  .openapi(resubmitRoute, async (c) => {
    const { version } = c.req.valid('json')
    return c.json(await act(c, (ctx) => resubmitReport(ctx, c.req.valid('param').id, version)), 200)
  })
  .openapi(takeRoute, async (c) => {
    const { version } = c.req.valid('json')
    return c.json(await act(c, (ctx) => takeReport(ctx, c.req.valid('param').id, version)), 200)
  })
  .openapi(initialRoute, async (c) => {
    const { version, note } = c.req.valid('json')
    return c.json(await act(c, (ctx) => passReport(ctx, c.req.valid('param').id, version, 'passInitial', note)), 200)
  })
  .openapi(politicalRoute, async (c) => {
    const { version, note } = c.req.valid('json')
    return c.json(await act(c, (ctx) => passReport(ctx, c.req.valid('param').id, version, 'passPolitical', note)), 200)
  })
  .openapi(contentRoute, async (c) => {
    const { version, note } = c.req.valid('json')
    return c.json(await act(c, (ctx) => passReport(ctx, c.req.valid('param').id, version, 'passContent', note)), 200)
  })
  .openapi(effectRoute, async (c) => {
    const { version, note, level } = c.req.valid('json')
    return c.json(await act(c, (ctx) => passEffect(ctx, c.req.valid('param').id, version, note, level)), 200)
  })
  .openapi(returnRoute, async (c) => {
    const { version, reason } = c.req.valid('json')
    return c.json(await act(c, (ctx) => returnReport(ctx, c.req.valid('param').id, version, reason)), 200)
  })
  .openapi(retainRoute, async (c) => {
    const { version, reason } = c.req.valid('json')
    return c.json(await act(c, (ctx) => retainReport(ctx, c.req.valid('param').id, version, reason)), 200)
  })
  .openapi(editedTitleRoute, async (c) => {
    const { version, title } = c.req.valid('json')
    return c.json(await act(c, (ctx) => retitleEdited(ctx, c.req.valid('param').id, version, title)), 200)
  })
  .openapi(finishRoute, async (c) => {
    const { version } = c.req.valid('json')
    return c.json(await act(c, (ctx) => finishEdit(ctx, c.req.valid('param').id, version)), 200)
  })
  .openapi(issueRoute, async (c) => {
    const { id } = c.req.valid('param')
    const { password, ...given } = c.req.valid('json')
    if (!(await isRepeat(c))) {
      await ask(c, (ctx) => assertMayIssue(ctx, id, given.recipients))
      await assertOwnPassword(c, password)
    }
    return c.json(await act(c, (ctx) => signIssue(ctx, id, given)), 200)
  })
  .openapi(adoptRoute, async (c) => c.json(await act(c, (ctx) => adoptReport(ctx, c.req.valid('param').id, c.req.valid('json'))), 200))
