import { z } from 'zod'
import { refusals } from './refusals.ts'
import { defineWorkflow, movesFrom, type Workflow } from './workflow.ts'

/** 交办 (Assignment) and 答复 (Reply): one unit's part in answering a proposal or a brief; domain.md E.7. */

export const assignmentWorkflow = defineWorkflow({
  noun: 'assignment',
  initial: 'pending',
  states: {
    pending: { label: '等签收' },
    acknowledged: { label: '已签收' },
    reassignRequested: { label: '申请调整' },
    handling: { label: '正在办' },
    drafted: { label: '正在写答复' },
    coSigning: { label: '等会办意见' },
    unitApproved: { label: '单位已签发' },
    supervisionReview: { label: '督查室在看' },
    returned: { label: '退回重写' },
    delivered: { label: '已答复' },
    superseded: { label: '已调整给别的单位', end: true },
    settled: { label: '办结', end: true },
  },
  moves: {
    acknowledge: { label: '签收', from: ['pending'], to: ['acknowledged'] },
    requestReassign: { label: '不归我们办', from: ['pending', 'acknowledged'], to: ['reassignRequested'], reason: true },
    grantReassign: { label: '同意调整', from: ['reassignRequested'], to: ['superseded'] },
    refuseReassign: { label: '不同意调整', from: ['reassignRequested'], to: ['acknowledged'], reason: true },
    begin: { label: '开始办', from: ['acknowledged'], to: ['handling'] },
    logContact: {
      label: '记一次沟通',
      from: ['handling', 'drafted', 'coSigning', 'returned'],
      to: ['handling', 'drafted', 'coSigning', 'returned'],
    },
    draftReply: { label: '写答复', from: ['handling'], to: ['drafted'] },
    answer: { label: '答复这一条', from: ['drafted', 'coSigning', 'returned'], to: ['drafted', 'coSigning', 'returned'] },
    sendToCo: { label: '请会办单位提意见', from: ['drafted'], to: ['coSigning'] },
    coSigned: { label: '会办意见已齐', from: ['coSigning'], to: ['drafted'] },
    approve: { label: '签发', from: ['drafted'], to: ['unitApproved'], binding: true },
    submit: { label: '送督查室', from: ['unitApproved'], to: ['supervisionReview'] },
    returnReply: { label: '退回重写', from: ['supervisionReview'], to: ['returned'], reason: true },
    revise: { label: '接着改', from: ['returned'], to: ['drafted'] },
    pass: { label: '通过并送达', from: ['supervisionReview'], to: ['delivered'], binding: true },
    requestExtension: { label: '申请延期', from: ['handling', 'drafted', 'coSigning'], to: ['handling', 'drafted', 'coSigning'], reason: true },
    feedbackIn: { label: '评价收齐', from: ['delivered'], to: ['settled', 'handling'] },
    giveOpinion: { label: '提会办意见', from: ['handling'], to: ['settled'] },
  },
})
type StateOf<W> = W extends Workflow<infer S, string> ? S : never
type MoveOf<W> = W extends Workflow<string, infer M> ? M : never
export type AssignmentState = StateOf<typeof assignmentWorkflow>
export type AssignmentMove = MoveOf<typeof assignmentWorkflow>
export const assignmentState = z.enum(Object.keys(assignmentWorkflow.states) as [AssignmentState, ...AssignmentState[]])

/** The reply's words may be written. */
export const isReplyInk = (state: AssignmentState): boolean => movesFrom(assignmentWorkflow, 'answer').includes(state)
export const isAssignmentPending = (state: AssignmentState): boolean => state === 'pending'
export const isAssignmentDelivered = (state: AssignmentState): boolean => state === 'delivered'
export const isAssignmentSettled = (state: AssignmentState): boolean => state === 'settled'
export const isAssignmentSuperseded = (state: AssignmentState): boolean => state === 'superseded'
export const isAssignmentAcknowledged = (state: AssignmentState): boolean => state === 'acknowledged'
export const isAssignmentHandling = (state: AssignmentState): boolean => state === 'handling'
export const isReplyDrafted = (state: AssignmentState): boolean => state === 'drafted'
export const isUnitApproved = (state: AssignmentState): boolean => state === 'unitApproved'
export const isUnderSupervision = (state: AssignmentState): boolean => state === 'supervisionReview'
export const isReplyReturned = (state: AssignmentState): boolean => state === 'returned'
/** Nothing is due of it any more. */
export const isAssignmentDone = (state: AssignmentState): boolean => ['delivered', 'settled', 'superseded'].includes(state)
export const isReassignRequested = (state: AssignmentState): boolean => state === 'reassignRequested'
export const isCoSigning = (state: AssignmentState): boolean => state === 'coSigning'
export const settledAssignment: AssignmentState = 'settled'
export const handlingAssignment: AssignmentState = 'handling'

