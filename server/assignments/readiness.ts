import type { Tx } from '../../db/client.ts'
import { type ContactPhase, owesReply } from '../../shared/assignments.ts'
import { dayOf } from '../../shared/calendar.ts'
import { isAgendaContent } from '../../shared/documents/content.ts'
import type { Recommendation } from '../../shared/outcomes.ts'
import { answersIn } from '../../shared/replies.ts'
import type { RuleSet } from '../../shared/ruleset.ts'
import { findRevision } from '../documents/queries.ts'
import { readDocument } from '../documents/revisions.ts'
import { recommendationsOfEach } from '../outcomes/records.ts'
import { organisationNames } from '../people/queries.ts'
import { ruleSetVersion } from '../rulesets/queries.ts'
import { type AnswerRow, answersUnder, type AssignmentRow, contactsOf, type ContactRow, coUnitsBeside } from './records.ts'
import { subjectIdOf } from './subjects.ts'

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
  coMissingNames: string[]
  contactMissing: ContactPhase[]
}

export async function readinessOf(tx: Tx, row: AssignmentRow): Promise<Readiness> {
  return (await readinessOfEach(tx, [row])).get(row.id)!
}

/** The same for many, in as many questions as for one. */
export async function readinessOfEach(tx: Tx, rows: readonly AssignmentRow[]): Promise<Map<string, Readiness>> {
  const ids = rows.map(({ id }) => id)
  const recommended = new Map([
    ...(await recommendationsOfEach(tx, 'proposal', rows.flatMap(({ proposalId }) => proposalId ?? []))),
    ...(await recommendationsOfEach(tx, 'brief', rows.flatMap(({ briefId }) => briefId ?? []))),
  ])
  const answers = await answersUnder(tx, ids)
  const contacts = await contactsOf(tx, ids)
  const beside = await coUnitsBeside(tx, rows)
  const names = await organisationNames(tx, beside.map(({ unitId }) => unitId))
  const sets = new Map<string, RuleSet>()
  const ready = new Map<string, Readiness>()
  for (const row of rows) {
    const by = `${row.organisationId} ${row.ruleSetVersion}`
    const set = sets.get(by) ?? (await ruleSetVersion(tx, row.organisationId, row.ruleSetVersion))
    sets.set(by, set)
    const own = <T extends { assignmentId: string; round: number }>(all: readonly T[]): T[] =>
      all.filter(({ assignmentId, round }) => assignmentId === row.id && round === row.round)
    const co = beside.filter(({ proposalId, briefId }) => proposalId === row.proposalId && briefId === row.briefId)
    const recommendations = recommended.get(subjectIdOf(row)) ?? []
    ready.set(row.id, readinessFrom(row, set, { recommendations, answers: own(answers), contacts: own(contacts), beside: co, names }))
  }
  return ready
}

type Found = Pick<Readiness, 'recommendations' | 'answers' | 'contacts'> & { beside: AssignmentRow[]; names: ReadonlyMap<string, string> }
function readinessFrom(row: AssignmentRow, { rules }: RuleSet, { beside, names, ...found }: Found): Readiness {
  // A brief has no sponsors to talk with, and a co-unit talks through the lead unit.
  const contactsRequired = rules['contact.required'] && row.proposalId !== null && owesReply(row.kind)
  const outcomeOf = new Map(found.answers.map((answer) => [answer.recommendationId, answer.outcome]))
  const coMissing = beside.filter(({ coOpinionAt }) => coOpinionAt === null)
  return {
    ...found,
    contactsRequired,
    unanswered: found.recommendations.filter(({ id }) => !outcomeOf.get(id)).map(({ number }) => number),
    noGrade: row.grade === null,
    coMissing,
    coMissingNames: coMissing.map(({ unitId }) => names.get(unitId) ?? ''),
    contactMissing: contactsRequired ? missingPhases(row, found.contacts) : [],
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
