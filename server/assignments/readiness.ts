import type { Tx } from '../../db/client.ts'
import { type ContactPhase, owesReply } from '../../shared/assignments.ts'
import { dayOf } from '../../shared/calendar.ts'
import { isAgendaContent } from '../../shared/documents/content.ts'
import type { Recommendation } from '../../shared/outcomes.ts'
import { answersIn } from '../../shared/replies.ts'
import { findRevision } from '../documents/queries.ts'
import { readDocument } from '../documents/revisions.ts'
import { recommendationsOf } from '../outcomes/records.ts'
import { ruleSetVersion } from '../rulesets/queries.ts'
import { type AnswerRow, answersUnder, type AssignmentRow, contactsOf, type ContactRow, handledBy, standingAssignments } from './records.ts'

/** How far a reply is: what it answers, and what is still missing before the unit's leader may approve it. */
export type Readiness = {
  recommendations: Recommendation[]
  /** This round's answers and talks. */
  answers: AnswerRow[]
  contacts: ContactRow[]
  contactsRequired: boolean
  /** Numbers of the recommendations without an outcome. */
  unanswered: number[]
  noGrade: boolean
  /** Co-units whose opinion has not come. */
  coMissing: AssignmentRow[]
  coUnits: number
  contactMissing: ContactPhase[]
}

export async function readinessOf(tx: Tx, row: AssignmentRow): Promise<Readiness> {
  const recommendations = await recommendationsOf(tx, row.proposalId ? { kind: 'proposal', id: row.proposalId } : { kind: 'brief', id: row.briefId! })
  const answers = (await answersUnder(tx, [row.id])).filter(({ round }) => round === row.round)
  const contacts = (await contactsOf(tx, row.id)).filter(({ round }) => round === row.round)
  const beside = (await standingAssignments(tx, handledBy(row))).filter(({ kind }) => !owesReply(kind))
  const { rules } = await ruleSetVersion(tx, row.organisationId, row.ruleSetVersion)
  // A brief has no sponsors to talk with, and a co-unit talks through the lead unit.
  const contactsRequired = rules['contact.required'] && row.proposalId !== null && owesReply(row.kind)
  const outcomeOf = new Map(answers.map((answer) => [answer.recommendationId, answer.outcome]))
  return {
    recommendations,
    answers,
    contacts,
    contactsRequired,
    unanswered: recommendations.filter(({ id }) => !outcomeOf.get(id)).map(({ number }) => number),
    noGrade: row.grade === null,
    coMissing: beside.filter(({ coOpinionAt }) => coOpinionAt === null),
    coUnits: beside.length,
    contactMissing: contactsRequired ? missingPhases(row, contacts) : [],
  }
}

/** One talk before the matter was handled, and one about the draft: not before the day it was begun. */
function missingPhases({ draftedAt }: AssignmentRow, contacts: readonly ContactRow[]): ContactPhase[] {
  const before = contacts.some(({ phase }) => phase === 'before')
  const after = contacts.some(({ phase, day }) => phase === 'after' && draftedAt !== null && day >= dayOf(draftedAt))
  return [...(before ? [] : ['before' as const]), ...(after ? [] : ['after' as const])]
}

/** What is written under each heading of the reply now: as it was sealed, or in the text that is being written. */
export async function writtenUnder(tx: Tx, row: AssignmentRow, answers: readonly AnswerRow[]): Promise<Map<string, string>> {
  if (!row.replyId) return new Map()
  const sealed = row.revisionId ? await findRevision(tx, row.revisionId) : null
  const { content } = sealed ?? (await readDocument({ tx }, row.replyId))
  return isAgendaContent(content) ? new Map() : answersIn(content, answers.map(({ clauseId }) => clauseId))
}

/** Numbers of the recommendations under whose heading nothing stands, or whose heading is gone. */
export const unwrittenIn = (ready: Pick<Readiness, 'recommendations' | 'answers'>, words: ReadonlyMap<string, string>): number[] =>
  ready.recommendations
    .filter(({ id }) => {
      const clauseId = ready.answers.find(({ recommendationId }) => recommendationId === id)?.clauseId
      return !clauseId || (words.get(clauseId) ?? '') === ''
    })
    .map(({ number }) => number)
