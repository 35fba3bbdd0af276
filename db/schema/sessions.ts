import { boolean, index, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import type {
  CheckInWay, HandName, ParticipantState, SessionForm, SessionPreset, SessionRights, SessionState, SpeechKind,
} from '../../shared/sessions.ts'
import { user } from './accounts.ts'
import { instant } from './columns.ts'
import { documents } from './documents.ts'
import { guests, organisations } from './people.ts'
import { venues } from './venues.ts'

/** 协商议事会议 (DeliberationSession). `organisationId` is the host that opened it; all hosts are rows. */
export const sessions = pgTable(
  'sessions',
  {
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisations.id),
    id: uuid().primaryKey(),
    title: text().notNull(),
    form: text().$type<SessionForm>().notNull(),
    preset: text().$type<SessionPreset>().notNull(),
    state: text().$type<SessionState>().notNull(),
    version: integer().notNull().default(1),
    venueId: uuid('venue_id').references(() => venues.id),
    /** The venue's name and brand as they were when the session was made. */
    venueName: text('venue_name').notNull().default(''),
    brand: text().notNull().default(''),
    /** 期次 within the brand at this venue. */
    ordinal: integer(),
    topicId: uuid('topic_id'),
    rights: jsonb().$type<SessionRights>().notNull().default({}),
    agendaDocumentId: uuid('agenda_document_id')
      .notNull()
      .references(() => documents.id),
    /** In the QR on the tablet: leads straight in while the door is open. */
    doorToken: text('door_token').notNull().unique(),
    scheduledAt: instant('scheduled_at'),
    startedAt: instant('started_at'),
    endedAt: instant('ended_at'),
    concludedAt: instant('concluded_at'),
    /** SHA-256 of the signed record's canonical JSON. */
    recordDigest: text('record_digest'),
    /** Why it was sent back, called off or stopped, in words. */
    reason: text().notNull().default(''),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [index('sessions_organisation').on(t.organisationId, t.state), index('sessions_venue').on(t.venueId, t.state)],
)

/** Hosts, plural: every host's facilitators may run the session and its people may see it. */
export const sessionHosts = pgTable(
  'session_hosts',
  {
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisations.id),
    sessionId: uuid('session_id')
      .notNull()
      .references(() => sessions.id),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.sessionId] }), index('session_hosts_session').on(t.sessionId)],
)

/** 会议码: six digits that lead to the waiting room. Never used twice; the newest that has not run out is the session's. */
export const doorCodes = pgTable(
  'door_codes',
  {
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisations.id),
    code: text().primaryKey(),
    sessionId: uuid('session_id')
      .notNull()
      .references(() => sessions.id),
    since: instant('since').notNull(),
    until: instant('until').notNull(),
  },
  (t) => [index('door_codes_session').on(t.sessionId, t.until)],
)

/** Who is here, was invited, or waits at the door: a person with an account, a guest, or a name taken by hand. */
export const participants = pgTable(
  'participants',
  {
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisations.id),
    id: uuid().primaryKey(),
    sessionId: uuid('session_id')
      .notNull()
      .references(() => sessions.id),
    personId: text('person_id').references(() => user.id),
    guestId: uuid('guest_id').references(() => guests.id),
    name: text().notNull(),
    hand: text().$type<HandName>().notNull(),
    represents: text().notNull().default(''),
    state: text().$type<ParticipantState>().notNull(),
    version: integer().notNull().default(1),
    way: text().$type<CheckInWay>(),
    checkedInAt: instant('checked_in_at'),
    leftAt: instant('left_at'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    unique('participants_person').on(t.organisationId, t.sessionId, t.personId),
    unique('participants_guest').on(t.organisationId, t.sessionId, t.guestId),
    index('participants_session').on(t.sessionId),
    index('participants_of_person').on(t.personId),
    index('participants_of_guest').on(t.guestId),
  ],
)

/** One stretch of speaking. At most one in a session has no end. */
export const speeches = pgTable(
  'speeches',
  {
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisations.id),
    id: uuid().primaryKey(),
    sessionId: uuid('session_id')
      .notNull()
      .references(() => sessions.id),
    participantId: uuid('participant_id')
      .notNull()
      .references(() => participants.id),
    itemId: uuid('item_id'),
    kind: text().$type<SpeechKind>().notNull(),
    version: integer().notNull().default(1),
    allowedSeconds: integer('allowed_seconds').notNull(),
    begunAt: instant('begun_at').notNull(),
    endedAt: instant('ended_at'),
    /** Seconds spoken before `runningSince`; a pause of the session stops the clock. */
    spentSeconds: integer('spent_seconds').notNull().default(0),
    runningSince: instant('running_since'),
    /** Ended because the talk was over, not by the facilitator's hand. */
    cutOff: boolean('cut_off').notNull().default(false),
  },
  (t) => [
    uniqueIndex('speeches_one_speaker').on(t.organisationId, t.sessionId).where(sql`ended_at is null`),
    index('speeches_session').on(t.sessionId, t.begunAt),
  ],
)
