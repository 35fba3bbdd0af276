import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { commands } from '../../db/schema/house.ts'
import { type Actor, actorKey } from '../../shared/people.ts'
import { no } from '../../shared/refusals.ts'
import { type Context, type Ground, within } from './context.ts'

export type Command = { key: string; hash: string; saidAt?: Date | null }

/** The fingerprint of a request: what a repeat must equal to be the same deed. */
export function requestHash(method: string, path: string, body: string): string {
  return createHash('sha256').update(`${method}\n${path}\n${body}`).digest('hex')
}

/**
 * Does a deed once (U3). The key, the actor, the request's hash and the answer are stored in the deed's own
 * transaction: the same actor with the same request gets the stored answer, anything else `commandReused`.
 */
export async function perform<T>(
  ground: Ground,
  actor: Actor,
  command: Command,
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  return within(
    ground,
    actor,
    async (ctx) => {
      const who = actorKey(actor)
      const [mine] = await ctx.tx
        .insert(commands)
        .values({ key: command.key, actor: who, hash: command.hash, at: ctx.now })
        .onConflictDoNothing()
        .returning({ key: commands.key })
      if (!mine) {
        const [done] = await ctx.tx.select().from(commands).where(eq(commands.key, command.key))
        if (!done || done.actor !== who || done.hash !== command.hash) throw no.commandReused()
        return done.answer as T
      }
      const answer = await work(ctx)
      await ctx.tx
        .update(commands)
        .set({ status: 200, answer: answer ?? null })
        .where(eq(commands.key, command.key))
      return answer
    },
    { id: command.key, saidAt: command.saidAt ?? null },
  )
}

/** True when this very deed of this actor is already done and its answer stored. */
export async function isDone(db: Db, actor: Actor, command: Command): Promise<boolean> {
  const [done] = await db.select().from(commands).where(eq(commands.key, command.key))
  return done !== undefined && done.actor === actorKey(actor) && done.hash === command.hash
}
