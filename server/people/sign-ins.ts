import { isIPv4 } from 'node:net'
import { and, desc, eq, ne } from 'drizzle-orm'
import { session, user } from '../../db/schema/accounts.ts'
import type { Actor } from '../../shared/people.ts'
import { no } from '../../shared/refusals.ts'
import { assertCan, type Context } from '../house/context.ts'
import { writeLine } from '../house/ledger.ts'
import { keepPassword } from './accounts.ts'

type Person = Extract<Actor, { kind: 'person' }>

function self(ctx: Context, action: string): Person {
  assertCan(ctx, action, {})
  if (ctx.actor.kind !== 'person') throw no.notSignedIn()
  return ctx.actor
}

/** The devices on which I am signed in, the newest first. */
export async function listSignIns(ctx: Context) {
  const me = self(ctx, 'house.signIns')
  const rows = await ctx.tx.select().from(session).where(eq(session.userId, me.id)).orderBy(desc(session.updatedAt))
  return {
    signIns: rows.map((row) => ({
      id: row.id,
      current: row.id === me.signInId,
      device: deviceWords(row.userAgent ?? ''),
      address: isIPv4(row.ipAddress ?? '') ? row.ipAddress! : '',
      since: row.createdAt.toISOString(),
      lastSeen: row.updatedAt.toISOString(),
    })),
  }
}

/** Ends one of my sign-ins: the device is asked for the password again. */
export async function endSignIn(ctx: Context, id: string) {
  const me = self(ctx, 'house.endSignIn')
  const [gone] = await ctx.tx
    .delete(session)
    .where(and(eq(session.id, id), eq(session.userId, me.id)))
    .returning({ id: session.id })
  if (!gone) throw no.notFound()
  await record(ctx, me, 'endSignIn')
  return {}
}

/** Sets my new password; the old one was proven before the deed. Every other sign-in of mine ends. */
export async function changePassword(ctx: Context, next: string) {
  const me = self(ctx, 'house.changePassword')
  await keepPassword(ctx, me.id, next)
  await ctx.tx.delete(session).where(and(eq(session.userId, me.id), ne(session.id, me.signInId)))
  await record(ctx, me, 'changePassword')
  return {}
}

async function record(ctx: Context, me: Person, move: string): Promise<void> {
  const [row] = await ctx.tx.select({ organisationId: user.organisationId }).from(user).where(eq(user.id, me.id))
  if (!row) throw no.notFound()
  await writeLine(ctx, { organisationId: row.organisationId, subject: { kind: 'person', id: me.id }, move })
}

/** What a person calls the device a browser says it runs on. */
export function deviceWords(agent: string): string {
  const kinds: [RegExp, string][] = [
    [/iPad|Android(?!.*Mobile)|Tablet/i, '平板'],
    [/iPhone|Mobile/i, '手机'],
    [/Windows/i, 'Windows 电脑'],
    [/Macintosh|Mac OS/i, '苹果电脑'],
    [/Linux|X11/i, '电脑'],
  ]
  const browsers: [RegExp, string][] = [
    [/MicroMessenger/i, '微信'],
    [/Edg/i, 'Edge'],
    [/Firefox/i, 'Firefox'],
    [/Chrome|Chromium/i, 'Chrome'],
    [/Safari/i, 'Safari'],
  ]
  const first = (list: [RegExp, string][]) => list.find(([pattern]) => pattern.test(agent))?.[1]
  return [first(kinds) ?? '别的设备', first(browsers)].filter(Boolean).join(' · ')
}
