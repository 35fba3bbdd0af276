import { isBriefInk } from '../../shared/briefs.ts'
import type { DocumentOwner } from '../documents/owner.ts'
import { briefPolicy, briefRelations } from './policy.ts'
import { briefOfDocument, briefRecord } from './records.ts'

/** Briefs own their texts: the committee's staff compile it together, whoever may see the brief reads it. */
export const briefOwner: DocumentOwner = {
  kind: 'brief',
  concerns: ['brief'],
  async standing(tx, actor, documentId) {
    const row = await briefOfDocument(tx, documentId)
    if (!row) return null
    const related = briefRelations(actor, await briefRecord(tx, row))
    if (!related.some((relation) => briefPolicy.rules.see.relations?.includes(relation))) return null
    return {
      hand: related.includes('committee') ? 'recorder' : 'observer',
      newestOnly: !related.includes('committee') && !related.includes('leadership'),
      phase: isBriefInk(row.state) ? 'writing' : 'sealed',
    }
  },
  async state(tx, documentId) {
    return (await briefOfDocument(tx, documentId))?.state ?? ''
  },
}
