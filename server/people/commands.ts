import { and, eq, gt, inArray, isNull, lte, ne, or } from 'drizzle-orm'
import { session, user } from '../../db/schema/accounts.ts'
import { organisations, roleHoldings } from '../../db/schema/people.ts'
import { endOfDay, noPerson, type Role, startOfDay } from '../../shared/people.ts'
import { type PastedLine, readPeopleTable } from '../../shared/people-table.ts'
import { no } from '../../shared/refusals.ts'
import type { Context } from '../house/context.ts'
import type { Settings } from '../house/house.ts'
import { ring, writeLine } from '../house/ledger.ts'
import { assertVersion } from '../house/move.ts'
import { insertPerson, insertRole } from './accounts.ts'
import { presentPerson } from './desk.ts'
import { assertUsernameFree, type LinkMade, makeLink, spendLinks } from './links.ts'
import { administered } from './organisations.ts'
import { organisationFor, personFor, type PersonRow, roleFor, type RoleRow } from './records.ts'

/** From the first to the last day, both included; from now on without a first, without end without a last. */
export type Days = { from?: string | null | undefined; to?: string | null | undefined }
export type PersonGiven = Days & { organisationId: string; name: string; username: string; roles: readonly Role[] }

/** Makes an account with its roles, and the link for the first sign-in. Errors: `usernameTaken`, `datesReversed`. */
export async function createPerson(ctx: Context, settings: Settings, given: PersonGiven) {
  await organisationFor(ctx, given.organisationId, 'organisation.createPerson')
  const { id, link } = await write(ctx, settings, given)
  return { person: await presentPerson(ctx, id), link }
}

async function write(ctx: Context, settings: Settings, given: PersonGiven): Promise<{ id: string; link: LinkMade }> {
  const { organisationId, name, username } = given
  const id = await insertPerson(ctx, { organisationId, name, username })
  const dates = datesOf(ctx, given)
  for (const role of new Set(given.roles)) await insertRole(ctx, { organisationId, personId: id, role, ...dates })
  await writeLine(ctx, {
    organisationId,
    subject: { kind: 'person', id },
    move: 'create',
    facts: { roles: [...new Set(given.roles)] },
  })
  return { id, link: await makeLink(ctx, settings, { id, organisationId }) }
}

function datesOf(ctx: Context, { from, to }: Days): { since: Date; until: Date | null } {
  const since = from ? startOfDay(from) : ctx.now
  const until = to ? endOfDay(to) : null
  if (until && until <= since) throw noPerson.datesReversed()
  return { since, until }
}

export type Pasted = { lines: PastedLine[]; made: { id: string; name: string; username: string; link: LinkMade }[] }

/**
 * Takes people in from a pasted table: all of its lines or none. With `preview` it only says what is wrong with which
 * line. Error: `tableHasErrors` with the lines.
 */
export async function pastePeople(
  ctx: Context,
  settings: Settings,
  { organisationId, text, preview }: { organisationId: string; text: string; preview: boolean },
): Promise<Pasted> {
  await organisationFor(ctx, organisationId, 'organisation.createPerson')
  const units = await administered(ctx)
  const lines = readPeopleTable(text, units, organisationId)
  await markTaken(ctx, lines)
  if (preview) return { lines, made: [] }
  if (lines.length === 0 || lines.some((line) => line.problems.length > 0)) throw noPerson.tableHasErrors({ lines })
  const made: Pasted['made'] = []
  for (const line of lines) {
    if (line.organisationId === null) throw noPerson.tableHasErrors({ lines })
    const given = { organisationId: line.organisationId, name: line.name, username: line.username, roles: line.roles }
    const { id, link } = await write(ctx, settings, given)
    made.push({ id, name: line.name, username: line.username, link })
  }
  return { lines, made }
}

async function markTaken(ctx: Context, lines: PastedLine[]): Promise<void> {
  const names = lines.map((line) => line.username.toLowerCase()).filter(Boolean)
  if (names.length === 0) return
  const rows = await ctx.tx.select({ username: user.username }).from(user).where(inArray(user.username, names))
  const taken = new Set(rows.map((row) => row.username))
  for (const line of lines) if (taken.has(line.username.toLowerCase())) line.problems.push('用户名已经有人用了')
}

/** Corrects a name or a username. */
export async function editPerson(ctx: Context, id: string, given: { name: string; username: string; version: number }) {
  const person = await personFor(ctx, id, 'person.edit')
  assertVersion(given.version, person, await presentPerson(ctx, id))
  await assertUsernameFree(ctx, given.username, id)
  const set = { name: given.name, username: given.username.toLowerCase(), displayUsername: given.username }
  await change(ctx, person, set)
  await writeLine(ctx, { organisationId: person.organisationId, subject: { kind: 'person', id }, move: 'edit' })
  return presentPerson(ctx, id)
}

