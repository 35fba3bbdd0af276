import { briefOutcomes } from '../../db/schema/briefs.ts'
import type { BriefClosed } from '../../shared/brief-shapes.ts'
import { adoptedOutcome, briefRefusals } from '../../shared/briefs.ts'
import { actorKey } from '../../shared/people.ts'
import { assignUnits } from '../assignments/assign.ts'
import { feedbackIn } from '../assignments/feedback.ts'
import { outcomeEnded } from '../echo/ended.ts'
import type { Context } from '../house/context.ts'
import { recommendationsOf } from '../outcomes/records.ts'
import { ringEchoes } from '../outcomes/echoes.ts'
import { makeMove } from './moving.ts'
import { type BriefRecord, repliesAreIn } from './records.ts'

/** The supervision office (督查室) hands it to its units, by a day it names. Errors: those of `assignUnits`. */
export async function assignBrief(ctx: Context, record: BriefRecord, to: { leadUnitId: string; coUnitIds: string[]; due: string }): Promise<void> {
  const { organisationId, ruleSetVersion, id } = record
  await assignUnits(ctx, { organisationId, ruleSetVersion, handled: { briefId: id }, ...to })
  await makeMove(ctx, record, 'assign', { facts: { leadUnitId: to.leadUnitId, coUnitIds: to.coUnitIds, due: to.due } })
  await ringEchoes(ctx, { kind: 'brief', id })
}

/**
 * Closes it with one outcome for every recommendation, once every unit that owes a reply has delivered it. Errors:
 * `repliesMissing`, `outcomesIncomplete`, `outcomeReasonMissing`.
 */
export async function closeBrief(ctx: Context, record: BriefRecord, outcomes: BriefClosed['outcomes']): Promise<void> {
  const { organisationId, id } = record
  if (!(await repliesAreIn(ctx.tx, id))) throw briefRefusals.repliesMissing()
  const target = { kind: 'brief', id } as const
  const wanted = (await recommendationsOf(ctx.tx, target)).map((one) => one.id)
  const given = new Set(outcomes.map(({ recommendationId }) => recommendationId))
  if (given.size !== outcomes.length || given.size !== wanted.length || wanted.some((one) => !given.has(one))) {
    throw briefRefusals.outcomesIncomplete()
  }
  if (outcomes.some(({ outcome, reason }) => outcome !== adoptedOutcome && reason === '')) throw briefRefusals.outcomeReasonMissing()
  await ctx.tx.insert(briefOutcomes).values(
    outcomes.map(({ recommendationId, outcome, reason }) => ({
      organisationId, briefId: id, recommendationId, outcome,
      reason: outcome === adoptedOutcome ? '' : reason,
      by: actorKey(ctx.actor),
      at: ctx.now,
    })),
  )
  await makeMove(ctx, record, 'close', { set: { closedAt: ctx.now }, facts: { outcomes: outcomes.length } })
  await feedbackIn(ctx, { briefId: id }, 'settled')
  await outcomeEnded(ctx, target)
  await ringEchoes(ctx, target)
}
