import type { z } from 'zod'
import type { Assignment, contactMade, coOpinionGiven, replyPassed, replyReturned } from '../../shared/assignment-shapes.ts'
import type { AnswerOutcome } from '../../shared/assignments.ts'
import { api } from '../api.ts'
import { Refused } from '../answer.ts'
import { deed } from '../deed.ts'

const one = api.assignments[':id']
type At = Pick<Assignment, 'id' | 'version'>
type Given<S extends z.ZodType> = Omit<z.input<S>, 'version'>
const on = ({ id, version }: At) => ({ param: { id }, json: { version } })
function withMore<T>({ id, version }: At, more: T) {
  return { param: { id }, json: { version, ...more } }
}

export type AnswerGiven = { recommendationId: string; outcome: AnswerOutcome; plannedOn: string | null; reason: string }

/** What a unit and the supervision office do with an assignment; each answers with the fresh one. */
export const assignmentDeeds = {
  acknowledge: (at: At) => deed((o) => one.acknowledge.$post(on(at), o)),
  requestReassign: (at: At, reason: string, unitId: string) => deed((o) => one['request-reassign'].$post(withMore(at, { reason, unitId }), o)),
  grantReassign: (at: At, unitId: string) => deed((o) => one['grant-reassign'].$post(withMore(at, { unitId }), o)),
  refuseReassign: (at: At, reason: string) => deed((o) => one['refuse-reassign'].$post(withMore(at, { reason }), o)),
  begin: (at: At) => deed((o) => one.begin.$post(on(at), o)),
  logContact: (at: At, contact: Given<typeof contactMade>) => deed((o) => one['log-contact'].$post(withMore(at, contact), o)),
  draftReply: (at: At) => deed((o) => one['draft-reply'].$post(on(at), o)),
  answer: (at: At, answer: AnswerGiven) => deed((o) => one.answer.$post(withMore(at, answer), o)),
  grade: (at: At, grade: string) => deed((o) => one.grade.$post(withMore(at, { grade }), o)),
  sendToCo: (at: At) => deed((o) => one['send-to-co'].$post(on(at), o)),
  giveOpinion: (at: At, opinion: Given<typeof coOpinionGiven>) => deed((o) => one['give-opinion'].$post(withMore(at, opinion), o)),
  approve: (at: At, letterNumber: string, password: string) => deed((o) => one.approve.$post(withMore(at, { letterNumber, password }), o)),
  submit: (at: At) => deed((o) => one.submit.$post(on(at), o)),
  returnReply: (at: At, given: Given<typeof replyReturned>) => deed((o) => one['return-reply'].$post(withMore(at, given), o)),
  revise: (at: At) => deed((o) => one.revise.$post(on(at), o)),
  pass: (at: At, given: Given<typeof replyPassed>) => deed((o) => one.pass.$post(withMore(at, given), o)),
}

/** The assignment as it stands now, where a deed was decided on an older one; undefined for any other refusal. */
export function freshIn(error: unknown): Assignment | undefined {
  if (!(error instanceof Refused) || error.code !== 'stale') return undefined
  return (error.detail as { fresh?: Assignment } | undefined)?.fresh
}
