import type { Actor } from '../../shared/people.ts'
import { isReportPrivate, type ReportMove, reportWorkflow } from '../../shared/reports.ts'
import type { Policy } from '../house/can.ts'
import { holdsAny } from '../people/offices.ts'
import type { ReportRecord } from './records.ts'

/** Where no report stands yet: the organisation it would belong to. */
export type ReportSubject = ReportRecord | { organisationId: string }

export type ReportAction = ReportMove | 'see' | 'list' | 'write' | 'edit' | 'editText'

const isRecord = (subject: ReportSubject): subject is ReportRecord => 'state' in subject

/** What a person is to a report. It is an internal channel: its author, and those who look it over. */
export function reportRelations(actor: Actor, subject: ReportSubject): string[] {
  if (actor.kind === 'clock') return ['clock']
  if (!isRecord(subject) || actor.kind !== 'person') return []
  const sent = !isReportPrivate(subject.state)
  return [
    ...(subject.authorId === actor.id ? ['author'] : []),
    ...(sent && holdsAny(actor, subject.offices.homes, ['infoEditor', 'gateReviewer', 'issuer', 'auditor']) ? ['desk'] : []),
  ]
}

export const reportPolicy: Policy<ReportSubject, ReportAction> = {
  noun: 'report',
  label: '社情民意信息',
  workflow: reportWorkflow,
  organisations: (subject) => (isRecord(subject) ? subject.offices.homes : [subject.organisationId]),
  relations: { author: '反映人', desk: '信息编审、三关审核、签发人、审计员，提交以后', clock: '系统' },
  related: reportRelations,
  state: (subject) => (isRecord(subject) ? subject.state : reportWorkflow.initial),
  rules: {
    see: { relations: ['author', 'desk', 'clock'] },
    list: { signedIn: true },
    write: { roles: ['member', 'sectorConvenor', 'specialCommittee', 'facilitator', 'recorder'] },
    edit: { relations: ['author'], states: [...reportWorkflow.moves.submit.from, ...reportWorkflow.moves.resubmit.from] },
    editText: { roles: ['infoEditor'], states: reportWorkflow.moves.finishEdit.from },
    submit: { relations: ['author'] },
    resubmit: { relations: ['author'] },
    take: { roles: ['infoEditor'] },
    passInitial: { roles: ['infoEditor'] },
    passPolitical: { roles: ['gateReviewer'] },
    passContent: { roles: ['gateReviewer'] },
    passEffect: { roles: ['gateReviewer'] },
    returnForChange: { roles: ['infoEditor', 'gateReviewer'] },
    retain: { roles: ['infoEditor', 'gateReviewer'] },
    finishEdit: { roles: ['infoEditor'] },
    signIssue: { roles: ['issuer'] },
    adopt: { roles: ['infoEditor'] },
    lapse: { relations: ['clock'] },
    // Nobody makes these yet.
    convert: {},
    combine: {},
    instruct: {},
    assign: {},
    unitReport: {},
    archive: {},
  },
}
