import { roles } from '../../shared/people.ts'
import { type TopicMove, topicWorkflow } from '../../shared/topics.ts'
import { movesFrom } from '../../shared/workflow.ts'
import type { Policy } from '../house/can.ts'
import type { TopicRow } from './queries.ts'

/** Where no topic stands yet: the organisation it would belong to. */
export type TopicRecord = TopicRow | { organisationId: string }

export const topicPolicy: Policy<TopicRecord, TopicMove | 'see' | 'list' | 'propose' | 'takeUp'> = {
  noun: 'topic',
  label: '议题',
  workflow: topicWorkflow,
  organisations: (record) => [record.organisationId],
  relations: { clock: '系统' },
  related: (actor) => (actor.kind === 'clock' ? ['clock'] : []),
  state: (record) => ('state' in record ? record.state : topicWorkflow.initial),
  rules: {
    see: { roles },
    list: { roles },
    propose: {
      roles: ['facilitator', 'recorder', 'approver', 'member', 'sectorConvenor', 'specialCommittee', 'committeeHead'],
    },
    approve: { roles: ['approver', 'facilitator'] },
    drop: { roles: ['approver', 'facilitator'] },
    takeUp: { roles: ['facilitator'], states: movesFrom(topicWorkflow, 'schedule') },
    // These three only mirror what a session did: its own deeds decide who may.
    schedule: { relations: ['clock'] },
    release: { relations: ['clock'] },
    discuss: { relations: ['clock'] },
  },
}
