import type { Decision, Sponsor } from '../../shared/proposal-shapes.ts'
import { isDeclinedSponsor, isProposalInk } from '../../shared/proposals.ts'
import type { Context } from '../house/context.ts'
import { proposalRelations } from './policy.ts'
import { decisionsOf, type ProposalRecord, signaturesOf, type SponsorSignature } from './records.ts'

/** Whose names stand on it, with what became of each under the text as it is sealed now. Reasons are for the sponsors alone. */
export async function sponsorsFor(ctx: Context, record: ProposalRecord): Promise<Sponsor[]> {
  const given = await signaturesOf(ctx.tx, record.id)
  const related = proposalRelations(ctx.actor, record)
  const inside = related.includes('sponsor') || related.includes('dropped')
  return record.sponsors
    .filter(({ standing }) => standing || inside)
    .map((sponsor) => {
      const own = given.filter(({ personId }) => personId === sponsor.personId)
      const current = own.find(({ revisionId }) => revisionId === record.revisionId)
      const declined = own.findLast(({ state }) => isDeclinedSponsor(state))
      return {
        personId: sponsor.personId,
        name: sponsor.name,
        lead: sponsor.lead,
        standing: sponsor.standing,
        state: current?.state ?? null,
        at: current?.at?.toISOString() ?? null,
        reason: inside ? reasonOf(record, declined) : '',
        mine: ctx.actor.kind === 'person' && ctx.actor.id === sponsor.personId,
      }
    })
}

/** Shown while the text may still follow it. */
const reasonOf = (record: ProposalRecord, declined: SponsorSignature | undefined): string =>
  declined && (isProposalInk(record.state) || record.submittedAt === null) ? declined.reason : ''

/** Decisions in words: the sponsors read all, the proposal office its own, the others why it was docketed and how settled. */
export async function decisionsFor(ctx: Context, record: ProposalRecord): Promise<Decision[]> {
  const related = proposalRelations(ctx.actor, record)
  const inside = related.includes('sponsor') || related.includes('dropped')
  const readable = (move: string): boolean =>
    inside || ['docket', 'settle'].includes(move) || (related.includes('office') && move !== 'reopenDraft')
  return (await decisionsOf(ctx.tx, record.id))
    .filter(({ move }) => readable(move))
    .map(({ move, code, words, meeting, byName, at }) => ({ move, code, words, meeting, byName, at: at.toISOString() }))
}
