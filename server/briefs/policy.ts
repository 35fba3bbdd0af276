import { type BriefMove, briefWorkflow, isBriefDespatched, isBriefInk } from '../../shared/briefs.ts'
import type { Actor } from '../../shared/people.ts'
import type { Policy } from '../house/can.ts'
import { holdsAny, supervises } from '../people/offices.ts'
import type { BriefRecord } from './records.ts'

/** Where no brief stands yet: the committee that would compile it. */
export type BriefSubject = BriefRecord | { organisationId: string; committeeId: string }

export type BriefAction = BriefMove | 'see' | 'list' | 'compile' | 'edit'

const isRecord = (subject: BriefSubject): subject is BriefRecord => 'state' in subject

/** What a person is to a brief. While it is compiled only its committee knows of it. */
export function briefRelations(actor: Actor, subject: BriefSubject): string[] {
  if (actor.kind === 'clock') return ['clock']
  if (!isRecord(subject) || actor.kind !== 'person') return []
  const home = [subject.organisationId]
  return [
    ...(holdsAny(actor, [subject.committeeId], ['specialCommittee', 'committeeHead']) ? ['committee'] : []),
    ...(!isBriefInk(subject.state) && holdsAny(actor, home, ['branchPartyGroup', 'issuer', 'secretary', 'approver', 'auditor']) ? ['leadership'] : []),
    ...(isBriefDespatched(subject.state) && supervises(actor, subject.offices) ? ['supervision'] : []),
    ...(holdsAny(actor, subject.units, ['unitClerk', 'unitLeader']) ? ['unit'] : []),
  ]
}

export const briefPolicy: Policy<BriefSubject, BriefAction> = {
  noun: 'brief',
  label: '建议简报',
  workflow: briefWorkflow,
  organisations: (subject) => [subject.committeeId, subject.organisationId],
  relations: {
    committee: '编简报的专委会',
    leadership: '分党组、签发人、机要秘书、审批人、审计员，送审以后',
    supervision: '督查室，报送以后',
    unit: '承办单位',
    clock: '系统',
  },
  related: briefRelations,
  state: (subject) => (isRecord(subject) ? subject.state : briefWorkflow.initial),
  rules: {
    see: { relations: ['committee', 'leadership', 'supervision', 'unit', 'clock'] },
    list: { signedIn: true },
    compile: { roles: ['specialCommittee', 'committeeHead'] },
    edit: { roles: ['specialCommittee', 'committeeHead'], states: [briefWorkflow.initial] },
    submit: { roles: ['specialCommittee', 'committeeHead'] },
    passInternal: { roles: ['committeeHead'] },
    returnForChange: { roles: ['committeeHead', 'branchPartyGroup'] },
    passPartyGroup: { roles: ['branchPartyGroup'] },
    number: { roles: ['issuer'] },
    despatch: { roles: ['specialCommittee', 'committeeHead'] },
    recordInstruction: { roles: ['secretary'] },
    assign: { relations: ['supervision'] },
    close: { roles: ['specialCommittee', 'committeeHead'] },
    firstAcknowledge: { relations: ['clock'] },
    // Nobody makes these yet.
    lapse: {},
    cancel: {},
  },
}
