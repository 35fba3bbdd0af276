import { type AnyPgColumn, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { OrganisationKind, OrganisationLevel, Role } from '../../shared/people.ts'
import { user } from './accounts.ts'
import { instant } from './columns.ts'

/** Organisations: a 政协 (CppccOrg) at a level, its special committees, handling units. */
export const organisations = pgTable(
  'organisations',
  {
    id: uuid().primaryKey(),
    parentId: uuid('parent_id').references((): AnyPgColumn => organisations.id),
    kind: text().$type<OrganisationKind>().notNull(),
    level: text().$type<OrganisationLevel>(),
    name: text().notNull(),
    settings: jsonb().$type<{ handwrittenSignature?: boolean }>().notNull().default({}),
    version: integer().notNull().default(1),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [unique('organisations_parent_name').on(t.parentId, t.name).nullsNotDistinct()],
)

/** A role belongs to a person in an organisation, from one moment until before another (open when null). */
export const roleHoldings = pgTable(
  'role_holdings',
  {
    id: uuid().primaryKey(),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisations.id),
    personId: text('person_id')
      .notNull()
      .references(() => user.id),
    role: text().$type<Role>().notNull(),
    since: instant('since').notNull(),
    until: instant('until'),
    version: integer().notNull().default(1),
  },
  (t) => [
    index('role_holdings_organisation').on(t.organisationId, t.role),
    index('role_holdings_person').on(t.personId),
  ],
)

/** One-time links (72 h) for a first sign-in or a forgotten password. Only the hash is kept. */
export const accessLinks = pgTable(
  'access_links',
  {
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisations.id),
    id: uuid().primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => user.id),
    purpose: text().$type<'firstSignIn' | 'forgottenPassword'>().notNull(),
    tokenHash: text('token_hash').notNull().unique(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [index('access_links_organisation').on(t.organisationId, t.personId)],
)

/** A resident without an account: one identity on one device, under the name they gave. */
export const guests = pgTable(
  'guests',
  {
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisations.id),
    id: uuid().primaryKey(),
    name: text().notNull(),
    tokenHash: text('token_hash').notNull(),
    createdAt: instant('created_at').notNull(),
    /** When they last gave their name: a device known in two organisations acts where it was last. */
    seenAt: instant('seen_at').notNull(),
  },
  (t) => [unique('guests_organisation_token').on(t.organisationId, t.tokenHash), index('guests_token').on(t.tokenHash)],
)

/** Devices that have signed in to an account before: they keep a budget of failures of their own. */
export const knownDevices = pgTable(
  'known_devices',
  {
    personId: text('person_id')
      .notNull()
      .references(() => user.id),
    deviceHash: text('device_hash').notNull(),
    seenAt: instant('seen_at').notNull(),
  },
  (t) => [unique('known_devices_person_device').on(t.personId, t.deviceHash)],
)

/** Who has signed in within one session of a browser: its cookie goes when the browser is closed. A rating asks it. */
export const browserSignIns = pgTable(
  'browser_sign_ins',
  {
    browserHash: text('browser_hash').notNull(),
    personId: text('person_id')
      .notNull()
      .references(() => user.id),
    at: instant('at').notNull(),
  },
  (t) => [unique('browser_sign_ins_browser_person').on(t.browserHash, t.personId)],
)

/** When somebody last typed their password again, for one sign-in. */
export const passwordProofs = pgTable('password_proofs', {
  signInId: text('sign_in_id').primaryKey(),
  personId: text('person_id')
    .notNull()
    .references(() => user.id),
  at: instant('at').notNull(),
})
