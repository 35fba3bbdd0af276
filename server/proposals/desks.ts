import type { Role } from '../../shared/people.ts'
import { organisationsOf, rolesIn } from '../../shared/people.ts'
import type { Context } from '../house/context.ts'
import { organisation } from '../people/queries.ts'

/** Where somebody sits, for lists: the same sentences as the policy, asked once for many proposals. */
export type Desks = {
  /** The 政协 they belong to in any way. */
  roots: string[]
  /** Of each 政协: the roles they hold in it and in its committees. */
  roles: Map<string, Role[]>
  /** The 政协 whose supervision office they are of. */
  supervised: string[]
  /** The units whose clerk or leader they are. */
  units: string[]
}

export async function desksOf(ctx: Pick<Context, 'actor' | 'tx'>): Promise<Desks> {
  const desks: Desks = { roots: [], roles: new Map(), supervised: [], units: [] }
  const roots = new Set<string>()
  for (const id of ctx.actor.kind === 'person' ? organisationsOf(ctx.actor) : []) {
    const one = await organisation(ctx.tx, id)
    if (!one) continue
    const root = one.kind === 'cppcc' ? one.id : (one.parentId ?? one.id)
    const held = rolesIn(ctx.actor, [id])
    roots.add(root)
    if (one.kind === 'cppcc' || one.kind === 'specialCommittee') desks.roles.set(root, [...(desks.roles.get(root) ?? []), ...held])
    else if (one.kind === 'supervisionOffice' && held.includes('supervisionOffice')) desks.supervised.push(root)
    if (held.includes('unitClerk') || held.includes('unitLeader')) desks.units.push(id)
  }
  return { ...desks, roots: [...roots] }
}

/** The 政协 in which they hold one of these roles. */
export const rootsWith = (desks: Desks, wanted: readonly Role[]): string[] =>
  [...desks.roles].filter(([, held]) => held.some((role) => wanted.includes(role))).map(([root]) => root)
