import { itemWorkflow, type ItemMove } from '../../shared/agenda.ts'
import { roles } from '../../shared/people.ts'
import type { Policy } from '../house/can.ts'
import { chairs, chairsAndRecorders, seatRelations, seatRelationsOf } from '../sessions/policy.ts'
import { isProposer, type ItemRecord } from './records.ts'

export const itemPolicy: Policy<ItemRecord, ItemMove | 'see' | 'reserve'> = {
  noun: 'item',
  label: '议程项',
  workflow: itemWorkflow,
  organisations: (record) => record.session.hosts,
  relations: { ...seatRelations, proposer: '提出的人' },
  related: (actor, record) => [
    ...seatRelationsOf(actor, record.session),
    ...(isProposer({ actor }, record) ? ['proposer'] : []),
  ],
  state: (record) => record.state,
  rules: {
    see: { roles, relations: ['listed'] },
    accept: chairs,
    reject: chairs,
    withdraw: { relations: ['proposer'] },
    reorder: chairs,
    begin: chairs,
    recordConsensus: chairs,
    recordInformed: chairs,
    recordNoConsensus: chairs,
    defer: chairs,
    setAside: chairs,
    reopen: chairs,
    reserve: { ...chairsAndRecorders, relations: [...chairsAndRecorders.relations, 'seated'] },
  },
}
