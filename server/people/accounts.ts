import { randomUUID } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import { eq } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { account, user } from '../../db/schema/accounts.ts'
import { roleHoldings } from '../../db/schema/people.ts'
import { noPerson, type Role } from '../../shared/people.ts'

type Moment = { tx: Tx; now: Date }
export type NewPerson = { id?: string; organisationId: string; name: string; username: string; password?: string }

/** Writes the rows of a new account. Without a password the person comes in by a one-time link. Error: `usernameTaken`. */
export async function insertPerson({ tx, now }: Moment, person: NewPerson): Promise<string> {
  const id = person.id ?? randomUUID()
  const [made] = await tx.insert(user).values({
    id,
    name: person.name,
    email: `${id}@people.invalid`,
    username: person.username.toLowerCase(),
    displayUsername: person.username,
    organisationId: person.organisationId,
    createdAt: now,
    updatedAt: now,
  }).onConflictDoNothing().returning({ id: user.id })
  if (!made) throw noPerson.usernameTaken()
  if (person.password !== undefined) await keepPassword({ tx, now }, id, person.password)
  return id
}

/** Sets a person's password; only its slow hash is kept. */
export async function keepPassword(moment: Moment, personId: string, password: string): Promise<void> {
  await keepPasswordHash(moment, personId, await hashPassword(password))
}

/** Sets a password that has been hashed already: the demonstration's people all have one. */
export async function keepPasswordHash({ tx, now }: Moment, personId: string, hash: string): Promise<void> {
  await tx.delete(account).where(eq(account.userId, personId))
  await tx.insert(account).values({
    id: randomUUID(),
    accountId: personId,
    providerId: 'credential',
    userId: personId,
    password: hash,
    createdAt: now,
    updatedAt: now,
  })
}

export type NewRole = { organisationId: string; personId: string; role: Role; since?: Date; until?: Date | null }

/** Writes that a person holds a role in an organisation, from now on unless other dates are given. */
export async function insertRole({ tx, now }: Moment, held: NewRole): Promise<string> {
  const id = randomUUID()
  await tx.insert(roleHoldings).values({
    id,
    organisationId: held.organisationId,
    personId: held.personId,
    role: held.role,
    since: held.since ?? now,
    until: held.until ?? null,
  })
  return id
}
