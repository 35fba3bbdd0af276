import type { Tx } from '../../db/client.ts'
import { type Actor, type Role, rolesIn } from '../../shared/people.ts'
import { organisationTree } from './queries.ts'

/**
 * The offices that deal with the records of a 政协: its own and those of its special committees (`homes`), and the
 * supervision offices beside it.
 */
export type Offices = { homes: string[]; supervision: string[] }

export async function officesOf(tx: Tx, organisationId: string): Promise<Offices> {
  const tree = await organisationTree(tx, [organisationId])
  return {
    homes: tree.filter(({ id, kind }) => id === organisationId || kind === 'specialCommittee').map(({ id }) => id),
    supervision: tree.filter(({ kind }) => kind === 'supervisionOffice').map(({ id }) => id),
  }
}

/** True for the people of the supervision office (督查室): they assign, urge and look over replies. */
export const supervises = (actor: Actor, offices: Pick<Offices, 'supervision'>): boolean =>
  rolesIn(actor, offices.supervision).includes('supervisionOffice')

/** True when the actor holds one of the roles in one of the organisations. */
export const holdsAny = (actor: Actor, organisationIds: readonly string[], wanted: readonly Role[]): boolean =>
  rolesIn(actor, organisationIds).some((role) => wanted.includes(role))
