import { z } from 'zod'
import { refusals } from './refusals.ts'
import { defineWorkflow, movesFrom, type Workflow } from './workflow.ts'

/** 提案 (Proposal): its workflow is domain.md E.4. Its words are ink until they are submitted. */

export const proposalWorkflow = defineWorkflow({
  noun: 'proposal',
  initial: 'draft',
  states: {
    draft: { label: '正在写' },
    awaitingSponsors: { label: '等联名人签' },
    submitted: { label: '已提交' },
    preReview: { label: '正在审查' },
    returned: { label: '退回修改' },
    withdrawn: { label: '已撤回', end: true },
    notDocketed: { label: '不立案', end: true },
    mergedInto: { label: '已并案', end: true },
    docketed: { label: '已立案' },
    assigned: { label: '已交办' },
    handling: { label: '正在办理' },
    replied: { label: '已答复' },
    evaluating: { label: '等委员评价' },
    rehandling: { label: '重新办理' },
    faceToFace: { label: '当面协商' },
    closed: { label: '办结', end: true },
    archived: { label: '已归档', end: true },
  },
  moves: {
    requestSponsors: { label: '请人联名', from: ['draft', 'returned'], to: ['awaitingSponsors'] },
    sponsorSigned: { label: '联名', from: ['awaitingSponsors'], to: ['awaitingSponsors'], binding: true },
    sponsorDeclined: { label: '不联名', from: ['awaitingSponsors'], to: ['draft'], reason: true },
    reopenDraft: { label: '打开再改', from: ['awaitingSponsors'], to: ['draft'], reason: true },
    submit: { label: '提交', from: ['draft', 'awaitingSponsors'], to: ['submitted'], binding: true },
    startReview: { label: '开始审查', from: ['submitted'], to: ['preReview'] },
    returnForChange: { label: '退回修改', from: ['preReview'], to: ['returned'], reason: true },
    resubmit: { label: '重新提交', from: ['returned'], to: ['submitted'], binding: true },
    withdraw: { label: '撤回', from: ['draft', 'awaitingSponsors', 'submitted', 'preReview', 'returned'], to: ['withdrawn'], reason: true },
    notDocket: { label: '不立案', from: ['preReview'], to: ['notDocketed'], reason: true },
    merge: { label: '并案', from: ['preReview'], to: ['mergedInto'] },
    docket: { label: '立案', from: ['preReview'], to: ['docketed'], binding: true },
    assign: { label: '交办', from: ['docketed'], to: ['assigned'] },
    firstAcknowledge: { label: '承办单位已签收', from: ['assigned'], to: ['handling'] },
    markKey: { label: '列为重点', from: ['assigned', 'handling'], to: ['assigned', 'handling'] },
    allReplied: { label: '都已答复', from: ['handling'], to: ['replied'] },
    openEvaluation: { label: '请委员评价', from: ['replied'], to: ['evaluating'] },
    evaluate: { label: '评价', from: ['evaluating'], to: ['evaluating'], binding: true },
    complete: { label: '办结', from: ['evaluating'], to: ['closed'] },
    dissatisfied: { label: '重新办理', from: ['evaluating'], to: ['rehandling'] },
    reReplied: { label: '再次答复', from: ['rehandling'], to: ['evaluating'] },
    dissatisfiedAgain: { label: '转当面协商', from: ['evaluating'], to: ['faceToFace'] },
    settle: { label: '当面谈过，办结', from: ['faceToFace'], to: ['closed'], reason: true },
    lookBack: { label: '回头看', from: ['closed'], to: ['closed'] },
    archive: { label: '归档', from: ['closed', 'notDocketed', 'withdrawn', 'mergedInto'], to: ['archived'] },
  },
})
type StateOf<W> = W extends Workflow<infer S, string> ? S : never
type MoveOf<W> = W extends Workflow<string, infer M> ? M : never
export type ProposalState = StateOf<typeof proposalWorkflow>
export type ProposalMove = MoveOf<typeof proposalWorkflow>
export const proposalState = z.enum(Object.keys(proposalWorkflow.states) as [ProposalState, ...ProposalState[]])

