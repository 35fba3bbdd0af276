import type { Actor } from '../../shared/people.ts'
import { isReportGate, isReportPrivate, type ReportMove, reportWorkflow } from '../../shared/reports.ts'
import type { Policy } from '../house/can.ts'
import { holdsAny } from '../people/offices.ts'
import type { ReportRecord } from './records.ts'

/** Where no report stands yet: the organisation it would belong to, and the committees that count as it. */
export type ReportSubject = ReportRecord | { organisationId: string; homes?: readonly string[] }

export type ReportAction = ReportMove | 'see' | 'list' | 'write' | 'edit' | 'editText'

const isRecord = (subject: ReportSubject): subject is ReportRecord => 'state' in subject

/** Those who look reports over. */
export const deskRoles = ['infoEditor', 'gateReviewer', 'issuer', 'auditor'] as const

/**
 * What a person is to a report. It is an internal channel: its author, and those who look it over. Nobody looks over
 * what they wrote themselves, whatever roles they hold.
 */
export function reportRelations(actor: Actor, subject: ReportSubject): string[] {
  if (actor.kind === 'clock') return ['clock']
  if (!isRecord(subject) || actor.kind !== 'person') return []
  const own = subject.authorId === actor.id
  const sent = !isReportPrivate(subject.state)
  const holds = (role: (typeof deskRoles)[number]) => sent && holdsAny(actor, subject.offices.homes, [role])
  const editor = !own && holds('infoEditor')
  const reviewer = !own && holds('gateReviewer')
  return [
    ...(own ? ['author'] : []),
    ...(deskRoles.some(holds) ? ['desk'] : []),
    ...(editor ? ['editor'] : []),
    ...(reviewer ? ['reviewer'] : []),
    ...(!own && holds('issuer') ? ['issuer'] : []),
    ...((isReportGate(subject.state) ? reviewer : editor) ? ['onDuty'] : []),
  ]
}

export const reportPolicy: Policy<ReportSubject, ReportAction> = {
  noun: 'report',
  label: '社情民意信息',
  workflow: reportWorkflow,
  organisations: (subject) => (isRecord(subject) ? subject.offices.homes : [subject.organisationId, ...(subject.homes ?? [])]),
  relations: {
    author: '反映人',
    desk: '信息编审、三关审核、签发人、审计员，提交以后',
    editor: '信息编审，不是自己写的',
    reviewer: '三关审核，不是自己写的',
    issuer: '签发人，不是自己写的',
    onDuty: '经手这一步的人：三关由三关审核，其余由信息编审，不是自己写的',
    clock: '系统',
  },
  related: reportRelations,
  state: (subject) => (isRecord(subject) ? subject.state : reportWorkflow.initial),
  rules: {
    see: { relations: ['author', 'desk', 'clock'] },
    list: { signedIn: true },
    write: { roles: ['member', 'sectorConvenor', 'specialCommittee', 'facilitator', 'recorder'] },
    edit: { relations: ['author'], states: [...reportWorkflow.moves.submit.from, ...reportWorkflow.moves.resubmit.from] },
    editText: { relations: ['editor'], states: reportWorkflow.moves.finishEdit.from },
    submit: { relations: ['author'] },
    resubmit: { relations: ['author'] },
    take: { relations: ['editor'] },
    passInitial: { relations: ['editor'] },
    passPolitical: { relations: ['reviewer'] },
    passContent: { relations: ['reviewer'] },
    passEffect: { relations: ['reviewer'] },
    returnForChange: { relations: ['onDuty'] },
    retain: { relations: ['onDuty'] },
    finishEdit: { relations: ['editor'] },
    signIssue: { relations: ['issuer'] },
    adopt: { relations: ['editor'] },
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
