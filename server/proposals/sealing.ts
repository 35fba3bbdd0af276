import { isAgendaContent } from '../../shared/documents/content.ts'
import { lengthOf, outcomeRefusals, readSections, recommendationsIn } from '../../shared/outcomes.ts'
import type { Revision } from '../documents/queries.ts'
import { settle } from '../documents/revisions.ts'
import type { Context } from '../house/context.ts'
import { ruleSetVersion } from '../rulesets/queries.ts'
import type { ProposalRecord } from './records.ts'

/**
 * Seals the text of a proposal, where it is fit to be signed: three sections with words, a recommendation, no longer than
 * the rules allow. Refused, the seal is undone with the deed, and the text stays ink. Errors: `outcomeSectionMissing`,
 * `outcomeNoRecommendation`, `outcomeTooLong`.
 */
export async function sealProposal(ctx: Context, record: ProposalRecord): Promise<Revision> {
  const revision = await settle(ctx, record.documentId)
  const { content } = revision
  if (isAgendaContent(content)) throw new Error(`the text of proposal ${record.id} is an agenda`)
  const sections = readSections('proposal', content)
  const missing = sections.filter(({ key, found, clauses }) => !found || (key !== 'recommendations' && clauses.length === 0))
  if (missing.length > 0) throw outcomeRefusals.outcomeSectionMissing({ sections: missing.map(({ key }) => key) })
  if (recommendationsIn('proposal', content).length === 0) throw outcomeRefusals.outcomeNoRecommendation()
  const { rules } = await ruleSetVersion(ctx.tx, record.organisationId, record.ruleSetVersion)
  const signs = lengthOf(content)
  const { cap } = rules['proposal.length']
  if (signs > cap) throw outcomeRefusals.outcomeTooLong({ signs, cap })
  return revision
}