/** 独办, 主办, 会办, 分办 (domain.md D). */
export const assignmentKinds = { sole: '独办', lead: '主办', co: '会办', separate: '分办' } as const
export type AssignmentKind = keyof typeof assignmentKinds
export const assignmentKind = z.enum(Object.keys(assignmentKinds) as [AssignmentKind, ...AssignmentKind[]])
/** Owes the sponsors a reply of its own; a co-unit gives its opinion to the lead unit. */
export const owesReply = (kind: AssignmentKind): boolean => kind !== 'co'

/** What a unit answers to one recommendation. A plan has its date, a refusal its reason. */
export const answerOutcomes = { done: '已办', underWay: '正在办', planned: '计划办', notFeasible: '办不了' } as const
export type AnswerOutcome = keyof typeof answerOutcomes
export const answerOutcome = z.enum(Object.keys(answerOutcomes) as [AnswerOutcome, ...AnswerOutcome[]])
export const needsDate = (outcome: AnswerOutcome): boolean => outcome === 'planned'
export const needsReason = (outcome: AnswerOutcome): boolean => outcome === 'notFeasible'

/** 办前, 办中, 办后 (HandlingContact): talking with the sponsors before, during and after the reply is written. */
export const contactPhases = { before: '办前', during: '办中', after: '办后' } as const
export type ContactPhase = keyof typeof contactPhases
export const contactPhase = z.enum(Object.keys(contactPhases) as [ContactPhase, ...ContactPhase[]])
export const contactWays = { visit: '走访', meeting: '座谈', phone: '电话', letter: '书面', online: '网络' } as const
export type ContactWay = keyof typeof contactWays
export const contactWay = z.enum(Object.keys(contactWays) as [ContactWay, ...ContactWay[]])

/** How much of a reply is made public. */
export const publicities = { full: '全文公开', summary: '公开摘要', none: '不公开' } as const
export type Publicity = keyof typeof publicities
export const isPublicInFull = (how: Publicity): boolean => how === 'full'
export const publicity = z.enum(Object.keys(publicities) as [Publicity, ...Publicity[]])

export const assignmentRefusals = refusals({
  assignmentTaken: [409, '这件已经交办过了，请打开看现在由谁办。'],
  assignmentDuePast: [400, '办理期限不能早于今天，请改一下。'],
  assignmentDueTooFar: [400, '办理期限超过了规定的最长时间，请改早一些。'],
  returnWindowOver: [409, '申请调整的期限已过，请按原定期限办理。'],
  reassignOnce: [409, '已经申请过一次，没有同意，请按原定期限办理。'],
  reassignSameUnit: [400, '请选一个别的单位。'],
  reassignUnitTaken: [409, '这个单位已经在办这件，请另选一个单位。'],
  gradeUnknown: [400, '没有这个办理类别，请从单子里选一个。'],
  answerDateMissing: [400, '计划办的，要写明哪天办完。'],
  answerDatePast: [400, '计划办完的日子不能早于今天，请改一下。'],
  answerReasonMissing: [400, '办不了的，要写明原因。'],
  recommendationUnknown: [404, '没有这一条建议，请刷新后再试。'],
  replyUnanswered: [409, '还有建议没有答复，请逐条答好再签发。'],
  replyNoGrade: [409, '还没选办理类别，请选好再签发。'],
  replyNoNumber: [400, '请写上答复函的文号。'],
  replyCoMissing: [409, '会办单位的意见还没到齐，请等到齐再签发。'],
  replyContactMissing: [409, '还没有记下办前、办后同委员的沟通，请补记后再签发。'],
  coUnitMissing: [409, '这件没有会办单位，或会办意见已经齐了，可以直接签发。'],
  publicityReasonMissing: [400, '不公开的，要写明原因。'],
  contactInFuture: [400, '沟通的日子不能晚于今天。'],
})
