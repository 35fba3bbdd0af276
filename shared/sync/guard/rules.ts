import * as Y from 'yjs'
import { agendaRoot, textRoot } from '../../documents/kinds.ts'
import { isAttribute, textChildren, textMarks, textNodes } from '../../documents/schema.ts'
import { contents, type Holder, type Struct, types } from './reading.ts'
import { itemOf } from './yjs.ts'

/** What may stand where in the ink of a text: the schema of the editor, and the shape of an agenda. */

/** What a holder is: the root, an element by its name, the words in one, an item of the agenda, or its `words` or `note`. */
type Spot = { kind: 'root' | 'element' | 'words' | 'item' | 'text'; name: string }
const rootSpot: Spot = { kind: 'root', name: '' }
const wordsSpot: Spot = { kind: 'words', name: '' }
const itemSpot: Spot = { kind: 'item', name: '' }

export function spotOf(holder: Holder): Spot | null {
  if (!(holder instanceof Y.AbstractType)) {
    if (holder.type === types.words) return wordsSpot
    if (holder.type === types.element) return { kind: 'element', name: holder.name }
    if (holder.type === types.map) return itemSpot
    const { place } = holder
    return holder.type === types.text && place && place !== 'gone' ? { kind: 'text', name: place.key ?? '' } : null
  }
  const item = itemOf(holder)
  if (!item) return rootSpot
  if (holder instanceof Y.XmlText) return wordsSpot
  if (holder instanceof Y.XmlElement) return { kind: 'element', name: holder.nodeName }
  if (holder instanceof Y.Map) return itemSpot
  return holder instanceof Y.Text ? { kind: 'text', name: item.parentSub ?? '' } : null
}

type InkRules = { root: string; mayStand: (spot: Spot, key: string | null, struct: Struct) => boolean }

/** The values a mark is written with: on, or off again. Marks here have no attributes, and none is a link. */
const markValues: readonly string[] = ['{}', 'true', 'null']

const writtenText: InkRules = {
  root: textRoot,
  mayStand({ kind, name }, key, struct) {
    if (key !== null) {
      if (kind !== 'element' || !textNodes[name]?.includes(key)) return false
      return struct.content === contents.deleted || (struct.content === contents.any && struct.any.every((value) => isAttribute(key, value)))
    }
    if (struct.content === contents.deleted) return kind === 'root' || kind === 'element' || kind === 'words'
    if (kind === 'words') {
      if (struct.content === contents.string) return true
      return struct.content === contents.format && textMarks.includes(struct.name) && markValues.includes(struct.value)
    }
    if (struct.content !== contents.type || (kind !== 'root' && kind !== 'element')) return false
    const children = textChildren[kind === 'root' ? 'doc' : name]
    if (struct.type === types.words) return children?.includes('text') ?? false
    return struct.type === types.element && (children?.includes(struct.name) ?? false)
  },
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const longestField = 256
const agendaFields: Readonly<Record<string, 'string' | 'number'>> = { kind: 'string', order: 'string', minutes: 'number' }

const agenda: InkRules = {
  root: agendaRoot,
  mayStand({ kind, name }, key, struct) {
    const isType = (type: number) => struct.content === contents.type && struct.type === type
    if (kind === 'root') return key !== null && uuid.test(key) && (struct.content === contents.deleted || isType(types.map))
    if (kind === 'text') {
      const isOurs = name === 'words' || name === 'note'
      return isOurs && key === null && (struct.content === contents.string || struct.content === contents.deleted)
    }
    if (kind !== 'item' || key === null) return false
    if (key === 'words' || key === 'note') return struct.content === contents.deleted || isType(types.text)
    const field = Object.hasOwn(agendaFields, key) ? agendaFields[key] : null
    if (!field) return false
    if (struct.content === contents.deleted) return true
    return struct.content === contents.any && struct.any.every((value) => typeof value === field && String(value).length <= longestField)
  },
}

export const rulesOf = (root: string): InkRules => (root === agendaRoot ? agenda : writtenText)
