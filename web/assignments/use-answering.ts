import { useEffect, useRef, useState } from 'react'
import type { Assignment, RecommendationAnswer } from '../../shared/assignment-shapes.ts'
import { type AnswerOutcome, needsDate, needsReason } from '../../shared/assignments.ts'
import { Refused } from '../answer.ts'
import { type AnswerGiven, assignmentDeeds } from './assignment-deeds.ts'

/** What is chosen for one recommendation, as this page shows it. */
export type Choice = { outcome: AnswerOutcome | null; plannedOn: string | null; reason: string }
export type Lack = 'outcome' | 'date' | 'reason'

/** What a choice still needs before it is an answer: a plan its date, a refusal its reason. */
export function lackOf({ outcome, plannedOn, reason }: Choice): Lack | null {
  if (outcome === null) return 'outcome'
  if (needsDate(outcome) && !plannedOn) return 'date'
  return needsReason(outcome) && reason.trim() === '' ? 'reason' : null
}

export type Answering = {
  /** The newest of what the page asked for and what its own answers were answered with: the next deed goes with its version. */
  known: Assignment
  choiceOf: (recommendation: RecommendationAnswer) => Choice
  /** Changes the choice; as soon as nothing is lacking it is an answer and goes to the server. */
  choose: (recommendation: RecommendationAnswer, change: Partial<Choice>) => Promise<void>
}

/**
 * The unit's answers on this page. What lacks its date or its reason waits here, in amber, and is no answer yet; what
 * was not taken is not shown as if it were.
 */
export function useAnswering(assignment: Assignment): Answering {
  const [waiting, setWaiting] = useState<Readonly<Record<string, Choice>>>({})
  // What a deed answered counts until the page has asked again.
  const [told, setTold] = useState(assignment)
  const known = newer(told, assignment)
  const latest = useRef(assignment)
  useEffect(() => {
    latest.current = newer(latest.current, assignment)
  }, [assignment])
  const sending = useRef<Promise<unknown>>(Promise.resolve())

  const choiceOf = (recommendation: RecommendationAnswer): Choice => waiting[recommendation.recommendationId] ?? storedIn(known, recommendation.recommendationId)

  async function choose(recommendation: RecommendationAnswer, change: Partial<Choice>) {
    const id = recommendation.recommendationId
    const choice = tidy({ ...choiceOf(recommendation), ...change })
    if (sameChoice(choice, storedIn(known, id))) {
      setWaiting((before) => without(before, id))
      return
    }
    setWaiting((before) => ({ ...before, [id]: choice }))
    if (choice.outcome === null || lackOf(choice)) return
    // One after the other: each goes with the version that the one before it left.
    const sent = sending.current.catch(() => undefined).then(() => give(latest, { recommendationId: id, ...choice, outcome: choice.outcome! }))
    sending.current = sent
    const held = waiting[id]
    try {
      const answered = await sent
      setTold((before) => newer(answered, before))
      setWaiting((before) => (before[id] === choice ? without(before, id) : before))
    } catch (error) {
      // What was not taken is not shown as if it were.
      setWaiting((before) => (before[id] !== choice ? before : held ? { ...before, [id]: held } : without(before, id)))
      throw error
    }
  }

  return { known, choiceOf, choose }
}

/** Two clerks may answer two recommendations in one breath: where only the other one changed, it goes once more. */
async function give(latest: { current: Assignment }, answer: AnswerGiven): Promise<Assignment> {
  const seen = storedIn(latest.current, answer.recommendationId)
  try {
    latest.current = newer(latest.current, await assignmentDeeds.answer(latest.current, answer))
  } catch (error) {
    const fresh = error instanceof Refused && error.code === 'stale' ? (error.detail as Assignment | undefined) : undefined
    if (!fresh?.recommendations || !sameChoice(storedIn(fresh, answer.recommendationId), seen)) throw error
    latest.current = newer(latest.current, await assignmentDeeds.answer(fresh, answer))
  }
  return latest.current
}

const newer = (a: Assignment, b: Assignment): Assignment => (a.id === b.id && a.version > b.version ? a : b)

const nothing: Choice = { outcome: null, plannedOn: null, reason: '' }
const storedChoice = ({ outcome, plannedOn, reason }: RecommendationAnswer): Choice => ({ outcome, plannedOn, reason })

function storedIn(assignment: Assignment, recommendationId: string): Choice {
  const found = assignment.recommendations.find((one) => one.recommendationId === recommendationId)
  return found ? storedChoice(found) : nothing
}

/** A date belongs to a plan, a reason to a refusal. */
function tidy({ outcome, plannedOn, reason }: Choice): Choice {
  return {
    outcome,
    plannedOn: outcome !== null && needsDate(outcome) ? plannedOn : null,
    reason: outcome !== null && needsReason(outcome) ? reason : '',
  }
}

function sameChoice(a: Choice, b: Choice): boolean {
  return a.outcome === b.outcome && a.plannedOn === b.plannedOn && a.reason.trim() === b.reason.trim()
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  const { [key]: _, ...rest } = record
  return rest
}
