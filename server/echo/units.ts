import { isPublicInFull, owesReply } from '../../shared/assignments.ts'
import type { StopLine } from '../../shared/intake-shapes.ts'
import type { AnswerRow, DeliveredRow } from '../assignments/records.ts'
import type { UnitFacts } from './facts.ts'
import { answerInWords, type Asked, askedInWords, lateInWords, stopAt } from './stop.ts'
import { circledNumber } from '../../shared/outcomes.ts'

const owing = (units: readonly UnitFacts[]): UnitFacts[] => units.filter(({ row }) => owesReply(row.kind))

/** Whom it was handed to, and what they answered to these recommendations: a stop each, with what was late. */
export function unitStops(units: readonly UnitFacts[], asked: readonly Asked[], now: Date): StopLine[] {
  const beside = units.filter(({ row }) => !owesReply(row.kind)).map(({ name }) => name)
  return owing(units).flatMap((unit) => [
    handedTo(unit, beside, now),
    ...unit.delivered.map((reply) => answered(unit, reply, asked, now)),
  ])
}

function handedTo({ row, name, delivered }: UnitFacts, beside: readonly string[], now: Date): StopLine {
  const first = delivered.find(({ round }) => round === 1)
  // The date of a second round stands with it: see `handledAgain`.
  const late = row.round > 1 ? '' : lateInWords(row.due ?? (row.acknowledgedAt ? null : row.acknowledgeDue), first?.at ?? now, now)
  return stopAt(`${row.id} handed`, row.assignedAt, row.handedFrom ? `改由${name}办` : `交办给${name}`, {
    detail: beside.length > 0 ? `会办：${beside.join('、')}` : '',
    late,
  })
}

function answered({ row, name, answers, opens }: UnitFacts, reply: DeliveredRow, asked: readonly Asked[], now: Date): StopLine {
  const given = asked.flatMap((one) => {
    const answer = answers.find(({ recommendationId, round }) => recommendationId === one.id && round === reply.round)
    return answer ? [{ number: one.number, answer }] : []
  })
  const [only] = given
  const readable = opens || isPublicInFull(reply.publicity)
  const each = given.map(({ number, answer }) => `第${circledNumber(number)}条${answerInWords(answer, now)}`).join('；')
  return stopAt(`${row.id} ${reply.round}`, reply.at, only && given.length === 1 ? `${name}答复：${answerInWords(only.answer, now)}` : `${name}答复了`, {
    detail: given.length > 1 ? each : '',
    words: readable ? given.map(({ answer }) => wordsOf(answer)).filter(Boolean).join('\n') : '',
    stamp: '答复',
  })
}

const wordsOf = ({ words, reason }: AnswerRow): string => [words, reason ? `原因：${reason}` : ''].filter(Boolean).join('\n')

/** A second round: by when it is to be answered again, and how late that is. */
export function handledAgain(units: readonly UnitFacts[], key: string, at: Date, now: Date): StopLine {
  const [lead] = owing(units)
  const second = lead?.delivered.find(({ round }) => round > 1)
  return stopAt(key, at, '重新办理', { late: lead && lead.row.round > 1 ? lateInWords(lead.row.due, second?.at ?? now, now) : '' })
}

/** The unit whose reply is awaited, and its day. */
export function awaited(units: readonly UnitFacts[]): UnitFacts | undefined {
  return owing(units).find(({ row, delivered }) => !delivered.some(({ round }) => round === row.round))
}

/** What each unit answered in the end, in one line a unit: for the one who is asked whether it is solved. */
export function answersInWords(units: readonly UnitFacts[], asked: readonly Asked[], now: Date): string[] {
  return owing(units).flatMap(({ name, delivered, answers }) => {
    const last = delivered.at(-1)
    if (!last) return []
    const given = asked.flatMap((one) => answers.filter(({ recommendationId, round }) => recommendationId === one.id && round === last.round))
    const said = given.map((answer) => answerInWords(answer, now)).filter(Boolean)
    return [`${askedInWords(asked)}${asked.length > 0 ? '，' : ''}${name}${said.length > 0 ? `：${said.join('；')}` : '已答复'}`]
  })
}
