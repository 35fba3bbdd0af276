import * as Y from 'yjs'
import { agendaRoot } from '../../shared/documents/kinds.ts'
import type { Holding } from '../../shared/sync/guard/yjs.ts'
import { agendaPicture, mendAgenda } from './mend-agenda.ts'
import { mendText, textPicture } from './mend-text.ts'

/**
 * One who may only contribute deletes their own clause while another writes in it, or sets off words of their own in
 * bold just where another's come in: nobody did wrong, and yet others' words would go or change. Before such an update
 * a picture is taken of others' words around it; after it the house puts back what was hurt.
 */

/** What the house writes to put others' words right, under whose name and as which new Yjs client. */
export type Mending = { account: string; client: number; bytes: Uint8Array }
export type Owners = { owns: (client: number) => boolean; ownerOf: (client: number) => string }

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

/** Lets the house write for somebody, as a Yjs client that has written nothing yet. */
export type WriteAs = (account: string, write: (client: number) => void) => void

function createHands(doc: Y.Doc) {
  const clients = new Map<string, number>()
  const mendings: Mending[] = []
  let account = ''
  const note = (bytes: Uint8Array) => mendings.push({ account, client: doc.clientID, bytes })

  const as: WriteAs = (whose, write) => {
    const before = doc.clientID
    account = whose
    const client = clients.get(whose) ?? newClient(doc)
    clients.set(whose, client)
    doc.clientID = client
    try {
      doc.transact(() => write(client))
    } finally {
      doc.clientID = before
    }
  }
  return {
    as,
    collect(mend: () => void): Mending[] {
      doc.on('update', note)
      try {
        mend()
      } finally {
        doc.off('update', note)
      }
      return mendings
    },
  }
}

function newClient(doc: Y.Doc): number {
  for (;;) {
    const client = crypto.getRandomValues(new Uint32Array(1))[0]!
    if (!doc.store.clients.has(client)) return client
  }
}
