import type { Brief } from '../../shared/brief-shapes.ts'
import { isBriefClosed, isBriefInk } from '../../shared/briefs.ts'
import { circledNumber } from '../../shared/outcomes.ts'
import { Refused } from '../answer.ts'
import type { Stop } from '../ui/Thread.tsx'

/** ③④没有来处…: which suggestions lack a source; null when something else is wrong. */
export function missingInWords(error: unknown): string | null {
  if (!(error instanceof Refused) || error.code !== 'briefSourceMissing') return null
  const { numbers = [] } = (error.detail ?? {}) as { numbers?: number[] }
  return `建议${numbers.map(circledNumber).join('')}没有来处，请换成意见里的原句，或删去，再送审。写的内容都还在。`
}

/** The way of a brief so far, and what is still to come. */
export function stopsOf(brief: Brief): Stop[] {
  const done = (move: string): string | null => (isBriefInk(brief.state) ? null : (brief.decisions.findLast((one) => one.move === move)?.at ?? null))
  const acknowledged = brief.assignments.flatMap(({ acknowledgedAt }) => acknowledgedAt ?? []).toSorted().at(-1) ?? null
  const instructed = brief.instructions[0]?.at ?? null
  const assigned = brief.assignments[0]?.assignedAt ?? null
  const late = brief.assignments.reduce((most, { workingDaysLate }) => Math.max(most, workingDaysLate), 0)
  const steps: { key: string; title: string; at: string | null; late?: number }[] = [
    { key: 'submit', title: '送审', at: done('submit'), late: brief.workingDaysLate },
    { key: 'internal', title: '负责人审', at: done('passInternal') },
    ...(brief.partyGroup ? [{ key: 'party', title: '分党组审', at: done('passPartyGroup') }] : []),
    { key: 'number', title: '签发', at: brief.numberedAt },
    { key: 'despatch', title: '报送', at: brief.despatchedAt },
    { key: 'instructed', title: '批示', at: instructed },
    { key: 'assign', title: '交办', at: assigned },
    { key: 'acknowledge', title: '签收', at: brief.assignments.length > 0 && brief.assignments.every((one) => one.acknowledgedAt) ? acknowledged : null },
    { key: 'close', title: '办结', at: isBriefClosed(brief.state) ? brief.closedAt : null, late: isBriefClosed(brief.state) ? 0 : late },
  ]
  const now = steps.findIndex(({ at }) => at === null)
  return steps.map(({ key, title, at, late: days = 0 }, index) => ({
    key,
    title,
    state: at ? 'done' : index === now ? 'now' : 'todo',
    ...(at ? { at } : {}),
    ...(index === now && days > 0 ? { late: `已超期 ${days} 个工作日` } : {}),
  }))
}
