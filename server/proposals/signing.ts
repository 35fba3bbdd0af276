import { and, eq, inArray } from 'drizzle-orm'
import type { z } from 'zod'
import { proposalSignatures } from '../../db/schema/proposals.ts'
import { dayOf } from '../../shared/calendar.ts'
import type { Proposal, sponsorSigning } from '../../shared/proposal-shapes.ts'
import {
  askedSponsor, declinedSponsor, isAwaitingSponsors, isSponsorSigned, proposalRefusals, type SponsorState, signedSponsor, voidSponsor,
} from '../../shared/proposals.ts'
import { no } from '../../shared/refusals.ts'
import { findRevision } from '../documents/queries.ts'
import { reopen as reopenText } from '../documents/revisions.ts'
import { assertCan, type Context } from '../house/context.ts'
import { writeLine } from '../house/ledger.ts'
import { makeMove } from './moving.ts'
import { lockedProposal, proposalAnswer, proposalFor, proposalForDeed } from './queries.ts'
import { keepDecision, type ProposalRecord, signaturesUnder } from './records.ts'
import { sealProposal } from './sealing.ts'

export type SponsorSigning = z.infer<typeof sponsorSigning>

/**
 * Seals the text and asks every co-sponsor for their name until the end of a day. Errors: `proposalNoSponsors`,
 * `proposalDayPast`, and what keeps a text from being sealed.
 */
export async function requestSponsors(ctx: Context, id: string, version: number, until: string): Promise<Proposal> {
  const record = await proposalForDeed(ctx, id, version, 'requestSponsors')
  const asked = record.sponsors.filter(({ lead, standing }) => standing && !lead)
  if (asked.length === 0) throw proposalRefusals.proposalNoSponsors()
  if (until < dayOf(ctx.now)) throw proposalRefusals.proposalDayPast()
  const revision = await sealProposal(ctx, record)
  for (const { personId } of asked) await keepSignature(ctx, record, revision.id, personId, askedSponsor)
  await makeMove(ctx, record, 'requestSponsors', {
    set: { revisionId: revision.id, sponsorsUntil: until },
    facts: { revisionId: revision.id, digest: revision.sha256, until, sponsors: asked.map(({ personId }) => personId) },
  })
  return proposalAnswer(ctx, id)
}

/** Stops a signature where none is asked for, by one who was not asked, or by one who has signed already. */
export async function assertAsked(ctx: Context, record: ProposalRecord): Promise<void> {
  if (!record.revisionId || !isAwaitingSponsors(record.state)) throw no.wrongState()
  if (record.asked) return
  const given = await signaturesUnder(ctx.tx, record.id, record.revisionId)
  const own = given.find(({ personId }) => ctx.actor.kind === 'person' && personId === ctx.actor.id)
  throw own && isSponsorSigned(own.state) ? proposalRefusals.proposalAlreadySigned() : proposalRefusals.proposalNotSponsor()
}

/** What must be true before a password is even looked at. */
export async function assertMaySign(ctx: Context, id: string): Promise<void> {
  const record = await proposalFor(ctx, id)
  await assertAsked(ctx, record)
  assertCan(ctx, 'proposal.sponsorSigned', record)
  if (record.sponsorsUntil && dayOf(ctx.now) > record.sponsorsUntil) throw proposalRefusals.proposalSponsorsOver()
}

/**
 * Gives one's name under the sealed text: the digest the signer saw must be the seal's. A signature is a row of its own,
 * so two who sign at once do not make each other stale. The password has been proved before.
 */
export async function signAsSponsor(ctx: Context, id: string, given: SponsorSigning): Promise<Proposal> {
  await lockedProposal(ctx, id)
  await assertMaySign(ctx, id)
  const record = await proposalForDeed(ctx, id, given.version, 'sponsorSigned')
  const revision = await findRevision(ctx.tx, record.revisionId!)
  if (!revision || revision.sha256 !== given.digest) throw proposalRefusals.proposalDigestMoved()
  const personId = ctx.actor.kind === 'person' ? ctx.actor.id : ''
  await keepSignature(ctx, record, revision.id, personId, signedSponsor, { digest: revision.sha256 })
  await writeLine(ctx, {
    organisationId: record.organisationId,
    subject: { kind: 'proposal', id },
    move: 'sponsorSigned',
    from: record.state,
    to: record.state,
    facts: { revisionId: revision.id, digest: revision.sha256, personId },
  })
  return proposalAnswer(ctx, id)
}

/** One of those asked does not give their name, with a reason: every signature is void, and writing begins again. */
export async function declineAsSponsor(ctx: Context, id: string, version: number, reason: string): Promise<Proposal> {
  await assertAsked(ctx, await lockedProposal(ctx, id))
  const record = await proposalForDeed(ctx, id, version, 'sponsorDeclined')
  const personId = ctx.actor.kind === 'person' ? ctx.actor.id : ''
  const { revisionId } = record
  await keepSignature(ctx, record, revisionId!, personId, declinedSponsor, { reason })
  await openAgain(ctx, record, 'sponsorDeclined')
  return proposalAnswer(ctx, id)
}

/** The first proposer opens the sealed text again, with a reason: every signature is void. */
export async function reopenDraft(ctx: Context, id: string, version: number, reason: string): Promise<Proposal> {
  const record = await proposalForDeed(ctx, id, version, 'reopenDraft')
  await keepDecision(ctx, record, { move: 'reopenDraft', words: reason })
  await openAgain(ctx, record, 'reopenDraft')
  return proposalAnswer(ctx, id)
}

async function openAgain(ctx: Context, record: ProposalRecord, name: 'sponsorDeclined' | 'reopenDraft'): Promise<void> {
  await voidSignatures(ctx, record)
  await makeMove(ctx, record, name, {
    set: { revisionId: null, sponsorsUntil: null },
    facts: { revisionId: record.revisionId, ...(ctx.actor.kind === 'person' ? { personId: ctx.actor.id } : {}) },
  })
  await reopenText(ctx, record.documentId)
}

/** The text they were given for is opened again: no name stands under it. */
export async function voidSignatures(ctx: Context, record: ProposalRecord): Promise<void> {
  if (!record.revisionId) return
  await ctx.tx
    .update(proposalSignatures)
    .set({ state: voidSponsor })
    .where(
      and(
        eq(proposalSignatures.proposalId, record.id),
        eq(proposalSignatures.revisionId, record.revisionId),
        inArray(proposalSignatures.state, [askedSponsor, signedSponsor]),
      ),
    )
}

/** Keeps what became of one person's name under one sealed text. */
export async function keepSignature(
  ctx: Context,
  record: Pick<ProposalRecord, 'organisationId' | 'id'>,
  revisionId: string,
  personId: string,
  state: SponsorState,
  more: { digest?: string; reason?: string } = {},
): Promise<void> {
  const at = state === askedSponsor ? null : ctx.now
  const { organisationId, id: proposalId } = record
  const { organisationId: organisationColumn, proposalId: proposalColumn, revisionId: revisionColumn, personId: personColumn } = proposalSignatures
  await ctx.tx
    .insert(proposalSignatures)
    .values({ organisationId, proposalId, revisionId, personId, state, at, ...more })
    .onConflictDoUpdate({ target: [organisationColumn, proposalColumn, revisionColumn, personColumn], set: { state, at, ...more } })
}
