import { clausesOf } from '../../shared/documents/clauses.ts'
import { isAgendaContent } from '../../shared/documents/content.ts'
import { type AnswerRow, answersUnder, type AssignmentRow, type DeliveredRow, deliveredOf, type Handled, standingAssignments } from '../assignments/records.ts'
import { assignmentRecord } from '../assignments/queries.ts'
import { findRevision } from '../documents/queries.ts'
import { readDocument } from '../documents/revisions.ts'
import type { Context } from '../house/context.ts'
import { originsOfRecommendations, type RecommendationOrigin, recommendationsOf, type Target } from '../outcomes/records.ts'
import { organisationNames } from '../people/queries.ts'
import type { Asked } from './stop.ts'

/** A unit's part: what it delivered, round by round, and whether the reader may open it. */
export type UnitFacts = { row: AssignmentRow; name: string; delivered: DeliveredRow[]; answers: AnswerRow[]; opens: boolean }

/** Which sentences a text made of opinions stands on: its recommendations, and whatever else it carries. */
export type Carrying = { asked: Asked[]; links: RecommendationOrigin[]; clauseIds: ReadonlySet<string> }

export async function carryingOf(ctx: Context, target: Target, text: { documentId: string; revisionId: string | null }): Promise<Carrying> {
  const asked = await recommendationsOf(ctx.tx, target)
  const sealed = text.revisionId ? await findRevision(ctx.tx, text.revisionId) : null
  const { content } = sealed ?? (await readDocument(ctx, text.documentId))
  const clauses = isAgendaContent(content) ? [] : clausesOf(content)
  return {
    asked: asked.map(({ id, number, words }) => ({ id, number, words })),
    links: await originsOfRecommendations(ctx.tx, asked.map(({ id }) => id)),
    clauseIds: new Set(clauses.flatMap(({ id, was }) => [id, ...was])),
  }
}

/** Every unit that handles it now, the lead unit first. */
export async function unitsOf(ctx: Context, handled: Handled): Promise<UnitFacts[]> {
  const rows = await standingAssignments(ctx.tx, handled)
  const ids = rows.map(({ id }) => id)
  const names = await organisationNames(ctx.tx, rows.map(({ unitId }) => unitId))
  const delivered = await deliveredOf(ctx.tx, ids)
  const answers = await answersUnder(ctx.tx, ids)
  const units: UnitFacts[] = []
  for (const row of rows) {
    units.push({
      row,
      name: names.get(row.unitId) ?? '',
      delivered: delivered.filter(({ assignmentId }) => assignmentId === row.id),
      answers: answers.filter(({ assignmentId }) => assignmentId === row.id),
      opens: ctx.actor.kind === 'person' && ctx.can(ctx.actor, 'assignment.see', await assignmentRecord(ctx.tx, row)),
    })
  }
  return units
}
