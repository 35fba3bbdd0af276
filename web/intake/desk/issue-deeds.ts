import type { z } from 'zod'
import type {
  answerIssue, confirmIssue, escalateIssue, Issue, mergeIssue, notAcceptIssue, solveIssue, triageIssue,
} from '../../../shared/intake-shapes.ts'
import { api } from '../../api.ts'
import type { DeedOptions } from '../../deed.ts'

type Given<S extends z.ZodType> = Omit<z.infer<S>, 'version'>
type Which = Pick<Issue, 'id' | 'version'>

const at = ({ id, version }: Which) => ({ param: { id }, version })
const one = api.issues[':id']

/** What the station does with an issue; each is decided on the version that was looked at. */
export const issueDeeds = {
  triage: (issue: Which, given: Given<typeof triageIssue>, options: DeedOptions) => {
    const { param, version } = at(issue)
    return one.triage.$post({ param, json: { version, ...given } }, options)
  },
  notAccept: (issue: Which, given: Given<typeof notAcceptIssue>, options: DeedOptions) => {
    const { param, version } = at(issue)
    return one['not-accept'].$post({ param, json: { version, ...given } }, options)
  },
  merge: (issue: Which, given: Given<typeof mergeIssue>, options: DeedOptions) => {
    const { param, version } = at(issue)
    return one.merge.$post({ param, json: { version, ...given } }, options)
  },
  answer: (issue: Which, given: Given<typeof answerIssue>, options: DeedOptions) => {
    const { param, version } = at(issue)
    return one.answer.$post({ param, json: { version, ...given } }, options)
  },
  takeOn: (issue: Which, options: DeedOptions) => {
    const { param, version } = at(issue)
    return one['take-on'].$post({ param, json: { version } }, options)
  },
  escalate: (issue: Which, given: Given<typeof escalateIssue>, options: DeedOptions) => {
    const { param, version } = at(issue)
    return one.escalate.$post({ param, json: { version, ...given } }, options)
  },
  solve: (issue: Which, given: Given<typeof solveIssue>, options: DeedOptions) => {
    const { param, version } = at(issue)
    return one.solve.$post({ param, json: { version, ...given } }, options)
  },
  confirm: (issue: Which, given: Given<typeof confirmIssue>, options: DeedOptions) => {
    const { param, version } = at(issue)
    return one.confirm.$post({ param, json: { version, ...given } }, options)
  },
  deny: (issue: Which, words: string, options: DeedOptions) => {
    const { param, version } = at(issue)
    return one.deny.$post({ param, json: { version, words } }, options)
  },
}
