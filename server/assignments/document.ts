import { isReplyInk } from '../../shared/assignments.ts'
import type { Hand } from '../../shared/documents/access.ts'
import type { DocumentOwner } from '../documents/owner.ts'
import { assignmentPolicy, assignmentRelations } from './policy.ts'
import { assignmentRecord } from './queries.ts'
import { replyOf } from './records.ts'

/**
 * Replies are written inside the unit; the other units and the offices read them meanwhile. Those it is meant for read
 * it once it was delivered: of a second reply that is being written they know nothing yet.
 */
export const replyOwner: DocumentOwner = {
  kind: 'reply',
  concerns: ['assignment'],
  async standing(tx, actor, documentId) {
    const reply = await replyOf(tx, documentId)
    if (!reply) return null
    const related = assignmentRelations(actor, await assignmentRecord(tx, reply.row))
    const seeing = related.filter((relation) => assignmentPolicy.rules.see.relations?.includes(relation))
    const inside = seeing.some((relation) => relation !== 'answered')
    if (!inside && !(seeing.includes('answered') && reply.delivered)) return null
    const hand: Hand = related.includes('replying') ? 'departmentStaff' : 'observer'
    return { hand, newestOnly: !inside, phase: reply.current && isReplyInk(reply.row.state) ? 'writing' : 'sealed' }
  },
  async state(tx, documentId) {
    return (await replyOf(tx, documentId))?.row.state ?? ''
  },
}
