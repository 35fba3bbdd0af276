import { z } from 'zod'
import { fileShape } from './file-shapes.ts'
import {
  issueChannels, type IssueChannel, type IssueNoteKind, issueNoteKinds, type IssueState, issueWorkflow, type NotAcceptReason,
  notAcceptReasons,
} from './intake.ts'
import { instantText } from './sessions.ts'
import { topicWords, urgency } from './topics.ts'

/** The shapes in which issues (说事) travel. */

export const issueState = z.enum(Object.keys(issueWorkflow.states) as [IssueState, ...IssueState[]])
export const issueChannel = z.enum(Object.keys(issueChannels) as [IssueChannel, ...IssueChannel[]])
export const notAcceptReason = z.enum(Object.keys(notAcceptReasons) as [NotAcceptReason, ...NotAcceptReason[]])

const said = z.object({
  words: z.string().trim().max(2000),
  fileIds: z.array(z.uuid()).max(12),
  /** Not a real name: what to call them. */
  alias: z.string().trim().max(20),
  contact: z.string().trim().max(60),
  under14: z.boolean(),
  guardian: z.string().trim().max(20),
  noticeVersion: z.string().max(20),
})
export const raiseIssue = said.extend({ code: z.string().min(1).max(64) })
export type RaiseIssue = z.infer<typeof raiseIssue>
export const recordIssue = said.extend({
  organisationId: z.uuid(),
  channel: z.enum(['phone', 'paper', 'face']),
  venueId: z.uuid().nullable(),
  place: z.string().trim().max(80),
})
export type RecordIssue = z.infer<typeof recordIssue>

/** What comes back, once: the number to say, the code to look it up with, the link that shows everything. */
export const raisedShape = z.object({ id: z.uuid(), number: z.string(), code: z.string(), link: z.string() })
export type Raised = z.infer<typeof raisedShape>

/** A stop of the 回声 thread. `words` and `by` are shown only to those who may read words and names. */
export const stopShape = z.object({
  key: z.string(),
  title: z.string(),
  detail: z.string(),
  at: instantText.nullable(),
  state: z.enum(['done', 'now', 'todo']),
  late: z.string(),
  stamp: z.enum(['定稿', '已签', '立案', '答复']).nullable(),
  words: z.string(),
  /** Who handles it, by name. */
  by: z.string().optional(),
})
export type StopLine = z.infer<typeof stopShape>

export const lookedUp = z.object({ number: z.string(), stops: z.array(stopShape.omit({ words: true, by: true })) })

export const issueLine = z.object({
  id: z.uuid(),
  organisationId: z.uuid(),
  number: z.string(),
  state: issueState,
  version: z.number(),
  channel: issueChannel,
  words: z.string(),
  voices: z.number(),
  photos: z.number(),
  place: z.string(),
  urgency: urgency.nullable(),
  sector: z.string(),
  confidential: z.boolean(),
  handler: z.string(),
  /** The caller handles it. */
  mine: z.boolean(),
  saidAt: instantText,
  dueAt: instantText.nullable(),
  /** Counted without the year's official plan (节假日安排未公布). */
  dueProvisional: z.boolean(),
  workingDaysLate: z.number(),
})
export type IssueLine = z.infer<typeof issueLine>

export const issueNote = z.object({
  id: z.uuid(),
  kind: z.enum(Object.keys(issueNoteKinds) as [IssueNoteKind, ...IssueNoteKind[]]),
  words: z.string(),
  by: z.string(),
  at: instantText,
})

const numbered = z.object({ id: z.uuid(), number: z.string() })
export const issueShape = issueLine.extend({
  alias: z.string(),
  under14: z.boolean(),
  /** Masked; in full only by `contact`, for the handler, with a reason. */
  contact: z.string().nullable(),
  guardian: z.string().nullable(),
  noticeVersion: z.string(),
  files: z.array(fileShape),
  notes: z.array(issueNote),
  mergedInto: numbered.nullable(),
  merged: z.array(numbered),
  topic: z.object({ id: z.uuid(), title: z.string() }).nullable(),
  stops: z.array(stopShape),
  lines: z.array(z.object({ key: z.string(), at: instantText, who: z.string(), words: z.string() })),
  may: z.array(z.string()),
})
export type Issue = z.infer<typeof issueShape>

/** What the one who said it sees behind the private link. */
export const echoShape = z.object({
  id: z.uuid(),
  number: z.string(),
  organisation: z.string(),
  place: z.string(),
  state: issueState,
  version: z.number(),
  channel: issueChannel,
  words: z.string(),
  saidAt: instantText,
  files: z.array(fileShape),
  notes: z.array(issueNote),
  stops: z.array(stopShape),
  may: z.array(z.string()),
})
export type Echo = z.infer<typeof echoShape>

const version = z.number().int().min(1)
const someWords = z.string().trim().min(1).max(1000)
export const triageIssue = z.object({
  version,
  urgency,
  sector: z.string().trim().max(20),
  confidential: z.boolean(),
})
export const answerIssue = z.object({ version, words: someWords })
export const takeOnIssue = z.object({ version })
export const mergeIssue = z.object({ version, into: z.uuid() })
export const escalateIssue = z.object({
  version,
  /** An open topic to join; null makes a new one of `topic`. */
  topicId: z.uuid().nullable(),
  topic: topicWords.nullable(),
})
export const notAcceptIssue = z.object({ version, reason: notAcceptReason, words: z.string().trim().max(500) })
export const solveIssue = z.object({ version, words: someWords, fileIds: z.array(z.uuid()).max(12) })
export const confirmIssue = z.object({ version, how: z.enum(['yes', 'partly']) })
export const denyIssue = z.object({ version, words: someWords })
export const addWords = z.object({ version, words: someWords })