/** Its words may still be written. */
export const isProposalInk = (state: ProposalState): boolean => movesFrom(proposalWorkflow, 'requestSponsors').includes(state)
export const isAwaitingSponsors = (state: ProposalState): boolean => state === 'awaitingSponsors'
/** It has been docketed: the states in which colleagues see it. */
export const docketedStates: ProposalState[] = [
  'docketed', 'assigned', 'handling', 'replied', 'evaluating', 'rehandling', 'faceToFace', 'closed', 'archived',
]
export const isDocketedOnce = (state: ProposalState): boolean => docketedStates.includes(state)
/** Whose desk it lies on. */
export const waitingStates = {
  sponsors: ['draft', 'awaitingSponsors', 'returned', 'evaluating'],
  office: ['submitted'],
  committee: ['preReview'],
  faceToFace: ['faceToFace'],
  supervision: ['docketed'],
} satisfies Record<string, ProposalState[]>
export const isProposalDocketed = (state: ProposalState): boolean => state === 'docketed'
export const isProposalAssigned = (state: ProposalState): boolean => state === 'assigned'
export const isProposalHandling = (state: ProposalState): boolean => state === 'handling'
export const isProposalReplied = (state: ProposalState): boolean => state === 'replied'
export const isProposalEvaluating = (state: ProposalState): boolean => state === 'evaluating'
/** The sponsors' word on this round of replies has been taken. */
export const isEvaluationPast = (state: ProposalState): boolean => ['rehandling', 'faceToFace', 'closed', 'archived'].includes(state)
export const isProposalRehandling = (state: ProposalState): boolean => state === 'rehandling'
export const isProposalClosed = (state: ProposalState): boolean => state === 'closed'
export const isProposalReturned = (state: ProposalState): boolean => state === 'returned'
export const isProposalNotDocketed = (state: ProposalState): boolean => state === 'notDocketed'
export const isFaceToFace = (state: ProposalState): boolean => state === 'faceToFace'

/** How lists are sorted into heaps. */
export const proposalGroups = {
  writing: { label: '正在写', states: ['draft', 'awaitingSponsors', 'returned'] },
  review: { label: '审查', states: ['submitted', 'preReview'] },
  handling: { label: '办理', states: ['docketed', 'assigned', 'handling', 'rehandling', 'faceToFace'] },
  evaluating: { label: '评价', states: ['replied', 'evaluating'] },
  ended: { label: '已了结', states: ['closed', 'archived', 'notDocketed', 'withdrawn', 'mergedInto'] },
} as const satisfies Record<string, { label: string; states: readonly ProposalState[] }>
export type ProposalGroup = keyof typeof proposalGroups
export const proposalGroup = z.enum(Object.keys(proposalGroups) as [ProposalGroup, ...ProposalGroup[]])

/** A signature under one sealed text (联名): a decline, or opening the text again, voids all that were given. */
export const sponsorStates = { asked: '等他签', signed: '已签', declined: '不联名', void: '作废', dropped: '没有签' } as const
export type SponsorState = keyof typeof sponsorStates
export const sponsorState = z.enum(Object.keys(sponsorStates) as [SponsorState, ...SponsorState[]])
export const askedSponsor: SponsorState = 'asked'
export const signedSponsor: SponsorState = 'signed'
export const declinedSponsor: SponsorState = 'declined'
export const voidSponsor: SponsorState = 'void'
export const isSponsorAsked = (state: SponsorState): boolean => state === 'asked'
export const isSponsorSigned = (state: SponsorState): boolean => state === 'signed'
export const isDeclinedSponsor = (state: SponsorState): boolean => state === 'declined'
export const droppedSponsor: SponsorState = 'dropped'

/** Six classes of subjects (domain.md C.2). */
export const proposalClasses = {
  economy: '经济', agriculture: '农业农村', environment: '资源环境', culture: '科教文卫体', society: '社保治理', politics: '政法统战',
} as const
export type ProposalClass = keyof typeof proposalClasses
export const proposalClass = z.enum(Object.keys(proposalClasses) as [ProposalClass, ...ProposalClass[]])

/** 会间 or 平时: submitted while a plenary was held, or between two. */
export const proposalTimings = { duringPlenary: '会间提案', betweenSessions: '平时提案' } as const
export type ProposalTiming = keyof typeof proposalTimings
export const proposalTiming = z.enum(Object.keys(proposalTimings) as [ProposalTiming, ...ProposalTiming[]])

