import { and, inArray, lt } from 'drizzle-orm'
import type { z } from 'zod'
import { dueDay } from '../../db/schema/columns.ts'
import { reports } from '../../db/schema/reports.ts'
import { dayOf } from '../../shared/calendar.ts'
import { clockActor } from '../../shared/people.ts'
import type { Report, reportAdoption, reportIssue } from '../../shared/report-shapes.ts'
import { reportRefusals, reportWorkflow } from '../../shared/reports.ts'
import { assertCan, type Context, type Ground, within } from '../house/context.ts'
import { nextInSeries } from '../house/series.ts'
import { dueBy } from '../rulesets/queries.ts'
import { reportAnswer } from './answer.ts'
import { reportFor } from './queries.ts'
import { reportRecord } from './records.ts'
import { assertTheirs, reportForDeed, takeTurn } from './turns.ts'

/** What must be true before a password is even looked at: it is theirs to sign, and the sheet says for whom it is. */
export async function assertMayIssue(ctx: Context, id: string, recipients: string): Promise<void> {
  const record = await reportFor(ctx, id)
  assertTheirs(ctx, record, 'signIssue')
  assertCan(ctx, 'report.signIssue', record)
  if (recipients === '') throw reportRefusals.reportNoRecipient()
}

/** Signs it for sending: it gets the next number of the periodical. The password has been proved before. */
export async function signIssue(ctx: Context, id: string, given: Omit<z.infer<typeof reportIssue>, 'password'>): Promise<Report> {
  const { version, level, recipients } = given
  const record = await reportForDeed(ctx, id, version, 'signIssue')
  if (recipients === '') throw reportRefusals.reportNoRecipient()
  const issueYear = Number(dayOf(ctx.now).slice(0, 4))
  const issueNumber = await nextInSeries(ctx, record.organisationId, `report-issue:${issueYear}`)
  await takeTurn(ctx, record, 'signIssue', {
    set: { level, recipients, issueYear, issueNumber, issuedAt: ctx.now, adoptionDue: await dueBy(ctx, record, 'report.adoption') },
    revisionId: record.editedRevisionId,
    facts: { level, issueYear, issueNumber },
  })
  return reportAnswer(ctx, id)
}

/** Somebody used it: at which level, alone or with others, and who. */
export async function adoptReport(ctx: Context, id: string, given: z.infer<typeof reportAdoption>): Promise<Report> {
  const { version, level, way, by } = given
  const record = await reportForDeed(ctx, id, version, 'adopt')
  if (by === '') throw reportRefusals.reportNoUser()
  await takeTurn(ctx, record, 'adopt', {
    words: by,
    set: { adoptedLevel: level, adoptedWay: way, adoptedBy: by },
    revisionId: record.editedRevisionId,
    facts: { level, way },
  })
  return reportAnswer(ctx, id)
}

/** What only time decides: nobody used it within the rule's months. */
export async function lapseReports(ground: Ground): Promise<number> {
  return within(ground, clockActor, async (ctx) => {
    const rows = await ctx.tx
      .select()
      .from(reports)
      .where(and(inArray(reports.state, [...reportWorkflow.moves.lapse.from]), lt(dueDay(reports.adoptionDue), dayOf(ctx.now))))
      .orderBy(reports.id)
      .limit(500)
      .for('update', { skipLocked: true })
    for (const row of rows) await takeTurn(ctx, await reportRecord(ctx.tx, row), 'lapse', { revisionId: row.editedRevisionId })
    return rows.length
  })
}
