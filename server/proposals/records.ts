import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Db, Tx } from '../../db/client.ts'
import { proposals, proposalSignatures, proposalSponsors } from '../../db/schema/proposals.ts'
import type { Actor } from '../../shared/people.ts'
import { askedSponsor } from '../../shared/proposals.ts'
import { unitsHandling } from '../assignments/records.ts'
import { type Offices, officesOf } from '../people/offices.ts'

export type ProposalRow = typeof proposals.$inferSelect
export type SponsorRow = typeof proposalSponsors.$inferSelect
export type SponsorSignature = typeof proposalSignatures.$inferSelect

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
