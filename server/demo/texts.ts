import { opinionWorkflow } from '../../shared/opinions.ts'
import type { Owners } from '../documents/owner.ts'
import { opinionOfDocument } from '../opinions/records.ts'

/**
 * The owners of texts in the demonstration: an opinion text that belongs to no session was made for measuring, and
 * everyone of the county may write in it.
 */
export function withDemoTexts(owners: Owners): Owners {
  const { opinion } = owners
  return {
    ...owners,
    opinion: {
      ...opinion,
      standing: async (tx, actor, documentId) => {
        const standing = await opinion.standing(tx, actor, documentId)
        if (standing || (await opinionOfDocument(tx, documentId))) return standing
        return actor.kind === 'person' || actor.kind === 'guest' ? { hand: 'member', phase: 'writing' } : null
      },
      state: async (tx, documentId) => ((await opinionOfDocument(tx, documentId)) ? opinion.state(tx, documentId) : opinionWorkflow.initial),
    },
  }
}
