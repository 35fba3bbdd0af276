import { percentile, type Result } from '../results.ts'
import type { TargetName } from '../targets/target.ts'

/** What we hold ourselves to. `against` names whose figure it is a share of; null: the figure itself. */
type Goal = { what: string; scenario: string; metric: string; against: TargetName | null; must: number; reach: number | null }

const goal = (what: string, scenario: string, metric: string, against: TargetName | null, must: number, reach: number | null): Goal => ({
  what, scenario, metric, against, must, reach,
})

const small = (what: string, scenario: string): Goal[] => [
  goal(`${what}: CPU`, scenario, 'cpu', 'yws', 1.2, 0.75),
  goal(`${what}: CPU`, scenario, 'cpu', 'hp4-sqlite', 0.75, null),
  goal(`${what}: p50`, scenario, 'p50', null, 3, 1.5),
]

const goals: readonly Goal[] = [
  goal('S1 N = 200: CPU', 's1-200', 'cpu', 'yws', 0.85, 0.6),
  goal('S1 N = 200: CPU', 's1-200', 'cpu', 'hp4-sqlite', 0.75, 0.5),
  goal('S1 N = 200: p50', 's1-200', 'p50', 'yws', 1.5, 1),
  goal('S1 N = 200: p99', 's1-200', 'p99', 'yws', 1, 0.7),
  goal('S1 N = 500: CPU', 's1-500', 'cpu', 'yws', 0.75, 0.5),
  ...small('S1 N = 10', 's1-10'),
  ...small('S2 rooms of 8', 's2'),
  goal('S3 warm open: CPU', 's3', 'warm-cpu', 'yws', 0.5, 0.3),
  goal('S3 cold open: time', 's3', 'cold', 'hp4-sqlite', 0.5, 0.2),
  goal('S3 memory of a text that is read', 's3', 'reading', 'yws', 0.5, 0.3),
  goal('S3 memory of a text that is written', 's3', 'writing', 'yws', 1.1, 1),
  goal('S4 storm of 500: all synced', 's4', 'all-synced', 'hp4-sqlite', 0.75, 0.4),
  goal('S5 kill -9: seen and lost', 's5', 'lost', null, 0, 0),
  goal('S6 second wave: growth', 's6', 'growth', null, 10, 5),
  goal('receipt, 300 in a room: p99', 'receipt', 'receipt-p99', null, 300, 100),
  goal('S8 second node: added p50', 's8', 'added-p50', null, 10, 3),
]

/** The table of goals, for those this run has figures of. */
export function tableOf(results: readonly Result[]): string {
  const find = ({ scenario, metric }: Goal, target: TargetName): Result | undefined =>
    results.find((result) => result.scenario === scenario && result.metric === metric && result.target === target)
  const lines = goals.flatMap((held) => {
    const ours = find(held, 'yishiting')
    const theirs = held.against && find(held, held.against)
    if (!ours || (held.against && !theirs)) return []
    const value = theirs ? ratioOf(ours, theirs) : ours.median
    const unit = theirs ? '' : ` ${ours.unit}`
    return [[
      held.what,
      `${ours.median} ${ours.unit}`,
      theirs ? `${held.against} ${theirs.median} ${theirs.unit}` : '',
      theirs ? value.toFixed(2) : '',
      `≤ ${held.must}${unit}`,
      held.reach === null ? '' : `≤ ${held.reach}${unit}`,
      verdictOn(held, value),
    ]]
  })
  return lines.length === 0 ? '' : align([['what', 'ours', 'peer', 'ratio', 'must', 'reach for', ''], ...lines])
}

/** The middle one of the ratios round by round: those two figures were taken one right after the other. */
function ratioOf(ours: Result, theirs: Result): number {
  const rounds = Math.min(ours.values.length, theirs.values.length)
  return percentile(Array.from({ length: rounds }, (_, n) => ours.values[n]! / theirs.values[n]!), 50)
}

function verdictOn({ must, reach }: Goal, value: number): string {
  if (reach !== null && value <= reach) return 'reached'
  return value <= must ? 'met' : 'NOT MET'
}

function align(rows: readonly string[][]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ').trimEnd()).join('\n')
}
