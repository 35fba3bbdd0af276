import type { Report } from '../../shared/report-shapes.ts'
import { isReportEditing, type ReportLevel } from '../../shared/reports.ts'
import { reopen, settle } from '../documents/revisions.ts'
import type { Context } from '../house/context.ts'
import { reportAnswer } from './answer.ts'
import { openEditedText } from './editing.ts'
import type { ReportRecord } from './records.ts'
import { reportForDeed, takeTurn } from './turns.ts'

/** An editor takes it up for the first review. */
export async function takeReport(ctx: Context, id: string, version: number): Promise<Report> {
  await takeTurn(ctx, await reportForDeed(ctx, id, version, 'take'), 'take')
  return reportAnswer(ctx, id)
}

/** The first review and the first two gates: who passed it, when, and with what note. None can be stepped over. */
export async function passReport(
  ctx: Context,
  id: string,
  version: number,
  move: 'passInitial' | 'passPolitical' | 'passContent',
  note: string,
): Promise<Report> {
  const record = await reportForDeed(ctx, id, version, move)
  await takeTurn(ctx, record, move, { words: note, set: { reviewDue: null } })
  return reportAnswer(ctx, id)
}

/** The last gate: also to which level it is worth sending. The edited text is opened beside the author's. */
export async function passEffect(ctx: Context, id: string, version: number, note: string, level: ReportLevel): Promise<Report> {
  const record = await reportForDeed(ctx, id, version, 'passEffect')
  const moved = await takeTurn(ctx, record, 'passEffect', { words: note, set: { level, reviewDue: null }, facts: { level } })
  await openEditedText(ctx, moved)
  return reportAnswer(ctx, id)
}

/** Sends it back to its author with a reason: their text opens as a new generation, and comes in again here. */
export async function returnReport(ctx: Context, id: string, version: number, reason: string): Promise<Report> {
  const record = await reportForDeed(ctx, id, version, 'returnForChange')
  const edited = await closeEditedText(ctx, record)
  await reopen(ctx, record.documentId)
  await takeTurn(ctx, record, 'returnForChange', {
    words: reason,
    set: { returnedFrom: record.state, reviewDue: null },
    facts: { returnedFrom: record.state, ...(edited ? { editedRevisionId: edited } : {}) },
  })
  return reportAnswer(ctx, id)
}

/** What was edited so far is sealed as it stands: a new edited text is made when the author hands in again. */
async function closeEditedText(ctx: Context, record: ReportRecord): Promise<string | null> {
  if (!isReportEditing(record.state) || !record.editedId) return null
  return (await settle(ctx, record.editedId)).id
}

/** 留存: it is kept and goes no further, and its author is told why. */
export async function retainReport(ctx: Context, id: string, version: number, reason: string): Promise<Report> {
  const record = await reportForDeed(ctx, id, version, 'retain')
  await takeTurn(ctx, record, 'retain', { words: reason, set: { reviewDue: null } })
  return reportAnswer(ctx, id)
}
