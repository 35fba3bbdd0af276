import { and, eq } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { no } from '../../shared/refusals.ts'
import type { Workflow } from '../../shared/workflow.ts'
import { assertCan, type Context } from './context.ts'
import { type Line, writeLine } from './ledger.ts'

type StatefulTable = PgTable & { id: PgColumn; state: PgColumn; version: PgColumn }
export type Stateful<S extends string> = { id: string; organisationId: string; state: S; version: number }

/**
 * Makes one move of a workflow: does the policy allow it, does the table, is the record still as it was read? Then
 * one conditional write and its ledger line. Errors: 401, 403, 404, `wrongState`, `stale` (another hand was first).
 *
 * @param record the row as loaded in this transaction
 * @param change `to` picks among the move's outcomes; `set` are further columns; `facts` go to the ledger
 */
export async function move<S extends string, M extends string, R extends Stateful<S>>(
  ctx: Context,
  workflow: Workflow<S, M>,
  table: StatefulTable,
  record: R,
  name: M,
  change: { to?: S; set?: Partial<R>; facts?: Line['facts']; resource?: unknown } = {},
): Promise<R> {
  assertCan(ctx, `${workflow.noun}.${name}`, change.resource ?? record)
  const { from, to } = workflow.moves[name]
  if (!from.includes(record.state)) throw no.wrongState()
  const next = change.to ?? (to.includes(record.state) ? record.state : to[0]!)
  if (!to.includes(next)) throw new Error(`${workflow.noun}.${name} never leads to ${next}`)
  const [row] = await ctx.tx
    .update(table)
    .set({ ...change.set, state: next, version: record.version + 1 })
    .where(and(eq(table.id, record.id), eq(table.state, record.state), eq(table.version, record.version)))
    .returning()
  if (!row) throw no.stale()
  await writeLine(ctx, {
    organisationId: record.organisationId,
    subject: { kind: workflow.noun, id: record.id },
    move: name,
    from: record.state,
    to: next,
    facts: change.facts ?? {},
  })
  return row as R
}

/** Refuses a deed that was decided on an older version of the record; the answer carries the fresh one (U7). */
export function assertVersion(expected: number, record: { version: number }, fresh: unknown): void {
  if (expected !== record.version) throw no.stale({ fresh })
}
