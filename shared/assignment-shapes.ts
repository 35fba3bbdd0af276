import { z } from 'zod'
import { answerOutcome, assignmentKind, assignmentState, contactPhase, contactWay, publicity } from './assignments.ts'
import { dueShape } from './ruleset.ts'
import { instantText } from './sessions.ts'

/** What the desks are told about an assignment and its reply, and what they send. */

const day = z.iso.date()
/** A due date, and how many working days it is past now. */
export const lateDue = z.object({ due: dueShape, workingDaysLate: z.number().int() })
export type LateDue = z.infer<typeof lateDue>

/** One unit's part, as it stands on the page of the proposal or brief it handles. */
export const assignmentLine = z.object({
  id: z.uuid(),
  unitId: z.uuid(),
  unitName: z.string(),
  kind: assignmentKind,
  state: assignmentState,
  version: z.number().int(),
  round: z.number().int(),
  assignedAt: instantText,
  acknowledgedAt: instantText.nullable(),
  acknowledgeDue: dueShape,
  due: dueShape.nullable(),
  workingDaysLate: z.number().int(),
  /** The unit asks to be relieved of it, or was refused: for those who may open the assignment. */
  reassignReason: z.string(),
  /** Of a reply not delivered yet only those know who may open the assignment. */
  grade: z.string().nullable(),
  gradeLabel: z.string(),
  letterNumber: z.string(),
  /** The text of the last delivered reply, for whoever may open the assignment. */
  replyId: z.uuid().nullable(),
  revisionId: z.uuid().nullable(),
  deliveredAt: instantText.nullable(),
  coAgrees: z.boolean().nullable(),
  coOpinion: z.string(),
  /** The caller belongs to this unit. */
  mine: z.boolean(),
  /** The caller may open `/api/assignments/{id}`. */
  opens: z.boolean(),
})
export type AssignmentLine = z.infer<typeof assignmentLine>

/** A unit's answer to one recommendation, as it was delivered. */
export const deliveredAnswer = z.object({
  recommendationId: z.uuid(),
  assignmentId: z.uuid(),
  unitId: z.uuid(),
  unitName: z.string(),
  round: z.number().int(),
  outcome: answerOutcome,
  plannedOn: day.nullable(),
  reason: z.string(),
  words: z.string(),
  deliveredAt: instantText,
})
export type DeliveredAnswer = z.infer<typeof deliveredAnswer>

/** The proposal or brief that is handled. */
export const handledShape = z.object({
  kind: z.enum(['proposal', 'brief']),
  id: z.uuid(),
  title: z.string(),
  /** 第217号提案, 第14期（总第86期）; without a number its kind. */
  numberWords: z.string(),
  /** Its sealed text: GET /api/revisions/{revisionId}. */
  documentId: z.uuid(),
  revisionId: z.uuid().nullable(),
  /** Whose names stand on it, the first proposer first; none for a brief. */
  sponsors: z.array(z.string()),
})
export type HandledSubject = z.infer<typeof handledShape>

/** One recommendation with where it came from, counted, and what the unit answers. */
export const recommendationAnswer = z.object({
  recommendationId: z.uuid(),
  number: z.number().int(),
  words: z.string(),
  /** How many cards, speeches and people stand behind it: 来自 3 张意见卡. */
  sources: z.object({ opinions: z.number().int(), cards: z.number().int(), speeches: z.number().int(), people: z.number().int() }),
  /** The heading in the reply's text; none before the reply is begun. */
  clauseId: z.string().nullable(),
  /** Its heading stands in the text and something is written under it. */
  written: z.boolean(),
  outcome: answerOutcome.nullable(),
  plannedOn: day.nullable(),
  reason: z.string(),
  /** As sealed; empty while the reply is written. */
  sealedWords: z.string(),
  answeredAt: instantText.nullable(),
  /** What was answered in the round before. */
  former: z.object({ outcome: answerOutcome, plannedOn: day.nullable(), reason: z.string(), words: z.string() }).nullable(),
})
export type RecommendationAnswer = z.infer<typeof recommendationAnswer>

export const contactShape = z.object({
  id: z.uuid(),
  round: z.number().int(),
  phase: contactPhase,
  way: contactWay,
  day,
  withWhom: z.string(),
  words: z.string(),
  byName: z.string(),
  at: instantText,
})
export type HandlingContact = z.infer<typeof contactShape>

export const besideShape = z.object({
  id: z.uuid(),
  unitId: z.uuid(),
  unitName: z.string(),
  kind: assignmentKind,
  state: assignmentState,
  due: dueShape.nullable(),
  workingDaysLate: z.number().int(),
  /** 会办意见; null while it has not come. */
  agrees: z.boolean().nullable(),
  opinion: z.string(),
  opinionAt: instantText.nullable(),
})
export type BesideUnit = z.infer<typeof besideShape>

export const deliveredReply = z.object({
  round: z.number().int(),
  documentId: z.uuid(),
  revisionId: z.uuid(),
  grade: z.string(),
  gradeLabel: z.string(),
  letterNumber: z.string(),
  approvedBy: z.string(),
  publicity,
  publicityReason: z.string(),
  at: instantText,
})
export type DeliveredReply = z.infer<typeof deliveredReply>

