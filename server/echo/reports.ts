import type { StopLine } from '../../shared/intake-shapes.ts'
import { isReportAdopted, isReportIssued, isReportOver, isReportRetained, isReportReturned, reportLevels } from '../../shared/reports.ts'
import { linesOf, type WrittenLine } from '../house/ledger.ts'
import { findReport, reportRecord, type ReportRow } from '../reports/records.ts'
import { carryingOf } from './facts.ts'
import { askedInWords, stopAt } from './stop.ts'
import type { LoadTeller } from './telling.ts'

/** A report as threads tell it: that it was handed in, sent on, used or not. By whom it was read and used is not told. */
export const reportTeller: LoadTeller = async (ctx, id) => {
  const row = await findReport(ctx.tx, id)
  if (!row) return null
  const target = { kind: 'report', id } as const
  const lines = await linesOf(ctx.tx, 'report', [id])
  const sees = ctx.actor.kind === 'person' && ctx.can(ctx.actor, 'report.see', await reportRecord(ctx.tx, row))
  const open = !isReportOver(row.state)
  return {
    target,
    carrying: await carryingOf(ctx, target, row),
    tell: (asked) => {
      if (!row.submittedAt) return { stops: [], todo: null, open, cameTo: [] }
      const written = stopAt(id, row.submittedAt, asked.length > 0 ? `写进社情民意信息${askedInWords(asked)}` : '写成社情民意信息', {
        words: sees ? asked.map(({ words }) => words).join('\n') : '',
      })
      return { stops: [written, ...sent(row), ...ended(row, lines)], todo: open ? todoOf(row) : null, open, cameTo: cameTo(row) }
    },
  }
}

const sent = (row: ReportRow): StopLine[] =>
  row.issuedAt ? [stopAt(`${row.id} issued`, row.issuedAt, '信息已报送', { detail: row.level ? `报到${reportLevels[row.level]}` : '' })] : []

function ended(row: ReportRow, lines: readonly WrittenLine[]): StopLine[] {
  return lines.flatMap((line) => {
    if (line.move === 'adopt') return [stopAt(line.id, line.at, '已采用', { detail: row.adoptedLevel ? `${reportLevels[row.adoptedLevel]}采用` : '' })]
    if (line.move === 'lapse') return [stopAt(line.id, line.at, '未采用', { detail: '到期还没有被采用' })]
    return line.move === 'retain' && isReportRetained(row.state) ? [stopAt(line.id, line.at, '留存，不再往上报')] : []
  })
}

function todoOf(row: ReportRow): string {
  if (isReportReturned(row.state)) return '退回修改，改好再报'
  return isReportIssued(row.state) ? '等采用的消息' : '正在审核'
}

function cameTo(row: ReportRow): string[] {
  if (isReportAdopted(row.state)) return [`社情民意信息：已采用${row.adoptedLevel ? `（${reportLevels[row.adoptedLevel]}）` : ''}`]
  return isReportOver(row.state) && row.issuedAt ? ['社情民意信息：报送了，到期没有被采用'] : []
}
