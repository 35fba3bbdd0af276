import { z } from 'zod'
import { contentShape } from './documents/shapes.ts'
import { placedClause, recommendationShape } from './outcomes.ts'
import { adoptionWay, reportLevel, reportState, reportSteps } from './reports.ts'
import { dueShape } from './ruleset.ts'
import { instantText } from './sessions.ts'

/** What the house answers about reports (社情民意信息), and what it takes. */

/** One line of a list. */
export const reportLine = z.object({
  id: z.uuid(),
  organisationId: z.uuid(),
  title: z.string(),
  state: reportState,
  version: z.number(),
  author: z.string(),
  /** The caller's own. */
  mine: z.boolean(),
  /** 编号: dense in a year, from the first submission on. */
  number: z.object({ year: z.int(), serial: z.int() }).nullable(),
  /** 期号, once it is issued. */
  issue: z.object({ year: z.int(), number: z.int() }).nullable(),
  /** By when what waits in it is due: the review of what was handed in, or its adoption. */
  due: dueShape.nullable(),
  workingDaysLate: z.int(),
  createdAt: instantText,
  submittedAt: instantText.nullable(),
})
export type ReportLine = z.infer<typeof reportLine>

/** A text as it lies under a seal. */
export const sealedReportText = z.object({
  revisionId: z.uuid(),
  number: z.int(),
  at: instantText,
  digest: z.string(),
  content: contentShape,
  length: z.int(),
})
export type SealedReportText = z.infer<typeof sealedReportText>

/** One turn it took: who, when, in which state, on which text. Notes among the desk are not the author's to read. */
export const reportTurn = z.object({
  id: z.uuid(),
  move: z.string(),
  label: z.string(),
  gate: reportState,
  by: z.string(),
  at: instantText,
  words: z.string(),
  revisionId: z.uuid().nullable(),
})
export type ReportTurn = z.infer<typeof reportTurn>

/** One stop on its way: 提交、初审、政治关、内容关、效果关、编辑、签发、采用. */
export const reportStep = z.object({
  key: z.enum(reportSteps.map(({ key }) => key) as [string, ...string[]]),
  label: z.string(),
  place: z.enum(['done', 'now', 'todo']),
  by: z.string(),
  at: instantText.nullable(),
  words: z.string(),
  /** It stands on a text that the author has changed since. */
  onEarlierText: z.boolean(),
})
export type ReportStep = z.infer<typeof reportStep>

export const reportShape = reportLine.extend({
  documentId: z.uuid(),
  /** Signs it may hold at most, by the rules it was opened under. */
  limit: z.int(),
  /** The author's text as it was last submitted. */
  sealed: sealedReportText.nullable(),
  /** The edited text beside it, while it is written and once it is sealed. */
  editedId: z.uuid().nullable(),
  editedTitle: z.string(),
  edited: sealedReportText.nullable(),
  editor: z.string(),
  returnedFrom: reportState.nullable(),
  steps: z.array(reportStep),
  turns: z.array(reportTurn),
  recommendations: z.array(recommendationShape),
  /** The signed opinions it was made from, as far as the caller may see them. */
  origins: z.array(z.object({ opinionId: z.uuid(), revisionId: z.uuid(), title: z.string(), sessionId: z.uuid() })),
  level: reportLevel.nullable(),
  recipients: z.string(),
  issuedAt: instantText.nullable(),
  adoption: z.object({ level: reportLevel, way: adoptionWay, by: z.string() }).nullable(),
  now: instantText,
  may: z.array(z.string()),
})
export type Report = z.infer<typeof reportShape>

export const reportList = z.object({
  reports: z.array(reportLine),
  /** There are more than were told. */
  more: z.boolean(),
  writeIn: z.array(z.object({ id: z.uuid(), name: z.string() })),
})
export const reportFilter = z.object({
  state: reportState.optional(),
  q: z.string().max(60).optional(),
  mine: z.enum(['true']).optional(),
})

const version = z.number().int().min(1)
const title = z.string().trim().min(1).max(80)
const reason = z.string().trim().min(1).max(500)
const note = z.string().trim().min(1).max(500)

/** Written directly in an organisation, or out of clauses of one signed opinion. */
export const newReport = z.object({
  title,
  organisationId: z.uuid().nullable(),
  opinion: z.object({ opinionId: z.uuid(), clauses: z.array(placedClause).min(1).max(200) }).nullable(),
})
export const reportAt = z.object({ version })
export const reportTitle = z.object({ version, title })
export const reportBecause = z.object({ version, reason })
export const initialPass = z.object({ version, note: z.string().trim().max(500) })
export const gatePass = z.object({ version, note })
/** 效果关 also says to which level it is worth sending. */
export const effectPass = z.object({ version, note, level: reportLevel })
export const reportIssue = z.object({
  version,
  level: reportLevel,
  recipients: z.string().trim().max(300),
  password: z.string().min(1).max(128),
})
export const reportAdoption = z.object({ version, level: reportLevel, way: adoptionWay, by: z.string().trim().max(120) })
