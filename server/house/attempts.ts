import { and, eq, sql } from 'drizzle-orm'
import type { Db, Tx } from '../../db/client.ts'
import { attempts } from '../../db/schema/house.ts'

export type Budget = { bucket: string; limit: number; windowSeconds: number }

function windowOf(now: Date, seconds: number): Date {
  const length = seconds * 1000
  return new Date(Math.floor(now.getTime() / length) * length)
}

/** True while this bucket has something left in the current window. */
export async function hasBudget(tx: Db | Tx, now: Date, budget: Budget): Promise<boolean> {
  const [row] = await tx
    .select({ count: attempts.count })
    .from(attempts)
    .where(and(eq(attempts.bucket, budget.bucket), eq(attempts.windowStart, windowOf(now, budget.windowSeconds))))
  return (row?.count ?? 0) < budget.limit
}

/** Takes one from the bucket; returns false when it was already empty. Counted in PostgreSQL, so all nodes share it. */
export async function spend(tx: Db | Tx, now: Date, budget: Budget): Promise<boolean> {
  const [row] = await tx
    .insert(attempts)
    .values({ bucket: budget.bucket, windowStart: windowOf(now, budget.windowSeconds), count: 1 })
    .onConflictDoUpdate({
      target: [attempts.bucket, attempts.windowStart],
      set: { count: sql`${attempts.count} + 1` },
    })
    .returning({ count: attempts.count })
  return row!.count <= budget.limit
}

/** Puts one back: an attempt that went well is not held against anyone. */
export async function giveBack(tx: Db | Tx, now: Date, budget: Budget): Promise<void> {
  await tx
    .update(attempts)
    .set({ count: sql`greatest(${attempts.count} - 1, 0)` })
    .where(and(eq(attempts.bucket, budget.bucket), eq(attempts.windowStart, windowOf(now, budget.windowSeconds))))
}

/** Seconds until the bucket is full again. */
export function secondsLeft(now: Date, { windowSeconds }: Budget): number {
  return Math.ceil(windowOf(now, windowSeconds).getTime() / 1000 + windowSeconds - now.getTime() / 1000)
}
