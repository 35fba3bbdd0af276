import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { house } from '../../db/schema/house.ts'
import { organisations } from '../../db/schema/people.ts'
import { noPerson, type OrganisationLevel } from '../../shared/people.ts'
import type { Context } from '../house/context.ts'
import { writeLine } from '../house/ledger.ts'
import { hashToken } from '../house/secrets.ts'
import { insertPerson, insertRole } from './accounts.ts'
import { loadPerson } from './actor.ts'

export type SetUp = {
  token: string
  organisation: { name: string; level: OrganisationLevel }
  administrator: { name: string; username: string; password: string }
}

/**
 * Opens the house once: the token printed at the first start makes the 政协 (CppccOrg) and its first administrator.
 * Error: `setUpSpent`, also for a token that never was.
 */
export async function setUpHouse(ctx: Context, { token, organisation, administrator }: SetUp) {
  const [spent] = await ctx.tx
    .update(house)
    .set({ setUpTokenHash: null })
    .where(and(eq(house.id, 1), eq(house.setUpTokenHash, hashToken(token))))
    .returning({ id: house.id })
  if (!spent) throw noPerson.setUpSpent()
  const organisationId = randomUUID()
  await ctx.tx.insert(organisations).values({
    id: organisationId,
    kind: 'cppcc',
    level: organisation.level,
    name: organisation.name,
    createdAt: ctx.now,
  })
  const personId = await insertPerson(ctx, { organisationId, ...administrator })
  await insertRole(ctx, { organisationId, personId, role: 'organisationAdmin' })
  const actor = await loadPerson(ctx.tx, ctx.now, personId, '')
  const line = { organisationId, move: 'setUp' }
  await writeLine({ ...ctx, actor }, { ...line, subject: { kind: 'organisation', id: organisationId } })
  await writeLine({ ...ctx, actor }, { ...line, subject: { kind: 'person', id: personId }, facts: { roles: ['organisationAdmin'] } })
  return { organisationId, personId }
}
