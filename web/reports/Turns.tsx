import type { Report, ReportTurn } from '../../shared/report-shapes.ts'
import { adoptionWays, reportLevels } from '../../shared/reports.ts'
import { Timeline } from '../ui/Timeline.tsx'
import './reports.css'

/** 经过: every turn it took, the newest first, with who, when and why. */
export function Turns({ report }: { report: Report }) {
  if (report.turns.length === 0) return null
  return (
    <section className="report-turns">
      <h2 className="song">经过</h2>
      <Timeline lines={report.turns.toReversed().map((turn) => ({ key: turn.id, at: turn.at, who: turn.by, words: turn.label, detail: detailOf(report, turn) }))} />
    </section>
  )
}

function detailOf({ adoption }: Report, { move, words }: ReportTurn): string {
  if (move === 'adopt' && adoption) return `${adoption.by}，${reportLevels[adoption.level]}，${adoptionWays[adoption.way]}`
  return words
}
