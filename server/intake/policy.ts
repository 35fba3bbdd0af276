import { isIssueOpen, type IssueMove, issueWorkflow } from '../../shared/intake.ts'
import type { Role } from '../../shared/people.ts'
import { statesOf } from '../../shared/workflow.ts'
import type { Policy } from '../house/can.ts'
import type { IssueRow } from './records.ts'

/** An issue as its policy sees it; `opening` is this device's right to it, behind its private link. */
export type IssueRecord = (IssueRow & { opening?: string | null }) | { organisationId: string }

const station: readonly Role[] = ['facilitator', 'recorder']
const handlers: readonly Role[] = [...station, 'member', 'sectorConvenor']
const readers: readonly Role[] = [...handlers, 'approver', 'specialCommittee', 'committeeHead']

type IssueAction =
  | IssueMove | 'see' | 'list' | 'greet' | 'raise' | 'record' | 'seeContact' | 'addWords'
  | 'lookUp' | 'openEcho' | 'listEchoes' | 'seeEcho' | 'revokeLinks' | 'renewLink' | 'leaveEcho'

export const issuePolicy: Policy<IssueRecord, IssueAction> = {
  noun: 'issue',
  label: '说事',
  workflow: issueWorkflow,
  // A confidential one is nobody's by role: only its handler's.
  organisations: (record) => ('confidential' in record && record.confidential ? [] : [record.organisationId]),
  relations: { handler: '经办人', scribe: '代本人登记的经办人', originator: '说的人', clock: '系统' },
  related: (actor, record) => {
    if (actor.kind === 'clock') return ['clock']
    if (!('handlerId' in record)) return []
    if (actor.kind === 'holder') return record.opening === actor.id ? ['originator'] : []
    if (actor.kind !== 'person' || record.handlerId !== actor.id) return []
    return record.channel === 'qr' ? ['handler'] : ['handler', 'scribe']
  },
  state: (record) => ('state' in record ? record.state : issueWorkflow.initial),
  rules: {
    see: { roles: readers, relations: ['handler'] },
    list: { roles: readers },
    greet: { anyone: true },
    raise: { signedIn: true },
    record: { roles: handlers },
    triage: { roles: handlers },
    takeOn: { roles: handlers, relations: ['handler'] },
    escalate: { roles: handlers, relations: ['handler'] },
    answer: { roles: handlers, relations: ['handler'] },
    merge: { roles: station, relations: ['handler'] },
    notAccept: { roles: station, relations: ['handler'] },
    comeBack: { relations: ['clock'] },
    solve: { roles: station, relations: ['handler', 'clock'] },
    confirm: { relations: ['originator', 'scribe'] },
    deny: { relations: ['originator', 'scribe'] },
    retake: { relations: ['clock'] },
    close: { relations: ['clock'] },
    lapse: { relations: ['clock'] },
    seeContact: { relations: ['handler'] },
    addWords: { relations: ['originator', 'scribe'], states: statesOf(issueWorkflow).filter(isIssueOpen) },
    lookUp: { anyone: true },
    openEcho: { anyone: true },
    listEchoes: { anyone: true },
    seeEcho: { relations: ['originator'] },
    revokeLinks: { relations: ['originator'] },
    renewLink: { relations: ['originator'] },
    leaveEcho: { relations: ['originator'] },
  },
}
