import { type Right, rightNames, type Scope } from '../../shared/documents/access.ts'
import type { AnyPolicy, Policy } from '../house/can.ts'

export type DocumentForActor = {
  organisationId: string
  id: string
  right: Right
  couldWrite: boolean
  /** Part of it is settled: only the notes are still written. */
  scope?: Scope
  /** Knows nothing of what was sealed before and taken back. */
  newestOnly?: boolean
}

type Action = 'see' | 'write' | 'comment' | 'sendLateWords' | 'seeHistory' | 'restore'

const policy: Policy<DocumentForActor, Action> = {
  noun: 'document',
  label: '共写的文字',
  organisations: (document) => [document.organisationId],
  relations: { ...rightNames, couldWrite: '定稿前可以写', everyVersion: '看得到历次的稿子', whole: '整份都可以修改' },
  related: (_actor, { right, couldWrite, scope = 'all', newestOnly = false }) => [
    right,
    ...(couldWrite ? ['couldWrite'] : []),
    ...(newestOnly ? [] : ['everyVersion']),
    ...(right === 'edit' && scope === 'all' ? ['whole'] : []),
  ],
  rules: {
    see: { relations: ['edit', 'contribute', 'comment', 'read'] },
    write: { relations: ['edit', 'contribute'] },
    comment: { relations: ['edit', 'contribute', 'comment'] },
    sendLateWords: { relations: ['couldWrite'] },
    seeHistory: { relations: ['everyVersion'] },
    restore: { relations: ['whole'] },
  },
}
export const documentPolicy = policy as unknown as AnyPolicy
