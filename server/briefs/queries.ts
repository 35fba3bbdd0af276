import { briefNumberWords, briefWorkflow } from '../../shared/briefs.ts'
import { workingDaysLate } from '../../shared/due.ts'
import { no } from '../../shared/refusals.ts'
import type { WaitingLine } from '../../shared/waiting.ts'
import { movesOf } from '../../shared/workflow.ts'
import { assertCan, type Context } from '../house/context.ts'
import { assertVersion } from '../house/move.ts'
import { briefAnswer } from './answer.ts'
import { briefsWith } from './lists.ts'
import type { BriefAction } from './policy.ts'
import { type BriefRecord, briefRecord, findBrief, repliesAreIn } from './records.ts'

/** The one door to a brief: whoever may not see it finds nothing. */
export async function briefFor(ctx: Context, id: string, lock = false): Promise<BriefRecord> {
  const row = await findBrief(ctx.tx, id, lock)
  if (!row) throw ctx.actor.kind === 'stranger' ? no.notSignedIn() : no.notFound()
  const record = await briefRecord(ctx.tx, row)
  assertCan(ctx, 'brief.see', record)
  return record
}

/** Loads a brief for a deed of this person: held until it is done, theirs to do, and in its right state. */
export async function briefForDeed(ctx: Context, id: string, version: number, action: BriefAction): Promise<BriefRecord> {
  const record = await briefFor(ctx, id, true)
  if (ctx.can.verdict(ctx.actor, `brief.${action}`, record) === 'refused') throw no.notAllowed()
  if (version !== record.version) assertVersion(version, record, await briefAnswer(ctx, record))
  assertCan(ctx, `brief.${action}`, record)
  return record
}

/** Whoever may see a brief hears how it goes on. */
export async function hearsBrief(ctx: Context, id: string): Promise<boolean> {
  const row = await findBrief(ctx.tx, id)
  return row !== null && ctx.can(ctx.actor, 'brief.see', await briefRecord(ctx.tx, row))
}

/** The deeds that wait for somebody; an instruction comes from elsewhere, and nobody waits for it here. */
const awaited = movesOf(briefWorkflow).filter((name) => !['returnForChange', 'recordInstruction', 'lapse', 'cancel'].includes(name))

/** What waits for the caller now among the briefs. */
export async function waitingBriefs(ctx: Context): Promise<WaitingLine[]> {
  const lines: WaitingLine[] = []
  for (const row of (await briefsWith(ctx, { waiting: true })).rows) {
    const record = await briefRecord(ctx.tx, row)
    const name = awaited.find((one) => ctx.can(ctx.actor, `brief.${one}`, record))
    if (!name || (name === 'close' && !(await repliesAreIn(ctx.tx, row.id)))) continue
    const due = name === 'submit' ? row.submitDue : null
    lines.push({
      key: `brief:${row.id}:${name}`,
      href: `/briefs/${row.id}`,
      verb: name === 'passInternal' || name === 'passPartyGroup' ? '审' : briefWorkflow.moves[name].label,
      title: row.title,
      about: ['建议简报', briefNumberWords(row)].filter(Boolean).join(' '),
      due,
      workingDaysLate: due ? workingDaysLate(due, ctx.now) : 0,
    })
  }
  return lines
}
