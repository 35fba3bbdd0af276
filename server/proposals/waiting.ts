import { and, asc, inArray, type SQL } from 'drizzle-orm'
import { proposals } from '../../db/schema/proposals.ts'
import { workingDaysLate } from '../../shared/due.ts'
import { isAwaitingSponsors, isProposalEvaluating, isProposalReturned, numberInWords, waitingStates } from '../../shared/proposals.ts'
import type { WaitingLine } from '../../shared/waiting.ts'
import type { Context } from '../house/context.ts'
import { desksOf, rootsWith } from './desks.ts'
import { isMine } from './list.ts'
import { proposalRecords } from './many.ts'
import { dueNow, isSponsorOf } from './queries.ts'
import { owedBy } from './ratings.ts'
import type { ProposalRecord, ProposalRow } from './records.ts'

const mostLines = 200

/** What waits for the caller now: their name, their text, their review, their assigning, their rating. */
export async function waitingProposals(ctx: Context): Promise<WaitingLine[]> {
  if (ctx.actor.kind !== 'person') return []
  const desks = await desksOf(ctx)
  const inRoots = (roots: readonly string[], states: readonly ProposalRow['state'][]): SQL | undefined =>
    roots.length === 0 ? undefined : and(inArray(proposals.organisationId, [...roots]), inArray(proposals.state, [...states]))
  const heaps: [SQL | undefined, (record: ProposalRecord) => Promise<string | null> | string | null][] = [
    [and(isMine(ctx), inArray(proposals.state, waitingStates.sponsors)), (record) => verbForSponsor(ctx, record)],
    [inRoots(rootsWith(desks, ['proposalOffice']), waitingStates.office), (record) => reviewVerb(ctx, record, '开始审查')],
    [inRoots(rootsWith(desks, ['proposalCommittee']), waitingStates.committee), (record) => reviewVerb(ctx, record, '审定立案')],
    [inRoots(rootsWith(desks, ['proposalCommittee']), waitingStates.faceToFace), () => '当面谈过，办结'],
    [inRoots(desks.supervised, waitingStates.supervision), () => '交办'],
  ]
  const lines = new Map<string, WaitingLine>()
  for (const [where, verbOf] of heaps) {
    if (!where) continue
    const rows = await ctx.tx.select().from(proposals).where(where).orderBy(asc(proposals.createdAt)).limit(mostLines)
    for (const record of await proposalRecords(ctx.tx, ctx.actor, rows)) {
      const verb = await verbOf(record)
      if (verb) lines.set(`${record.id}:${verb}`, lineOf(ctx, record, verb))
    }
  }
  return [...lines.values()]
}

async function verbForSponsor(ctx: Context, record: ProposalRecord): Promise<string | null> {
  const own = record.sponsors.find(({ personId }) => ctx.actor.kind === 'person' && personId === ctx.actor.id)
  if (!own?.standing) return null
  if (isProposalEvaluating(record.state)) return (await owedBy(ctx.tx, record, own.personId)).length > 0 ? '评价' : null
  if (isAwaitingSponsors(record.state)) return record.asked ? '联名' : own.lead ? '看联名，提交' : null
  if (!own.lead) return null
  return isProposalReturned(record.state) ? '改好，重新提交' : '接着写'
}

const reviewVerb = (ctx: Context, record: ProposalRecord, verb: string): string | null => (isSponsorOf(ctx, record) ? null : verb)

function lineOf(ctx: Context, row: ProposalRow, verb: string): WaitingLine {
  const due = dueNow(row)
  return {
    key: `proposal:${row.id}:${verb}`,
    href: `/proposals/${row.id}`,
    verb,
    title: row.subject,
    about: numberInWords(row) || '提案',
    due,
    workingDaysLate: due ? workingDaysLate(due, ctx.now) : 0,
  }
}
