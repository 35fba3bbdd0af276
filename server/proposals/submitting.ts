import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { proposalSponsors } from '../../db/schema/proposals.ts'
import type { Proposal, submission } from '../../shared/proposal-shapes.ts'
import { droppedSponsor, isAwaitingSponsors, isSponsorSigned, proposalRefusals, signedSponsor } from '../../shared/proposals.ts'
import { searchGrams, searchText } from '../../shared/search.ts'
import { findRevision, publicRevision, type Revision } from '../documents/queries.ts'
import { assertCan, type Context } from '../house/context.ts'
import { writeLine } from '../house/ledger.ts'
import { settleRecommendations } from '../outcomes/records.ts'
import { ringEchoes } from '../outcomes/echoes.ts'
import { makeMove } from './moving.ts'
import { timingOn } from './plenaries.ts'
import { proposalAnswer, proposalFor, proposalForDeed } from './queries.ts'
import { type ProposalRecord, signaturesUnder } from './records.ts'
import { sealProposal } from './sealing.ts'
import { keepSignature } from './signing.ts'

export type Submission = z.infer<typeof submission>

/** What must be true before a password is even looked at. Errors: `proposalNotOneMatter`. */
export async function assertMaySubmit(ctx: Context, id: string, action: 'submit' | 'resubmit', given: Submission): Promise<void> {
  assertCan(ctx, `proposal.${action}`, await proposalFor(ctx, id))
  if (!given.oneMatter) throw proposalRefusals.proposalNotOneMatter()
}

/**
 * Hands the proposal in. The text is sealed now, or was when names were asked for; who has not signed that very text is
 * dropped; the recommendations are taken out and numbered. The password has been proved before. Errors:
 * `proposalNotOneMatter`, and what keeps a text from being sealed.
 */
export async function submitProposal(ctx: Context, id: string, name: 'submit' | 'resubmit', given: Submission): Promise<Proposal> {
  const record = await proposalForDeed(ctx, id, given.version, name)
  if (!given.oneMatter) throw proposalRefusals.proposalNotOneMatter()
  const revision = await sealedText(ctx, record)
  await keepSignature(ctx, record, revision.id, record.leadId, signedSponsor, { digest: revision.sha256 })
  const dropped = await dropUnsigned(ctx, record, revision)
  const recommendations = await settleRecommendations(ctx, { kind: 'proposal', id }, revision)
  const found = `${record.subject}\n${revision.plainText}`
  await makeMove(ctx, record, name, {
    set: {
      revisionId: revision.id,
      submittedAt: record.submittedAt ?? ctx.now,
      timing: record.timing ?? (await timingOn(ctx.tx, record.organisationId, ctx.now)),
      resubmitDue: null,
      sponsorsUntil: null,
      searchText: searchText(found),
      searchGrams: searchGrams(found),
    },
    facts: { revisionId: revision.id, digest: revision.sha256, recommendations: recommendations.length, dropped },
  })
  await ringEchoes(ctx, { kind: 'proposal', id })
  return proposalAnswer(ctx, id)
}

async function sealedText(ctx: Context, record: ProposalRecord): Promise<Revision> {
  if (!isAwaitingSponsors(record.state)) return sealProposal(ctx, record)
  const revision = await findRevision(ctx.tx, record.revisionId!)
  if (!revision) throw new Error(`proposal ${record.id} awaits names under no text`)
  return publicRevision(revision)
}

/** The names of those who have not signed this text do not stand on it; each is told by a line of their own. */
async function dropUnsigned(ctx: Context, record: ProposalRecord, revision: Revision): Promise<string[]> {
  const given = await signaturesUnder(ctx.tx, record.id, revision.id)
  const hasSigned = (personId: string) => given.some((one) => one.personId === personId && isSponsorSigned(one.state))
  const dropped = record.sponsors.filter(({ lead, standing, personId }) => standing && !lead && !hasSigned(personId))
  for (const { personId } of dropped) {
    await keepSignature(ctx, record, revision.id, personId, droppedSponsor)
    await ctx.tx
      .update(proposalSponsors)
      .set({ standing: false })
      .where(and(eq(proposalSponsors.proposalId, record.id), eq(proposalSponsors.personId, personId)))
    await writeLine(ctx, {
      organisationId: record.organisationId,
      subject: { kind: 'proposal', id: record.id },
      move: 'sponsorDropped',
      from: record.state,
      to: record.state,
      facts: { personId, revisionId: revision.id },
    })
  }
  return dropped.map(({ personId }) => personId)
}
