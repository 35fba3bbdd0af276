import {
  isFaceToFace, isProposalClosed, isProposalDocketed, isProposalEvaluating, isProposalNotDocketed, isProposalReplied, isProposalReturned,
  notDocketReasons, numberInWords, proposalWorkflow,
} from '../../shared/proposals.ts'
import { isEnd } from '../../shared/workflow.ts'
import type { StopLine } from '../../shared/intake-shapes.ts'
import { linesOf, type WrittenLine } from '../house/ledger.ts'
import { dueInWords } from '../../shared/due.ts'
import { findProposal, proposalRecord, type ProposalRow } from '../proposals/records.ts'
import { carryingOf, type UnitFacts, unitsOf } from './facts.ts'
import { askedInWords, stopAt } from './stop.ts'
import type { LoadTeller } from './telling.ts'
import { answersInWords, awaited, handledAgain, unitStops } from './units.ts'

/** A proposal as threads tell it: from its submission on, its number, its units, their answers, its end. */
export const proposalTeller: LoadTeller = async (ctx, id) => {
  const row = await findProposal(ctx.tx, id)
  if (!row) return null
  const target = { kind: 'proposal', id } as const
  const units = await unitsOf(ctx, { proposalId: id })
  const lines = await linesOf(ctx.tx, 'proposal', [id])
  const sees = ctx.actor.kind === 'person' && ctx.can(ctx.actor, 'proposal.see', await proposalRecord(ctx.tx, ctx.actor, row))
  const open = !isEnd(proposalWorkflow, row.state)
  return {
    target,
    carrying: await carryingOf(ctx, target, row),
    tell: (asked) => {
      if (!row.submittedAt) return { stops: [], todo: null, open, cameTo: [] }
      const first = stopAt(id, row.submittedAt, asked.length > 0 ? `写进提案${askedInWords(asked)}` : '写进了提案', {
        words: sees ? asked.map(({ words }) => words).join('\n') : '',
      })
      const stops = [first, ...decided(row, lines), ...unitStops(units, asked, ctx.now), ...later(units, lines, ctx.now), ...ended(row)]
      const number = numberInWords(row)
      return {
        stops: stops.toSorted((a, b) => (a.at ?? '').localeCompare(b.at ?? '')),
        todo: open ? todoOf(row, units, ctx.now) : null,
        open,
        cameTo: open || !row.docketedAt ? [] : answersInWords(units, asked, ctx.now).map((words) => `${number}提案${words}`),
      }
    },
  }
}

function decided(row: ProposalRow, lines: readonly WrittenLine[]): StopLine[] {
  if (row.docketedAt) return [stopAt(`${row.id} docketed`, row.docketedAt, '立案', { detail: numberInWords(row), stamp: '立案' })]
  const refused = isProposalNotDocketed(row.state) ? lines.findLast(({ move }) => move === 'notDocket') : undefined
  const code = String(refused?.facts['code'] ?? '')
  const reason = code in notDocketReasons ? notDocketReasons[code as keyof typeof notDocketReasons] : ''
  return refused ? [stopAt(refused.id, refused.at, '没有立案', { detail: reason })] : []
}

function later(units: readonly UnitFacts[], lines: readonly WrittenLine[], now: Date): StopLine[] {
  return lines.flatMap((line) => {
    if (line.move === 'dissatisfied') return [handledAgain(units, line.id, line.at, now)]
    return line.move === 'dissatisfiedAgain' ? [stopAt(line.id, line.at, '转当面协商')] : []
  })
}

const ended = (row: ProposalRow): StopLine[] =>
  row.closedAt && isProposalClosed(row.state) ? [stopAt(`${row.id} closed`, row.closedAt, '提案办结')] : []

function todoOf(row: ProposalRow, units: readonly UnitFacts[], now: Date): string {
  const { state } = row
  if (isProposalReturned(state)) return '退回修改，改好再交'
  if (isProposalDocketed(state)) return '等交办给办理的单位'
  if (isProposalReplied(state) || isProposalEvaluating(state)) return '等提案人评价'
  if (isFaceToFace(state)) return '当面协商'
  const unit = awaited(units)
  return unit ? `等${unit.name}答复${unit.row.due ? `，${dueInWords(unit.row.due, now)}到期` : ''}` : '等审查，看立不立案'
}

