import { and, asc, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm'
import type { Db, Tx } from '../../db/client.ts'
import { user } from '../../db/schema/accounts.ts'
import { guests, organisations, roleHoldings } from '../../db/schema/people.ts'
import { organisationsOf, type Role } from '../../shared/people.ts'
import type { Context } from '../house/context.ts'

/** Names of people by id; an id nobody has is not in the map. */
export async function personNames(tx: Db | Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.select({ id: user.id, name: user.name }).from(user).where(inArray(user.id, [...new Set(ids)]))
  return new Map(rows.map((row) => [row.id, row.name]))
}

export async function personName(tx: Db | Tx, id: string): Promise<string | null> {
  return (await personNames(tx, [id])).get(id) ?? null
}

/** Names of guests by id. */
export async function guestNames(tx: Db | Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.select({ id: guests.id, name: guests.name }).from(guests).where(inArray(guests.id, [...new Set(ids)]))
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** Names of those who act with a name, by the account they act under (`person:…`, `guest:…`). */
export async function accountNames(tx: Db | Tx, accounts: readonly string[]): Promise<Map<string, string>> {
  const idsOf = (kind: string) => accounts.filter((account) => account.startsWith(kind)).map((account) => account.slice(kind.length))
  const people = await personNames(tx, idsOf('person:'))
  const residents = await guestNames(tx, idsOf('guest:'))
  return new Map([...[...people].map(([id, name]) => [`person:${id}`, name] as const), ...[...residents].map(([id, name]) => [`guest:${id}`, name] as const)])
}

export async function organisationNames(tx: Db | Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select({ id: organisations.id, name: organisations.name })
    .from(organisations)
    .where(inArray(organisations.id, [...new Set(ids)]))
  return new Map(rows.map((row) => [row.id, row.name]))
}

export async function organisationName(tx: Db | Tx, id: string): Promise<string | null> {
  return (await organisationNames(tx, [id])).get(id) ?? null
}

export type Organisation = typeof organisations.$inferSelect

export async function organisation(tx: Db | Tx, id: string): Promise<Organisation | null> {
  const [row] = await tx.select().from(organisations).where(eq(organisations.id, id))
  return row ?? null
}

/** An organisation and those directly under it that are no 政协 of their own: what one administrator looks after. */
export async function organisationTree(tx: Db | Tx, rootIds: readonly string[]): Promise<Organisation[]> {
  if (rootIds.length === 0) return []
  const found = await tx
    .select()
    .from(organisations)
    .where(or(inArray(organisations.id, [...rootIds]), inArray(organisations.parentId, [...rootIds])))
    .orderBy(asc(organisations.createdAt), asc(organisations.name))
  const roots = found.filter((one) => rootIds.includes(one.id))
  return [...roots, ...found.filter((one) => !roots.includes(one) && one.kind !== 'cppcc')]
}

/** The organisations whose roles count in this one: itself, and for a committee or unit the 政协 above it. */
export async function organisationIdsOver(tx: Db | Tx, id: string): Promise<string[]> {
  const one = await organisation(tx, id)
  if (!one) return []
  return one.parentId && one.kind !== 'cppcc' ? [one.id, one.parentId] : [one.id]
}

export type HeldRole = { organisationId: string; role: Role }
export type PersonWithRoles = { id: string; name: string; roles: HeldRole[] }

const heldAt = (now: Date) =>
  and(lte(roleHoldings.since, now), or(isNull(roleHoldings.until), gt(roleHoldings.until, now)))

/** People who hold a role in these organisations at this moment and have not left, with those roles. */
export async function peopleOf(tx: Db | Tx, now: Date, organisationIds: readonly string[]): Promise<PersonWithRoles[]> {
  if (organisationIds.length === 0) return []
  const rows = await tx
    .select({ id: user.id, name: user.name, organisationId: roleHoldings.organisationId, role: roleHoldings.role })
    .from(roleHoldings)
    .innerJoin(user, eq(user.id, roleHoldings.personId))
    .where(and(inArray(roleHoldings.organisationId, [...organisationIds]), heldAt(now), isNull(user.deactivatedAt)))
    .orderBy(asc(user.name), asc(user.id))
  const people = new Map<string, PersonWithRoles>()
  for (const { id, name, organisationId, role } of rows) {
    const person = people.get(id) ?? { id, name, roles: [] }
    person.roles.push({ organisationId, role })
    people.set(id, person)
  }
  return [...people.values()]
}

/** The people of one organisation and of the committees and units under it. */
export async function listPeopleWithRoles(tx: Db | Tx, now: Date, organisationId: string): Promise<PersonWithRoles[]> {
  const tree = await organisationTree(tx, [organisationId])
  return peopleOf(tx, now, tree.map((one) => one.id))
}

/** True when the person holds one of the roles in one of the organisations at this moment. */
export async function personHasRole(
  tx: Db | Tx,
  now: Date,
  personId: string,
  roles: readonly Role[],
  organisationIds: readonly string[],
): Promise<boolean> {
  if (roles.length === 0 || organisationIds.length === 0) return false
  const [row] = await tx
    .select({ id: roleHoldings.id })
    .from(roleHoldings)
    .innerJoin(user, eq(user.id, roleHoldings.personId))
    .where(
      and(
        inArray(roleHoldings.organisationId, [...organisationIds]),
        eq(roleHoldings.personId, personId),
        inArray(roleHoldings.role, [...roles]),
        heldAt(now),
        isNull(user.deactivatedAt),
      ),
    )
    .limit(1)
  return row !== undefined
}

/** The actor's organisations in which they may do something that stands on no record yet. */
export async function organisationsWhere(
  ctx: Pick<Context, 'actor' | 'can' | 'tx'>,
  action: string,
): Promise<{ id: string; name: string }[]> {
  const ids = organisationsOf(ctx.actor).filter((organisationId) => ctx.can(ctx.actor, action, { organisationId }))
  const names = await organisationNames(ctx.tx, ids)
  return ids.map((id) => ({ id, name: names.get(id) ?? '' }))
}
