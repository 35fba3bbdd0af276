import { briefNumberWords, briefWorkflow, isBriefDespatched, isBriefInstructed, isBriefAssigned, isBriefTracking, recommendationOutcomes } from '../../shared/briefs.ts'
import { dueInWords } from '../../shared/due.ts'
import type { StopLine } from '../../shared/intake-shapes.ts'
import { circledNumber } from '../../shared/outcomes.ts'
import { isEnd } from '../../shared/workflow.ts'
import { type BriefOutcomeRow, briefOutcomesOf, briefRecord, type BriefRow, findBrief } from '../briefs/records.ts'
import { linesOf } from '../house/ledger.ts'
import { carryingOf, type UnitFacts, unitsOf } from './facts.ts'
import { type Asked, askedInWords, stopAt } from './stop.ts'
import type { LoadTeller } from './telling.ts'
import { awaited, unitStops } from './units.ts'

/** A brief as threads tell it: from its despatch on; that it was instructed, never the words of an instruction. */
export const briefTeller: LoadTeller = async (ctx, id) => {
  const row = await findBrief(ctx.tx, id)
  if (!row) return null
  const target = { kind: 'brief', id } as const
  const units = await unitsOf(ctx, { briefId: id })
  const outcomes = await briefOutcomesOf(ctx.tx, id)
  const instructed = (await linesOf(ctx.tx, 'brief', [id])).find(({ move }) => move === 'recordInstruction')
  const sees = ctx.actor.kind === 'person' && ctx.can(ctx.actor, 'brief.see', await briefRecord(ctx.tx, row))
  const open = !isEnd(briefWorkflow, row.state)
  return {
    target,
    carrying: await carryingOf(ctx, target, row),
    tell: (asked) => {
      if (!isBriefDespatched(row.state) || !row.despatchedAt) return { stops: [], todo: null, open, cameTo: [] }
      const stops = [
        stopAt(id, row.numberedAt ?? row.despatchedAt, `编进建议简报${askedInWords(asked)}`, {
          detail: briefNumberWords(row),
          words: sees ? asked.map(({ words }) => words).join('\n') : '',
        }),
        stopAt(`${id} despatched`, row.despatchedAt, '简报已报送'),
        ...(instructed ? [stopAt(instructed.id, instructed.at, '已获批示')] : []),
        ...unitStops(units, asked, ctx.now),
        ...ended(row, outcomes, asked, sees),
      ]
      const number = `建议简报${briefNumberWords(row)}`
      return {
        stops: stops.toSorted((a, b) => (a.at ?? '').localeCompare(b.at ?? '')),
        todo: open ? todoOf(row, units, ctx.now) : null,
        open,
        cameTo: row.closedAt ? cameTo(number, units, outcomes, asked) : [],
      }
    },
  }
}

const fateOf = (outcomes: readonly BriefOutcomeRow[], { id, number }: Asked): string => {
  const found = outcomes.find(({ recommendationId }) => recommendationId === id)
  return found ? `第${circledNumber(number)}条建议：${recommendationOutcomes[found.outcome]}` : ''
}

function ended(row: BriefRow, outcomes: readonly BriefOutcomeRow[], asked: readonly Asked[], sees: boolean): StopLine[] {
  if (!row.closedAt) return []
  const reasons = outcomes.filter(({ recommendationId }) => asked.some(({ id }) => id === recommendationId)).map(({ reason }) => reason)
  return [
    stopAt(`${row.id} closed`, row.closedAt, '简报办结', {
      detail: asked.map((one) => fateOf(outcomes, one)).filter(Boolean).join('；'),
      words: sees ? reasons.filter(Boolean).join('\n') : '',
    }),
  ]
}

function cameTo(number: string, units: readonly UnitFacts[], outcomes: readonly BriefOutcomeRow[], asked: readonly Asked[]): string[] {
  const names = units.filter(({ delivered }) => delivered.length > 0).map(({ name }) => name)
  const by = names.length > 0 ? `（${names.join('、')}办理）` : ''
  if (asked.length === 0) return [`${number}已经办结${by}`]
  return asked.map((one) => `${number}${fateOf(outcomes, one)}${by}`)
}

function todoOf(row: BriefRow, units: readonly UnitFacts[], now: Date): string {
  if (!isBriefInstructed(row.state)) return '等批示'
  if (!isBriefAssigned(row.state) && !isBriefTracking(row.state)) return '等交办给办理的单位'
  const unit = awaited(units)
  return unit ? `等${unit.name}办理${unit.row.due ? `，${dueInWords(unit.row.due, now)}到期` : ''}` : '等写明每条建议的结果'
}
