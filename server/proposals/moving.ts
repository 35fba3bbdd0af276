import { proposals } from '../../db/schema/proposals.ts'
import { clockActor } from '../../shared/people.ts'
import { type ProposalMove, type ProposalState, proposalWorkflow } from '../../shared/proposals.ts'
import type { Context } from '../house/context.ts'
import type { Line } from '../house/ledger.ts'
import { move } from '../house/move.ts'
import { findProposal, proposalRecord, type ProposalRecord, type ProposalRow } from './records.ts'

export type ProposalChange = { to?: ProposalState; set?: Partial<ProposalRow>; facts?: Line['facts'] }

/** One move of a proposal that is loaded and locked; what follows in the same deed goes on with the answer. */
export async function makeMove(ctx: Context, record: ProposalRecord, name: ProposalMove, change: ProposalChange = {}): Promise<ProposalRecord> {
  const { sponsors: _s, offices: _o, units: _u, asked: _a, ...row } = record
  const moved = await move(ctx, proposalWorkflow, proposals, row, name, { ...change, resource: record })
  return { ...record, ...moved }
}

/** The context of the house itself, for what follows from others' deeds. */
export const asHouse = (ctx: Context): Context => ({ ...ctx, actor: clockActor })

/** The proposal, locked, for a deed of the house itself; null when there is none. */
export async function lockedByHouse(ctx: Context, id: string): Promise<ProposalRecord | null> {
  const row = await findProposal(ctx.tx, id, true)
  return row && proposalRecord(ctx.tx, clockActor, row)
}
