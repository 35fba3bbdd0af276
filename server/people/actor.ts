import { and, desc, eq, gt, isNull, lte, or } from 'drizzle-orm'
import type { Db, Tx } from '../../db/client.ts'
import { user } from '../../db/schema/accounts.ts'
import { guests, roleHoldings } from '../../db/schema/people.ts'
import { type Actor, stranger } from '../../shared/people.ts'
import { hashToken } from '../house/secrets.ts'
import type { Auth } from './auth.ts'

export const guestCookie = 'yst_guest'

function cookieOf(headers: Headers, name: string): string | null {
  for (const part of (headers.get('cookie') ?? '').split(';')) {
    const [key, ...value] = part.trim().split('=')
    if (key === name) return value.join('=')
  }
  return null
}

/** The person with the roles they hold at this moment; a deactivated person is a stranger. */
export async function loadPerson(tx: Db | Tx, now: Date, personId: string, signInId: string): Promise<Actor> {
  const [person] = await tx.select().from(user).where(eq(user.id, personId))
  if (!person || person.deactivatedAt) return stranger
  const roles = await tx
    .select({ organisationId: roleHoldings.organisationId, role: roleHoldings.role })
    .from(roleHoldings)
    .where(
      and(
        eq(roleHoldings.personId, personId),
        lte(roleHoldings.since, now),
        or(isNull(roleHoldings.until), gt(roleHoldings.until, now)),
      ),
    )
  return { kind: 'person', id: person.id, name: person.name, roles, signInId }
}

/** Who sends this request or opens this socket: a signed-in person, else a guest of this device, else a stranger. */
export async function actorOf(db: Db, now: Date, auth: Auth, headers: Headers): Promise<Actor> {
  const signedIn = await auth.api.getSession({ headers })
  if (signedIn) return loadPerson(db, now, signedIn.user.id, signedIn.session.id)
  const token = cookieOf(headers, guestCookie)
  if (!token) return stranger
  const [guest] = await db
    .select()
    .from(guests)
    .where(eq(guests.tokenHash, hashToken(token)))
    .orderBy(desc(guests.seenAt))
    .limit(1)
  return guest ? { kind: 'guest', id: guest.id, organisationId: guest.organisationId, name: guest.name } : stranger
}
