import { opinionRefusals } from '../../shared/opinions.ts'
import type { Context } from '../house/context.ts'
import { assertCan } from '../house/context.ts'
import { makeMove } from './commands.ts'
import type { OpinionRecord } from './policy.ts'
import { lockedOpinion } from './queries.ts'
import { sealOf } from './records.ts'

/** A signed opinion that this person may make something of, held until the deed is done, with the revision under its seal. */
export async function signedOpinionFor(ctx: Context, id: string): Promise<{ opinion: OpinionRecord; revisionId: string }> {
  const opinion = await lockedOpinion(ctx, id)
  assertCan(ctx, 'opinion.submit', opinion)
  const seal = await sealOf(ctx.tx, opinion)
  if (!seal) throw opinionRefusals.opinionDigestMoved()
  return { opinion, revisionId: seal.revisionId }
}

/** Notes on the opinion that something was made of it (domain.md E.3 `submit`). */
export async function markSubmitted(ctx: Context, opinion: OpinionRecord, facts: { kind: string; targetId: string }): Promise<void> {
  await makeMove(ctx, opinion, 'submit', { facts })
}
