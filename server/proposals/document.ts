import { isProposalInk } from '../../shared/proposals.ts'
import type { Actor } from '../../shared/people.ts'
import type { Hand } from '../../shared/documents/access.ts'
import type { DocumentOwner } from '../documents/owner.ts'
import { proposalPolicy, proposalRelations } from './policy.ts'
import { proposalOfDocument, proposalRecord, type ProposalRecord } from './records.ts'

function handOn(actor: Actor, record: ProposalRecord): { hand: Hand; newestOnly: boolean } | null {
  const related = proposalRelations(actor, record)
  if (related.includes('sponsor')) return { hand: 'author', newestOnly: false }
  const sees = related.some((relation) => proposalPolicy.rules.see.relations?.includes(relation))
  return sees ? { hand: 'observer', newestOnly: !related.includes('office') } : null
}

/** Proposals own their texts: its sponsors write it together, whoever may see the proposal reads it. */
export const proposalOwner: DocumentOwner = {
  kind: 'proposal',
  concerns: ['proposal'],
  async standing(tx, actor, documentId) {
    const row = await proposalOfDocument(tx, documentId)
    if (!row) return null
    const found = handOn(actor, await proposalRecord(tx, actor, row))
    return found && { ...found, phase: isProposalInk(row.state) ? 'writing' : 'sealed' }
  },
  async state(tx, documentId) {
    return (await proposalOfDocument(tx, documentId))?.state ?? ''
  },
}
