import { eq } from 'drizzle-orm'
import { user } from '../../db/schema/accounts.ts'
import { organisations, roleHoldings } from '../../db/schema/people.ts'
import { no } from '../../shared/refusals.ts'
import { assertCan, type Context } from '../house/context.ts'
import type { OrganisationRecord, PersonRecord, RoleRecord } from './policy.ts'
import { type Organisation, organisationIdsOver } from './queries.ts'

export type OrganisationLoaded = Organisation & OrganisationRecord
export type PersonRow = typeof user.$inferSelect
export type PersonLoaded = PersonRow & PersonRecord
export type RoleRow = typeof roleHoldings.$inferSelect
export type RoleLoaded = RoleRow & RoleRecord

/** Loads an organisation for someone who means to do this to it. Errors: 401, 403, 404. */
export async function organisationFor(ctx: Context, id: string, action: string): Promise<OrganisationLoaded> {
  const [row] = await ctx.tx.select().from(organisations).where(eq(organisations.id, id))
  return admit(ctx, action, row && withOrganisationIds(row))
}

export function withOrganisationIds(row: Organisation): OrganisationLoaded {
  return { ...row, organisationIds: row.parentId && row.kind !== 'cppcc' ? [row.id, row.parentId] : [row.id] }
}

/** Loads a person for someone who means to do this to them. */
export async function personFor(ctx: Context, id: string, action: string): Promise<PersonLoaded> {
  const [row] = await ctx.tx.select().from(user).where(eq(user.id, id))
  return admit(ctx, action, row && (await withPersonIds(ctx, row)))
}

async function withPersonIds(ctx: Context, row: PersonRow): Promise<PersonLoaded> {
  const held = await ctx.tx
    .selectDistinct({ id: roleHoldings.organisationId })
    .from(roleHoldings)
    .where(eq(roleHoldings.personId, row.id))
  const hostIds = (await Promise.all(held.map(({ id }) => organisationIdsOver(ctx.tx, id)))).flat()
  const organisationIds = await organisationIdsOver(ctx.tx, row.organisationId)
  return { ...row, organisationIds, hostIds, left: row.deactivatedAt !== null }
}

/** Loads a role someone holds for one who means to do this to it. */
export async function roleFor(ctx: Context, id: string, action: string): Promise<RoleLoaded> {
  const [row] = await ctx.tx.select().from(roleHoldings).where(eq(roleHoldings.id, id))
  return admit(ctx, action, row && { ...row, organisationIds: await organisationIdsOver(ctx.tx, row.organisationId), over: isOver(row, ctx.now) })
}

export function isOver(held: Pick<RoleRow, 'until'>, now: Date): boolean {
  return held.until !== null && held.until <= now
}

function admit<R>(ctx: Context, action: string, record: R | undefined): R {
  if (ctx.actor.kind === 'stranger') throw no.notSignedIn()
  if (!record) throw no.notFound()
  assertCan(ctx, action, record)
  return record
}
