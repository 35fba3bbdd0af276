import { and, asc, eq, inArray } from 'drizzle-orm'
import { randomUUID } from 'node:crypto'
import type { Db, Tx } from '../../db/client.ts'
import { proposalDecisions, proposals, proposalSignatures, proposalSponsors } from '../../db/schema/proposals.ts'
import { type Actor, actorKey } from '../../shared/people.ts'
import { askedSponsor, type NotDocketReason, type ProposalMove } from '../../shared/proposals.ts'
import { unitsHandling } from '../assignments/records.ts'
import type { Context } from '../house/context.ts'
import { type Offices, officesOf } from '../people/offices.ts'

export type ProposalRow = typeof proposals.$inferSelect
export type SponsorRow = typeof proposalSponsors.$inferSelect
export type SponsorSignature = typeof proposalSignatures.$inferSelect
export type DecisionRow = typeof proposalDecisions.$inferSelect

/** A proposal as its policy sees it. */
export type ProposalRecord = ProposalRow & {
  sponsors: SponsorRow[]
  offices: Offices
  /** The units it was assigned to. */
  units: string[]
  /** The caller is asked for their name and has not answered. */
  asked: boolean
}

/** The proposal, whoever asks; null when there is none. For a person's eyes use `proposalFor`. */
export async function findProposal(tx: Db | Tx, id: string, lock = false): Promise<ProposalRow | null> {
  const found = tx.select().from(proposals).where(eq(proposals.id, id))
  const [row] = await (lock ? found.for('update') : found)
  return row ?? null
}

export async function findProposals(tx: Db | Tx, ids: readonly string[]): Promise<ProposalRow[]> {
  if (ids.length === 0) return []
  return tx.select().from(proposals).where(inArray(proposals.id, [...ids]))
}

export async function proposalOfDocument(tx: Db | Tx, documentId: string): Promise<ProposalRow | null> {
  const [row] = await tx.select().from(proposals).where(eq(proposals.documentId, documentId))
  return row ?? null
}

/** Whose names stand on it, the first proposer first. */
export async function sponsorsOf(tx: Db | Tx, proposalIds: readonly string[]): Promise<SponsorRow[]> {
  if (proposalIds.length === 0) return []
  return tx
    .select()
    .from(proposalSponsors)
    .where(inArray(proposalSponsors.proposalId, [...proposalIds]))
    .orderBy(asc(proposalSponsors.proposalId), asc(proposalSponsors.position))
}

/** The names asked for under one sealed text. */
export async function signaturesUnder(tx: Db | Tx, proposalId: string, revisionId: string): Promise<SponsorSignature[]> {
  return tx
    .select()
    .from(proposalSignatures)
    .where(and(eq(proposalSignatures.proposalId, proposalId), eq(proposalSignatures.revisionId, revisionId)))
}

/** Every name ever asked for, under whichever text, the oldest first. */
export async function signaturesOf(tx: Db | Tx, proposalId: string): Promise<SponsorSignature[]> {
  return tx.select().from(proposalSignatures).where(eq(proposalSignatures.proposalId, proposalId)).orderBy(asc(proposalSignatures.at))
}

export async function decisionsOf(tx: Db | Tx, proposalId: string): Promise<DecisionRow[]> {
  return tx
    .select()
    .from(proposalDecisions)
    .where(eq(proposalDecisions.proposalId, proposalId))
    .orderBy(asc(proposalDecisions.at), asc(proposalDecisions.id))
}

/** Keeps what was decided in words, by whom and when; the ledger names the row. */
export async function keepDecision(
  ctx: Context,
  proposal: Pick<ProposalRow, 'organisationId' | 'id'>,
  decision: { move: ProposalMove; words: string; code?: NotDocketReason; meeting?: string | undefined },
): Promise<string> {
  const id = randomUUID()
  await ctx.tx.insert(proposalDecisions).values({
    organisationId: proposal.organisationId,
    id,
    proposalId: proposal.id,
    move: decision.move,
    code: decision.code ?? null,
    words: decision.words,
    meeting: decision.meeting ?? '',
    by: actorKey(ctx.actor),
    byName: ctx.actor.kind === 'person' ? ctx.actor.name : '',
    at: ctx.now,
  })
  return id
}

/** The record, without asking for whom: for policies, and for deeds of the house itself. */
export async function proposalRecord(tx: Tx, actor: Actor, row: ProposalRow): Promise<ProposalRecord> {
  const signatures = row.revisionId && actor.kind === 'person' ? await signaturesUnder(tx, row.id, row.revisionId) : []
  return {
    ...row,
    sponsors: await sponsorsOf(tx, [row.id]),
    offices: await officesOf(tx, row.organisationId),
    units: await unitsHandling(tx, { proposalId: row.id }),
    asked: signatures.some(({ personId, state }) => actor.kind === 'person' && personId === actor.id && state === askedSponsor),
  }
}
