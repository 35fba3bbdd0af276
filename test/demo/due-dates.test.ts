import { beforeAll, describe, expect, it } from 'vitest'
import { seedDemonstration } from '../../server/demo/seed.ts'
import { demoClock } from '../../server/house/clock.ts'
import { holidayPlans } from '../../shared/holidays.ts'
import type { Due } from '../../shared/ruleset.ts'
import { testHouse } from '../people.ts'

const t = testHouse({ demo: true })

/**
 * Counting days once more, from the notices' own lines and from nothing else of ours: one day after the other, by the
 * numbers of the calendar.
 */
const dayMs = 86_400_000
const number = (day: string): number => Date.parse(`${day}T00:00:00Z`) / dayMs
const named = (n: number): string => new Date(n * dayMs).toISOString().slice(0, 10)
const lines = holidayPlans.filter((plan) => plan.official).flatMap((plan) => plan.breaks)

function isWorked(n: number): boolean {
  if (lines.some((line) => line.worked.some((day) => number(day) === n))) return true
  if (lines.some((line) => n >= number(line.from) && n <= number(line.to))) return false
  return (n + 4) % 7 !== 0 && (n + 4) % 7 !== 6
}

function rollForward(n: number): number {
  return isWorked(n) ? n : rollForward(n + 1)
}

function expectedDay({ length, from }: Due): string {
  if ('on' in length) return length.on
  if (length.unit === 'calendarDay') return named(rollForward(number(from) + length.n))
  if (length.unit === 'workingDay') {
    let n = number(from)
    for (let left = length.n; left > 0; ) {
      n += 1
      if (isWorked(n)) left -= 1
    }
    return named(n)
  }
  const [year, month, day] = from.split('-').map(Number) as [number, number, number]
  const target = new Date(Date.UTC(year, month - 1 + length.n, 1))
  const last = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate()
  target.setUTCDate(Math.min(day, last))
  return named(rollForward(target.getTime() / dayMs))
}

type Kept = { place: string; due: Due }

/** Every due date the store holds, wherever it stands. */
async function everyDue(): Promise<Kept[]> {
  const columns = await t.house.sql<{ table: string; column: string }[]>`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'public' and data_type = 'jsonb' order by 1, 2`
  const found: Kept[] = []
  for (const { table, column } of columns) {
    const rows = await t.house.sql.unsafe<{ due: Due }[]>(
      `select "${column}" as due from "${table}" where jsonb_typeof("${column}") = 'object' and "${column}" ? 'rule' and "${column}" ? 'length'`,
    )
    found.push(...rows.map(({ due }) => ({ place: `${table}.${column} ${due.rule}`, due })))
  }
  return found
}

beforeAll(async () => {
  Object.assign(t.house, { clock: demoClock })
  await seedDemonstration(t.house)
}, 300_000)

describe('the due dates of the demonstration', () => {
  it('[D9] every one equals a count made anew, from the holidays’ own lines', async () => {
    const kept = await everyDue()
    expect(new Set(kept.map(({ due }) => due.rule)).size).toBeGreaterThanOrEqual(9)
    expect(kept.map(({ place, due }) => `${place} from ${due.from}: ${due.day}`)).toEqual(
      kept.map(({ place, due }) => `${place} from ${due.from}: ${expectedDay(due)}`),
    )
  })
})
