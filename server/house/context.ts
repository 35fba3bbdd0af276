import type { Db, Tx } from '../../db/client.ts'
import { type Actor, rolesIn } from '../../shared/people.ts'
import { no } from '../../shared/refusals.ts'
import type { Can } from './can.ts'
import type { Clock } from './clock.ts'

/** Who acts, in which transaction, at what moment. Every deed and query is handed one. */
export type Context = {
  actor: Actor
  tx: Tx
  now: Date
  can: Can
  commandId: string | null
  /** What a device that was offline claims as the moment of the deed. */
  saidAt: Date | null
}

export type Ground = { db: Db; clock: Clock; can: Can }

/** Opens a transaction and hands the work its context. Anything thrown undoes all of it. */
export async function within<T>(
  ground: Ground,
  actor: Actor,
  work: (ctx: Context) => Promise<T>,
  command: { id?: string | null; saidAt?: Date | null } = {},
): Promise<T> {
  return ground.db.transaction(async (tx) => {
    const now = await ground.clock.now(tx)
    return work({ actor, tx, now, can: ground.can, commandId: command.id ?? null, saidAt: command.saidAt ?? null })
  })
}

/** Stops a deed the actor may not do: 401, 404, 403 or 409, in that order of what they may know. */
export function assertCan(ctx: Pick<Context, 'actor' | 'can'>, action: string, resource?: unknown): void {
  const verdict = ctx.can.verdict(ctx.actor, action, resource)
  if (verdict === 'yes') return
  if (ctx.actor.kind === 'stranger') throw no.notSignedIn()
  if (verdict === 'hidden') throw resource === undefined ? no.notAllowed() : no.notFound()
  throw verdict === 'wrongState' ? no.wrongState() : no.notAllowed()
}

/** The role to write in the ledger: the first the actor holds there. */
export function actingRole(actor: Actor, organisationIds: readonly string[]): string | null {
  if (actor.kind === 'guest' || actor.kind === 'holder') return 'resident'
  return rolesIn(actor, organisationIds)[0] ?? null
}
