import { and, eq } from 'drizzle-orm'
import { proposals, proposalSponsors } from '../../db/schema/proposals.ts'
import type { Proposal } from '../../shared/proposal-shapes.ts'
import { proposalRefusals } from '../../shared/proposals.ts'
import type { Context } from '../house/context.ts'
import { ring, writeLine } from '../house/ledger.ts'
import { membersNamed } from './create.ts'
import { proposalAnswer, proposalForDeed } from './queries.ts'
import type { ProposalRecord } from './records.ts'

/** Somebody more writes along and will be asked for their name. Errors: `proposalSponsorUnknown`. */
export async function addSponsor(ctx: Context, id: string, version: number, personId: string): Promise<Proposal> {
  const record = await proposalForDeed(ctx, id, version, 'edit')
  const known = record.sponsors.find((sponsor) => sponsor.personId === personId)
  if (known?.standing) return proposalAnswer(ctx, id)
  const [member] = await membersNamed(ctx, record.organisationId, [personId])
  const { organisationId } = record
  const position = Math.max(...record.sponsors.map((sponsor) => sponsor.position)) + 1
  await ctx.tx
    .insert(proposalSponsors)
    .values({ organisationId, proposalId: id, personId, name: member!.name, lead: false, position })
    .onConflictDoUpdate({
      target: [proposalSponsors.organisationId, proposalSponsors.proposalId, proposalSponsors.personId],
      set: { standing: true, name: member!.name },
    })
  await noteChange(ctx, record, 'addSponsor', personId)
  return proposalAnswer(ctx, id)
}

/** Somebody does not write along any longer; what they wrote stays. Errors: `proposalLeadStays`, `proposalSponsorUnknown`. */
export async function removeSponsor(ctx: Context, id: string, version: number, personId: string): Promise<Proposal> {
  const record = await proposalForDeed(ctx, id, version, 'edit')
  const known = record.sponsors.find((sponsor) => sponsor.personId === personId)
  if (!known) throw proposalRefusals.proposalSponsorUnknown()
  if (known.lead) throw proposalRefusals.proposalLeadStays()
  await ctx.tx.delete(proposalSponsors).where(and(eq(proposalSponsors.proposalId, id), eq(proposalSponsors.personId, personId)))
  await noteChange(ctx, record, 'removeSponsor', personId)
  return proposalAnswer(ctx, id)
}

async function noteChange(ctx: Context, record: ProposalRecord, name: string, personId: string): Promise<void> {
  await ctx.tx.update(proposals).set({ version: record.version + 1 }).where(eq(proposals.id, record.id))
  await writeLine(ctx, {
    organisationId: record.organisationId,
    subject: { kind: 'proposal', id: record.id },
    move: name,
    from: record.state,
    to: record.state,
    facts: { personId },
  })
  await ring(ctx, 'document', record.documentId)
}
