import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { proposalSignatures } from '../../db/schema/proposals.ts'
import type { Actor } from '../../shared/people.ts'
import { askedSponsor } from '../../shared/proposals.ts'
import { unitsHandlingEach } from '../assignments/records.ts'
import { type Offices, officesOf } from '../people/offices.ts'
import { type ProposalRecord, type ProposalRow, sponsorsOf } from './records.ts'

/** Many records at once, as their policy sees them: the work does not grow with how many there are. */
export async function proposalRecords(tx: Tx, actor: Actor, rows: readonly ProposalRow[]): Promise<ProposalRecord[]> {
  const ids = rows.map(({ id }) => id)
  const sponsors = await sponsorsOf(tx, ids)
  const units = await unitsHandlingEach(tx, ids)
  const asked = await askedOf(tx, actor, ids)
  const offices = new Map<string, Offices>()
  for (const organisationId of new Set(rows.map((row) => row.organisationId))) offices.set(organisationId, await officesOf(tx, organisationId))
  return rows.map((row) => ({
    ...row,
    sponsors: sponsors.filter(({ proposalId }) => proposalId === row.id),
    offices: offices.get(row.organisationId)!,
    units: units.get(row.id) ?? [],
    asked: row.revisionId !== null && asked.has(row.revisionId),
  }))
}

/** The sealed texts under which this person is asked for their name. */
async function askedOf(tx: Tx, actor: Actor, ids: readonly string[]): Promise<Set<string>> {
  if (actor.kind !== 'person' || ids.length === 0) return new Set()
  const rows = await tx
    .select({ revisionId: proposalSignatures.revisionId })
    .from(proposalSignatures)
    .where(and(inArray(proposalSignatures.proposalId, [...ids]), eq(proposalSignatures.personId, actor.id), eq(proposalSignatures.state, askedSponsor)))
  return new Set(rows.map(({ revisionId }) => revisionId))
}
