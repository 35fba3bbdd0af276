import type { Assignment, RecommendationAnswer } from '../../shared/assignment-shapes.ts'
import { owesReply } from '../../shared/assignments.ts'
import { dayOf } from '../../shared/calendar.ts'
import { circledNumber } from '../../shared/outcomes.ts'
import { type Choice, lackOf } from './use-answering.ts'

/** Where the hand is wanted: a part of the answer to one recommendation, the grade, a note of a talk, the co-units. */
export type Want = { part: 'outcome' | 'date' | 'reason' | 'words'; recommendationId: string } | { part: 'grade' | 'contact' | 'co' | 'coWait' }
export type Hint = { want: Want; words: string; verb: string }

/** What is still wanted before the reply can be approved, in the order in which it is done. */
export function hintsFor(
  assignment: Assignment,
  choiceOf: (recommendation: RecommendationAnswer) => Choice,
  isWritten: (recommendation: RecommendationAnswer) => boolean,
): Hint[] {
  return [
    ...assignment.recommendations.flatMap((one) => hintFor(one, choiceOf(one), isWritten(one))).toSorted((a, b) => rank(a) - rank(b)),
    ...(assignment.grade === null ? [{ want: { part: 'grade' }, words: '选好办理类别。', verb: '去选' } as const] : []),
    ...contactHints(assignment),
    ...coHints(assignment),
  ]
}

/** What was begun comes before what was not. */
const rank = ({ want }: Hint): number => (want.part === 'date' || want.part === 'reason' ? 0 : 1)

function hintFor({ recommendationId, number }: RecommendationAnswer, choice: Choice, written: boolean): Hint[] {
  const called = `建议 ${circledNumber(number)}`
  switch (lackOf(choice)) {
    case 'outcome':
      return [{ want: { part: 'outcome', recommendationId }, words: `答复${called}。`, verb: '答复这一条' }]
    case 'date':
      return [{ want: { part: 'date', recommendationId }, words: `给${called} 写上哪天办完。`, verb: '写上日期' }]
    case 'reason':
      return [{ want: { part: 'reason', recommendationId }, words: `给${called} 写明为什么办不了。`, verb: '写上原因' }]
    default:
      return written ? [] : [{ want: { part: 'words', recommendationId }, words: `给${called} 写几句答复。`, verb: '去写' }]
  }
}

function contactHints(assignment: Assignment): Hint[] {
  const missing = phaseMissing(assignment)
  if (!missing || !assignment.draftedAt) return []
  const words = missing === 'before' ? '补记一次写答复以前的沟通。' : '把写好的意思跟委员谈一次，记下来。'
  return [{ want: { part: 'contact' }, words, verb: '记一次沟通' }]
}

/** Which talk with the sponsors is still missing: one before the reply is written, one about what is written. */
export function phaseMissing({ contactsRequired, contacts, round, draftedAt }: Assignment): 'before' | 'after' | null {
  if (!contactsRequired) return null
  const now = contacts.filter((contact) => contact.round === round)
  if (!now.some(({ phase }) => phase === 'before')) return 'before'
  const drafted = draftedAt ? dayOf(new Date(draftedAt)) : null
  return drafted && !now.some(({ phase, day }) => phase === 'after' && day >= drafted) ? 'after' : null
}

function coHints({ beside, may }: Assignment): Hint[] {
  const missing = beside.filter((unit) => !owesReply(unit.kind) && unit.agrees === null)
  if (missing.length === 0) return []
  const names = missing.map(({ unitName }) => unitName).join('、')
  return may.includes('sendToCo')
    ? [{ want: { part: 'co' }, words: `请${names}提会办意见。`, verb: '请会办单位提意见' }]
    : [{ want: { part: 'coWait' }, words: `等${names}的会办意见。`, verb: '' }]
}
