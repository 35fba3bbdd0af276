import { ruleSets } from '../../db/schema/rulesets.ts'
import { actorKey } from '../../shared/people.ts'
import { type Rules, rulesShape, type RuleSet } from '../../shared/ruleset.ts'
import type { Context } from '../house/context.ts'
import { writeLine } from '../house/ledger.ts'
import { rulingOver, ruleSetOf } from './queries.ts'

/**
 * Changes some rules of a 政协: a new version from now on, what was opened before keeps its own. Rules that already say
 * so leave everything as it is. Whoever calls has asked who may, and holds the organisation's row.
 */
export async function changeRules(ctx: Context, organisationId: string, change: Partial<Rules>): Promise<RuleSet> {
  const home = await rulingOver(ctx.tx, organisationId)
  const current = await ruleSetOf(ctx.tx, home)
  const rules = rulesShape.parse({ ...current.rules, ...change })
  if (JSON.stringify(rules) === JSON.stringify(current.rules)) return current
  const version = current.version + 1
  const createdBy = actorKey(ctx.actor)
  await ctx.tx.insert(ruleSets).values({ organisationId: home, version, rules, createdAt: ctx.now, createdBy })
  await writeLine(ctx, {
    organisationId: home,
    subject: { kind: 'organisation', id: home },
    move: 'changeRules',
    facts: { version, rules: Object.keys(change).toSorted() },
  })
  return { version, rules }
}
