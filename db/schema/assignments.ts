import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type {
  AnswerOutcome, AssignmentKind, AssignmentState, ContactPhase, ContactWay, Publicity,
} from '../../shared/assignments.ts'
import { briefs } from './briefs.ts'
import { due, dueDay, instant } from './columns.ts'
import { documents } from './documents.ts'
import { recommendations } from './outcomes.ts'
import { organisations } from './people.ts'
import { proposals } from './proposals.ts'

const organisationId = () =>
  uuid('organisation_id')
    .notNull()
    .references(() => organisations.id)
const assignmentId = () =>
  uuid('assignment_id')
    .notNull()
    .references(() => assignments.id)

/**
 * 交办 (Assignment): the row by which a record of a 政协 crosses to a handling unit. `organisation_id` is the 政协 whose
 * record it is.
 */
export const assignments = pgTable(
  'assignments',
  {
    organisationId: organisationId(),
    id: uuid().primaryKey(),
    proposalId: uuid('proposal_id').references(() => proposals.id),
    briefId: uuid('brief_id').references(() => briefs.id),
    kind: text().$type<AssignmentKind>().notNull(),
    unitId: uuid('unit_id')
      .notNull()
      .references(() => organisations.id),
    state: text().$type<AssignmentState>().notNull(),
    version: integer().notNull().default(1),
    ruleSetVersion: integer('rule_set_version').notNull(),
    /** False once it was handed to another unit. */
    standing: boolean().notNull().default(true),
    /** 1, and 2 after a sponsor was dissatisfied. */
    round: integer().notNull().default(1),
    assignedAt: instant('assigned_at').notNull(),
    assignedBy: text('assigned_by').notNull(),
    acknowledgeDue: due('acknowledge_due').notNull(),
    acknowledgedAt: instant('acknowledged_at'),
    /** Until the end of this day the unit may say that it is not its business. */
    returnUntil: due('return_until').notNull(),
    reassignDue: due('reassign_due'),
    reassignReason: text('reassign_reason').notNull().default(''),
    reassignUnitId: uuid('reassign_unit_id').references(() => organisations.id),
    /** Why the supervision office did not agree; asked once only. */
    reassignRefusal: text('reassign_refusal').notNull().default(''),
    /** Where it was handed on from: the due date goes with it. */
    handedFrom: uuid('handed_from'),
    /** The reply, or a co-unit's opinion, is due. */
    due: due('due'),
    contactDue: due('contact_due'),
    /** The reply's text; none before it is begun. */
    replyId: uuid('reply_id').references(() => documents.id),
    /** The heading of the reply's text under which each recommendation is answered stands in `reply_answers`. */
    draftedAt: instant('drafted_at'),
    grade: text(),
    letterNumber: text('letter_number').notNull().default(''),
    approvedBy: text('approved_by').notNull().default(''),
    approvedAt: instant('approved_at'),
    revisionId: uuid('revision_id'),
    returnReason: text('return_reason').notNull().default(''),
    publicity: text().$type<Publicity>(),
    publicityReason: text('publicity_reason').notNull().default(''),
    deliveredAt: instant('delivered_at'),
    /** 会办意见: what a co-unit tells the lead unit. */
    coAgrees: boolean('co_agrees'),
    coOpinion: text('co_opinion').notNull().default(''),
    coOpinionAt: instant('co_opinion_at'),
  },
  (t) => [
    uniqueIndex('assignments_one_lead_proposal').on(t.organisationId, t.proposalId).where(sql`standing and kind in ('lead', 'sole')`),
    uniqueIndex('assignments_one_lead_brief').on(t.organisationId, t.briefId).where(sql`standing and kind in ('lead', 'sole')`),
    uniqueIndex('assignments_unit_proposal').on(t.organisationId, t.proposalId, t.unitId).where(sql`standing`),
    uniqueIndex('assignments_unit_brief').on(t.organisationId, t.briefId, t.unitId).where(sql`standing`),
    index('assignments_unit_state').on(t.unitId, t.state),
    index('assignments_organisation_state').on(t.organisationId, t.state),
    index('assignments_due').on(t.organisationId, dueDay(t.due)),
    check('assignments_one_subject', sql`num_nonnulls(${t.proposalId}, ${t.briefId}) = 1`),
  ],
)

/** 办前、办中、办后 (HandlingContact): each time the unit talked with the sponsors. */
export const handlingContacts = pgTable(
  'handling_contacts',
  {
    organisationId: organisationId(),
    id: uuid().primaryKey(),
    assignmentId: assignmentId(),
    round: integer().notNull(),
    phase: text().$type<ContactPhase>().notNull(),
    way: text().$type<ContactWay>().notNull(),
    day: date('day').notNull(),
    withWhom: text('with_whom').notNull(),
    words: text().notNull().default(''),
    by: text().notNull(),
    byName: text('by_name').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('handling_contacts_assignment').on(t.organisationId, t.assignmentId, t.day)],
)

/** A unit's answer to one recommendation. Its words are ink under a heading of the reply until the unit's leader approves it. */
export const replyAnswers = pgTable(
  'reply_answers',
  {
    organisationId: organisationId(),
    assignmentId: assignmentId(),
    round: integer().notNull(),
    recommendationId: uuid('recommendation_id')
      .notNull()
      .references(() => recommendations.id),
    /** The heading in the reply's text. */
    clauseId: text('clause_id').notNull(),
    outcome: text().$type<AnswerOutcome>(),
    plannedOn: date('planned_on'),
    reason: text().notNull().default(''),
    /** As sealed. */
    words: text().notNull().default(''),
    by: text().notNull().default(''),
    at: instant('at'),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.assignmentId, t.round, t.recommendationId] })],
)

/** Replies as they were delivered, one a round: what sponsors were sent is kept when the matter is handled again. */
export const deliveredReplies = pgTable(
  'delivered_replies',
  {
    organisationId: organisationId(),
    assignmentId: assignmentId(),
    round: integer().notNull(),
    revisionId: uuid('revision_id').notNull(),
    grade: text().notNull(),
    letterNumber: text('letter_number').notNull(),
    approvedBy: text('approved_by').notNull(),
    publicity: text().$type<Publicity>().notNull(),
    publicityReason: text('publicity_reason').notNull().default(''),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.assignmentId, t.round] })],
)
