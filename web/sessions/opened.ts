import type { Card } from '../../shared/cards.ts'

/** What lies over the hall just now; one thing at a time. */
export type Opened =
  | { kind: 'item'; id: string }
  | { kind: 'place'; card: Card }
  | { kind: 'floor' | 'dictate' | 'late' | 'proposed' | 'cards' | 'door' | 'people' | 'addPerson' | 'signers' | 'tools' }
export type OpenHall = (what: Opened) => void
