import { type Right, rightNames } from '../../shared/documents/access.ts'
import type { AnyPolicy, Policy } from '../house/can.ts'

export type DocumentForActor = { organisationId: string; id: string; right: Right; couldWrite: boolean }

type Action = 'see' | 'write' | 'comment' | 'sendLateWords'

const policy: Policy<DocumentForActor, Action> = {
  noun: 'document',
  label: '共写的文字',
  organisations: (document) => [document.organisationId],
  relations: { ...rightNames, couldWrite: '定稿前可以写' },
  related: (_actor, document) => [document.right, ...(document.couldWrite ? ['couldWrite'] : [])],
  rules: {
    see: { relations: ['edit', 'contribute', 'comment', 'read'] },
    write: { relations: ['edit', 'contribute'] },
    comment: { relations: ['edit', 'contribute', 'comment'] },
    sendLateWords: { relations: ['couldWrite'] },
  },
}
export const documentPolicy = policy as unknown as AnyPolicy
