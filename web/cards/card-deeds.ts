import type { Card } from '../../shared/cards.ts'
import { api } from '../api.ts'
import { deed } from '../deed.ts'

const routes = api.cards[':id']
type At = Pick<Card, 'id' | 'version'>
const on = (card: At) => ({ param: { id: card.id }, json: { version: card.version } })

/** Where a card goes in the text: after a clause (null: at the end), or into a clause that already says it. */
export type Placing = { after: string | null; join: string | null }

/** What can be done with a card; each answers with the fresh card. */
export const cardDeeds = {
  say: (sessionId: string, words: string, itemId: string | null, participantId?: string) =>
    deed((o) =>
      api.sessions[':id'].cards.$post(
        { param: { id: sessionId }, json: { words, itemId, ...(participantId ? { participantId } : {}) } },
        o,
      ),
    ),
  takeIssues: (sessionId: string) =>
    deed((o) => api.sessions[':id'].cards['from-issues'].$post({ param: { id: sessionId }, json: {} }, o)),
  confirm: (card: At) => deed((o) => routes.confirm.$post(on(card), o)),
  place: (card: At, placing: Placing) =>
    deed((o) => routes.place.$post({ param: { id: card.id }, json: { version: card.version, ...placing } }, o)),
  merge: (card: At, into: string) =>
    deed((o) => routes.merge.$post({ param: { id: card.id }, json: { version: card.version, into } }, o)),
  defer: (card: At) => deed((o) => routes.defer.$post(on(card), o)),
  leave: (card: At, reason: string) =>
    deed((o) => routes.leave.$post({ param: { id: card.id }, json: { version: card.version, reason } }, o)),
  takeBack: (card: At) => deed((o) => routes['take-back'].$post(on(card), o)),
}
