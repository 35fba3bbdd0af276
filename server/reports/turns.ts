import { randomUUID } from 'node:crypto'
import { reportDecisions, reports } from '../../db/schema/reports.ts'
import { actorKey } from '../../shared/people.ts'
import { no } from '../../shared/refusals.ts'
import { isReportOver, isReportPrivate, type ReportMove, reportRefusals, type ReportState, reportWorkflow } from '../../shared/reports.ts'
import { outcomeEnded } from '../echo/ended.ts'
import { assertCan, type Context } from '../house/context.ts'
import type { Line } from '../house/ledger.ts'
import { assertVersion, move } from '../house/move.ts'
import { ringEchoes } from '../outcomes/echoes.ts'
import { reportAnswer } from './answer.ts'
import type { ReportAction } from './policy.ts'
import { reportFor } from './queries.ts'
import { findReport, type ReportRecord, reportRecord, type ReportRow } from './records.ts'

/**
 * Loads a report for a deed of this person: theirs to do, decided on the report as it is, and in its right state. The
 * row is held until the deed is done. Errors: 404, `reportOwnText`, 403, `stale` with the fresh report, `wrongState`.
 */
export async function reportForDeed(ctx: Context, id: string, version: number, action: ReportAction): Promise<ReportRecord> {
  await reportFor(ctx, id)
  const row = await findReport(ctx.tx, id, true)
  if (!row) throw no.notFound()
  const record = await reportRecord(ctx.tx, row)
  assertTheirs(ctx, record, action)
  if (version !== record.version) assertVersion(version, record, await reportAnswer(ctx, id))
  assertCan(ctx, `report.${action}`, record)
  return record
}

/** Refuses what is not theirs to do; where only their own authorship is in the way, it says so. */
export function assertTheirs(ctx: Context, record: ReportRecord, action: ReportAction): void {
  const verdict = (subject: ReportRecord) => ctx.can.verdict(ctx.actor, `report.${action}`, subject)
  if (verdict(record) !== 'refused') return
  const others = verdict({ ...record, authorId: '' })
  throw others === 'yes' || others === 'wrongState' ? reportRefusals.reportOwnText() : no.notAllowed()
}

export type Turn = {
  to?: ReportState
  set?: Partial<ReportRow>
  facts?: Line['facts']
  /** A note, a reason, or who used it. */
  words?: string
  /** The text it was decided on; the author's sealed one where nothing else is said. */
  revisionId?: string | null
}

/** Makes one move and keeps who took it, when, in which state and on which text. */
export async function takeTurn(ctx: Context, record: ReportRecord, name: ReportMove, turn: Turn = {}): Promise<ReportRecord> {
  const { to, set, facts, words = '' } = turn
  const revisionId = turn.revisionId === undefined ? record.revisionId : turn.revisionId
  const moved = await move(ctx, reportWorkflow, reports, record, name, {
    ...(to ? { to } : {}),
    ...(set ? { set } : {}),
    facts: { ...facts, ...(revisionId ? { revisionId } : {}) },
  })
  await ctx.tx.insert(reportDecisions).values({
    organisationId: record.organisationId,
    id: randomUUID(),
    reportId: record.id,
    version: moved.version,
    move: name,
    gate: record.state,
    revisionId,
    words,
    by: actorKey(ctx.actor),
    byName: ctx.actor.kind === 'person' ? ctx.actor.name : '',
    at: ctx.now,
  })
  await tellThreads(ctx, moved)
  return { ...record, ...moved }
}

/** Those whose sentences it carries are told, and asked at its end. */
async function tellThreads(ctx: Context, { id, state }: ReportRow): Promise<void> {
  if (isReportPrivate(state)) return
  await ringEchoes(ctx, { kind: 'report', id })
  if (isReportOver(state)) await outcomeEnded(ctx, { kind: 'report', id })
}
