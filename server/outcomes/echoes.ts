import { issuesAt } from '../cards/records.ts'
import type { Context } from '../house/context.ts'
import { ring } from '../house/ledger.ts'
import { findOpinion } from '../opinions/records.ts'
import { outcomesOf, type Target } from './records.ts'

/**
 * Tells the threads of the residents whose words lie behind a proposal, brief or report to look again, and the records
 * of the sessions at which they were said.
 */
export async function ringEchoes(ctx: Context, target: Target): Promise<void> {
  const told = new Set<string>()
  for (const { opinionId } of await outcomesOf(ctx.tx, target)) {
    await ring(ctx, 'opinion', opinionId)
    const opinion = await findOpinion(ctx.tx, opinionId)
    for (const issueId of opinion ? await issuesAt(ctx.tx, opinion.sessionId) : []) told.add(issueId)
  }
  for (const issueId of told) await ring(ctx, 'issue', issueId)
}
