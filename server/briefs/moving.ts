import { randomUUID } from 'node:crypto'
import { briefDecisions, briefs } from '../../db/schema/briefs.ts'
import { type BriefMove, type BriefState, briefWorkflow } from '../../shared/briefs.ts'
import { actorKey } from '../../shared/people.ts'
import type { Context } from '../house/context.ts'
import { type Line, ring } from '../house/ledger.ts'
import { move } from '../house/move.ts'
import type { BriefRecord, BriefRow } from './records.ts'

export type BriefChange = {
  to?: BriefState
  set?: Partial<BriefRow>
  facts?: Line['facts']
  /** What was said with it, and at which meeting: kept as a decision. */
  words?: string
  meeting?: string
}

/** One move of a brief that is loaded and locked, with the decision it was. What follows in the same deed goes on with the answer. */
export async function makeMove(ctx: Context, record: BriefRecord, name: BriefMove, change: BriefChange = {}): Promise<BriefRecord> {
  const { words = '', meeting = '', ...moved } = change
  const { offices, units, ...row } = record
  const next = await move(ctx, briefWorkflow, briefs, row, name, { ...moved, resource: record })
  await keepDecision(ctx, next, name, { words, meeting })
  await ringDesks(ctx, record)
  return { ...next, offices, units }
}

/** The lists of the committee, of the supervision office and of the units show it too, beside those of its 政协. */
export async function ringDesks(ctx: Context, { committeeId, offices, units }: BriefRecord): Promise<void> {
  for (const id of new Set([committeeId, ...offices.supervision, ...units])) await ring(ctx, 'brief', id, '@')
}

export async function keepDecision(ctx: Context, { organisationId, id, version }: BriefRow, name: string, said: { words: string; meeting: string }): Promise<void> {
  await ctx.tx.insert(briefDecisions).values({
    organisationId,
    id: randomUUID(),
    briefId: id,
    move: name,
    version,
    ...said,
    by: actorKey(ctx.actor),
    byName: ctx.actor.kind === 'person' ? ctx.actor.name : '',
    at: ctx.now,
  })
}
