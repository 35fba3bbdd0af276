import { z } from 'zod'
import { assignmentLine, deliveredAnswer } from './assignment-shapes.ts'
import { placedClause, recommendationShape } from './outcomes.ts'
import {
  notDocketReason, proposalClass, proposalGroup, proposalState, proposalTiming, satisfaction, sponsorState,
} from './proposals.ts'
import { dueShape } from './ruleset.ts'
import { instantText } from './sessions.ts'

/** The shapes in which proposals (提案) travel. */

const version = z.number().int().min(1)
const day = z.iso.date()
const reason = z.string().trim().min(1).max(500)
const words = z.string().trim().max(1000)
const password = z.string().min(1).max(128)
/** A person's id. */
const person = z.string().min(1).max(64)
const subject = z.string().trim().min(1).max(80)
const organisation = z.object({ id: z.uuid(), name: z.string() })

export const sponsorShape = z.object({
  personId: z.string(),
  name: z.string(),
  /** 第一提案人. */
  lead: z.boolean(),
  /** False for one whose name does not stand on the submitted text. */
  standing: z.boolean(),
  /** What became of their signature under the text as it is sealed now; null while it is written. */
  state: sponsorState.nullable(),
  at: instantText.nullable(),
  /** Why they declined, the last time. */
  reason: z.string(),
  mine: z.boolean(),
})
export type Sponsor = z.infer<typeof sponsorShape>

export const decisionShape = z.object({
  /** The move it was: `reopenDraft`, `returnForChange`, `notDocket`, `docket`, `settle`. */
  move: z.string(),
  code: notDocketReason.nullable(),
  words: z.string(),
  meeting: z.string(),
  byName: z.string(),
  at: instantText,
})
export type Decision = z.infer<typeof decisionShape>

/** A recommendation with the clauses of signed opinions it came from, as far as the caller may see those opinions. */
export const proposalRecommendation = recommendationShape.extend({
  origins: z.array(z.object({ opinionId: z.uuid(), title: z.string(), sessionId: z.uuid(), clauseId: z.string() })),
})

export const proposalLine = z.object({
  id: z.uuid(),
  organisationId: z.uuid(),
  subject: z.string(),
  state: proposalState,
  version: z.number(),
  leadName: z.string(),
  /** What the caller's own name is on it. */
  mine: z.enum(['lead', 'sponsor']).nullable(),
  class: proposalClass.nullable(),
  timing: proposalTiming.nullable(),
  term: z.number().nullable(),
  plenary: z.number().nullable(),
  number: z.number().nullable(),
  /** 第十四届四次会议第217号; empty before it is docketed. */
  numberWords: z.string(),
  createdAt: instantText,
  submittedAt: instantText.nullable(),
  docketedAt: instantText.nullable(),
  closedAt: instantText.nullable(),
  /** What it waits for is due: names given, changed and handed in again, rated. Its units' dates stand with them. */
  due: dueShape.nullable(),
  workingDaysLate: z.number().int(),
})
export type ProposalLine = z.infer<typeof proposalLine>

export const proposalShape = proposalLine.extend({
  documentId: z.uuid(),
  ruleSetVersion: z.number(),
  /** The text under seal: what is signed, submitted and answered; null while it is written. */
  revision: z.object({ id: z.uuid(), digest: z.string(), at: instantText }).nullable(),
  sponsors: z.array(sponsorShape),
  /** Names may be given until the end of this day. */
  sponsorsUntil: day.nullable(),
  /** Signs of the text as it stands, against what the rules recommend and allow; signs are null where the caller may not read it. */
  length: z.object({ signs: z.number().nullable(), warn: z.number(), cap: z.number() }),
  decisions: z.array(decisionShape),
  /** Numbered, once it was submitted. */
  recommendations: z.array(proposalRecommendation),
  /** Which signed opinions it was made from, those the caller may see. */
  from: z.array(z.object({ opinionId: z.uuid(), title: z.string(), sessionId: z.uuid() })),
  /** Each unit's part, and what was answered to each recommendation. */
  assignments: z.array(assignmentLine),
  answers: z.array(deliveredAnswer),
  resubmitDue: dueShape.nullable(),
  evaluationDue: dueShape.nullable(),
  rehandleCount: z.number(),
  /** Replies the caller may rate now, each once. */
  toRate: z.array(z.object({ assignmentId: z.uuid(), unitName: z.string(), round: z.number() })),
  now: instantText,
  may: z.array(z.string()),
})
export type Proposal = z.infer<typeof proposalShape>

export const proposalQuery = z.object({
  organisationId: z.uuid().optional(),
  group: proposalGroup.optional(),
  /** Only those on which the caller's own name stands. */
  mine: z.enum(['true', 'false']).optional(),
  class: proposalClass.optional(),
  term: z.coerce.number().int().optional(),
  plenary: z.coerce.number().int().optional(),
  q: z.string().max(80).optional(),
})
export type ProposalQuery = z.infer<typeof proposalQuery>

