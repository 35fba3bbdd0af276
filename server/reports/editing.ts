import { eq } from 'drizzle-orm'
import { reports } from '../../db/schema/reports.ts'
import { isAgendaContent } from '../../shared/documents/content.ts'
import type { Report } from '../../shared/report-shapes.ts'
import { createFromRevisions } from '../documents/origins.ts'
import { findRevision, publicRevision } from '../documents/queries.ts'
import { settle } from '../documents/revisions.ts'
import type { Context } from '../house/context.ts'
import { writeLine } from '../house/ledger.ts'
import { reportAnswer } from './answer.ts'
import { assertReportFits } from './fit.ts'
import type { ReportRecord } from './records.ts'
import { searchColumnsOf } from './search.ts'
import { reportForDeed, takeTurn } from './turns.ts'

/**
 * Makes the edited text beside the author's, out of what was sealed: every clause keeps its id, who wrote its
 * characters and whose words it came from. The author's text is not touched.
 */
export async function openEditedText(ctx: Context, record: ReportRecord): Promise<void> {
  const row = record.revisionId ? await findRevision(ctx.tx, record.revisionId) : null
  if (!row || isAgendaContent(row.content)) throw new Error(`report ${record.id} has no sealed text to edit`)
  const revision = publicRevision(row)
  const document = await createFromRevisions(ctx, {
    organisationId: record.organisationId, kind: 'report', content: revision.content as typeof row.content, from: [revision],
  })
  await ctx.tx
    .update(reports)
    .set({ editedId: document.id, editedTitle: record.title, editedRevisionId: null, editorId: null })
    .where(eq(reports.id, record.id))
}

/** Gives the edited text a title of its own; the author's stays as they wrote it. */
export async function retitleEdited(ctx: Context, id: string, version: number, title: string): Promise<Report> {
  const record = await reportForDeed(ctx, id, version, 'editText')
  if (title === record.editedTitle) return reportAnswer(ctx, id)
  await ctx.tx
    .update(reports)
    .set({ editedTitle: title, version: record.version + 1, ...(await searchColumnsOf(ctx, { ...record, editedTitle: title })) })
    .where(eq(reports.id, id))
  await writeLine(ctx, {
    organisationId: record.organisationId, subject: { kind: 'report', id }, move: 'editedTitle', from: record.state, to: record.state,
  })
  return reportAnswer(ctx, id)
}

/** The edited text is done: sealed beside the author's, and on its way to the issuer. */
export async function finishEdit(ctx: Context, id: string, version: number): Promise<Report> {
  const record = await reportForDeed(ctx, id, version, 'finishEdit')
  if (!record.editedId || ctx.actor.kind !== 'person') throw new Error(`report ${id} has no edited text`)
  await assertReportFits(ctx, record, record.editedId)
  const revision = await settle(ctx, record.editedId)
  await takeTurn(ctx, record, 'finishEdit', {
    set: {
      editedRevisionId: revision.id,
      editorId: ctx.actor.id,
      reviewDue: null,
      ...(await searchColumnsOf(ctx, { ...record, editedRevisionId: revision.id })),
    },
    revisionId: revision.id,
    facts: { editedId: record.editedId },
  })
  return reportAnswer(ctx, id)
}
