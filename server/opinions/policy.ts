import { type OpinionMove, opinionInkStates, opinionWorkflow } from '../../shared/opinions.ts'
import { roles } from '../../shared/people.ts'
import { movesFrom } from '../../shared/workflow.ts'
import type { Policy } from '../house/can.ts'
import { chairs, chairsAndRecorders, seatRelations, seatRelationsOf } from '../sessions/policy.ts'
import type { SessionRecord } from '../sessions/records.ts'
import type { OpinionRow } from './records.ts'

/** An opinion as its policy sees it: the row, the session it belongs to, and what the one who asks is to it. */
export type OpinionRecord = OpinionRow & {
  session: SessionRecord
  /** The caller is asked to sign it and has not yet. */
  asked: boolean
  /** The announced moment has come, and the caller acts for the facilitator who announced it. */
  sealing?: boolean
}

export type OpinionAction = OpinionMove | 'see' | 'title' | 'listSigners' | 'takeSignature'

export const opinionPolicy: Policy<OpinionRecord, OpinionAction> = {
  noun: 'opinion',
  label: '协商意见',
  workflow: opinionWorkflow,
  organisations: (record) => record.session.hosts,
  relations: { ...seatRelations, signer: '被请签名的人', announcer: '宣布定稿的主持人，到时由系统落印', clock: '系统' },
  related: (actor, record) => [
    ...seatRelationsOf(actor, record.session),
    ...(record.asked ? ['signer'] : []),
    ...(record.sealing && actor.kind === 'person' && actor.id === record.freezingBy ? ['announcer'] : []),
    ...(actor.kind === 'clock' ? ['clock'] : []),
  ],
  state: (record) => record.state,
  rules: {
    see: { roles, relations: ['listed'] },
    requestReview: chairs,
    reopen: chairs,
    announceFreeze: chairs,
    cancelFreeze: { ...chairs, relations: [...chairs.relations, 'clock'] },
    freeze: { relations: ['announcer'] },
    unfreeze: chairs,
    openCountersign: chairs,
    listSigners: { ...chairs, states: movesFrom(opinionWorkflow, 'openCountersign') },
    sign: { relations: ['signer'] },
    takeSignature: { ...chairs, states: movesFrom(opinionWorkflow, 'sign') },
    decline: { relations: ['signer'] },
    title: { ...chairsAndRecorders, states: opinionInkStates },
    // What becomes of a signed opinion is no deed of the hall: nobody makes these by hand there.
    lapse: {},
    submit: {},
    revise: {},
    discard: {},
  },
}
