import { type AnyPgColumn, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { CardState } from '../../shared/cards.ts'
import type { HandName } from '../../shared/sessions.ts'
import { instant } from './columns.ts'
import { organisations } from './people.ts'
import { participants, sessions } from './sessions.ts'

/** 意见卡 (Card): one sentence, as it was first said. Its words never change; where it went does. */
export const cards = pgTable(
  'cards',
  {
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisations.id),
    id: uuid().primaryKey(),
    sessionId: uuid('session_id')
      .notNull()
      .references(() => sessions.id),
    itemId: uuid('item_id'),
    state: text().$type<CardState>().notNull(),
    version: integer().notNull().default(1),
    words: text().notNull(),
    /** Whose words: a participant, or the resident whose issue (说事) brought the topic here. */
    participantId: uuid('participant_id').references(() => participants.id),
    issueId: uuid('issue_id'),
    /** Their actor's key, where they have a device or an account: what makes a card "mine". */
    speaker: text(),
    speakerName: text('speaker_name').notNull(),
    speakerHand: text('speaker_hand').$type<HandName>().notNull(),
    /** 口述代录 (dictation): who wrote it down, and when the speaker heard it back and agreed. */
    recordedBy: text('recorded_by'),
    recordedByName: text('recorded_by_name'),
    confirmedAt: instant('confirmed_at'),
    saidAt: instant('said_at').notNull(),
    clauseId: text('clause_id'),
    mergedInto: uuid('merged_into').references((): AnyPgColumn => cards.id),
    reason: text().notNull().default(''),
  },
  (t) => [
    unique('cards_organisation_session_issue').on(t.organisationId, t.sessionId, t.issueId),
    index('cards_session').on(t.organisationId, t.sessionId, t.saidAt),
    index('cards_issue').on(t.issueId),
    index('cards_merged_into').on(t.mergedInto),
  ],
)
