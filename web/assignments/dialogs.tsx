import type { ComponentType } from 'react'
import type { Assignment } from '../../shared/assignment-shapes.ts'
import { ContactDialog } from './Contacts.tsx'
import { type AskProps, GrantReassignDialog, RefuseReassignDialog, RequestReassignDialog } from './reassign-dialogs.tsx'
import { ApproveDialog, CoOpinionDialog, PassDialog, ReturnDialog } from './reply-dialogs.tsx'

const dialogs = {
  logContact: ContactDialog,
  requestReassign: RequestReassignDialog,
  grantReassign: GrantReassignDialog,
  refuseReassign: RefuseReassignDialog,
  giveOpinion: CoOpinionDialog,
  approve: ApproveDialog,
  returnReply: ReturnDialog,
  pass: PassDialog,
} as const satisfies Record<string, ComponentType<AskProps>>

/** Moves that ask something first. */
export type Asking = keyof typeof dialogs

/** The question before a move; what was filled in stays while the record changes below it. */
export function AskBefore({ assignment, asking, onClose }: { assignment: Assignment; asking: Asking | null; onClose: () => void }) {
  if (!asking) return null
  const Shown = dialogs[asking]
  return <Shown key={asking} assignment={assignment} open onClose={onClose} />
}
