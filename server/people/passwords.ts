import type { Context as HonoContext } from 'hono'
import { noPerson } from '../../shared/people.ts'
import { no } from '../../shared/refusals.ts'
import { type Budget, giveBack, secondsLeft, spend } from '../house/attempts.ts'
import type { House } from '../house/house.ts'
import type { Env } from '../house/route.ts'
import type { Auth } from './auth.ts'

/** True when this is the person's password. Slow on purpose: never call it inside a transaction. */
export async function verifyPassword(auth: Auth, personId: string, password: string): Promise<boolean> {
  const context = await auth.$context
  const account = await context.internalAdapter.findCredentialAccount(personId)
  if (!account?.password) return false
  return context.password.verify({ hash: account.password, password })
}

/**
 * Stops a deed whose doer types their password again and gets it wrong: before the deed, with a budget of its own,
 * so that a device left open does not let anyone try.
 */
export async function assertOwnPassword(c: HonoContext<Env>, password: string): Promise<void> {
  const { house, auth, actor } = c.var
  if (actor.kind !== 'person') throw no.notSignedIn()
  const budget: Budget = { bucket: `own-password:${actor.id}`, limit: 10, windowSeconds: 15 * 60 }
  await withBudgets(house, [budget], async () => {
    if (!(await verifyPassword(auth, actor.id, password))) throw noPerson.passwordRefused()
  })
}

/**
 * Tries something that costs one of each budget; only what failed stays spent. An empty budget means waiting, never
 * a lock: it is full again when its window ends.
 */
export async function withBudgets<T>(house: House, budgets: readonly Budget[], attempt: () => Promise<T>): Promise<T> {
  const now = await house.clock.now(house.db)
  for (const budget of budgets) {
    if (!(await spend(house.db, now, budget))) throw noPerson.tooMany({ retryAfterSeconds: secondsLeft(now, budget) })
  }
  const answer = await attempt()
  for (const budget of budgets) await giveBack(house.db, now, budget)
  return answer
}
