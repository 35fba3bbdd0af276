import type * as Y from 'yjs'
import { agendaRoot } from '../../shared/documents/kinds.ts'
import type { Holding } from '../../shared/sync/guard/yjs.ts'
import { agendaPicture, mendAgenda } from './mend-agenda.ts'
import { createHands, type Mending, type Owners } from './mend-hands.ts'
import { mendText, textPicture } from './mend-text.ts'

/**
 * One who may only contribute deletes their own clause while another writes in it, or sets off words of their own in
 * bold just where another's come in: nobody did wrong, and yet others' words would go or change. Before such an update
 * a picture is taken of others' words around it; after it the house puts back what was hurt.
 */

/** Takes the picture before an update; the answer puts right, after it, what it hurt in the same document. */
export function beforeTouching(doc: Y.Doc, root: string, touched: ReadonlySet<Holding>, owners: Owners): () => Mending[] {
  const hands = createHands(doc)
  if (root === agendaRoot) {
    const picture = agendaPicture(doc, touched, owners)
    return () => hands.collect(() => mendAgenda(doc, picture, hands.as))
  }
  const picture = textPicture(touched, owners)
  return () => hands.collect(() => mendText(doc, picture, hands.as))
}
