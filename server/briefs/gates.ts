import type { Context } from '../house/context.ts'
import { ruleSetVersion } from '../rulesets/queries.ts'
import type { BriefRow } from './records.ts'

/** Whether the party group (分党组) looks at a brief as well, by the rules it was opened under. */
export async function needsPartyGroup(ctx: Pick<Context, 'tx'>, { organisationId, ruleSetVersion: version }: BriefRow): Promise<boolean> {
  return (await ruleSetVersion(ctx.tx, organisationId, version)).rules['partyGroupReview.requiredFor'].includes('brief')
}
