import type { Hand, Phase } from '../../shared/documents/access.ts'
import { isOpinionDrafting, isOpinionInk, type OpinionState } from '../../shared/opinions.ts'
import type { Actor } from '../../shared/people.ts'
import type { DocumentOwner } from '../documents/owner.ts'
import { recordFor, standingIn, type SessionRecord } from '../sessions/records.ts'
import { opinionOfDocument } from './records.ts'

function phaseOf(state: OpinionState): Phase {
  if (!isOpinionInk(state)) return 'sealed'
  return isOpinionDrafting(state) ? 'writing' : 'commenting'
}

/** Who writes is who belongs to the session; those of the hosts who only run it or look on need no seat. */
function handOn(actor: Actor, session: SessionRecord): Hand {
  const { hand, participant } = standingIn(actor, session)
  if (participant || hand === 'stranger' || hand === 'facilitator' || hand === 'recorder') return hand
  return 'observer'
}

/** Opinions own their texts: who may touch one follows the session and the state of the opinion (domain.md E.11). */
export const opinionOwner: DocumentOwner = {
  kind: 'opinion',
  concerns: ['opinion', 'session', 'participant'],
  async standing(tx, actor, documentId) {
    const opinion = await opinionOfDocument(tx, documentId)
    const session = opinion ? await recordFor(tx, actor, opinion.sessionId) : null
    if (!opinion || !session) return null
    return { hand: handOn(actor, session), phase: phaseOf(opinion.state), settings: session.rights }
  },
  async state(tx, documentId) {
    const opinion = await opinionOfDocument(tx, documentId)
    if (!opinion) throw new Error(`the text ${documentId} has no opinion`)
    return opinion.state
  },
}
