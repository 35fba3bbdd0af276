import { and, asc, count, eq, exists, ilike, inArray, isNotNull, isNull, or, type SQL } from 'drizzle-orm'
import { account, user } from '../../db/schema/accounts.ts'
import { organisations, roleHoldings } from '../../db/schema/people.ts'
import { assertCan, type Context } from '../house/context.ts'
import { administered } from './organisations.ts'
import { organisationIdsOver, organisationName } from './queries.ts'
import { isOver, type PersonRow, personFor, type PersonLoaded } from './records.ts'

export const pageLength = 200

export type PeopleWanted = { search?: string | undefined; organisationId?: string | undefined; left?: 'true' | 'false' | undefined; from?: number | undefined }

/** The people an administrator looks after: accounts kept in their organisations, and whoever holds a role there. */
export async function listPeople(ctx: Context, wanted: PeopleWanted) {
  const tree = await administered(ctx)
  const ids = tree.map((one) => one.id).filter((id) => !wanted.organisationId || id === wanted.organisationId)
  if (ids.length === 0) return { people: [], total: 0, pageLength }
  for (const one of tree) assertCan(ctx, 'organisation.listPeople', one)
  const where = and(
    or(inArray(user.organisationId, ids), exists(holdingsIn(ctx, ids))),
    wanted.left === 'true' ? isNotNull(user.deactivatedAt) : isNull(user.deactivatedAt),
    matching(wanted.search?.trim() ?? ''),
  )
  const [all] = await ctx.tx.select({ total: count() }).from(user).where(where)
  const rows = await ctx.tx
    .select()
    .from(user)
    .where(where)
    .orderBy(asc(user.name), asc(user.id))
    .limit(pageLength)
    .offset(wanted.from ?? 0)
  return { people: await presentPeople(ctx, rows, tree.map((one) => one.id)), total: all?.total ?? 0, pageLength }
}

function holdingsIn(ctx: Context, ids: readonly string[]) {
  return ctx.tx
    .select({ id: roleHoldings.id })
    .from(roleHoldings)
    .where(and(inArray(roleHoldings.organisationId, [...ids]), eq(roleHoldings.personId, user.id)))
}

function matching(search: string): SQL | undefined {
  if (search === '') return undefined
  const pattern = `%${search.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  return or(ilike(user.name, pattern), ilike(user.displayUsername, pattern))
}

/** One person as the administrator's screens show them. */
export async function presentPerson(ctx: Context, id: string) {
  const person = await personFor(ctx, id, 'person.see')
  const tree = await administered(ctx)
  const [shown] = await presentPeople(ctx, [person], tree.map((one) => one.id))
  return shown!
}

async function presentPeople(ctx: Context, rows: readonly PersonRow[], treeIds: readonly string[]) {
  const ids = rows.map((row) => row.id)
  if (ids.length === 0) return []
  const held = await ctx.tx
    .select({ role: roleHoldings, organisationName: organisations.name, kind: organisations.kind, parentId: organisations.parentId })
    .from(roleHoldings)
    .innerJoin(organisations, eq(organisations.id, roleHoldings.organisationId))
    .where(and(inArray(roleHoldings.organisationId, [...treeIds]), inArray(roleHoldings.personId, ids)))
    .orderBy(asc(roleHoldings.since), asc(roleHoldings.id))
  const withPassword = await ctx.tx.select({ id: account.userId }).from(account).where(inArray(account.userId, ids))
  const homes = new Map<string, { name: string; over: string[] }>()
  for (const id of new Set(rows.map((row) => row.organisationId))) {
    homes.set(id, { name: (await organisationName(ctx.tx, id)) ?? '', over: await organisationIdsOver(ctx.tx, id) })
  }
  return rows.map((row) => {
    const home = homes.get(row.organisationId)!
    const mine = held.filter(({ role }) => role.personId === row.id)
    const hostIds = mine.flatMap((one) => idsOver(one))
    const record: PersonLoaded = { ...row, organisationIds: home.over, hostIds, left: row.deactivatedAt !== null }
    return {
      id: row.id,
      name: row.name,
      username: row.displayUsername ?? row.username ?? '',
      organisationId: row.organisationId,
      organisationName: home.name,
      hasPassword: withPassword.some((one) => one.id === row.id),
      deactivatedAt: row.deactivatedAt?.toISOString() ?? null,
      version: row.version,
      roles: mine.map((one) => ({
        id: one.role.id,
        organisationId: one.role.organisationId,
        organisationName: one.organisationName,
        role: one.role.role,
        since: one.role.since.toISOString(),
        until: one.role.until?.toISOString() ?? null,
        over: isOver(one.role, ctx.now),
        version: one.role.version,
        may: ctx.can.may(ctx.actor, 'role', { organisationIds: idsOver(one), over: isOver(one.role, ctx.now) }),
      })),
      may: ctx.can.may(ctx.actor, 'person', record),
    }
  })
}

function idsOver(one: { role: { organisationId: string }; kind: string; parentId: string | null }): string[] {
  return one.parentId && one.kind !== 'cppcc' ? [one.role.organisationId, one.parentId] : [one.role.organisationId]
}