/** Why a proposal is not docketed: the closed list of domain.md B.1. Codes are stable. */
export const notDocketReasons = {
  secret: '涉及党和国家秘密',
  forbidden: '国家明令禁止的事',
  innerParty: '中共党员对党内组织、人事安排的意见',
  ownParty: '民主党派成员反映本党派内部的事',
  litigation: '已进入民事、刑事、行政诉讼或仲裁',
  academic: '属于学术研讨',
  personal: '为本人或亲属解决个人问题',
  promotion: '推荐具体的作品或产品',
  accusation: '指名举报',
  empty: '内容空泛，没有具体建议',
} as const
export type NotDocketReason = keyof typeof notDocketReasons
export const notDocketReason = z.enum(Object.keys(notDocketReasons) as [NotDocketReason, ...NotDocketReason[]])

const digits = '零一二三四五六七八九'
/** 14 → 十四, 20 → 二十: as terms and plenaries are spoken. */
function spoken(n: number): string {
  const [tens, ones] = [Math.floor(n / 10), n % 10]
  return `${tens > 1 ? digits[tens] : ''}${tens > 0 ? '十' : ''}${ones > 0 || tens === 0 ? digits[ones] : ''}`
}
/** 第十四届四次会议. */
export const plenaryInWords = (term: number, plenary: number): string => `第${spoken(term)}届${spoken(plenary)}次会议`
/** 第十四届四次会议第217号; empty before it has its number. */
export function numberInWords(row: { term: number | null; plenary: number | null; number: number | null }): string {
  if (row.term === null || row.plenary === null || row.number === null) return ''
  return `${plenaryInWords(row.term, row.plenary)}第${row.number}号`
}

/** Minutes for which a password typed again holds, so that several replies are rated in a row. */
export const provedMinutes = 5

/** 满意度: attitude (办理态度) and result (办理结果) are scored apart (domain.md B.1, C.4). */
export const satisfactions = { satisfied: '满意', mostlySatisfied: '基本满意', dissatisfied: '不满意' } as const
export type Satisfaction = keyof typeof satisfactions
export const satisfaction = z.enum(Object.keys(satisfactions) as [Satisfaction, ...Satisfaction[]])
export const isDissatisfied = (score: Satisfaction): boolean => score === 'dissatisfied'

export const proposalRefusals = refusals({
  proposalNotSponsor: [403, '这件提案没有请您联名。'],
  proposalAlreadySigned: [409, '您已经签过了。'],
  proposalDigestMoved: [409, '这件提案已有新版，请看过新版再签。'],
  proposalSponsorUnknown: [409, '有一位不是本会的委员，或已离任，请重新选。'],
  proposalSponsorsOver: [409, '联名的日子已过，请联系第一提案人。'],
  proposalDayPast: [400, '截止的日子不能早于今天，请改一下。'],
  proposalLeadStays: [409, '第一提案人不能去掉。'],
  proposalNoSponsors: [400, '还没选请谁联名，请至少选一位委员。'],
  proposalNotOneMatter: [409, '一件提案只谈一件事：请确认后再提交。'],
  proposalReviewerIsSponsor: [403, '您是这件提案的提案人，审查请由别人来办。'],
  proposalPlenaryUnknown: [409, '还没有这一届次，请先设好届次再立案。'],
  proposalPlenaryExists: [409, '这一届次已经有了。'],
  proposalUnitsUnclear: [409, '主办单位要选一个，会办单位不能和它重复，请重新选。'],
  proposalUnitUnknown: [409, '有一个单位不是本县的承办单位，请重新选。'],
  ratingUnknown: [404, '没有这份答复，请刷新后再试。'],
  ratingClosed: [409, '评价的时间已过，没有评的不算满意，也不算不满意。'],
  ratingGiven: [409, '您已经评过了，一次答复只评一次。'],
  ratingStandIn: [403, '这个浏览器上登录过承办单位的账号，不能在这里评价。请换一台设备，由您本人来评。'],
  ratingPasswordOld: [403, '请再输一次密码，五分钟内有效。'],
})
