import { z } from 'zod'

/**
 * 规则 (RuleSet): what varies from place to place, as data (domain.md E.10, and the settings E.4–E.7 name). Every version
 * is kept, and a record is judged by the one it was opened under.
 */

/** So many working days, calendar days or months; the two latter roll forward to a working day (U4). */
export const duration = z.strictObject({ n: z.int().min(0).max(1000), unit: z.enum(['workingDay', 'calendarDay', 'month']) })
export type Duration = z.infer<typeof duration>
/** A length counted from an event, or a day that was set once for all. */
export const deadline = z.union([duration, z.strictObject({ on: z.iso.date() })])
export type Deadline = z.infer<typeof deadline>

const workingDays = (n: number) => deadline.default({ n, unit: 'workingDay' })
const calendarDays = (n: number) => deadline.default({ n, unit: 'calendarDay' })
const months = (n: number) => deadline.default({ n, unit: 'month' })
const count = (n: number) => z.int().min(0).default(n)

const grade = z.strictObject({ grade: z.string().min(1).max(4), label: z.string().min(1).max(40) })
const point = z.strictObject({ key: z.string(), label: z.string(), per: z.string(), score: z.number(), cap: z.number().nullable() })
const checklist = z.strictObject({ name: z.string(), items: z.array(z.string()).min(1) })

/** Without a word of an organisation's own these are the defaults: version 1 of everybody. */
export const rulesShape = z.strictObject({
  /** A pavilion session may open on standing approval. */
  'session.openNow': z.boolean().default(true),
  'acknowledge.within': workingDays(3),
  'return.window': workingDays(5),
  'reassign.answerWithin': calendarDays(7),
  'proposal.reply.months': months(3),
  'proposal.reply.from': z.enum(['acknowledgement', 'assignment']).default('acknowledgement'),
  'proposal.reply.absoluteMaxMonths': months(6),
  'proposal.resubmit': workingDays(5),
  'proposal.length': z.strictObject({ warn: z.int(), cap: z.int() }).default({ warn: 800, cap: 1500 }),
  'coUnit.opinion': months(1),
  'contact.before': workingDays(15),
  /** A reply needs a contact noted before and one after its draft. */
  'contact.required': z.boolean().default(true),
  /** Silence after it is no opinion, never satisfaction. */
  'feedback.window': workingDays(15),
  'rehandle.months': months(3),
  'rehandle.max': count(1),
  'dissatisfied.trigger': z.enum(['lead', 'any']).default('lead'),
  'replyGrade.scheme': z.array(grade).min(1).default([
    { grade: 'A', label: '已解决或采纳' },
    { grade: 'B', label: '计划解决或准备采纳' },
    { grade: 'C', label: '留作参考' },
  ]),
  'publicity.after': workingDays(20),
  'report.length': count(1500),
  'report.review': workingDays(2),
  'report.adoption': months(12),
  'report.perYear': z.strictObject({ member: z.int(), standing: z.int() }).default({ member: 1, standing: 3 }),
  'forum.notice': workingDays(15),
  'forum.materials': workingDays(10),
  'forum.minutes': workingDays(7),
  'grassRoots.notice': workingDays(3),
  'speech.minutes': count(8),
  'issue.triage': workingDays(2),
  'issue.solve': workingDays(15),
  'issue.confirmLapse': calendarDays(10),
  'brief.submit': workingDays(7),
  'brief.instruction.lapse': calendarDays(90),
  'partyGroupReview.requiredFor': z
    .array(z.enum(['brief', 'report', 'formalRecommendation']))
    .default(['brief', 'report', 'formalRecommendation']),
  'member.contact.units': z.strictObject({ least: z.int(), most: z.int() }).default({ least: 1, most: 3 }),
  'member.contact.perQuarter': count(1),
  'member.contact.personTimesPerYear': count(40),
  'member.contact.contacts': count(10),
  points: z.array(point).default([
    { key: 'plenary', label: '出席全体会议', per: '次', score: 35, cap: 35 },
    { key: 'standingCommittee', label: '出席常委会会议', per: '年', score: 30, cap: 30 },
    { key: 'activity', label: '参加调研视察等活动', per: '次', score: 7.5, cap: 30 },
    { key: 'proposalLead', label: '提案立案（第一提案人）', per: '件', score: 15, cap: 15 },
    { key: 'reportAdopted', label: '社情民意信息录用', per: '篇', score: 10, cap: 10 },
    { key: 'reportAdoptedHigher', label: '社情民意信息被上级录用', per: '篇', score: 6, cap: null },
  ]),
  venueChecklist: z.array(checklist).default([
    { name: '六有（一）', items: ['场地', '标识', '制度', '特色', '档案', '成果'] },
    { name: '六有（二）', items: ['固定场所', '专人负责', '标识标牌', '职能职责', '年度计划', '转化成果'] },
    { name: '六有（三）', items: ['阵地', '标识', '制度', '流程', '活动', '成效'] },
  ]),
})
export type Rules = z.infer<typeof rulesShape>
export type RuleSet = { version: number; rules: Rules }

/** The rules a due date can be counted by. */
export type DeadlineKey = { [K in keyof Rules]: Rules[K] extends Deadline ? K : never }[keyof Rules]

/** What an organisation goes by before it has changed anything. */
export const shippedRules: RuleSet = { version: 1, rules: rulesShape.parse({}) }

/** A due date with everything it was counted from: count it again and the same day comes out. */
export const dueShape = z.object({
  rule: z.string(),
  version: z.int(),
  length: deadline,
  from: z.iso.date(),
  day: z.iso.date(),
  provisional: z.boolean(),
})
export type Due = z.infer<typeof dueShape>
