import { briefNumberWords, briefWorkflow } from '../../shared/briefs.ts'
import { numberInWords, proposalWorkflow } from '../../shared/proposals.ts'
import { reportNumber, reportWorkflow } from '../../shared/reports.ts'
import { labelOf } from '../../shared/workflow.ts'
import type { MadeOutcome } from '../../shared/outcome-shapes.ts'
import type { OutcomeKind } from '../../shared/outcomes.ts'
import { briefRecord, findBrief } from '../briefs/records.ts'
import type { Context } from '../house/context.ts'
import { findProposal, proposalRecord } from '../proposals/records.ts'
import { findReport, reportRecord } from '../reports/records.ts'
import type { Target } from './records.ts'

/** What a record made of an opinion is called and how far it is: for those who may see it, else null. */
export async function recordFace(ctx: Context, { kind, id }: Target): Promise<MadeOutcome['record']> {
  return faces[kind](ctx, id)
}

const faces: Record<OutcomeKind, (ctx: Context, id: string) => Promise<MadeOutcome['record']>> = {
  async proposal(ctx, id) {
    const row = await findProposal(ctx.tx, id)
    if (!row || !ctx.can(ctx.actor, 'proposal.see', await proposalRecord(ctx.tx, ctx.actor, row))) return null
    return { id, title: row.subject, stateWords: labelOf(proposalWorkflow, row.state), numberWords: numberInWords(row) }
  },
  async brief(ctx, id) {
    const row = await findBrief(ctx.tx, id)
    if (!row || !ctx.can(ctx.actor, 'brief.see', await briefRecord(ctx.tx, row))) return null
    return { id, title: row.title, stateWords: labelOf(briefWorkflow, row.state), numberWords: briefNumberWords(row) }
  },
  async report(ctx, id) {
    const row = await findReport(ctx.tx, id)
    if (!row || !ctx.can(ctx.actor, 'report.see', await reportRecord(ctx.tx, row))) return null
    const { year, serial } = row
    return { id, title: row.title, stateWords: labelOf(reportWorkflow, row.state), numberWords: year && serial ? reportNumber({ year, serial }) : '' }
  },
}
