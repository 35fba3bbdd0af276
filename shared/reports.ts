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
