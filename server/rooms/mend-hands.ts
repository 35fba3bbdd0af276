import type * as Y from 'yjs'

/** What the house writes to put others' words right, under whose name and as which new Yjs client. */
export type Mending = { account: string; client: number; bytes: Uint8Array }
export type Owners = { owns: (client: number) => boolean; ownerOf: (client: number) => string }

/** Lets the house write for somebody, as a Yjs client that has written nothing yet. */
export type WriteAs = (account: string, write: (client: number) => void) => void

/** Writes under others' names into a document, and collects what was written. */
export function createHands(doc: Y.Doc) {
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
