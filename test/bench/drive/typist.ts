import * as Y from 'yjs'
import { newClauseId } from '../../../shared/documents/clauses.ts'
import { textRoot } from '../../../shared/documents/kinds.ts'
import { writePresence } from '../../../shared/sync/wire.ts'
import { type Hearing, type Light, type Opening, openLight } from './light.ts'

/** Somebody who types: the only kind of client with a Yjs document, which also takes in what the others type. */
export type Typist = {
  light: Light
  doc: Y.Doc
  client: number
  /** Where this client's clock stands; one key moves it by one. */
  clock: () => number
  /** Opens a paragraph of its own to write in. */
  begin: () => void
  /** Types the next letter: words, and where the caret is now. */
  key: () => void
  text: () => string
}

const letters = '协商在基层群众的事情由群众商量着办把话说透把事办好'

export function openTypist(opening: Opening, hearing: Hearing = {}): Typist {
  const doc = new Y.Doc()
  const client = doc.clientID
  const words = new Y.XmlText()
  let written = 0
  let presenceClock = 1
  const light = openLight(
    { ...opening, presence: announcement(client) },
    {
      ...hearing,
      update: (payload, at) => {
        Y.applyUpdate(doc, payload, 'server')
        hearing.update?.(payload, at)
      },
      beyond: (stateVector) => Y.encodeStateAsUpdate(doc, stateVector),
    },
  )
  void light.synced.then((whole) => Y.applyUpdate(doc, whole, 'server')).catch(() => {})
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'server') light.send('update', update)
  })
  return {
    light,
    doc,
    client,
    clock: () => Y.getState(doc.store, client),
    begin() {
      doc.transact(() => {
        const paragraph = new Y.XmlElement('paragraph')
        paragraph.setAttribute('clauseId', newClauseId())
        paragraph.insert(0, [words])
        doc.getXmlFragment(textRoot).push([paragraph])
      })
    },
    key() {
      words.insert(written, letters[written % letters.length]!)
      written += 1
      light.send('presence', caretOf(client, (presenceClock += 1), Y.getState(doc.store, client) - 1))
    },
    text: () => doc.getXmlFragment(textRoot).toString(),
  }
}

/** What a page says of itself when it comes in: the message without its type. */
export function announcement(client: number): Uint8Array {
  return inner([{ clientId: client, clock: 1, state: { user } }])
}

const user = { name: '委员甲', color: '#1677ff' }

function caretOf(client: number, clock: number, letter: number): Uint8Array {
  const point = { type: null, tname: null, item: { client, clock: letter }, assoc: 0 }
  return inner([{ clientId: client, clock, state: { user, cursor: { anchor: point, head: point } } }])
}

/** `writePresence` makes a whole message: its type and its length stand before what goes into a light client. */
function inner(entries: Parameters<typeof writePresence>[0]): Uint8Array {
  const message = writePresence(entries)
  return message.subarray(message.length < 130 ? 2 : 3)
}
