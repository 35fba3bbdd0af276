import { randomUUID } from 'node:crypto'
import { and, eq, ne } from 'drizzle-orm'
import { organisations } from '../../db/schema/people.ts'
import { noPerson, organisationsOf, rolesIn, type UnitKind } from '../../shared/people.ts'
import type { OrganisationSettings } from '../../shared/people-forms.ts'
import { no } from '../../shared/refusals.ts'
import type { Context } from '../house/context.ts'
import { writeLine } from '../house/ledger.ts'
import { assertVersion } from '../house/move.ts'
import { changeRules } from '../rulesets/commands.ts'
import { ruleSetOf } from '../rulesets/queries.ts'
import { type Organisation, organisationTree } from './queries.ts'
import { organisationFor, type OrganisationLoaded, withOrganisationIds } from './records.ts'

/** The organisations this administrator looks after: where they hold the role, and the units under those. */
export async function administered(ctx: Context): Promise<OrganisationLoaded[]> {
  if (ctx.actor.kind === 'stranger') throw no.notSignedIn()
  const { actor } = ctx
  const roots = organisationsOf(actor).filter((id) => rolesIn(actor, [id]).includes('organisationAdmin'))
  if (roots.length === 0) throw no.notAllowed()
  return (await organisationTree(ctx.tx, roots)).map(withOrganisationIds)
}

async function presentOrganisation(ctx: Context, record: OrganisationLoaded) {
  const { id, parentId, kind, level, name, version } = record
  const settings = await settingsOf(ctx, record)
  return { id, parentId, kind, level, name, settings, version, may: ctx.can.may(ctx.actor, 'organisation', record) }
}

/** What a 政协 has settled once for all; whether its pavilions open on standing approval is one of its rules. */
async function settingsOf(ctx: Context, { id, kind, settings }: Organisation): Promise<OrganisationSettings> {
  return kind === 'cppcc' ? { ...settings, openNow: (await ruleSetOf(ctx.tx, id)).rules['session.openNow'] } : settings
}

export async function listOrganisations(ctx: Context) {
  const organisations = []
  for (const record of await administered(ctx)) organisations.push(await presentOrganisation(ctx, record))
  return { organisations }
}

/** Sets up a special committee, a handling unit or a township under a 政协. */
export async function createUnit(ctx: Context, { parentId, kind, name }: { parentId: string; kind: UnitKind; name: string }) {
  const parent = await organisationFor(ctx, parentId, 'organisation.createUnit')
  if (parent.kind !== 'cppcc') throw no.wrongState()
  const [row] = await ctx.tx
    .insert(organisations)
    .values({ id: randomUUID(), parentId, kind, name, createdAt: ctx.now })
    .onConflictDoNothing()
    .returning()
  if (!row) throw noPerson.nameTaken()
  return written(ctx, row, 'create')
}

export async function renameOrganisation(ctx: Context, id: string, { name, version }: { name: string; version: number }) {
  const record = await organisationFor(ctx, id, 'organisation.rename')
  assertVersion(version, record, await presentOrganisation(ctx, record))
  await assertNameFree(ctx, record, name)
  return written(ctx, await change(ctx, record, { name }), 'rename')
}

/** What a 政协 has decided once for all its sessions. */
export async function changeSettings(
  ctx: Context,
  id: string,
  { version, openNow, handwrittenSignature }: Required<OrganisationSettings> & { version: number },
) {
  const record = await organisationFor(ctx, id, 'organisation.changeSettings')
  assertVersion(version, record, await presentOrganisation(ctx, record))
  if (record.kind !== 'cppcc') throw no.wrongState()
  const changed = await change(ctx, record, { settings: { handwrittenSignature } })
  await changeRules(ctx, id, { 'session.openNow': openNow })
  return written(ctx, changed, 'changeSettings', { openNow, handwrittenSignature })
}

async function change(ctx: Context, record: Organisation, set: Partial<Organisation>): Promise<Organisation> {
  const [row] = await ctx.tx
    .update(organisations)
    .set({ ...set, version: record.version + 1 })
    .where(and(eq(organisations.id, record.id), eq(organisations.version, record.version)))
    .returning()
  if (!row) throw no.stale()
  return row
}

async function written(ctx: Context, row: Organisation, move: string, facts: Record<string, boolean> = {}) {
  const record = withOrganisationIds(row)
  await writeLine(ctx, { organisationId: row.id, subject: { kind: 'organisation', id: row.id }, move, facts })
  return presentOrganisation(ctx, record)
}

async function assertNameFree(ctx: Context, { id, parentId }: Organisation, name: string): Promise<void> {
  if (parentId === null) return
  const [taken] = await ctx.tx
    .select({ id: organisations.id })
    .from(organisations)
    .where(and(eq(organisations.parentId, parentId), eq(organisations.name, name), ne(organisations.id, id)))
  if (taken) throw noPerson.nameTaken()
}
