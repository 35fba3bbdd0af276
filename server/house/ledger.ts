import { randomUUID } from 'node:crypto'
import { and, asc, eq, inArray, max, sql } from 'drizzle-orm'
import type { Db, Tx } from '../../db/client.ts'
import { ledger } from '../../db/schema/house.ts'
import { actorKey } from '../../shared/people.ts'
import { actingRole, type Context } from './context.ts'

export type Line = {
  organisationId: string
  subject: { kind: string; id: string }
  move: string
  from?: string | null
  to?: string | null
  /** Ids, codes and numbers only: words, names and reasons live in the domain's rows. */
  facts?: Record<string, string | number | boolean | null | string[]>
}

/** Writes one line, in the deed's own transaction, and rings the bell at commit. Failing to write fails the deed (U1). */
export async function writeLine(ctx: Context, line: Line): Promise<void> {
  const { kind, id } = line.subject
  const [last] = await ctx.tx
    .select({ sequence: max(ledger.sequence) })
    .from(ledger)
    .where(and(eq(ledger.subjectKind, kind), eq(ledger.subjectId, id)))
  await ctx.tx.insert(ledger).values({
    id: randomUUID(),
    organisationId: line.organisationId,
    subjectKind: kind,
    subjectId: id,
    sequence: (last?.sequence ?? 0) + 1,
    move: line.move,
    from: line.from ?? null,
    to: line.to ?? null,
    actor: actorKey(ctx.actor),
    role: actingRole(ctx.actor, [line.organisationId]),
    commandId: ctx.commandId,
    at: ctx.now,
    saidAt: ctx.saidAt,
    facts: line.facts ?? {},
  })
  await ring(ctx, kind, id)
  await ring(ctx, kind, line.organisationId, '@')
}

export type WrittenLine = typeof ledger.$inferSelect

/** The lines of these records, in the order they were written: for threads and timelines. */
export async function linesOf(tx: Db | Tx, kind: string, ids: readonly string[]): Promise<WrittenLine[]> {
  if (ids.length === 0) return []
  return tx
    .select()
    .from(ledger)
    .where(and(eq(ledger.subjectKind, kind), inArray(ledger.subjectId, [...ids])))
    .orderBy(asc(ledger.at), asc(ledger.subjectId), asc(ledger.sequence))
}

/**
 * Names a record that changed (`kind:id`), or with `@` that some record of a kind changed in an organisation; open
 * screens that show it fetch what they may see.
 */
export async function ring(ctx: Context, kind: string, id: string, mark: ':' | '@' = ':'): Promise<void> {
  await ctx.tx.execute(sql`select pg_notify('bell', ${`${kind}${mark}${id}`})`)
}
