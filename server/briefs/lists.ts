import { and, arrayContains, desc, eq, inArray, notInArray, or, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { briefs } from '../../db/schema/briefs.ts'
import { briefDespatchedStates, type BriefGroup, briefGroups, briefInkStates, type BriefState, briefWorkflow } from '../../shared/briefs.ts'
import type { BriefLine, BriefList } from '../../shared/brief-shapes.ts'
import { workingDaysLate } from '../../shared/due.ts'
import type { Actor, Role } from '../../shared/people.ts'
import { no } from '../../shared/refusals.ts'
import { searchGrams, searchParts } from '../../shared/search.ts'
import { isEnd, statesOf } from '../../shared/workflow.ts'
import { briefsHandledBy } from '../assignments/handled.ts'
import type { Context } from '../house/context.ts'
import { organisation, organisationIdsOver, organisationNames } from '../people/queries.ts'
import type { BriefRow } from './records.ts'

/** Lists of briefs: the same sentences as the policy's `see`, told to the database. */

export type BriefsWanted = { state?: BriefState; group?: BriefGroup; year?: number; q?: string; waiting?: true }
export const mostBriefs = 200

const openStates = statesOf(briefWorkflow).filter((state) => !isEnd(briefWorkflow, state))

/** Briefs the caller may see and wants, the newest first; `more` when there are others still. */
export async function briefsWith(ctx: Context, wanted: BriefsWanted): Promise<{ rows: BriefRow[]; more: boolean }> {
  if (ctx.actor.kind === 'stranger') throw no.notSignedIn()
  const seen = await visibleTo(ctx.tx, ctx.actor)
  if (!seen) return { rows: [], more: false }
  const rows = await ctx.tx
    .select()
    .from(briefs)
    .where(
      and(
        seen,
        wanted.state ? eq(briefs.state, wanted.state) : undefined,
        wanted.group ? inArray(briefs.state, [...briefGroups[wanted.group].states]) : undefined,
        wanted.waiting ? inArray(briefs.state, openStates) : undefined,
        wanted.year ? eq(briefs.year, wanted.year) : undefined,
        wanted.q ? matching(wanted.q) : undefined,
      ),
    )
    .orderBy(desc(briefs.createdAt), desc(briefs.id))
    .limit(mostBriefs + 1)
  return { rows: rows.slice(0, mostBriefs), more: rows.length > mostBriefs }
}

/** Every part of what is looked for stands in the title or the sealed words. */
function matching(q: string): SQL | undefined {
  const grams = searchGrams(q)
  return and(
    grams.length > 0 ? arrayContains(briefs.searchGrams, grams) : undefined,
    ...searchParts(q).map((part) => sql`position(${part} in ${briefs.searchText}) > 0`),
  )
}

async function visibleTo(tx: Tx, actor: Actor): Promise<SQL | null> {
  if (actor.kind !== 'person') return null
  const held = (...wanted: Role[]): string[] => [
    ...new Set(actor.roles.filter(({ role }) => wanted.includes(role)).map(({ organisationId }) => organisationId)),
  ]
  const committees = held('specialCommittee', 'committeeHead')
  const leading = held('branchPartyGroup', 'issuer', 'secretary', 'approver', 'auditor')
  const supervising = await housesSupervisedBy(tx, held('supervisionOffice'))
  const handled = await briefsHandledBy(tx, held('unitClerk', 'unitLeader'))
  return (
    or(
      committees.length > 0 ? inArray(briefs.committeeId, committees) : undefined,
      leading.length > 0
        ? and(notInArray(briefs.state, [...briefInkStates]), or(inArray(briefs.organisationId, leading), inArray(briefs.committeeId, leading)))
        : undefined,
      supervising.length > 0 ? and(inArray(briefs.state, briefDespatchedStates), inArray(briefs.organisationId, supervising)) : undefined,
      handled.length > 0 ? inArray(briefs.id, handled) : undefined,
      and(inArray(briefs.state, briefDespatchedStates), arrayContains(briefs.contributors, [actor.id])),
    ) ?? null
  )
}

async function housesSupervisedBy(tx: Tx, officeIds: readonly string[]): Promise<string[]> {
  const houses: string[] = []
  for (const id of officeIds) {
    if ((await organisation(tx, id))?.kind === 'supervisionOffice') houses.push(...(await organisationIdsOver(tx, id)))
  }
  return houses
}

export function briefLineOf(ctx: Pick<Context, 'now'>, row: BriefRow, names: ReadonlyMap<string, string>): BriefLine {
  const { id, title, state, version, year, number, total } = row
  // Once it is handed in its day has come and gone.
  const submitDue = briefInkStates.includes(state) ? (row.submitDue ?? null) : null
  return {
    id, title, state, version, year, number, total, submitDue,
    committeeName: names.get(row.committeeId) ?? '',
    workingDaysLate: submitDue ? workingDaysLate(submitDue, ctx.now) : 0,
    createdAt: row.createdAt.toISOString(),
  }
}

/** The list, and the committees for which the caller may begin a new one. */
export async function briefList(ctx: Context, wanted: BriefsWanted): Promise<BriefList> {
  const { rows, more } = await briefsWith(ctx, wanted)
  const names = await organisationNames(ctx.tx, rows.map(({ committeeId }) => committeeId))
  return { briefs: rows.map((row) => briefLineOf(ctx, row, names)), more, compileIn: await committeesOf(ctx) }
}

/** The special committees for which this person may compile a brief. */
export async function committeesOf(ctx: Context): Promise<{ id: string; name: string; organisationId: string }[]> {
  if (ctx.actor.kind !== 'person') return []
  const found = []
  for (const committeeId of new Set(ctx.actor.roles.map((held) => held.organisationId))) {
    const one = await organisation(ctx.tx, committeeId)
    if (one?.kind !== 'specialCommittee' || !one.parentId) continue
    const subject = { organisationId: one.parentId, committeeId }
    if (ctx.can(ctx.actor, 'brief.compile', subject)) found.push({ id: one.id, name: one.name, organisationId: one.parentId })
  }
  return found
}
