import { type AnyPgColumn, boolean, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { IssueChannel, IssueNoteKind, IssueOutcome, IssueState, NotAcceptReason } from '../../shared/intake.ts'
import type { Urgency } from '../../shared/topics.ts'
import { bytes, due, instant } from './columns.ts'
import { organisations } from './people.ts'
import { topics } from './topics.ts'
import { venues } from './venues.ts'

const organisationId = () =>
  uuid('organisation_id')
    .notNull()
    .references(() => organisations.id)
const issueId = () =>
  uuid('issue_id')
    .notNull()
    .references(() => issues.id)

/** 说事 (Issue). How to reach the one who said it lies in `issue_contacts`, never here. */
export const issues = pgTable(
  'issues',
  {
    organisationId: organisationId(),
    id: uuid().primaryKey(),
    number: text().notNull(),
    state: text().$type<IssueState>().notNull(),
    version: integer().notNull().default(1),
    channel: text().$type<IssueChannel>().notNull(),
    venueId: uuid('venue_id').references(() => venues.id),
    place: text().notNull(),
    words: text().notNull(),
    alias: text().notNull(),
    under14: boolean().notNull(),
    noticeVersion: text('notice_version').notNull(),
    /** Keyed hash of the look-up code. */
    codeHash: text('code_hash').notNull(),
    urgency: text().$type<Urgency>(),
    sector: text().notNull().default(''),
    confidential: boolean().notNull().default(false),
    handlerId: text('handler_id'),
    handlerName: text('handler_name').notNull().default(''),
    mergedInto: uuid('merged_into').references((): AnyPgColumn => issues.id),
    topicId: uuid('topic_id').references(() => topics.id),
    refusal: text().$type<NotAcceptReason>(),
    outcome: text().$type<IssueOutcome>(),
    /** They said once that it was not done. */
    denied: boolean().notNull().default(false),
    /** By when the station has to do the next thing. */
    due: due('due'),
    /** Until when the one who said it may say whether it was done. */
    confirmBy: due('confirm_by'),
    /** The version of the rule set it came in under. */
    ruleSetVersion: integer('rule_set_version').notNull(),
    raisedBy: text('raised_by').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    unique('issues_organisation_number').on(t.organisationId, t.number),
    index('issues_organisation_state').on(t.organisationId, t.state, t.createdAt),
    index('issues_number').on(t.number),
    index('issues_topic').on(t.topicId),
    index('issues_merged').on(t.mergedInto),
  ],
)

/** The last serial given out, an organisation and a year a row. */
export const issueSerials = pgTable(
  'issue_serials',
  { organisationId: organisationId(), year: integer().notNull(), last: integer().notNull() },
  (t) => [primaryKey({ columns: [t.organisationId, t.year] })],
)

/** What was said about it later: by the one it came from, and by those who handle it. */
export const issueNotes = pgTable(
  'issue_notes',
  {
    organisationId: organisationId(),
    id: uuid().primaryKey(),
    issueId: issueId(),
    kind: text().$type<IssueNoteKind>().notNull(),
    words: text().notNull(),
    by: text().notNull(),
    byName: text('by_name').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('issue_notes_organisation').on(t.organisationId, t.issueId, t.at)],
)

/** How to reach them, and a child's guardian: sealed with a key that is not in this database. */
export const issueContacts = pgTable(
  'issue_contacts',
  { organisationId: organisationId(), issueId: issueId(), sealed: bytes().notNull() },
  (t) => [primaryKey({ columns: [t.organisationId, t.issueId] })],
)

/** Who looked at it in full, and why. */
export const contactViews = pgTable(
  'contact_views',
  {
    organisationId: organisationId(),
    id: uuid().primaryKey(),
    issueId: issueId(),
    personId: text('person_id').notNull(),
    reason: text().notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('contact_views_organisation').on(t.organisationId, t.issueId)],
)

/** Private links to one's own words. Only the hash is kept; each opens one device. */
export const echoLinks = pgTable(
  'echo_links',
  {
    organisationId: organisationId(),
    id: uuid().primaryKey(),
    issueId: issueId(),
    tokenHash: text('token_hash').notNull().unique(),
    createdAt: instant('created_at').notNull(),
    openedAt: instant('opened_at'),
    revokedAt: instant('revoked_at'),
  },
  (t) => [index('echo_links_organisation').on(t.organisationId, t.issueId)],
)

/** Devices that see one's own words: through a link once opened, or because the words were said on them. */
export const echoDevices = pgTable(
  'echo_devices',
  {
    organisationId: organisationId(),
    id: uuid().primaryKey(),
    issueId: issueId(),
    deviceHash: text('device_hash').notNull(),
    openedAt: instant('opened_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (t) => [unique('echo_devices_issue_device').on(t.issueId, t.deviceHash), index('echo_devices_device').on(t.deviceHash)],
)
