import { type BriefMove, briefWorkflow, isBriefDespatched, isBriefInk, isBriefInternalReview, isBriefPartyGroupReview } from '../../shared/briefs.ts'
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
  if (actor.kind !== 'person') return []
  const { committeeId, organisationId } = subject
  const committee = holdsAny(actor, [committeeId], ['specialCommittee', 'committeeHead']) ? ['committee'] : []
  if (!isRecord(subject)) return committee
  const home = [organisationId, committeeId]
  const { state } = subject
  const reviews =
    (!isBriefPartyGroupReview(state) && holdsAny(actor, [committeeId], ['committeeHead'])) ||
    (!isBriefInternalReview(state) && holdsAny(actor, home, ['branchPartyGroup']))
  return [
    ...committee,
    ...(holdsAny(actor, [committeeId], ['committeeHead']) ? ['head'] : []),
    ...(reviews ? ['reviewer'] : []),
    ...(!isBriefInk(state) && holdsAny(actor, home, ['branchPartyGroup', 'issuer', 'secretary', 'approver', 'auditor']) ? ['leadership'] : []),
    ...(isBriefDespatched(state) && supervises(actor, subject.offices) ? ['supervision'] : []),
    ...(holdsAny(actor, subject.units, ['unitClerk', 'unitLeader']) ? ['unit'] : []),
    ...(isBriefDespatched(state) && subject.contributors.includes(actor.id) ? ['contributor'] : []),
  ]
}

export const briefPolicy: Policy<BriefSubject, BriefAction> = {
  noun: 'brief',
  label: '建议简报',
  workflow: briefWorkflow,
  organisations: (subject) => [subject.committeeId, subject.organisationId],
  relations: {
    committee: '编简报的专委会',
    head: '编简报的专委会的负责人',
    reviewer: '眼下该审的人：先是专委会负责人，送分党组以后是分党组',
    leadership: '分党组、签发人、机要秘书、审批人、审计员，送审以后',
    supervision: '督查室，报送以后',
    unit: '承办单位',
    contributor: '写过其中的话的人，报送以后',
    clock: '系统',
  },
  related: briefRelations,
  state: (subject) => (isRecord(subject) ? subject.state : briefWorkflow.initial),
  rules: {
    see: { relations: ['committee', 'leadership', 'supervision', 'unit', 'contributor', 'clock'] },
    list: { signedIn: true },
    compile: { relations: ['committee'] },
    edit: { relations: ['committee'], states: [briefWorkflow.initial] },
    submit: { relations: ['committee'] },
    passInternal: { relations: ['head'] },
    returnForChange: { relations: ['reviewer'] },
    passPartyGroup: { roles: ['branchPartyGroup'] },
    number: { roles: ['issuer'] },
    despatch: { relations: ['committee'] },
    recordInstruction: { roles: ['secretary'] },
    assign: { relations: ['supervision'] },
    close: { relations: ['committee'] },
    firstAcknowledge: { relations: ['clock'] },
    // Nobody makes these yet.
    lapse: {},
    cancel: {},
  },
}
