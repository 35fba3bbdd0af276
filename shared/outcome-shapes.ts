import { z } from 'zod'
import { outcomeKind } from './outcomes.ts'
import { handNames, instantText } from './sessions.ts'

/** The shapes in which it travels what a signed opinion may become, and has become. */

/** Whose sentence a clause came from, where the caller may read it. */
export const clauseSource = z.object({ cardId: z.uuid(), name: z.string(), hand: z.enum(handNames), words: z.string(), saidAt: instantText })

export const outcomeClause = z.object({
  id: z.string(),
  /** Its place among the clauses that say something, from 1; 0 for a heading. */
  number: z.number().int(),
  text: z.string(),
  heading: z.boolean(),
  sources: z.array(clauseSource),
})

/** What was made of it. Who may not see the record is told only that one was made. */
export const madeOutcome = z.object({
  kind: outcomeKind,
  /** Made of an earlier seal than the one that is on it now. */
  earlier: z.boolean(),
  at: instantText,
  record: z.object({ id: z.uuid(), title: z.string(), stateWords: z.string(), numberWords: z.string() }).nullable(),
})
export type MadeOutcome = z.infer<typeof madeOutcome>

/** A kind that is not made of this version yet, and where the caller may make it. */
export const outcomeOpen = z.object({ kind: outcomeKind, organisations: z.array(z.object({ id: z.uuid(), name: z.string() })) })

export const opinionOutcomes = z.object({
  opinionId: z.uuid(),
  sessionId: z.uuid(),
  title: z.string(),
  /** The seal that is on it and signed; null before that. */
  revisionId: z.uuid().nullable(),
  clauses: z.array(outcomeClause),
  made: z.array(madeOutcome),
  mayMake: z.array(outcomeOpen),
})
export type OpinionOutcomes = z.infer<typeof opinionOutcomes>
