import type { Report, ReportStep } from '../../shared/report-shapes.ts'
import { isReportIssued, isReportRetained, isReportReturned, reportWorkflow } from '../../shared/reports.ts'
import type { Stop } from '../ui/Thread.tsx'

/** The way of a report as a flat thread: who passed each gate and when, where it is now, what is still before it. */
export function stopsOf(report: Report): Stop[] {
  if (!isReportRetained(report.state)) return report.steps.map((step) => stopOf(report, step))
  const last = report.turns.at(-1)
  return [
    ...report.steps.filter(({ place }) => place === 'done').map((step) => stopOf(report, step)),
    { key: 'retained', title: '留存', state: 'now', detail: last?.by ?? '', at: last?.at ?? null },
  ]
}

function stopOf(report: Report, step: ReportStep): Stop {
  const { key, label, place, by, at } = step
  if (place !== 'now') return { key, title: endLabel(report, step) ?? label, state: place, detail: place === 'done' ? by : undefined, at: place === 'done' ? at : null }
  return {
    key,
    title: label,
    state: 'now',
    detail: nowWords(report),
    ...(report.workingDaysLate > 0 ? { late: `已超期 ${report.workingDaysLate} 个工作日` } : {}),
  }
}

/** What became of it in the end, in the place of the last stop. */
const endLabel = (report: Report, { key }: ReportStep): string | null =>
  key === 'adopt' && isReportIssued(report.state) ? (report.adoption ? '已采用' : reportWorkflow.states[report.state].label) : null

function nowWords({ state }: Report): string {
  if (isReportReturned(state)) return '退回修改中'
  const waits: Partial<Record<Report['state'], string>> = { submitted: '等接收', draft: '正在写', issued: '等消息' }
  return waits[state] ?? '正在办'
}
