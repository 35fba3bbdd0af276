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
  .on(listRoute, (c, { query }) => ask(c, (ctx) => assignmentsFor(ctx, query)))
  .on(seeRoute, (c, { params }) => ask(c, (ctx) => assignmentAnswer(ctx, params.id)))
  .on(acknowledgeRoute, (c, { params, body }) => {
    const { version } = body
    return act(c, (ctx) => acknowledge(ctx, params.id, version))
  })
  .on(requestRoute, (c, { params, body }) => {
    const given = body
    return act(c, (ctx) => requestReassign(ctx, params.id, given))
  })
  .on(grantRoute, (c, { params, body }) => {
    const { version, unitId } = body
    return act(c, (ctx) => grantReassign(ctx, params.id, version, unitId))
  })
  .on(refuseRoute, (c, { params, body }) => {
    const { version, reason } = body
    return act(c, (ctx) => refuseReassign(ctx, params.id, version, reason))
  })
  .on(beginRoute, (c, { params, body }) => {
    const { version } = body
    return act(c, (ctx) => begin(ctx, params.id, version))
  })
  .on(contactRoute, (c, { params, body }) => {
    const given = body
    return act(c, (ctx) => logContact(ctx, params.id, given))
  })
  .on(draftRoute, (c, { params, body }) => {
    const { version } = body
    return act(c, (ctx) => draftReply(ctx, params.id, version))
  })
  .on(answerRoute, (c, { params, body }) => {
    const given = body
    return act(c, (ctx) => answer(ctx, params.id, given))
  })
  .on(gradeRoute, (c, { params, body }) => {
    const { version, grade } = body
    return act(c, (ctx) => chooseGrade(ctx, params.id, version, grade))
  })
  .on(sendRoute, (c, { params, body }) => {
    const { version } = body
    return act(c, (ctx) => sendToCo(ctx, params.id, version))
  })
  .on(opinionRoute, (c, { params, body }) => {
    const given = body
    return act(c, (ctx) => giveOpinion(ctx, params.id, given))
  })
  .on(approveRoute, async (c, { params, body }) => {
    const { password, ...given } = body
    const { id } = params
    if (!(await isRepeat(c))) {
      await ask(c, (ctx) => mayApprove(ctx, id))
      await assertOwnPassword(c, password)
    }
    return act(c, (ctx) => approve(ctx, id, given))
  })
  .on(submitRoute, (c, { params, body }) => {
    const { version } = body
    return act(c, (ctx) => submit(ctx, params.id, version))
  })
  .on(returnRoute, (c, { params, body }) => {
    const given = body
    return act(c, (ctx) => returnReply(ctx, params.id, given))
  })
  .on(reviseRoute, (c, { params, body }) => {
    const { version } = body
    return act(c, (ctx) => revise(ctx, params.id, version))
  })
  .on(passRoute, (c, { params, body }) => {
    const given = body
    return act(c, (ctx) => pass(ctx, params.id, given))
  })
