import type { z } from 'zod'
import type { Assignment, coOpinionGiven } from '../../shared/assignment-shapes.ts'
import { assignmentRefusals, isCoSigning } from '../../shared/assignments.ts'
import { clockActor } from '../../shared/people.ts'
import type { Context } from '../house/context.ts'
import { assignmentAnswer } from './answer.ts'
import { assignmentForDeed } from './commands.ts'
import { makeMove } from './moves.ts'
import { assignmentRecord } from './queries.ts'
import { readinessOf } from './readiness.ts'
import { handledBy, leadOf } from './records.ts'

/** 会办: what the other units think goes to the unit that leads, before its own leader approves the reply. */

/** Asks the co-units for what they have not said yet. Errors: `coUnitMissing`. */
export async function sendToCo(ctx: Context, id: string, version: number): Promise<Assignment> {
  const record = await assignmentForDeed(ctx, id, version, 'sendToCo')
  const { coMissing } = await readinessOf(ctx.tx, record)
  if (coMissing.length === 0) throw assignmentRefusals.coUnitMissing()
  await makeMove(ctx, record, 'sendToCo', { facts: { unitIds: coMissing.map(({ unitId }) => unitId) } })
  return assignmentAnswer(ctx, id)
}

/** A co-unit's opinion, which ends its part. With the last one the lead unit goes on. */
export async function giveOpinion(ctx: Context, id: string, given: z.output<typeof coOpinionGiven>): Promise<Assignment> {
  const record = await assignmentForDeed(ctx, id, given.version, 'giveOpinion')
  await makeMove(ctx, record, 'giveOpinion', {
    set: { coAgrees: given.agrees, coOpinion: given.words, coOpinionAt: ctx.now },
    facts: { agrees: given.agrees },
  })
  await letLeadGoOn(ctx, record)
  return assignmentAnswer(ctx, id)
}

async function letLeadGoOn(ctx: Context, record: Parameters<typeof handledBy>[0]): Promise<void> {
  const lead = await leadOf(ctx.tx, handledBy(record))
  if (!lead || !isCoSigning(lead.state) || (await readinessOf(ctx.tx, lead)).coMissing.length > 0) return
  await makeMove({ ...ctx, actor: clockActor }, await assignmentRecord(ctx.tx, lead), 'coSigned')
}
