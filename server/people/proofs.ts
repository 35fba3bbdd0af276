import { and, eq, gte } from 'drizzle-orm'
import { passwordProofs } from '../../db/schema/people.ts'
import { no } from '../../shared/refusals.ts'
import { assertCan, type Context } from '../house/context.ts'

/** Notes that I have typed my password again at this sign-in; it was proved before the deed. */
export async function noteProof(ctx: Context): Promise<{ provedAt: string }> {
  assertCan(ctx, 'house.provePassword', {})
  if (ctx.actor.kind !== 'person') throw no.notSignedIn()
  const { signInId, id: personId } = ctx.actor
  await ctx.tx
    .insert(passwordProofs)
    .values({ signInId, personId, at: ctx.now })
    .onConflictDoUpdate({ target: passwordProofs.signInId, set: { personId, at: ctx.now } })
  return { provedAt: ctx.now.toISOString() }
}

/** True when I typed my password at this sign-in no longer ago than so many minutes. */
export async function hasProved(ctx: Context, minutes: number): Promise<boolean> {
  if (ctx.actor.kind !== 'person') return false
  const since = new Date(ctx.now.getTime() - minutes * 60_000)
  const [proof] = await ctx.tx
    .select({ at: passwordProofs.at })
    .from(passwordProofs)
    .where(and(eq(passwordProofs.signInId, ctx.actor.signInId), eq(passwordProofs.personId, ctx.actor.id), gte(passwordProofs.at, since)))
  return proof !== undefined
}