/** `more`: not all are shown. `createIn`: where the caller may propose. */
export const proposalList = z.object({ proposals: z.array(proposalLine), more: z.boolean(), createIn: z.array(organisation) })
export type ProposalList = z.infer<typeof proposalList>

export const plenaryShape = z.object({
  organisationId: z.uuid(), term: z.number(), number: z.number(), opensOn: day, closesOn: day,
  /** 第十四届四次会议. */
  words: z.string(),
})
export type Plenary = z.infer<typeof plenaryShape>
/** The newest first. `openIn`: where the caller may set one up. */
export const plenaryList = z.object({ plenaries: z.array(plenaryShape), openIn: z.array(organisation) })

export const candidateQuery = z.object({ organisationId: z.uuid(), q: z.string().max(40).optional() })
/** Members of the 政协 who may be asked for their names, without the caller. */
export const candidateList = z.object({ candidates: z.array(z.object({ id: z.string(), name: z.string() })) })
export const unitList = z.object({ units: z.array(organisation) })

export const ratingShape = z.object({
  assignmentId: z.uuid(),
  unitName: z.string(),
  round: z.number(),
  /** Who gave it; null where only the scores are for the caller's eyes. */
  personId: z.string().nullable(),
  name: z.string(),
  attitude: satisfaction,
  result: satisfaction,
  words: z.string(),
  at: instantText.nullable(),
  mine: z.boolean(),
})
export type Rating = z.infer<typeof ratingShape>

/**
 * Ratings as far as the caller may read them: the proposal office all; a sponsor their own; a unit and the supervision
 * office the scores without names, once all have rated or the time is over.
 */
export const ratingList = z.object({
  ratings: z.array(ratingShape),
  /** All who could rate have. */
  complete: z.boolean(),
  /** The time is over: who has not rated gave no opinion. */
  over: z.boolean(),
  /** How many gave no opinion; null while it is not over or not for the caller. */
  noOpinion: z.number().nullable(),
})
export type RatingList = z.infer<typeof ratingList>

/** POST /api/proposals. Without an opinion the text is empty under its headings. */
export const newProposal = z.object({
  organisationId: z.uuid(),
  subject,
  /** Co-sponsors, who write along. */
  sponsors: z.array(person).max(60).optional(),
  opinion: z.object({ opinionId: z.uuid(), clauses: z.array(placedClause).min(1).max(200) }).optional(),
})
export type NewProposal = z.infer<typeof newProposal>

/** …/start-review and whatever needs no words. */
export const proposalAt = z.object({ version })
/** …/sponsor-declined, …/reopen-draft, …/return-for-change */
export const proposalBecause = z.object({ version, reason })
/** …/edit */
export const proposalSubject = z.object({ version, subject })
/** …/add-sponsor, …/remove-sponsor */
export const sponsorChange = z.object({ version, personId: person })
/** …/request-sponsors: until the end of this day. */
export const sponsorsAsked = z.object({ version, until: day })
/** …/sponsor-signed: the digest is what the signer's screen showed. */
export const sponsorSigning = z.object({ version, digest: z.string().min(1).max(64), password })
/** …/submit, …/resubmit. `oneMatter`: 一事一案 was ticked. */
export const submission = z.object({ version, oneMatter: z.boolean(), password })
/** …/not-docket */
export const notDocketing = z.object({ version, code: notDocketReason, words: reason })
/** …/docket: by default in the newest plenary. */
export const docketing = z.object({
  version, class: proposalClass,
  term: z.number().int().min(1).max(99).optional(),
  plenary: z.number().int().min(1).max(99).optional(),
  words: words.optional(),
  /** The meeting that decided. */
  meeting: z.string().trim().max(80).optional(),
})
export type Docketing = z.infer<typeof docketing>
/** …/assign */
export const assigning = z.object({ version, leadUnitId: z.uuid(), coUnitIds: z.array(z.uuid()).max(20) })
/** …/evaluate: one reply of one unit. POST /api/prove-password first: it holds for five minutes. */
export const evaluation = z.object({
  version, assignmentId: z.uuid(), attitude: satisfaction, result: satisfaction, words: z.string().trim().max(500),
})
export type Evaluation = z.infer<typeof evaluation>
/** …/settle: the record of what was said face to face. */
export const settlement = z.object({ version, words: reason })
/** POST /api/plenaries */
export const newPlenary = z.object({
  organisationId: z.uuid(),
  term: z.number().int().min(1).max(99),
  number: z.number().int().min(1).max(99),
  opensOn: day,
  closesOn: day,
})
export type NewPlenary = z.infer<typeof newPlenary>

