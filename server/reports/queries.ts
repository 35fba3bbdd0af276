import { and, desc, eq, inArray, notInArray, or, sql, type SQL } from 'drizzle-orm'
import { reports } from '../../db/schema/reports.ts'
import { workingDaysLate } from '../../shared/due.ts'
import { organisationsOf } from '../../shared/people.ts'
import { no } from '../../shared/refusals.ts'
import type { ReportLine } from '../../shared/report-shapes.ts'
import {
  isAdoptionOpen, isReportPrivate, reportNumber, type ReportState, reportWaits, reportWorkflow,
} from '../../shared/reports.ts'
import { searchGrams, searchParts } from '../../shared/search.ts'
import type { WaitingLine } from '../../shared/waiting.ts'
import { statesOf } from '../../shared/workflow.ts'
import { assertCan, type Context } from '../house/context.ts'
import { holdsAny, type Offices, officesOf } from '../people/offices.ts'
import { organisationsWhere, personNames } from '../people/queries.ts'
import { rulingOver } from '../rulesets/queries.ts'
import { deskRoles } from './policy.ts'
import { findReport, type ReportRecord, reportRecord, type ReportRow } from './records.ts'

export const mostReports = 200

/** The one door to a report: its author, and those who look it over once it is handed in. Others find nothing. */
export async function reportFor(ctx: Context, id: string): Promise<ReportRecord> {
  const row = await findReport(ctx.tx, id)
  if (!row) throw ctx.actor.kind === 'stranger' ? no.notSignedIn() : no.notFound()
  const record = await reportRecord(ctx.tx, row)
  assertCan(ctx, 'report.see', record)
  return record
}

/** Whoever may see a report hears how it goes on. */
export async function hearsReport(ctx: Context, id: string): Promise<boolean> {
  const row = await findReport(ctx.tx, id)
  return row !== null && ctx.can(ctx.actor, 'report.see', await reportRecord(ctx.tx, row))
}

export type ReportFilter = { state?: ReportState | undefined; q?: string | undefined; mine?: boolean }

/** The reports this person may know of, the newest first: their own, and what was handed in where they have a desk. */
export async function reportLines(ctx: Context, filter: ReportFilter = {}) {
  if (ctx.actor.kind === 'stranger') throw no.notSignedIn()
  const rows = await ctx.tx
    .select()
    .from(reports)
    .where(and(await visibleTo(ctx, filter.mine === true), filter.state ? eq(reports.state, filter.state) : undefined, ...saying(filter.q ?? '')))
    .orderBy(desc(reports.createdAt), desc(reports.id))
    .limit(mostReports + 1)
  const authors = await personNames(ctx.tx, rows.map(({ authorId }) => authorId))
  return {
    reports: rows.slice(0, mostReports).map((row) => reportLineOf(ctx, row, authors.get(row.authorId) ?? '')),
    more: rows.length > mostReports,
    writeIn: await organisationsWhere(ctx, 'report.write'),
  }
}

async function visibleTo(ctx: Context, onlyMine: boolean): Promise<SQL | undefined> {
  const own = ctx.actor.kind === 'person' ? eq(reports.authorId, ctx.actor.id) : sql`false`
  const desks = onlyMine ? [] : await desksOf(ctx)
  if (desks.length === 0) return own
  const kept = statesOf(reportWorkflow).filter(isReportPrivate)
  return or(own, and(inArray(reports.organisationId, desks), notInArray(reports.state, kept)))
}

/** Where this person looks reports over. */
async function desksOf(ctx: Context): Promise<string[]> {
  const ruling = new Set<string>()
  for (const id of organisationsOf(ctx.actor)) ruling.add(await rulingOver(ctx.tx, id))
  const desks: string[] = []
  for (const id of ruling) if (holdsAny(ctx.actor, (await officesOf(ctx.tx, id)).homes, deskRoles)) desks.push(id)
  return desks
}

/** Every part of what is looked for stands in the title or the sealed words. One sign alone finds nothing more. */
function saying(asked: string): SQL[] {
  const parts = searchParts(asked)
  const grams = searchGrams(asked)
  return [
    ...(grams.length > 0 ? [sql`${reports.searchGrams} @> ${sql.param(grams, reports.searchGrams)}`] : []),
    ...parts.map((part) => sql`position(${part} in ${reports.searchText}) > 0`),
  ]
}

/** A line of a list. The due date is of what waits now: the review of what was handed in, or its adoption. */
export function reportLineOf(ctx: Context, row: ReportRow, author: string): ReportLine {
  const due = isAdoptionOpen(row.state) ? row.adoptionDue : reportWaits[row.state] ? row.reviewDue : null
  return {
    id: row.id,
    organisationId: row.organisationId,
    title: row.title,
    state: row.state,
    version: row.version,
    author,
    mine: ctx.actor.kind === 'person' && row.authorId === ctx.actor.id,
    number: row.year !== null && row.serial !== null ? { year: row.year, serial: row.serial } : null,
    issue: row.issueYear !== null && row.issueNumber !== null ? { year: row.issueYear, number: row.issueNumber } : null,
    due,
    workingDaysLate: due ? workingDaysLate(due, ctx.now) : 0,
    createdAt: row.createdAt.toISOString(),
    submittedAt: row.submittedAt?.toISOString() ?? null,
  }
}

/** What of the reports waits for the caller now: by due date, those without one last. */
export async function waitingReports(ctx: Context): Promise<WaitingLine[]> {
  if (ctx.actor.kind !== 'person') return []
  const rows = await ctx.tx
    .select()
    .from(reports)
    .where(and(await visibleTo(ctx, false), inArray(reports.state, Object.keys(reportWaits) as ReportState[])))
    .orderBy(sql`${reports.reviewDue} ->> 'day' nulls last`, reports.createdAt, reports.id)
    .limit(mostReports)
  const offices = new Map<string, Offices>()
  for (const id of new Set(rows.map(({ organisationId }) => organisationId))) offices.set(id, await officesOf(ctx.tx, id))
  const lines: WaitingLine[] = []
  for (const row of rows) {
    const wait = reportWaits[row.state]
    const record: ReportRecord = { ...row, offices: offices.get(row.organisationId)! }
    if (!wait || !ctx.can(ctx.actor, `report.${wait.move}`, record)) continue
    const number = row.year !== null && row.serial !== null ? ` ${reportNumber({ year: row.year, serial: row.serial })}` : ''
    lines.push({
      key: `report:${row.id}`,
      href: `/reports/${row.id}`,
      verb: wait.verb,
      title: row.title,
      about: `社情民意信息${number}`,
      due: row.reviewDue,
      workingDaysLate: row.reviewDue ? workingDaysLate(row.reviewDue, ctx.now) : 0,
    })
  }
  return lines
}
