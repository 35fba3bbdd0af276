import { date, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { BriefState, InstructionAudience, RecommendationOutcome } from '../../shared/briefs.ts'
import { due, instant, searchColumns } from './columns.ts'
import { documents } from './documents.ts'
import { organisations } from './people.ts'

const organisationId = () =>
  uuid('organisation_id')
    .notNull()
    .references(() => organisations.id)

/** 建议简报 (RecommendationBrief): the record beside its text; both have one id. */
export const briefs = pgTable(
  'briefs',
  {
    organisationId: organisationId(),
    id: uuid().primaryKey(),
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id),
    /** The special committee that compiles it. */
    committeeId: uuid('committee_id')
      .notNull()
      .references(() => organisations.id),
    title: text().notNull(),
    state: text().$type<BriefState>().notNull(),
    version: integer().notNull().default(1),
    ruleSetVersion: integer('rule_set_version').notNull(),
    /** The sealed text that is reviewed and sent; none while it is compiled. */
    revisionId: uuid('revision_id'),
    submitDue: due('submit_due'),
    /** 第×期 of a year, 总第×期: both dense. */
    year: integer(),
    number: integer(),
    total: integer(),
    /** 报、送、发. */
    reportTo: text('report_to').notNull().default(''),
    sendTo: text('send_to').notNull().default(''),
    issueTo: text('issue_to').notNull().default(''),
    copies: integer(),
    /** People whose words are in it, by id: from the despatch on they may look how it goes. */
    contributors: text().array().notNull().default([]),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    numberedAt: instant('numbered_at'),
    despatchedAt: instant('despatched_at'),
    closedAt: instant('closed_at'),
    ...searchColumns(),
  },
  (t) => [
    unique('briefs_number').on(t.organisationId, t.year, t.number),
    unique('briefs_total').on(t.organisationId, t.total),
    unique('briefs_document').on(t.organisationId, t.documentId),
    index('briefs_organisation_state').on(t.organisationId, t.state, t.createdAt),
    index('briefs_search').using('gin', t.searchGrams),
    index('briefs_contributors').using('gin', t.contributors),
  ],
)

/** What was decided about a brief, in words: by whom, when, at which meeting. */
export const briefDecisions = pgTable(
  'brief_decisions',
  {
    organisationId: organisationId(),
    id: uuid().primaryKey(),
    briefId: uuid('brief_id')
      .notNull()
      .references(() => briefs.id),
    move: text().notNull(),
    /** The brief's version it led to: their order. */
    version: integer().notNull(),
    words: text().notNull().default(''),
    meeting: text().notNull().default(''),
    by: text().notNull(),
    byName: text('by_name').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('brief_decisions_brief').on(t.organisationId, t.briefId, t.version)],
)

/** 批示 (LeaderInstruction): usually entered from paper. Its words are read by its audience only. */
export const instructions = pgTable(
  'instructions',
  {
    organisationId: organisationId(),
    id: uuid().primaryKey(),
    briefId: uuid('brief_id')
      .notNull()
      .references(() => briefs.id),
    leader: text().notNull(),
    post: text().notNull(),
    day: date('day').notNull(),
    words: text().notNull(),
    audience: text().array().$type<InstructionAudience[]>().notNull(),
    by: text().notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('instructions_brief').on(t.organisationId, t.briefId, t.at)],
)

/** What became of each recommendation when the brief was closed. */
export const briefOutcomes = pgTable(
  'brief_outcomes',
  {
    organisationId: organisationId(),
    briefId: uuid('brief_id')
      .notNull()
      .references(() => briefs.id),
    recommendationId: uuid('recommendation_id').primaryKey(),
    outcome: text().$type<RecommendationOutcome>().notNull(),
    reason: text().notNull().default(''),
    by: text().notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('brief_outcomes_brief').on(t.organisationId, t.briefId)],
)
