import { z } from 'zod'
import { refusals } from './refusals.ts'
import { defineWorkflow, movesFrom, type Workflow } from './workflow.ts'

/** 社情民意信息 (PublicOpinionReport): its workflow is domain.md E.5. */

export const reportWorkflow = defineWorkflow({
  noun: 'report',
  initial: 'draft',
  states: {
    draft: { label: '正在写' },
    submitted: { label: '已提交' },
    initialReview: { label: '初审' },
    politicalGate: { label: '政治关' },
    contentGate: { label: '内容关' },
    effectGate: { label: '效果关' },
    editing: { label: '编辑' },
    awaitingIssue: { label: '等签发' },
    issued: { label: '已报送' },
    adopted: { label: '已采用' },
    notAdopted: { label: '未采用' },
    instructed: { label: '已获批示' },
    followUp: { label: '正在落实' },
    fedBack: { label: '已反馈' },
    returned: { label: '退回修改' },
    retained: { label: '留存' },
    archived: { label: '已归档', end: true },
  },
  moves: {
    submit: { label: '提交', from: ['draft'], to: ['submitted'], binding: true },
    take: { label: '接收初审', from: ['submitted'], to: ['initialReview'] },
    passInitial: { label: '初审通过', from: ['initialReview'], to: ['politicalGate'] },
    passPolitical: { label: '政治关通过', from: ['politicalGate'], to: ['contentGate'] },
    passContent: { label: '内容关通过', from: ['contentGate'], to: ['effectGate'] },
    passEffect: { label: '效果关通过', from: ['effectGate'], to: ['editing'] },
    returnForChange: {
      label: '退回修改',
      from: ['initialReview', 'politicalGate', 'contentGate', 'effectGate', 'editing'],
      to: ['returned'],
      reason: true,
    },
    // What was changed is read again where it was sent back; the gates before it have passed it already (E.5, effects of return).
    resubmit: {
      label: '重新提交',
      from: ['returned'],
      to: ['initialReview', 'politicalGate', 'contentGate', 'effectGate', 'editing'],
      binding: true,
    },
    retain: { label: '留存', from: ['initialReview', 'politicalGate', 'contentGate', 'effectGate'], to: ['retained'], reason: true },
    convert: { label: '转为提案素材', from: ['initialReview', 'politicalGate', 'contentGate', 'effectGate'], to: ['retained'] },
    finishEdit: { label: '编好了', from: ['editing'], to: ['awaitingIssue'] },
    combine: { label: '合编', from: ['editing'], to: ['editing'] },
    signIssue: { label: '签发', from: ['awaitingIssue'], to: ['issued'], binding: true },
    adopt: { label: '登记采用', from: ['issued'], to: ['adopted'] },
    lapse: { label: '一直未采用', from: ['issued'], to: ['notAdopted'] },
    instruct: { label: '登记批示', from: ['adopted', 'issued'], to: ['instructed'] },
    assign: { label: '交办', from: ['instructed'], to: ['followUp'] },
    unitReport: { label: '单位反馈', from: ['followUp'], to: ['fedBack'] },
    archive: { label: '归档', from: ['adopted', 'notAdopted', 'fedBack', 'retained'], to: ['archived'] },
  },
})
type StateOf<W> = W extends Workflow<infer S, string> ? S : never
type MoveOf<W> = W extends Workflow<string, infer M> ? M : never
export type ReportState = StateOf<typeof reportWorkflow>
export type ReportMove = MoveOf<typeof reportWorkflow>
export const reportState = z.enum(Object.keys(reportWorkflow.states) as [ReportState, ...ReportState[]])

/** The author's words may be written. */
export const isReportInk = (state: ReportState): boolean => state === 'draft' || state === 'returned'
/** The edited text, beside the author's, may be written. */
export const isReportEditing = (state: ReportState): boolean => movesFrom(reportWorkflow, 'finishEdit').includes(state)
export const isReportPrivate = (state: ReportState): boolean => state === 'draft'
export const isReportIssued = (state: ReportState): boolean => ['issued', 'adopted', 'notAdopted', 'instructed', 'followUp', 'fedBack'].includes(state)
export const isReportAdopted = (state: ReportState): boolean => ['adopted', 'instructed', 'followUp', 'fedBack'].includes(state)
export const isReportOver = (state: ReportState): boolean => ['adopted', 'notAdopted', 'retained', 'fedBack', 'archived'].includes(state)

/** 三关 (gates), in their order: none may be skipped (domain.md A.2 #57). */
export const reportGates = { politicalGate: 'passPolitical', contentGate: 'passContent', effectGate: 'passEffect' } as const satisfies Partial<Record<ReportState, ReportMove>>

