import { boolean, date, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import type {
  NotDocketReason, ProposalClass, ProposalState, ProposalTiming, Satisfaction, SponsorState,
} from '../../shared/proposals.ts'
import { user } from './accounts.ts'
import { due, dueDay, instant, searchColumns } from './columns.ts'
import { documents } from './documents.ts'
import { organisations } from './people.ts'

const organisationId = () =>
  uuid('organisation_id')
    .notNull()
    .references(() => organisations.id)

/** 届次 (plenary session): the term and plenary that proposals are numbered in, and the days it was held. */
export const plenaries = pgTable(
  'plenaries',
  {
    organisationId: organisationId(),
    term: integer().notNull(),
    number: integer().notNull(),
    opensOn: date('opens_on').notNull(),
    closesOn: date('closes_on').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.term, t.number] })],
)

/** 提案 (Proposal): the record beside its text; both have one id. */
export const proposals = pgTable(
  'proposals',
  {
    organisationId: organisationId(),
    id: uuid().primaryKey(),
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id),
    /** 案由. */
    subject: text().notNull(),
    state: text().$type<ProposalState>().notNull(),
    version: integer().notNull().default(1),
    ruleSetVersion: integer('rule_set_version').notNull(),
    leadId: text('lead_id')
      .notNull()
      .references(() => user.id),
    /** The sealed text that is signed, submitted and answered; none while it is written. */
    revisionId: uuid('revision_id'),
    /** Co-sponsors may sign until the end of this day. */
    sponsorsUntil: date('sponsors_until'),
    timing: text().$type<ProposalTiming>(),
    class: text().$type<ProposalClass>(),
    term: integer(),
    plenary: integer(),
    /** Dense within organisation, term and plenary; given at docketing, never again. */
    number: integer(),
    /** To be resubmitted by. */
    resubmitDue: due('resubmit_due'),
    /** Silence after it is no opinion. */
    evaluationDue: due('evaluation_due'),
    rehandleCount: integer('rehandle_count').notNull().default(0),
    createdAt: instant('created_at').notNull(),
    submittedAt: instant('submitted_at'),
    docketedAt: instant('docketed_at'),
    closedAt: instant('closed_at'),
    ...searchColumns(),
  },
  (t) => [
    unique('proposals_number').on(t.organisationId, t.term, t.plenary, t.number),
    unique('proposals_document').on(t.organisationId, t.documentId),
    index('proposals_organisation_state').on(t.organisationId, t.state, t.createdAt),
    index('proposals_lead').on(t.leadId),
    index('proposals_evaluation').on(t.organisationId, dueDay(t.evaluationDue)),
    index('proposals_search').using('gin', t.searchGrams),
  ],
)

/** Whose names stand on a proposal: the first proposer (第一提案人) and the co-sponsors (联名人), who write it together. */
export const proposalSponsors = pgTable(
  'proposal_sponsors',
  {
    organisationId: organisationId(),
    proposalId: uuid('proposal_id')
      .notNull()
      .references(() => proposals.id),
    personId: text('person_id')
      .notNull()
      .references(() => user.id),
    name: text().notNull(),
    lead: boolean().notNull(),
    position: integer().notNull(),
    /** False for those whose names do not stand on the submitted text: they did not sign it. */
    standing: boolean().notNull().default(true),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.proposalId, t.personId] }), index('proposal_sponsors_person').on(t.personId)],
)

/** A name asked for, given, refused or void under one sealed text. */
export const proposalSignatures = pgTable(
  'proposal_signatures',
  {
    organisationId: organisationId(),
    proposalId: uuid('proposal_id')
      .notNull()
      .references(() => proposals.id),
    revisionId: uuid('revision_id').notNull(),
    personId: text('person_id')
      .notNull()
      .references(() => user.id),
    state: text().$type<SponsorState>().notNull(),
    /** The digest this person signed. */
    digest: text(),
    at: instant('at'),
    reason: text().notNull().default(''),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.proposalId, t.revisionId, t.personId] }),
    index('proposal_signatures_person').on(t.personId, t.state),
  ],
)

/** What was decided about a proposal, in words: by whom, when, with which reason and at which meeting. */
export const proposalDecisions = pgTable(
  'proposal_decisions',
  {
    organisationId: organisationId(),
    id: uuid().primaryKey(),
    proposalId: uuid('proposal_id')
      .notNull()
      .references(() => proposals.id),
    /** The move it was. */
    move: text().notNull(),
    code: text().$type<NotDocketReason>(),
    words: text().notNull().default(''),
    meeting: text().notNull().default(''),
    by: text().notNull(),
    byName: text('by_name').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('proposal_decisions_proposal').on(t.organisationId, t.proposalId, t.at)],
)

/** 评价 (FeedbackForm): one sponsor's scores of one delivered reply. */
export const ratings = pgTable(
  'ratings',
  {
    organisationId: organisationId(),
    id: uuid().primaryKey(),
    proposalId: uuid('proposal_id')
      .notNull()
      .references(() => proposals.id),
    assignmentId: uuid('assignment_id').notNull(),
    /** 1, and 2 after the matter was handled again. */
    round: integer().notNull(),
    personId: text('person_id')
      .notNull()
      .references(() => user.id),
    attitude: text().$type<Satisfaction>().notNull(),
    result: text().$type<Satisfaction>().notNull(),
    words: text().notNull().default(''),
    at: instant('at').notNull(),
  },
  (t) => [unique('ratings_once').on(t.organisationId, t.assignmentId, t.round, t.personId), index('ratings_proposal').on(t.proposalId)],
)
