import { sql } from 'drizzle-orm'
import type { Db, Tx } from '../../db/client.ts'

/** The one source of time in server code. Read once a transaction, through the context. */
export type Clock = { now: (tx: Db | Tx) => Promise<Date> }

async function databaseNow(tx: Db | Tx): Promise<Date> {
  const [row] = await tx.execute<{ now: string }>(sql`select transaction_timestamp() as now`)
  return new Date(row!.now)
}

/** Production: the database's clock. */
export const databaseClock: Clock = { now: databaseNow }

/** The demonstration: the database's clock plus the seconds kept in the house's row. */
export const demoClock: Clock = {
  async now(tx) {
    const [row] = await tx.execute<{ now: string }>(
      sql`select transaction_timestamp() + make_interval(secs => (select clock_ahead from house where id = 1)) as now`,
    )
    return new Date(row!.now)
  },
}

/** Tests: a clock that stands until it is moved. */
export function fixedClock(start: Date): Clock & { set: (to: Date) => void; advance: (milliseconds: number) => void } {
  let at = start
  return {
    now: async () => at,
    set: (to) => {
      at = to
    },
    advance: (milliseconds) => {
      at = new Date(at.getTime() + milliseconds)
    },
  }
}
