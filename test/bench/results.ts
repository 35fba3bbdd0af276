import type { Stage } from './compare/stage.ts'
import type { TargetName } from './targets/target.ts'

/** One measured figure. `values` are all of them, in the order they were taken. */
export type Result = { scenario: string; target: string; n: number; metric: string; unit: string; values: number[]; median: number }

/** What a scenario is handed: how thorough to be, a folder of its own, and where targets are started. */
export type Bench = { full: boolean; work: string; stage: Stage }

export type Scenario = (bench: Bench) => Promise<Result[]>

export function resultOf(scenario: string, metric: string, unit: string, values: number[], target: TargetName = 'yishiting'): Result {
  const rounded = values.map((value) => Math.round(value * 100) / 100)
  return { scenario, target, n: rounded.length, metric, unit, values: rounded, median: percentile(rounded, 50) }
}

/** The value below which this share of them lies; the middle one for 50. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const at = Math.max(0, Math.ceil((share / 100) * sorted.length) - 1)
  return sorted[at] ?? Number.NaN
}