export const gradeShape = z.object({ grade: z.string(), label: z.string() })

export const assignmentShape = z.object({
  id: z.uuid(),
  organisationId: z.uuid(),
  organisationName: z.string(),
  handled: handledShape,
  kind: assignmentKind,
  unitId: z.uuid(),
  unitName: z.string(),
  state: assignmentState,
  version: z.number().int(),
  standing: z.boolean(),
  /** 1, and 2 when it is handled again. */
  round: z.number().int(),
  assignedAt: instantText,
  acknowledgedAt: instantText.nullable(),
  acknowledgeDue: lateDue,
  /** Until the end of this day the unit may ask to be relieved of it. */
  returnUntil: dueShape,
  mayStillReturn: z.boolean(),
  /** The reply (or a co-unit's opinion) is due; null before it can be counted. */
  due: lateDue.nullable(),
  contactDue: lateDue.nullable(),
  reassign: z
    .object({ reason: z.string(), unitId: z.uuid(), unitName: z.string(), due: lateDue, refusal: z.string() })
    .nullable(),
  /** The reply's text of this round: the live room while it is written. */
  replyId: z.uuid().nullable(),
  draftedAt: instantText.nullable(),
  recommendations: z.array(recommendationAnswer),
  contacts: z.array(contactShape),
  /** A contact before and one after the draft must be noted before the reply is approved. */
  contactsRequired: z.boolean(),
  /** The other units that handle it. */
  beside: z.array(besideShape),
  /** This unit's own opinion, where it is a co-unit. */
  coAgrees: z.boolean().nullable(),
  coOpinion: z.string(),
  grades: z.array(gradeShape),
  grade: z.string().nullable(),
  letterNumber: z.string(),
  approvedBy: z.string(),
  approvedAt: instantText.nullable(),
  /** The sealed reply of this round. */
  revisionId: z.uuid().nullable(),
  returnReason: z.string(),
  /** Replies as they were delivered, one a round. */
  delivered: z.array(deliveredReply),
  /** Units it could go to instead; only for those who may ask for it or decide it. */
  units: z.array(z.object({ id: z.uuid(), name: z.string() })),
  /** What is to be done next and by whom, in words. */
  nextStep: z.string(),
  now: instantText,
  may: z.array(z.string()),
})
export type Assignment = z.infer<typeof assignmentShape>

export const assignmentStages = { pending: '待签收', handling: '在办', answered: '已答复', all: '全部' } as const
export type AssignmentStage = keyof typeof assignmentStages
export const assignmentStage = z.enum(Object.keys(assignmentStages) as [AssignmentStage, ...AssignmentStage[]])
/** 主办 stands for 独办 and 分办 as well. */
export const assignmentParts = { lead: '主办', co: '会办', all: '全部' } as const
export type AssignmentPart = keyof typeof assignmentParts
export const assignmentPart = z.enum(Object.keys(assignmentParts) as [AssignmentPart, ...AssignmentPart[]])

export const assignmentListQuery = z.object({
  stage: assignmentStage.optional(),
  part: assignmentPart.optional(),
  /** Words of the proposal's or brief's subject. */
  q: z.string().trim().max(80).optional(),
})
export const assignmentListLine = z.object({
  id: z.uuid(),
  handledKind: z.enum(['proposal', 'brief']),
  handledId: z.uuid(),
  title: z.string(),
  numberWords: z.string(),
  unitId: z.uuid(),
  unitName: z.string(),
  kind: assignmentKind,
  state: assignmentState,
  round: z.number().int(),
  assignedAt: instantText,
  /** What is due in this state: the signing, the reply, the decision on a reassignment. */
  due: dueShape.nullable(),
  workingDaysLate: z.number().int(),
})
export type AssignmentListLine = z.infer<typeof assignmentListLine>
export const assignmentList = z.object({ assignments: z.array(assignmentListLine), more: z.boolean(), now: instantText })

const version = z.number().int().min(1)
const words = (most: number) => z.string().trim().min(1).max(most)
const reason = words(300)
export const assignmentAt = z.object({ version })
export const assignmentBecause = z.object({ version, reason })
export const reassignAsked = z.object({ version, reason, unitId: z.uuid() })
/** Without a unit it goes to the one the unit suggested. */
export const reassignGranted = z.object({ version, unitId: z.uuid().optional() })
export const contactMade = z.object({
  version,
  phase: contactPhase,
  way: contactWay,
  day,
  withWhom: words(100),
  words: z.string().trim().max(1000).default(''),
})
export const answerGiven = z.object({
  version,
  recommendationId: z.uuid(),
  outcome: answerOutcome,
  plannedOn: day.nullable().default(null),
  reason: z.string().trim().max(300).default(''),
})
export const gradeChosen = z.object({ version, grade: z.string().min(1).max(4) })
export const coOpinionGiven = z.object({ version, agrees: z.boolean(), words: words(2000) })
export const replyApproved = z.object({
  version,
  /** 文号, as it stands on paper: 青财建〔2026〕31号. */
  letterNumber: z.string().trim().max(60),
  password: z.string().min(1).max(128),
})
export const replyReturned = z.object({ version, reason, grade: z.string().min(1).max(4).optional() })
export const replyPassed = z.object({ version, publicity, reason: z.string().trim().max(300).default('') })
