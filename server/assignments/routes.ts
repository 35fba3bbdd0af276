import {
  answerGiven, assignmentAt, assignmentBecause, assignmentList, assignmentListQuery, assignmentShape, contactMade, coOpinionGiven,
  gradeChosen, reassignAsked, reassignGranted, replyApproved, replyPassed, replyReturned,
} from '../../shared/assignment-shapes.ts'
import { act, ask, deed, idParams, isRepeat, noParams, query, street } from '../house/route.ts'
import { assertOwnPassword } from '../people/passwords.ts'
import { assignmentAnswer } from './answer.ts'
import { giveOpinion, sendToCo } from './co-units.ts'
import { acknowledge, begin, logContact } from './commands.ts'
import { approve, mayApprove, pass, returnReply, revise, submit } from './deliver.ts'
import { assignmentsFor } from './lists.ts'
import { grantReassign, refuseReassign, requestReassign } from './reassign.ts'
import { answer, chooseGrade, draftReply } from './reply.ts'

const on = <A extends string, P extends string>(action: A, path: P, summary: string) => ({
  action: `assignment.${action}`, path: `/api/assignments/{id}/${path}` as const, summary, params: idParams, answer: assignmentShape,
})

const listRoute = query({
  action: 'assignment.list',
  path: '/api/assignments',
  summary: '交办：本单位的，或本办公室管的，可按阶段、主办会办、案由找',
  params: noParams,
  query: assignmentListQuery,
  answer: assignmentList,
})
const seeRoute = query({
  action: 'assignment.see', path: '/api/assignments/{id}', summary: '看一件交办和它的答复', params: idParams, answer: assignmentShape,
})
const acknowledgeRoute = deed({ ...on('acknowledge', 'acknowledge', '签收'), body: assignmentAt })
const requestRoute = deed({ ...on('requestReassign', 'request-reassign', '说明原因，申请调整给别的单位'), body: reassignAsked })
const grantRoute = deed({ ...on('grantReassign', 'grant-reassign', '同意调整：期限不变'), body: reassignGranted })
const refuseRoute = deed({ ...on('refuseReassign', 'refuse-reassign', '说明原因，不同意调整：期限不变'), body: assignmentBecause })
const beginRoute = deed({ ...on('begin', 'begin', '开始办'), body: assignmentAt })
const contactRoute = deed({ ...on('logContact', 'log-contact', '记一次办前、办中、办后沟通'), body: contactMade })
const draftRoute = deed({ ...on('draftReply', 'draft-reply', '写答复：每条建议一个标题'), body: assignmentAt })
const answerRoute = deed({ ...on('answer', 'answer', '一条建议怎么答复'), body: answerGiven })
const gradeRoute = deed({ ...on('grade', 'grade', '选办理类别'), body: gradeChosen })
const sendRoute = deed({ ...on('sendToCo', 'send-to-co', '请会办单位提意见'), body: assignmentAt })
const opinionRoute = deed({ ...on('giveOpinion', 'give-opinion', '提会办意见'), body: coOpinionGiven })
const approveRoute = deed({ ...on('approve', 'approve', '签发：再输一次密码，写上文号'), body: replyApproved })
const submitRoute = deed({ ...on('submit', 'submit', '送督查室'), body: assignmentAt })
const returnRoute = deed({ ...on('returnReply', 'return-reply', '说明原因，退回重写'), body: replyReturned })
const reviseRoute = deed({ ...on('revise', 'revise', '接着改退回的答复'), body: assignmentAt })
const passRoute = deed({ ...on('pass', 'pass', '通过并送达，定公开程度'), body: replyPassed })

/** The street of assignments. */
export const assignmentRoutes = street()
  .openapi(listRoute, async (c) => c.json(await ask(c, (ctx) => assignmentsFor(ctx, c.req.valid('query'))), 200))
  .openapi(seeRoute, async (c) => c.json(await ask(c, (ctx) => assignmentAnswer(ctx, c.req.valid('param').id)), 200))
  .openapi(acknowledgeRoute, async (c) => {
    const { version } = c.req.valid('json')
    return c.json(await act(c, (ctx) => acknowledge(ctx, c.req.valid('param').id, version)), 200)
  })
  .openapi(requestRoute, async (c) => {
    const given = c.req.valid('json')
    return c.json(await act(c, (ctx) => requestReassign(ctx, c.req.valid('param').id, given)), 200)
  })
  .openapi(grantRoute, async (c) => {
    const { version, unitId } = c.req.valid('json')
    return c.json(await act(c, (ctx) => grantReassign(ctx, c.req.valid('param').id, version, unitId)), 200)
  })
  .openapi(refuseRoute, async (c) => {
    const { version, reason } = c.req.valid('json')
    return c.json(await act(c, (ctx) => refuseReassign(ctx, c.req.valid('param').id, version, reason)), 200)
  })
  .openapi(beginRoute, async (c) => {
    const { version } = c.req.valid('json')
    return c.json(await act(c, (ctx) => begin(ctx, c.req.valid('param').id, version)), 200)
  })
  .openapi(contactRoute, async (c) => {
    const given = c.req.valid('json')
    return c.json(await act(c, (ctx) => logContact(ctx, c.req.valid('param').id, given)), 200)
  })
  .openapi(draftRoute, async (c) => {
    const { version } = c.req.valid('json')
    return c.json(await act(c, (ctx) => draftReply(ctx, c.req.valid('param').id, version)), 200)
  })
  .openapi(answerRoute, async (c) => {
    const given = c.req.valid('json')
    return c.json(await act(c, (ctx) => answer(ctx, c.req.valid('param').id, given)), 200)
  })
  .openapi(gradeRoute, async (c) => {
    const { version, grade } = c.req.valid('json')
    return c.json(await act(c, (ctx) => chooseGrade(ctx, c.req.valid('param').id, version, grade)), 200)
  })
  .openapi(sendRoute, async (c) => {
    const { version } = c.req.valid('json')
    return c.json(await act(c, (ctx) => sendToCo(ctx, c.req.valid('param').id, version)), 200)
  })
  .openapi(opinionRoute, async (c) => {
    const given = c.req.valid('json')
    return c.json(await act(c, (ctx) => giveOpinion(ctx, c.req.valid('param').id, given)), 200)
  })
  .openapi(approveRoute, async (c) => {
    const { password, ...given } = c.req.valid('json')
    const { id } = c.req.valid('param')
    if (!(await isRepeat(c))) {
      await ask(c, (ctx) => mayApprove(ctx, id))
      await assertOwnPassword(c, password)
    }
    return c.json(await act(c, (ctx) => approve(ctx, id, given)), 200)
  })
  .openapi(submitRoute, async (c) => {
    const { version } = c.req.valid('json')
    return c.json(await act(c, (ctx) => submit(ctx, c.req.valid('param').id, version)), 200)
  })
  .openapi(returnRoute, async (c) => {
    const given = c.req.valid('json')
    return c.json(await act(c, (ctx) => returnReply(ctx, c.req.valid('param').id, given)), 200)
  })
  .openapi(reviseRoute, async (c) => {
    const { version } = c.req.valid('json')
    return c.json(await act(c, (ctx) => revise(ctx, c.req.valid('param').id, version)), 200)
  })
  .openapi(passRoute, async (c) => {
    const given = c.req.valid('json')
    return c.json(await act(c, (ctx) => pass(ctx, c.req.valid('param').id, given)), 200)
  })
