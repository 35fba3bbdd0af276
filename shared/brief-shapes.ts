import { z } from 'zod'
import { assignmentLine, deliveredAnswer } from './assignment-shapes.ts'
import { briefGroup, briefState, instructionAudience, recommendationOutcome } from './briefs.ts'
import { placedClause, recommendationShape, sectionKey } from './outcomes.ts'
import { dueShape } from './ruleset.ts'
import { instantText } from './sessions.ts'

/** What a brief's pages are told, and what its deeds ask for. */

const version = z.number().int().min(1)
const committees = z.array(z.object({ id: z.uuid(), name: z.string(), organisationId: z.uuid() }))
const line = (most: number) => z.string().trim().max(most)

/** Where a brief came from: one signed opinion, and the session it was reached in. */
export const briefSource = z.object({
  opinionId: z.uuid(),
  title: z.string(),
  digest: z.string(),
  sessionId: z.uuid(),
  sessionTitle: z.string(),
  form: z.string(),
  day: z.iso.date(),
  participants: z.number().int(),
})
export type BriefSource = z.infer<typeof briefSource>

export const briefRecommendation = recommendationShape.extend({
  /** The clauses of signed opinions it came from, in the words that were sealed there. */
  origins: z.array(z.object({ opinionId: z.uuid(), clauseId: z.string(), words: z.string() })),
  /** Who wrote those words: the names behind the suggestion. */
  proposers: z.array(z.string()),
  answers: z.array(deliveredAnswer),
  /** What the units' answers amount to: what the form begins with. */
  suggested: z.object({ outcome: recommendationOutcome, reason: z.string() }).nullable(),
  outcome: z.object({ outcome: recommendationOutcome, reason: z.string(), at: instantText }).nullable(),
})
export type BriefRecommendation = z.infer<typeof briefRecommendation>

export const briefDecision = z.object({
  id: z.uuid(),
  move: z.string(),
  label: z.string(),
  words: z.string(),
  meeting: z.string(),
  by: z.string(),
  at: instantText,
})
export type BriefDecision = z.infer<typeof briefDecision>

/** 批示: its words, leader and audience are null for whoever is not among those meant to read it. */
export const briefInstruction = z.object({
  id: z.uuid(),
  post: z.string(),
  day: z.iso.date(),
  leader: z.string().nullable(),
  words: z.string().nullable(),
  audience: z.array(instructionAudience).nullable(),
  at: instantText,
})
export type BriefInstruction = z.infer<typeof briefInstruction>

export const briefLine = z.object({
  id: z.uuid(),
  title: z.string(),
  state: briefState,
  version: z.number().int(),
  committeeName: z.string(),
  year: z.number().int().nullable(),
  number: z.number().int().nullable(),
  total: z.number().int().nullable(),
  submitDue: dueShape.nullable(),
  workingDaysLate: z.number().int(),
  createdAt: instantText,
})
export type BriefLine = z.infer<typeof briefLine>

export const briefShape = briefLine.extend({
  organisationId: z.uuid(),
  organisationName: z.string(),
  committeeId: z.uuid(),
  documentId: z.uuid(),
  /** The seal of the text under review; none while it is compiled. */
  seal: z.object({ revisionId: z.uuid(), number: z.number().int(), digest: z.string(), at: instantText }).nullable(),
  /** The sealed words along their headings; empty while they are ink. */
  sections: z.array(z.object({ key: sectionKey, heading: z.string(), clauses: z.array(z.object({ id: z.string(), words: z.string() })) })),
  sources: z.array(briefSource),
  recommendations: z.array(briefRecommendation),
  decisions: z.array(briefDecision),
  instructions: z.array(briefInstruction),
  assignments: z.array(assignmentLine),
  /** The units it may be assigned to; only for whoever may. */
  units: z.array(z.object({ id: z.uuid(), name: z.string() })),
  reportTo: z.string(),
  sendTo: z.string(),
  issueTo: z.string(),
  copies: z.number().int().nullable(),
  createdBy: z.string(),
  issuedBy: z.string(),
  numberedAt: instantText.nullable(),
  despatchedAt: instantText.nullable(),
  closedAt: instantText.nullable(),
  /** The party group looks at it as well, by the rules it was opened under. */
  partyGroup: z.boolean(),
  /** Every unit that owes a reply has delivered it. */
  repliesIn: z.boolean(),
  now: instantText,
  may: z.array(z.string()),
})
export type Brief = z.infer<typeof briefShape>

export const briefList = z.object({ briefs: z.array(briefLine), more: z.boolean(), compileIn: committees })
export type BriefList = z.infer<typeof briefList>

export const briefFilter = z.object({
  state: briefState.optional(),
  group: briefGroup.optional(),
  year: z.coerce.number().int().min(2000).max(2200).optional(),
  q: z.string().trim().max(100).optional(),
})

/** A signed opinion from which this person may still compile a brief, with its clauses. */
export const briefMaterial = z.object({
  opinionId: z.uuid(),
  organisationId: z.uuid(),
  title: z.string(),
  digest: z.string(),
  documentId: z.uuid(),
  revisionId: z.uuid(),
  sessionId: z.uuid(),
  sessionTitle: z.string(),
  day: z.iso.date(),
  clauses: z.array(z.object({ id: z.string(), words: z.string(), heading: z.boolean() })),
})
export type BriefMaterial = z.infer<typeof briefMaterial>
export const briefMaterials = z.object({
  materials: z.array(briefMaterial),
  committees,
})
export type BriefMaterials = z.infer<typeof briefMaterials>

const isOnce = (ids: readonly string[]): boolean => new Set(ids).size === ids.length

export const briefTitle = line(80).min(1)
export const newBrief = z.object({
  committeeId: z.uuid(),
  title: briefTitle,
  sources: z
    .array(z.object({ opinionId: z.uuid(), clauses: z.array(placedClause).max(200) }))
    .min(1)
    .max(20)
    .refine((sources) => isOnce(sources.map(({ opinionId }) => opinionId)))
    .refine((sources) => isOnce(sources.flatMap(({ clauses }) => clauses.map(({ clauseId }) => clauseId)))),
})
export type NewBrief = z.infer<typeof newBrief>

export const briefAt = z.object({ version })
export const briefNamed = z.object({ version, title: briefTitle })
export const briefBecause = z.object({ version, reason: line(500).min(1) })
export const briefPassed = z.object({ version, words: line(500).default('') })
/** Which meeting looked at it, as the minutes name it; without one it is refused in words of its own. */
export const briefMet = z.object({ version, meeting: line(200), words: line(500).default('') })
export const briefNumbered = z.object({ version, password: z.string().min(1).max(200) })
export const briefDespatch = z.object({
  version, reportTo: line(500), sendTo: line(500).default(''), issueTo: line(500).default(''), copies: z.number().int().min(1).max(9999),
})
export const newInstruction = z.object({
  version,
  leader: line(40).min(1),
  post: line(80).min(1),
  day: z.iso.date(),
  words: line(2000),
  audience: z.array(instructionAudience).max(4),
})
export type NewInstruction = z.infer<typeof newInstruction>
export const briefAssigned = z.object({ version, leadUnitId: z.uuid(), coUnitIds: z.array(z.uuid()).max(20), due: z.iso.date() })
export const briefClosed = z.object({
  version,
  outcomes: z.array(z.object({ recommendationId: z.uuid(), outcome: recommendationOutcome, reason: line(500).default('') })).max(100),
})
export type BriefClosed = z.infer<typeof briefClosed>
