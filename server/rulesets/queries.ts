import { and, desc, eq } from 'drizzle-orm'
import type { Db, Tx } from '../../db/client.ts'
import { ruleSets } from '../../db/schema/rulesets.ts'
import { type Day, dayOf } from '../../shared/calendar.ts'
import { dueDate } from '../../shared/due.ts'
import { no } from '../../shared/refusals.ts'
import { type DeadlineKey, type Due, type RuleSet, rulesShape, shippedRules } from '../../shared/ruleset.ts'
import type { Context } from '../house/context.ts'
import { organisationIdsOver } from '../people/queries.ts'

/** The rules an organisation goes by now: those of its 政协, for a committee or unit as well. */
export async function ruleSetOf(tx: Db | Tx, organisationId: string): Promise<RuleSet> {
  const [row] = await tx
    .select()
    .from(ruleSets)
    .where(eq(ruleSets.organisationId, await rulingOver(tx, organisationId)))
    .orderBy(desc(ruleSets.version))
    .limit(1)
  return row ? loaded(row) : shippedRules
}

/** The rules as they were in a version: those a record was opened under. */
export async function ruleSetVersion(tx: Db | Tx, organisationId: string, version: number): Promise<RuleSet> {
  if (version === shippedRules.version) return shippedRules
  const [row] = await tx
    .select()
    .from(ruleSets)
    .where(and(eq(ruleSets.organisationId, await rulingOver(tx, organisationId)), eq(ruleSets.version, version)))
  if (!row) throw no.broken()
  return loaded(row)
}

/** By when something of this record is due, by the rules it was opened under; counted from today when no day is given. */
export async function dueBy(
  ctx: Pick<Context, 'tx' | 'now'>,
  record: { organisationId: string; ruleSetVersion: number },
  rule: DeadlineKey,
  from: Day = dayOf(ctx.now),
): Promise<Due> {
  return dueDate(await ruleSetVersion(ctx.tx, record.organisationId, record.ruleSetVersion), rule, from)
}

/** The organisation whose rules count: itself, or the 政协 above a committee or unit. */
export async function rulingOver(tx: Db | Tx, organisationId: string): Promise<string> {
  return (await organisationIdsOver(tx, organisationId)).at(-1) ?? organisationId
}

/** A version written before a rule existed goes by that rule's default. */
function loaded({ version, rules }: typeof ruleSets.$inferSelect): RuleSet {
  return { version, rules: rulesShape.parse(rules) }
}
