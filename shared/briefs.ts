import { z } from 'zod'
import { refusals } from './refusals.ts'
import { defineWorkflow, movesFrom, type Workflow } from './workflow.ts'

/** 建议简报 (RecommendationBrief): its workflow is domain.md E.6. */

export const briefWorkflow = defineWorkflow({
  noun: 'brief',
  initial: 'compiling',
  states: {
    compiling: { label: '正在编' },
    internalReview: { label: '负责人审' },
    partyGroupReview: { label: '分党组审' },
    approved: { label: '已审定' },
    numbered: { label: '已编期号' },
    despatched: { label: '已报送' },
    instructed: { label: '已获批示' },
    assigned: { label: '已交办' },
    tracking: { label: '正在落实' },
    closed: { label: '办结', end: true },
    noInstruction: { label: '没有批示', end: true },
    cancelled: { label: '不编了', end: true },
  },
  moves: {
    submit: { label: '送审', from: ['compiling'], to: ['internalReview'] },
    passInternal: { label: '同意', from: ['internalReview'], to: ['partyGroupReview', 'approved'] },
    returnForChange: { label: '退回修改', from: ['internalReview', 'partyGroupReview'], to: ['compiling'], reason: true },
    passPartyGroup: { label: '分党组同意', from: ['partyGroupReview'], to: ['approved'] },
    number: { label: '签发并编期号', from: ['approved'], to: ['numbered'], binding: true },
    despatch: { label: '报送', from: ['numbered'], to: ['despatched'], binding: true },
    recordInstruction: { label: '登记批示', from: ['despatched', 'instructed', 'noInstruction'], to: ['instructed'] },
    assign: { label: '交办', from: ['instructed'], to: ['assigned'] },
    firstAcknowledge: { label: '承办单位已签收', from: ['assigned'], to: ['tracking'] },
    close: { label: '办结', from: ['tracking'], to: ['closed'] },
    lapse: { label: '一直没有批示', from: ['despatched'], to: ['noInstruction'] },
    cancel: { label: '不编了', from: ['compiling'], to: ['cancelled'], reason: true },
  },
})
type StateOf<W> = W extends Workflow<infer S, string> ? S : never
type MoveOf<W> = W extends Workflow<string, infer M> ? M : never
export type BriefState = StateOf<typeof briefWorkflow>
export type BriefMove = MoveOf<typeof briefWorkflow>
export const briefState = z.enum(Object.keys(briefWorkflow.states) as [BriefState, ...BriefState[]])

/** Its words may still be written. */
export const isBriefInk = (state: BriefState): boolean => movesFrom(briefWorkflow, 'submit').includes(state)
export const isBriefDespatched = (state: BriefState): boolean =>
  ['despatched', 'instructed', 'assigned', 'tracking', 'closed', 'noInstruction'].includes(state)
export const isBriefInstructed = (state: BriefState): boolean => ['instructed', 'assigned', 'tracking', 'closed'].includes(state)
export const isBriefAssigned = (state: BriefState): boolean => state === 'assigned'
export const isBriefTracking = (state: BriefState): boolean => state === 'tracking'
export const isBriefClosed = (state: BriefState): boolean => state === 'closed'
export const isBriefInternalReview = (state: BriefState): boolean => state === 'internalReview'
export const isBriefPartyGroupReview = (state: BriefState): boolean => state === 'partyGroupReview'
export const isBriefNumbered = (state: BriefState): boolean => state === 'numbered' || isBriefDespatched(state)
/** Whom a brief waits for, in words, where it is not the reader's turn. */
export const briefWaits: Record<BriefState, string> = {
  compiling: '专委会正在编。',
  internalReview: '等专委会负责人看。',
  partyGroupReview: '等分党组讨论。',
  approved: '等秘书长签发。',
  numbered: '等专委会报送。',
  despatched: '已报送，等批示。',
  instructed: '已获批示，等督查室交办。',
  assigned: '已交办，等承办单位签收。',
  tracking: '承办单位正在办，都报回来以后由专委会逐条写明结果。',
  closed: '已办结，每条建议都有结果。',
  noInstruction: '一直没有批示；以后来了，仍可登记。',
  cancelled: '不编了。',
}
/** How far along: what a list is narrowed by. */
export const briefGroups = {
  preparing: { label: '编审中', states: ['compiling', 'internalReview', 'partyGroupReview', 'approved', 'numbered'] },
  sent: { label: '已报送', states: ['despatched', 'noInstruction'] },
  followed: { label: '批示办理', states: ['instructed', 'assigned', 'tracking'] },
  closed: { label: '办结', states: ['closed'] },
} as const satisfies Record<string, { label: string; states: readonly BriefState[] }>
export type BriefGroup = keyof typeof briefGroups
export const briefGroup = z.enum(Object.keys(briefGroups) as [BriefGroup, ...BriefGroup[]])

export const briefDespatchedStates = (Object.keys(briefWorkflow.states) as BriefState[]).filter(isBriefDespatched)
export const briefInkStates = movesFrom(briefWorkflow, 'submit')
export const approvedBrief: BriefState = 'approved'
export const partyGroupBrief: BriefState = 'partyGroupReview'

/** 第14期（总第86期）; without a number nothing. */
export const briefNumberWords = ({ number, total }: { number: number | null; total: number | null }): string =>
  number === null || total === null ? '' : `第${number}期（总第${total}期）`

/** What became of one recommendation in the end. */
export const recommendationOutcomes = { adopted: '已采纳', partly: '部分采纳', notAdopted: '未采纳' } as const
export type RecommendationOutcome = keyof typeof recommendationOutcomes
export const adoptedOutcome: RecommendationOutcome = 'adopted'
export const recommendationOutcome = z.enum(Object.keys(recommendationOutcomes) as [RecommendationOutcome, ...RecommendationOutcome[]])

/** Who may read the words of an instruction (批示): those who recorded it always may. */
export const instructionAudiences = { leadership: '秘书长、分管主席', committee: '编简报的专委会', supervision: '督查室', units: '承办单位' } as const
export type InstructionAudience = keyof typeof instructionAudiences
export const instructionAudience = z.enum(Object.keys(instructionAudiences) as [InstructionAudience, ...InstructionAudience[]])

export const briefRefusals = refusals({
  briefSourceMissing: [409, '有一条建议还没有来处，请从定稿里选，不要另写。'],
  briefSourceUnsigned: [409, '只能从签好名的协商意见里选来处。'],
  briefMeetingMissing: [400, '请写明是哪次会议讨论的。'],
  briefNoRecipient: [400, '报送至少要写一个主送单位。'],
  instructionBeforeDespatch: [409, '批示的日子早于报送的日子，请核对。'],
  instructionInFuture: [400, '批示的日子不能晚于今天。'],
  instructionEmpty: [400, '请写上批示的内容。'],
  outcomesIncomplete: [409, '还有建议没写明结果，请逐条写好再办结。'],
  outcomeReasonMissing: [400, '没有全部采纳的，要写明原因。'],
  repliesMissing: [409, '承办单位还没有都报回来，请等齐再办结。'],
})
