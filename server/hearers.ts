import { hearsCard } from './cards/queries.ts'
import { showsIssue } from './intake/records.ts'
import type { Hearers } from './live.ts'
import { hearsOpinion } from './opinions/queries.ts'
import { hearsSession } from './sessions/document.ts'
import { showsTopic } from './topics/queries.ts'

/** Which domain says who may hear of its records, by the kind that the ledger names. */
export const hearers: Hearers = { session: hearsSession, issue: showsIssue, topic: showsTopic, card: hearsCard, opinion: hearsOpinion }
