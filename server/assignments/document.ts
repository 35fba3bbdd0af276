import { isReplyInk } from '../../shared/assignments.ts'
import type { Hand } from '../../shared/documents/access.ts'
import type { DocumentOwner } from '../documents/owner.ts'
import { assignmentPolicy, assignmentRelations } from './policy.ts'
import { assignmentRecord } from './queries.ts'
import { assignmentOfReply } from './records.ts'

/** Replies are written inside the unit; the other units, the offices and, once answered, the sponsors read them. */
export const replyOwner: DocumentOwner = {
  kind: 'reply',
  concerns: ['assignment'],
  async standing(tx, actor, documentId) {
    const row = await assignmentOfReply(tx, documentId)
    if (!row) return null
    const related = assignmentRelations(actor, await assignmentRecord(tx, row))
    const sees = related.some((relation) => assignmentPolicy.rules.see.relations?.includes(relation))
    const hand: Hand = related.includes('replying') ? 'departmentStaff' : 'observer'
    return sees ? { hand, phase: isReplyInk(row.state) ? 'writing' : 'sealed' } : null
  },
  async state(tx, documentId) {
    return (await assignmentOfReply(tx, documentId))?.state ?? ''
  },
}
