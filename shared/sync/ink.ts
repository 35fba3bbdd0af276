import * as Y from 'yjs'

/**
 * A document for ink. Yjs by itself takes out marks that have become needless whenever others' words come in: every
 * page and the server would delete what nobody meant to, readers would send words, and the served text would know
 * deletions the log does not. Here only hands change the text.
 */
export function newInk(): Y.Doc {
  const doc = new Y.Doc()
  doc.on('afterTransaction', (transaction: Y.Transaction) => {
    transaction['_needFormattingCleanup'] = false
  })
  return doc
}
