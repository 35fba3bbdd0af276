import { eq } from 'drizzle-orm'
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { reports } from '../../db/schema/reports.ts'
import { dayOf } from '../../shared/calendar.ts'
import { emptySections } from '../../shared/outcomes.ts'
import { no } from '../../shared/refusals.ts'
import type { newReport, Report } from '../../shared/report-shapes.ts'
import { isReportEditing, reportWorkflow } from '../../shared/reports.ts'
import { createDocument } from '../documents/create.ts'
import { settle } from '../documents/revisions.ts'
import { assertCan, type Context } from '../house/context.ts'
import { writeLine } from '../house/ledger.ts'
import { nextInSeries } from '../house/series.ts'
import { type Origin, recordOutcomes, settleRecommendations } from '../outcomes/records.ts'
import { originFor, textFromOpinions } from '../outcomes/sources.ts'
import { officesOf } from '../people/offices.ts'
import { dueBy, rulingOver, ruleSetOf } from '../rulesets/queries.ts'
import { reportAnswer } from './answer.ts'
import { openEditedText } from './editing.ts'
import { assertReportFits } from './fit.ts'
import type { ReportRecord } from './records.ts'
import { searchColumnsOf } from './search.ts'
import { reportForDeed, takeTurn } from './turns.ts'

/** Begins a report: with empty headings, or out of clauses of a signed opinion. Whoever begins it is its author. */
export async function writeReport(ctx: Context, given: z.infer<typeof newReport>): Promise<Report> {
  const organisationId = await homeOf(ctx, given)
  const id = randomUUID()
  const { documentId, origins } = await firstText(ctx, organisationId, id, given)
  const { version } = await ruleSetOf(ctx.tx, organisationId)
  const [row] = await ctx.tx
    .insert(reports)
    .values({
      organisationId,
      id,
      documentId,
      title: given.title,
      state: reportWorkflow.initial,
      ruleSetVersion: version,
      authorId: authorId(ctx),
      createdAt: ctx.now,
      ...(await searchColumnsOf(ctx, { title: given.title })),
    })
    .returning()
  await writeLine(ctx, {
    organisationId,
    subject: { kind: 'report', id },
    move: 'write',
    to: row!.state,
    facts: { documentId, origins: origins.map(({ revision }) => revision.id) },
  })
  await recordOutcomes(ctx, { kind: 'report', id }, origins)
  return reportAnswer(ctx, id)
}

const authorId = ({ actor }: Context): string => {
  if (actor.kind !== 'person') throw no.notAllowed()
  return actor.id
}

/** The 政协 it belongs to: that of the opinion it is made from, or the one over the organisation it is written in. */
async function homeOf(ctx: Context, { organisationId, opinion }: z.infer<typeof newReport>): Promise<string> {
  if (opinion) {
    const { opinion: signed } = await originFor(ctx, 'report', opinion.opinionId)
    const home = await rulingOver(ctx.tx, signed.organisationId)
    const { homes } = await officesOf(ctx.tx, home)
    assertCan(ctx, 'report.write', { organisationId: signed.organisationId, homes })
    return home
  }
  if (!organisationId) throw no.malformed([{ path: 'organisationId', rule: 'required' }])
  assertCan(ctx, 'report.write', { organisationId })
  return rulingOver(ctx.tx, organisationId)
}

async function firstText(
  ctx: Context,
  organisationId: string,
  id: string,
  { opinion }: z.infer<typeof newReport>,
): Promise<{ documentId: string; origins: Origin[] }> {
  if (opinion) return textFromOpinions(ctx, { organisationId, kind: 'report', id, sources: [opinion] })
  const document = await createDocument(ctx, { organisationId, kind: 'report', id, content: emptySections('report') })
  return { documentId: document.id, origins: [] }
}

/** Gives it another title, while its author writes it. */
export async function retitleReport(ctx: Context, id: string, version: number, title: string): Promise<Report> {
  const record = await reportForDeed(ctx, id, version, 'edit')
  if (title === record.title) return reportAnswer(ctx, id)
  await ctx.tx
    .update(reports)
    .set({ title, version: record.version + 1, ...(await searchColumnsOf(ctx, { ...record, title })) })
    .where(eq(reports.id, id))
  await writeLine(ctx, {
    organisationId: record.organisationId, subject: { kind: 'report', id }, move: 'title', from: record.state, to: record.state,
  })
  return reportAnswer(ctx, id)
}

/** Hands it in: the text is sealed, and it gets its number of the year. */
export async function submitReport(ctx: Context, id: string, version: number): Promise<Report> {
  const record = await reportForDeed(ctx, id, version, 'submit')
  const sealed = await sealText(ctx, record)
  const year = Number(dayOf(ctx.now).slice(0, 4))
  const serial = await nextInSeries(ctx, record.organisationId, `report:${year}`)
  await takeTurn(ctx, record, 'submit', {
    set: { ...sealed, year, serial, submittedAt: ctx.now },
    revisionId: sealed.revisionId,
    facts: { year, serial },
  })
  return reportAnswer(ctx, id)
}

/**
 * Hands it in again after a return: it comes back to where it was sent back from, and what it passed before stands.
 * Where an editor had it already, their text is made anew from the author's new one.
 */
export async function resubmitReport(ctx: Context, id: string, version: number): Promise<Report> {
  const record = await reportForDeed(ctx, id, version, 'resubmit')
  const { returnedFrom } = record
  if (!returnedFrom) throw new Error(`report ${id} was returned from nowhere`)
  const sealed = await sealText(ctx, record)
  const moved = await takeTurn(ctx, record, 'resubmit', {
    to: returnedFrom,
    set: { ...sealed, returnedFrom: null },
    revisionId: sealed.revisionId,
    facts: { to: returnedFrom },
  })
  if (isReportEditing(returnedFrom)) await openEditedText(ctx, moved)
  return reportAnswer(ctx, id)
}

async function sealText(ctx: Context, record: ReportRecord) {
  await assertReportFits(ctx, record, record.documentId)
  const revision = await settle(ctx, record.documentId)
  await settleRecommendations(ctx, { kind: 'report', id: record.id }, revision)
  return {
    revisionId: revision.id,
    reviewDue: await dueBy(ctx, record, 'report.review'),
    ...(await searchColumnsOf(ctx, { ...record, revisionId: revision.id })),
  }
}
