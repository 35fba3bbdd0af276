import { index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { AdoptionWay, ReportLevel, ReportState } from '../../shared/reports.ts'
import { user } from './accounts.ts'
import { due, dueDay, instant, searchColumns } from './columns.ts'
import { documents } from './documents.ts'
import { organisations } from './people.ts'

const organisationId = () =>
  uuid('organisation_id')
    .notNull()
    .references(() => organisations.id)

/** 社情民意信息 (PublicOpinionReport): the record beside the author's text; both have one id. */
export const reports = pgTable(
  'reports',
  {
    organisationId: organisationId(),
    id: uuid().primaryKey(),
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id),
    title: text().notNull(),
    state: text().$type<ReportState>().notNull(),
    version: integer().notNull().default(1),
    ruleSetVersion: integer('rule_set_version').notNull(),
    authorId: text('author_id')
      .notNull()
      .references(() => user.id),
    /** The author's sealed text as it was last submitted. */
    revisionId: uuid('revision_id'),
    /** Given when it is first submitted: dense in a year. */
    year: integer(),
    serial: integer(),
    /** The gate, or the desk, that sent it back: there it comes in again. */
    returnedFrom: text('returned_from').$type<ReportState>(),
    reviewDue: due('review_due'),
    /** The edited text beside the author's, and its seal. */
    editedId: uuid('edited_id').references(() => documents.id),
    editedRevisionId: uuid('edited_revision_id'),
    editedTitle: text('edited_title').notNull().default(''),
    editorId: text('editor_id').references(() => user.id),
    /** 期号 of the periodical: dense in a year, given when it is issued. */
    issueYear: integer('issue_year'),
    issueNumber: integer('issue_number'),
    level: text().$type<ReportLevel>(),
    recipients: text().notNull().default(''),
    adoptionDue: due('adoption_due'),
    adoptedLevel: text('adopted_level').$type<ReportLevel>(),
    adoptedWay: text('adopted_way').$type<AdoptionWay>(),
    adoptedBy: text('adopted_by').notNull().default(''),
    createdAt: instant('created_at').notNull(),
    submittedAt: instant('submitted_at'),
    issuedAt: instant('issued_at'),
    ...searchColumns(),
  },
  (t) => [
    unique('reports_serial').on(t.organisationId, t.year, t.serial),
    unique('reports_issue').on(t.organisationId, t.issueYear, t.issueNumber),
    unique('reports_document').on(t.organisationId, t.documentId),
    index('reports_organisation_state').on(t.organisationId, t.state, t.createdAt),
    index('reports_author').on(t.authorId),
    index('reports_adoption').on(t.organisationId, dueDay(t.adoptionDue)),
    index('reports_search').using('gin', t.searchGrams),
  ],
)

/** Every gate and turn a report came through: who, when, with what note (三关). */
export const reportDecisions = pgTable(
  'report_decisions',
  {
    organisationId: organisationId(),
    id: uuid().primaryKey(),
    reportId: uuid('report_id')
      .notNull()
      .references(() => reports.id),
    /** The version of the report it made: their order. */
    version: integer().notNull(),
    move: text().notNull(),
    /** The state it was decided in: which gate. */
    gate: text().$type<ReportState>().notNull(),
    /** The text it was decided on. */
    revisionId: uuid('revision_id'),
    words: text().notNull().default(''),
    by: text().notNull(),
    byName: text('by_name').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    unique('report_decisions_version').on(t.organisationId, t.reportId, t.version),
    index('report_decisions_report').on(t.reportId, t.version),
  ],
)
