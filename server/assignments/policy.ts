import { type AssignmentMove, assignmentWorkflow, owesReply } from '../../shared/assignments.ts'
import type { Actor } from '../../shared/people.ts'
import { movesFrom } from '../../shared/workflow.ts'
import type { Policy } from '../house/can.ts'
import { holdsAny, type Offices, supervises } from '../people/offices.ts'
import type { AssignmentRow } from './records.ts'

/** An assignment as its policy sees it. */
export type AssignmentRecord = AssignmentRow & {
  offices: Offices
  /** The sponsors of the proposal it answers. */
  sponsors: string[]
  /** The special committee that compiled the brief it answers. */
  committeeId: string | null
  /** The other units that handle the same record. */
  beside: string[]
  /** A reply has been delivered in this round or in one before. */
  hasReplied: boolean
}

export type AssignmentAction = AssignmentMove | 'see' | 'list' | 'grade'

/** What a person is to an assignment. */
export function assignmentRelations(actor: Actor, record: AssignmentRecord): string[] {
  if (actor.kind === 'clock') return ['clock']
  if (actor.kind !== 'person') return []
  const own = holdsAny(actor, [record.unitId], ['unitClerk', 'unitLeader'])
  return [
    ...(own ? ['unit'] : []),
    ...(own && owesReply(record.kind) ? ['replying'] : []),
    ...(own && !owesReply(record.kind) ? ['coUnit'] : []),
    ...(holdsAny(actor, record.beside, ['unitClerk', 'unitLeader']) ? ['beside'] : []),
    ...(supervises(actor, record.offices) ? ['supervision'] : []),
    ...(holdsAny(actor, record.offices.homes, ['proposalOffice', 'proposalCommittee', 'auditor']) ? ['office'] : []),
    ...(record.hasReplied && isMeantFor(actor, record) ? ['answered'] : []),
  ]
}

/** Whom the reply goes to: the sponsors of a proposal, the committee of a brief. */
const isMeantFor = (actor: Actor & { kind: 'person' }, record: AssignmentRecord): boolean =>
  record.sponsors.includes(actor.id) ||
  (record.committeeId !== null && holdsAny(actor, [record.committeeId], ['specialCommittee', 'committeeHead']))

export const assignmentPolicy: Policy<AssignmentRecord, AssignmentAction> = {
  noun: 'assignment',
  label: '交办和答复',
  workflow: assignmentWorkflow,
  organisations: (record) => [record.unitId],
  relations: {
    unit: '承办单位的人',
    replying: '主办、独办、分办单位的人',
    coUnit: '会办单位的人',
    beside: '一同承办的单位',
    supervision: '督查室',
    office: '提案办、提案委、审计员',
    answered: '提案人、编简报的专委会，答复送达以后',
    clock: '系统',
  },
  related: assignmentRelations,
  state: (record) => record.state,
  rules: {
    see: { relations: ['unit', 'beside', 'supervision', 'office', 'answered', 'clock'] },
    list: { signedIn: true },
    acknowledge: { roles: ['unitClerk'] },
    requestReassign: { roles: ['unitClerk'] },
    grantReassign: { relations: ['supervision'] },
    refuseReassign: { relations: ['supervision'] },
    begin: { roles: ['unitClerk'] },
    logContact: { roles: ['unitClerk'] },
    draftReply: { relations: ['replying'] },
    answer: { relations: ['replying'] },
    grade: { relations: ['replying'], states: movesFrom(assignmentWorkflow, 'answer') },
    sendToCo: { relations: ['replying'] },
    approve: { roles: ['unitLeader'] },
    submit: { roles: ['unitClerk'] },
    returnReply: { relations: ['supervision'] },
    revise: { relations: ['replying'] },
    pass: { relations: ['supervision'] },
    giveOpinion: { relations: ['coUnit'] },
    coSigned: { relations: ['clock'] },
    feedbackIn: { relations: ['clock'] },
    // Nobody makes it yet.
    requestExtension: {},
  },
}
