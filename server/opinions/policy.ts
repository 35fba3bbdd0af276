import { isOpinionSigned, type OpinionMove, opinionInkStates, opinionWorkflow } from '../../shared/opinions.ts'
import { type Actor, roles, rolesIn } from '../../shared/people.ts'
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
  /** The special committees under the hosts: what is signed is theirs to compile. */
  committees: readonly string[]
  /** The announced moment has come, and the caller acts for the facilitator who announced it. */
  sealing?: boolean
}

export type OpinionAction = OpinionMove | 'see' | 'title' | 'listSigners' | 'takeSignature'

const compiles = (actor: Actor, record: OpinionRecord): boolean =>
  rolesIn(actor, record.committees).some((role) => role === 'specialCommittee' || role === 'committeeHead')

export const opinionPolicy: Policy<OpinionRecord, OpinionAction> = {
  noun: 'opinion',
  label: '协商意见',
  workflow: opinionWorkflow,
  organisations: (record) => record.session.hosts,
  relations: { ...seatRelations, signer: '被请签名的人', committee: '主办政协的专委会，签好以后', announcer: '宣布定稿的主持人，到时由系统落印', clock: '系统' },
  related: (actor, record) => [
    ...seatRelationsOf(actor, record.session),
    ...(record.asked ? ['signer'] : []),
    ...(isOpinionSigned(record.state) && compiles(actor, record) ? ['committee'] : []),
    ...(record.sealing && actor.kind === 'person' && actor.id === record.freezingBy ? ['announcer'] : []),
    ...(actor.kind === 'clock' ? ['clock'] : []),
  ],
  state: (record) => record.state,
  rules: {
    see: { roles, relations: ['listed', 'committee'] },
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
    // Something is made of it: what, and by whom, the proposal, brief or report asks in its turn.
    submit: { roles: ['facilitator', 'member', 'sectorConvenor', 'specialCommittee', 'committeeHead'], relations: ['committee'] },
    // Nobody makes these by hand.
    lapse: {},
    revise: {},
    discard: {},
  },
}
