import { randomUUID } from 'node:crypto'
import { and, eq, gt, isNull, ne } from 'drizzle-orm'
import { account, session, user } from '../../db/schema/accounts.ts'
import { accessLinks } from '../../db/schema/people.ts'
import { actorKey, noPerson } from '../../shared/people.ts'
import type { Context } from '../house/context.ts'
import type { Settings } from '../house/house.ts'
import { writeLine } from '../house/ledger.ts'
import { derivedToken, hashToken } from '../house/secrets.ts'
import { keepPassword } from './accounts.ts'
import { loadPerson } from './actor.ts'
import { organisationName } from './queries.ts'
import { personFor, type PersonRow } from './records.ts'

const lasts = 72 * 60 * 60 * 1000

/** What a deed answers about a link: its address is added on the way out and is in no stored answer. */
export type LinkMade = { linkId: string; purpose: 'firstSignIn' | 'forgottenPassword'; expiresAt: string }

const tokenOf = (settings: Settings, linkId: string) => derivedToken(settings.secret, `access-link:${linkId}`)

/** The address to hand over. The token stands behind #, so that no server log and no referrer ever holds it. */
export function addressOfLink(settings: Settings, linkId: string): string {
  return `${settings.publicUrl}/welcome#${tokenOf(settings, linkId)}`
}

/** Makes a one-time link for a first sign-in or a forgotten password; an older one of the same person stops working. */
export async function sendLink(ctx: Context, settings: Settings, personId: string): Promise<LinkMade> {
  return makeLink(ctx, settings, await personFor(ctx, personId, 'person.sendLink'))
}

export async function makeLink(ctx: Context, settings: Settings, person: Pick<PersonRow, 'id' | 'organisationId'>): Promise<LinkMade> {
  const [kept] = await ctx.tx.select({ id: account.id }).from(account).where(eq(account.userId, person.id))
  await spendLinks(ctx, person.id)
  const id = randomUUID()
  const purpose = kept ? 'forgottenPassword' : 'firstSignIn'
  const expiresAt = new Date(ctx.now.getTime() + lasts)
  await ctx.tx.insert(accessLinks).values({
    id,
    organisationId: person.organisationId,
    personId: person.id,
    purpose,
    tokenHash: hashToken(tokenOf(settings, id)),
    expiresAt,
    createdBy: actorKey(ctx.actor),
    createdAt: ctx.now,
  })
  await writeLine(ctx, {
    organisationId: person.organisationId,
    subject: { kind: 'person', id: person.id },
    move: 'sendLink',
    facts: { link: id, purpose },
  })
  return { linkId: id, purpose, expiresAt: expiresAt.toISOString() }
}

/** No link of this person works any more. */
export async function spendLinks(ctx: Context, personId: string): Promise<void> {
  await ctx.tx
    .update(accessLinks)
    .set({ usedAt: ctx.now })
    .where(and(eq(accessLinks.personId, personId), isNull(accessLinks.usedAt)))
}

async function openLink(ctx: Context, token: string) {
  const [found] = await ctx.tx
    .select({ link: accessLinks, person: user })
    .from(accessLinks)
    .innerJoin(user, eq(user.id, accessLinks.personId))
    .where(
      and(
        eq(accessLinks.tokenHash, hashToken(token)),
        isNull(accessLinks.usedAt),
        gt(accessLinks.expiresAt, ctx.now),
        isNull(user.deactivatedAt),
      ),
    )
    .for('update', { of: accessLinks })
  if (!found) throw noPerson.linkSpent()
  return found
}

/** Whom a link is for, so that they see their name before they choose a password. */
export async function lookAtLink(ctx: Context, token: string) {
  const { link, person } = await openLink(ctx, token)
  return {
    name: person.name,
    username: person.displayUsername ?? person.username ?? '',
    organisationName: (await organisationName(ctx.tx, link.organisationId)) ?? '',
    purpose: link.purpose,
    expiresAt: link.expiresAt.toISOString(),
  }
}

/** Uses a link: the person sets their password, all their other sign-ins end. Errors: `linkSpent`, `usernameTaken`. */
export async function useLink(ctx: Context, given: { token: string; username?: string | undefined; password: string }) {
  const { link, person } = await openLink(ctx, given.token)
  const username = given.username ?? person.displayUsername ?? person.username ?? ''
  if (username.toLowerCase() !== person.username) await assertUsernameFree(ctx, username, person.id)
  await ctx.tx
    .update(user)
    .set({ username: username.toLowerCase(), displayUsername: username, updatedAt: ctx.now, version: person.version + 1 })
    .where(eq(user.id, person.id))
  await keepPassword(ctx, person.id, given.password)
  await spendLinks(ctx, person.id)
  await ctx.tx.delete(session).where(eq(session.userId, person.id))
  const actor = await loadPerson(ctx.tx, ctx.now, person.id, '')
  await writeLine({ ...ctx, actor }, {
    organisationId: link.organisationId,
    subject: { kind: 'person', id: person.id },
    move: 'useLink',
    facts: { link: link.id, purpose: link.purpose },
  })
  return { personId: person.id, username }
}

export async function assertUsernameFree(ctx: Context, username: string, except: string): Promise<void> {
  const [taken] = await ctx.tx
    .select({ id: user.id })
    .from(user)
    .where(and(eq(user.username, username.toLowerCase()), ne(user.id, except)))
  if (taken) throw noPerson.usernameTaken()
}
