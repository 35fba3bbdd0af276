import { readFileSync } from 'node:fs'
import { resultOf, type Scenario } from './results.ts'

/** What a first visit fetches, by entry, as the build wrote it down when it held its budgets. */
export const load: Scenario = async () => {
  const sizes = JSON.parse(readFileSync('dist/first-loads.json', 'utf8')) as Record<string, number>
  return Object.entries(sizes).map(([name, kilobytes]) => resultOf('load', name, 'kB gz', [kilobytes]))
}
