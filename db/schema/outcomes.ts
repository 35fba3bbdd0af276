import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { OutcomeKind } from '../../shared/outcomes.ts'
import { briefs } from './briefs.ts'
import { instant } from './columns.ts'
import { opinions } from './opinions.ts'
import { organisations } from './people.ts'
import { proposals } from './proposals.ts'
import { reports } from './reports.ts'

const organisationId = () =>
  uuid('organisation_id')
    .notNull()
    .references(() => organisations.id)
const target = () => ({
  proposalId: uuid('proposal_id').references(() => proposals.id),
  briefId: uuid('brief_id').references(() => briefs.id),
  reportId: uuid('report_id').references(() => reports.id),
})

/** Which version of which opinion flowed into what: one of each kind a version. */
export const outcomes = pgTable(
  'outcomes',
  {
    organisationId: organisationId(),
    id: uuid().primaryKey(),
    opinionId: uuid('opinion_id')
      .notNull()
      .references(() => opinions.id),
    revisionId: uuid('revision_id').notNull(),
    kind: text().$type<OutcomeKind>().notNull(),
    ...target(),
    by: text().notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    unique('outcomes_once').on(t.organisationId, t.revisionId, t.kind),
    index('outcomes_opinion').on(t.opinionId),
    index('outcomes_proposal').on(t.proposalId),
    index('outcomes_brief').on(t.briefId),
    index('outcomes_report').on(t.reportId),
    check('outcomes_one_target', sql`num_nonnulls(${t.proposalId}, ${t.briefId}, ${t.reportId}) = 1`),
  ],
)

/** 建议 (Recommendation): what one sealed text asks for, each answerable on its own. */
export const recommendations = pgTable(
  'recommendations',
  {
    organisationId: organisationId(),
    id: uuid().primaryKey(),
    ...target(),
    revisionId: uuid('revision_id').notNull(),
    number: integer().notNull(),
    words: text().notNull(),
    /** The clauses of the sealed text that say it. */
    clauseIds: text('clause_ids').array().notNull(),
  },
  (t) => [
    unique('recommendations_number').on(t.organisationId, t.revisionId, t.number),
    index('recommendations_proposal').on(t.proposalId),
    index('recommendations_brief').on(t.briefId),
    index('recommendations_report').on(t.reportId),
    check('recommendations_one_owner', sql`num_nonnulls(${t.proposalId}, ${t.briefId}, ${t.reportId}) = 1`),
  ],
)

/** Which clause of which sealed opinion a recommendation came from; the clause leads on to people and cards. */
export const recommendationClauses = pgTable(
  'recommendation_clauses',
  {
    organisationId: organisationId(),
    recommendationId: uuid('recommendation_id')
      .notNull()
      .references(() => recommendations.id, { onDelete: 'cascade' }),
    opinionId: uuid('opinion_id')
      .notNull()
      .references(() => opinions.id),
    revisionId: uuid('revision_id').notNull(),
    clauseId: text('clause_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.recommendationId, t.revisionId, t.clauseId] }),
    index('recommendation_clauses_opinion').on(t.opinionId, t.clauseId),
  ],
)