export const isReportGate = (state: ReportState): state is keyof typeof reportGates => Object.hasOwn(reportGates, state)
export const isReportReturned = (state: ReportState): boolean => state === 'returned'
export const isReportRetained = (state: ReportState): boolean => state === 'retained'
export const isReportAwaitingIssue = (state: ReportState): boolean => state === 'awaitingIssue'
/** Sent out, and nobody has said yet that they used it. */
export const isAdoptionOpen = (state: ReportState): boolean => movesFrom(reportWorkflow, 'adopt').includes(state)

/** What each gate asks; the reviewer's note answers it. */
export const gateQuestions = {
  politicalGate: { ask: '方向对吗？', look: '政治上站得住；不涉密，不涉诉讼和信访，不指名举报，不谈人事。', note: '怎么看的' },
  contentGate: { ask: '事情属实吗？', look: '时间、地点、数字核对过，来源清楚；一条只说一件事，不是网上抄的，也不是日常动态。', note: '怎么核实的' },
  effectGate: { ask: '报上去有用吗？', look: '有新意、有代表性，建议具体能办；想好报到哪一级。', note: '用处在哪里' },
} as const satisfies Record<keyof typeof reportGates, { ask: string; look: string; note: string }>

/** The stops on its way, and the move that passes each. */
export const reportSteps = [
  { key: 'submit', label: '提交', passes: ['submit', 'resubmit'], at: ['draft'] },
  { key: 'initial', label: '初审', passes: ['passInitial'], at: ['submitted', 'initialReview'] },
  { key: 'political', label: '政治关', passes: ['passPolitical'], at: ['politicalGate'] },
  { key: 'content', label: '内容关', passes: ['passContent'], at: ['contentGate'] },
  { key: 'effect', label: '效果关', passes: ['passEffect'], at: ['effectGate'] },
  { key: 'edit', label: '编辑', passes: ['finishEdit'], at: ['editing'] },
  { key: 'issue', label: '签发', passes: ['signIssue'], at: ['awaitingIssue'] },
  { key: 'adopt', label: '采用', passes: ['adopt', 'lapse'], at: ['issued'] },
] as const satisfies readonly { key: string; label: string; passes: readonly ReportMove[]; at: readonly ReportState[] }[]

/** What waits in a state, for whoever may make that move: the words of 等我办的. */
export const reportWaits: Partial<Record<ReportState, { move: ReportMove; verb: string }>> = {
  draft: { move: 'submit', verb: '写好提交' },
  returned: { move: 'resubmit', verb: '改好重新提交' },
  submitted: { move: 'take', verb: '接收初审' },
  initialReview: { move: 'passInitial', verb: '初审' },
  politicalGate: { move: 'passPolitical', verb: '过政治关' },
  contentGate: { move: 'passContent', verb: '过内容关' },
  effectGate: { move: 'passEffect', verb: '过效果关' },
  editing: { move: 'finishEdit', verb: '编辑' },
  awaitingIssue: { move: 'signIssue', verb: '签发' },
}

/** Where it stands, as its author is told. */
export const reportNews: Record<ReportState, string> = {
  draft: '写好以后提交，信息编审会来看。',
  submitted: '已经交上去，等信息编审接收。',
  initialReview: '信息编审正在初审。',
  politicalGate: '正在过政治关。',
  contentGate: '正在过内容关。',
  effectGate: '正在过效果关。',
  editing: '三关都过了，信息编审正在编辑。您的原文原样留着。',
  awaitingIssue: '编好了，等签发。',
  issued: '已经报送，等采用的消息。',
  adopted: '已被采用。',
  notAdopted: '到期没有被采用，谢谢您反映。',
  instructed: '已获批示，正在办理。',
  followUp: '有关单位正在落实。',
  fedBack: '有关单位已经反馈。',
  returned: '退回来请您修改，改好重新提交。',
  retained: '这一条留存，不再往上报。',
  archived: '已经归档。',
}

/** 编号: 2026年第3号. */
export const reportNumber = ({ year, serial }: { year: number; serial: number }): string => `${year}年第${serial}号`
/** 期号: 2026年第3期. */
export const reportIssueNumber = ({ year, number }: { year: number; number: number }): string => `${year}年第${number}期`

/** Where it is sent, and who used it (报送、采用的层级). */
export const reportLevels = { county: '本县', city: '市', province: '省', nation: '全国' } as const
export type ReportLevel = keyof typeof reportLevels
export const reportLevel = z.enum(Object.keys(reportLevels) as [ReportLevel, ...ReportLevel[]])
/** 单篇采用 or 综合采用. */
export const adoptionWays = { single: '单篇采用', combined: '综合采用' } as const
export type AdoptionWay = keyof typeof adoptionWays
export const adoptionWay = z.enum(Object.keys(adoptionWays) as [AdoptionWay, ...AdoptionWay[]])

export const reportRefusals = refusals({
  reportOwnText: [403, '这是您自己写的，审核和编辑请由别人来办。'],
  reportNoRecipient: [400, '请写明报送给谁。'],
  reportNoUser: [400, '请写明由谁采用。'],
})