/** Gives a person a role in an organisation, from one day to another. Errors: `roleHeld`, `datesReversed`. */
export async function grantRole(ctx: Context, id: string, given: Days & { organisationId: string; role: Role }) {
  const person = await personFor(ctx, id, 'person.grantRole')
  const organisation = await organisationFor(ctx, given.organisationId, 'organisation.createPerson')
  const dates = datesOf(ctx, given)
  const sameRole = and(
    eq(roleHoldings.organisationId, organisation.id),
    eq(roleHoldings.personId, person.id),
    eq(roleHoldings.role, given.role),
  )
  const held = await ctx.tx.select().from(roleHoldings).where(sameRole)
  const overlaps = ({ since, until }: RoleRow) => (!until || dates.since < until) && (!dates.until || since < dates.until)
  if (held.some(overlaps)) throw noPerson.roleHeld()
  const holding = await insertRole(ctx, { organisationId: organisation.id, personId: id, role: given.role, ...dates })
  await recordRole(ctx, organisation.id, id, 'grantRole', { holding, role: given.role })
  return presentPerson(ctx, id)
}

/** Ends a role now, or at the end of a day. What was done in it stays. Error: `lastAdministrator`. */
export async function endRole(ctx: Context, holdingId: string, given: { lastDay?: string | null | undefined; version: number }) {
  const held = await roleFor(ctx, holdingId, 'role.end')
  assertVersion(given.version, held, await presentPerson(ctx, held.personId))
  const until = given.lastDay ? endOfDay(given.lastDay) : ctx.now
  if (given.lastDay && (until < ctx.now || until <= held.since)) throw noPerson.datesReversed()
  await assertAdministratorStays(ctx, held.organisationId, held.personId, [held])
  const [row] = await ctx.tx
    .update(roleHoldings)
    .set({ until, version: held.version + 1 })
    .where(and(eq(roleHoldings.id, held.id), eq(roleHoldings.version, held.version)))
    .returning({ id: roleHoldings.id })
  if (!row) throw no.stale()
  await recordRole(ctx, held.organisationId, held.personId, 'endRole', { holding: held.id, role: held.role })
  return { personId: held.personId, until: until.toISOString() }
}

/** The line of a role; the person is rung too, so that open rooms ask again what they may. */
async function recordRole(ctx: Context, organisationId: string, personId: string, move: string, facts: Record<string, string>) {
  await writeLine(ctx, { organisationId, subject: { kind: 'person', id: personId }, move, facts })
}

/** A person leaves: records stay, sign-ins and links end, open rooms look again. Error: `lastAdministrator`. */
export async function deactivatePerson(ctx: Context, id: string, { version }: { version: number }) {
  const person = await personFor(ctx, id, 'person.deactivate')
  assertVersion(version, person, await presentPerson(ctx, id))
  const held = await ctx.tx.select().from(roleHoldings).where(eq(roleHoldings.personId, id))
  const administering = new Set(held.filter((one) => one.role === 'organisationAdmin').map((one) => one.organisationId))
  for (const organisationId of administering) {
    await assertAdministratorStays(ctx, organisationId, id, held.filter((one) => one.organisationId === organisationId))
  }
  await change(ctx, person, { deactivatedAt: ctx.now })
  await ctx.tx.delete(session).where(eq(session.userId, id))
  await spendLinks(ctx, id)
  await writeLine(ctx, { organisationId: person.organisationId, subject: { kind: 'person', id }, move: 'deactivate' })
  return { id, deactivatedAt: ctx.now.toISOString(), version: person.version + 1 }
}

/** A person who left by mistake is back, with the roles that have not ended meanwhile. */
export async function reactivatePerson(ctx: Context, id: string, { version }: { version: number }) {
  const person = await personFor(ctx, id, 'person.reactivate')
  assertVersion(version, person, await presentPerson(ctx, id))
  await change(ctx, person, { deactivatedAt: null })
  await writeLine(ctx, { organisationId: person.organisationId, subject: { kind: 'person', id }, move: 'reactivate' })
  return presentPerson(ctx, id)
}

async function change(ctx: Context, person: PersonRow, set: Partial<PersonRow>): Promise<void> {
  const [row] = await ctx.tx
    .update(user)
    .set({ ...set, updatedAt: ctx.now, version: person.version + 1 })
    .where(and(eq(user.id, person.id), eq(user.version, person.version)))
    .returning({ id: user.id })
  if (!row) throw no.stale()
  await ring(ctx, 'person', person.id)
}

/** A 政协 is never left without anyone who can let people in; units have its administrators above them. */
async function assertAdministratorStays(ctx: Context, organisationId: string, personId: string, losing: readonly RoleRow[]) {
  if (!losing.some((held) => held.role === 'organisationAdmin' && held.since <= ctx.now && (!held.until || held.until > ctx.now))) return
  const [own] = await ctx.tx.select().from(organisations).where(eq(organisations.id, organisationId)).for('update')
  if (own?.kind !== 'cppcc') return
  const others = await ctx.tx
    .select({ id: roleHoldings.id })
    .from(roleHoldings)
    .innerJoin(user, eq(user.id, roleHoldings.personId))
    .where(
      and(
        eq(roleHoldings.organisationId, organisationId),
        eq(roleHoldings.role, 'organisationAdmin'),
        ne(roleHoldings.personId, personId),
        lte(roleHoldings.since, ctx.now),
        or(isNull(roleHoldings.until), gt(roleHoldings.until, ctx.now)),
        isNull(user.deactivatedAt),
      ),
    )
    .limit(1)
  if (others.length === 0) throw noPerson.lastAdministrator()
}
