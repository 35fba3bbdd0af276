import * as Y from 'yjs'

/** What Yjs keeps to itself and the guard has to see. */

// Yjs’ own subclasses fit no narrower type of its base.
export type Holding = Y.AbstractType<any>

/** The item a type is the content of; null for a root. */
export const itemOf = (type: Holding): Y.Item | null => type['_item']
export const firstIn = (type: Holding): Y.Item | null => type['_start']
/** The item under a key: its present value, or the last one. */
export const itemUnder = (type: Holding, key: string): Y.Item | null => type['_map'].get(key) ?? null
export const holderOf = (item: Y.Item): Holding => item.parent as Holding
/** The type that an item brings; null for words and values. */
export const typeIn = (item: Y.Item): Holding | null => (item.content instanceof Y.ContentType ? item.content.type : null)

/** What the text has under an id that it knows. */
export function structIn(doc: Y.Doc, client: number, clock: number): Y.Item | Y.GC {
  const structs = doc.store.clients.get(client)!
  return structs[Y.findIndexSS(structs, clock)]!
}
