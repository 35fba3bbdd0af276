import { asc, eq } from 'drizzle-orm'
import { ledger } from '../../db/schema/house.ts'
import type { TestHouse } from '../people.ts'

export type Trace = { move: string; from: string | null; to: string | null; facts: Record<string, unknown>; actor: string }

/** The ledger's lines of one record, in their order. */
export async function traceOf(t: TestHouse, id: string): Promise<Trace[]> {
  const { db } = t.house
  const lines = await db.select().from(ledger).where(eq(ledger.subjectId, id)).orderBy(asc(ledger.sequence))
  return lines.map(({ move, from, to, facts, actor }) => ({ move, from, to, facts, actor }))
}

/** The state the lines lead to; every line must begin where the one before ended. */
export function fold(lines: readonly Trace[]): string | null {
  let state: string | null = null
  for (const line of lines) {
    if (line.to === null) continue
    if (line.from !== state) throw new Error(`${line.move} begins at ${line.from}, not at ${state}`)
    state = line.to
  }
  return state
}
