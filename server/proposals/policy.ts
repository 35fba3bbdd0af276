import type { Actor, Role } from '../../shared/people.ts'
import { isDocketedOnce, type ProposalMove, proposalWorkflow } from '../../shared/proposals.ts'
import { movesFrom } from '../../shared/workflow.ts'
import type { Policy } from '../house/can.ts'
import { holdsAny, type Offices, supervises } from '../people/offices.ts'
import type { ProposalRecord } from './records.ts'

/** Where no proposal stands yet: the organisation it would belong to, with its committees where they count. */
export type ProposalSubject = ProposalRecord | { organisationId: string; offices?: Offices }

export type ProposalAction =
  | ProposalMove
  | 'see' | 'list' | 'create' | 'edit' | 'ratings' | 'openPlenary'

export const officeRoles = ['proposalOffice', 'proposalCommittee'] as const satisfies readonly Role[]
export const colleagueRoles = ['member', 'sectorConvenor', 'facilitator', 'approver', 'auditor'] as const satisfies readonly Role[]

const isRecord = (subject: ProposalSubject): subject is ProposalRecord => 'state' in subject

/** What a person is to a proposal. Before it is submitted only those whose names stand on it know of it. */
export function proposalRelations(actor: Actor, subject: ProposalSubject): string[] {
  if (actor.kind === 'clock') return ['clock']
  if (!isRecord(subject) || actor.kind !== 'person') return []
  // Nobody else knows of it before it is submitted.
  const own = subject.sponsors.find(({ personId }) => personId === actor.id)
  const docketed = isDocketedOnce(subject.state)
  return [
    ...(own?.lead ? ['lead'] : []),
    ...(own?.standing ? ['sponsor'] : []),
    ...(own && !own.standing ? ['dropped'] : []),
    ...(subject.asked ? ['asked'] : []),
    ...(subject.submittedAt !== null && holdsAny(actor, subject.offices.homes, officeRoles) ? ['office'] : []),
    ...(docketed && holdsAny(actor, subject.offices.homes, colleagueRoles) ? ['colleague'] : []),
    ...(docketed && supervises(actor, subject.offices) ? ['supervision'] : []),
    ...(holdsAny(actor, subject.units, ['unitClerk', 'unitLeader']) ? ['unit'] : []),
  ]
}

export const proposalPolicy: Policy<ProposalSubject, ProposalAction> = {
  noun: 'proposal',
  label: '提案',
  workflow: proposalWorkflow,
  organisations: (subject) => subject.offices?.homes ?? [subject.organisationId],
  relations: {
    lead: '第一提案人',
    sponsor: '提案人和联名人',
    dropped: '没有签上名的联名人',
    asked: '被请联名的人',
    office: '提案办、提案委，提交以后',
    colleague: '本会委员、主持人、审批人、审计员，立案以后',
    supervision: '督查室，立案以后',
    unit: '承办单位',
    clock: '系统',
  },
  related: proposalRelations,
  state: (subject) => (isRecord(subject) ? subject.state : proposalWorkflow.initial),
  rules: {
    see: { relations: ['sponsor', 'dropped', 'office', 'colleague', 'supervision', 'unit', 'clock'] },
    list: { signedIn: true },
    create: { roles: ['member', 'sectorConvenor'] },
    edit: { relations: ['lead'], states: movesFrom(proposalWorkflow, 'requestSponsors') },
    requestSponsors: { relations: ['lead'] },
    sponsorSigned: { relations: ['asked'] },
    sponsorDeclined: { relations: ['asked'] },
    reopenDraft: { relations: ['lead'] },
    submit: { relations: ['lead'] },
    resubmit: { relations: ['lead'] },
    startReview: { roles: ['proposalOffice'] },
    returnForChange: { roles: ['proposalOffice'] },
    notDocket: { roles: ['proposalCommittee'] },
    docket: { roles: ['proposalCommittee'] },
    ratings: { relations: ['sponsor', 'office', 'supervision', 'unit'] },
    openPlenary: { roles: ['proposalOffice', 'proposalCommittee'] },
    assign: { relations: ['supervision'] },
    evaluate: { relations: ['sponsor'] },
    settle: { roles: ['proposalCommittee'] },
    // What follows from others' deeds, or from a day gone by.
    firstAcknowledge: { relations: ['clock'] },
    allReplied: { relations: ['clock'] },
    openEvaluation: { relations: ['clock'] },
    complete: { relations: ['clock'] },
    dissatisfied: { relations: ['clock'] },
    reReplied: { relations: ['clock'] },
    dissatisfiedAgain: { relations: ['clock'] },
    // Nobody makes these yet.
    withdraw: {},
    merge: {},
    markKey: {},
    lookBack: {},
    archive: {},
  },
}
