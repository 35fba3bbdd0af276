import * as Y from 'yjs'
import { newInk } from '../../shared/sync/ink.ts'

/** A page as decent people use it: what it says, and what it would send. Everything it does is drawn from numbers. */
export type HonestPage = {
  doc: Y.Doc
  account: string
  /** May take out and change only its own account's words. */
  limited: boolean
  undo: Y.UndoManager
}

export const here = { origin: 'this page' }
/** The ids of every page of an account, old ones too. */
export type Mine = Map<string, Set<number>>

export type Opening = { from?: Y.Doc; tidies?: boolean; clientId?: number }

/** `tidies`: as Yjs does by itself; `from`: what the device still has of an earlier page. */
export function openPage(account: string, limited: boolean, mine: Mine, { from, tidies = false, clientId }: Opening = {}): HonestPage {
  const doc = tidies ? new Y.Doc() : newInk()
  if (clientId !== undefined) doc.clientID = clientId
  if (from) Y.applyUpdate(doc, Y.encodeStateAsUpdate(from))
  const ids = mine.get(account) ?? new Set()
  mine.set(account, ids.add(doc.clientID))
  const undo = new Y.UndoManager(rootOf(doc), {
    trackedOrigins: new Set([here]),
    captureTimeout: 0,
    // As the editor's own: a paragraph in which words stand is not taken away by an undo.
    deleteFilter: (item) => !(item.content instanceof Y.ContentType) || !isFilledParagraph(item.content.type),
  })
  return { doc, account, limited, undo }
}

export const rootOf = (doc: Y.Doc): Y.XmlFragment => doc.getXmlFragment('prosemirror')
const isFilledParagraph = (type: unknown): boolean =>
  type instanceof Y.XmlText ? type.length > 0 : type instanceof Y.XmlElement && type.nodeName === 'paragraph' && type.length > 0

const words = ['协商', '意见', '消防通道', '太窄', '，', '请拓宽。', '𠮷', '好好好', 'ab', '建议先修四百米', ' ']
const blockNames = ['paragraph', 'heading', 'paragraph']

export type Draw = { op: number; a: number; b: number; c: number }
type Deed = (page: HonestPage, draw: Draw, mine: Mine) => void

/** All blocks of words, wherever they stand. */
export function blocksOf(parent: Y.XmlFragment | Y.XmlElement): Y.XmlElement[] {
  return parent.toArray().flatMap((child) => {
    if (!(child instanceof Y.XmlElement)) return []
    return ['paragraph', 'heading'].includes(child.nodeName) ? [child] : blocksOf(child)
  })
}

function textIn(block: Y.XmlElement, at: number): Y.XmlText | null {
  const texts = block.toArray().filter((child) => child instanceof Y.XmlText)
  return texts[at % Math.max(1, texts.length)] ?? null
}

function pick(page: HonestPage, a: number): Y.XmlElement | null {
  const blocks = blocksOf(rootOf(page.doc))
  return blocks[a % Math.max(1, blocks.length)] ?? null
}

/** Whether every character of a range is of this page's account; every character of the text where none is given. */
function isMine(page: HonestPage, mine: Mine, text: Y.XmlText, from = 0, to = text.length): boolean {
  const ids = mine.get(page.account)!
  let at = 0
  for (let item = text['_start']; item; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue
    if (at < to && at + item.length > from && !ids.has(item.id.client)) return false
    at += item.length
  }
  return true
}
function holdsOnlyMine(page: HonestPage, mine: Mine, node: unknown): boolean {
  if (node instanceof Y.XmlText) return isMine(page, mine, node)
  return !(node instanceof Y.XmlElement) || node.toArray().every((child) => holdsOnlyMine(page, mine, child))
}
const mayTouch = (page: HonestPage, mine: Mine, node: unknown): boolean => !page.limited || holdsOnlyMine(page, mine, node)

export const plain = (text: Y.XmlText): string => (text.toDelta() as { insert: string }[]).map((part) => part.insert).join('')
/** No page puts its cursor into the middle of a character that takes two units. */
function placeIn(text: Y.XmlText, at: number): number {
  const unit = plain(text).charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at
}
function range(text: Y.XmlText, b: number, c: number): { from: number; length: number } {
  const from = placeIn(text, b % Math.max(1, text.length))
  return { from, length: placeIn(text, Math.min(text.length, from + 1 + (c % 4))) - from }
}

let ids = 0
const newId = (): string => `c-${(ids += 1)}`

function block(name: string, says: string, marks?: object): Y.XmlElement {
  const element = new Y.XmlElement<{ clauseId: string; level: number }>(name)
  element.setAttribute('clauseId', newId())
  if (name === 'heading') element.setAttribute('level', 1)
  if (says !== '') {
    const text = new Y.XmlText()
    element.insert(0, [text])
    text.insert(0, says, marks ?? {})
  }
  return element as unknown as Y.XmlElement
}
function list(name: string, items: Y.XmlElement[]): Y.XmlElement {
  const element = new Y.XmlElement<{ start: number }>(name)
  if (name === 'orderedList') element.setAttribute('start', 1)
  element.insert(0, items.map((inside) => {
    const item = new Y.XmlElement(name === 'blockquote' ? 'paragraph' : 'listItem')
    if (name !== 'blockquote') item.insert(0, [inside])
    return name === 'blockquote' ? inside : item
  }))
  return element as unknown as Y.XmlElement
}

const type: Deed = (page, { a, b, c }) => {
  const into = pick(page, a)
  if (!into) return rootOf(page.doc).insert(0, [block('paragraph', words[c % words.length]!)])
  const text = textIn(into, b)
  if (text) text.insert(placeIn(text, b % (text.length + 1)), words[c % words.length]!)
  else {
    const fresh = new Y.XmlText()
    into.insert(0, [fresh])
    fresh.insert(0, words[c % words.length]!)
  }
}
const erase: Deed = (page, { a, b, c }, mine) => {
  const from = pick(page, a)
  const text = from && textIn(from, b)
  if (!text || text.length === 0) return
  const { from: at, length } = range(text, b, c)
  if (!page.limited || isMine(page, mine, text, at, at + length)) text.delete(at, length)
}
const setOff: Deed = (page, { a, b, c }, mine) => {
  const from = pick(page, a)
  const text = from && textIn(from, b)
  if (!text || text.length === 0) return
  const { from: at, length } = range(text, b, c)
  if (page.limited && !isMine(page, mine, text, at, at + length)) return
  text.format(at, length, { [c % 2 ? 'bold' : 'italic']: b % 3 === 0 ? null : {} })
}
const enter: Deed = (page, { a, b }, mine) => {
  const at = pick(page, a)
  if (!at) return
  const parent = at.parent as Y.XmlElement
  const index = parent.toArray().indexOf(at)
  const text = textIn(at, b)
  const cut = text ? placeIn(text, b % (text.length + 1)) : 0
  const tail = text ? text.length - cut : 0
  if (page.limited && text && tail > 0 && !isMine(page, mine, text, cut)) {
    parent.insert(index + 1, [block('paragraph', '')])
    return
  }
  const moved = text ? plain(text).slice(cut) : ''
  if (text && tail > 0) text.delete(cut, tail)
  parent.insert(index + 1, [block(at.nodeName, moved)])
}
const join: Deed = (page, { a }, mine) => {
  const second = pick(page, a)
  const first = second?.prevSibling
  if (!second || !(first instanceof Y.XmlElement) || !blockNames.includes(first.nodeName)) return
  if (!mayTouch(page, mine, second)) return
  const says = second.toArray().map((part) => (part instanceof Y.XmlText ? plain(part) : '')).join('')
  const parent = second.parent as Y.XmlElement
  parent.delete(parent.toArray().indexOf(second), 1)
  const text = textIn(first, 0)
  if (text && says !== '') text.insert(text.length, says)
}
const paste: Deed = (page, { a, b, c }) => {
  const root = rootOf(page.doc)
  const says = () => words[(b + ids) % words.length]!
  const pasted: Y.XmlElement[] = []
  for (let n = 0; n <= c % 3; n += 1) {
    const kind = (b + n) % 5
    if (kind === 0) pasted.push(list('bulletList', [block('paragraph', says()), block('paragraph', says(), { bold: {} })]))
    else if (kind === 1) pasted.push(list('orderedList', [block('paragraph', says())]))
    else if (kind === 2) pasted.push(list('blockquote', [block('paragraph', says())]))
    else pasted.push(block(blockNames[kind % 3]!, says(), b % 2 ? { italic: {} } : undefined))
  }
  root.insert(a % (root.length + 1), pasted)
}
const removeBlock: Deed = (page, { a }, mine) => {
  const root = rootOf(page.doc)
  if (root.length === 0) return
  const index = a % root.length
  if (mayTouch(page, mine, root.get(index))) root.delete(index, 1)
}
const retitle: Deed = (page, { a, b }, mine) => {
  const at = pick(page, a)
  if (!at || !mayTouch(page, mine, at)) return
  at.setAttribute('clauseId', newId())
  if (at.nodeName === 'heading') (at as Y.XmlElement<{ level: number }>).setAttribute('level', 1 + (b % 2))
  else if (b % 2) at.setAttribute('was', 'c-1 c-2')
  else at.removeAttribute('was')
}
const lineBreak: Deed = (page, { a, b }) => {
  const at = pick(page, a)
  if (at) at.insert(b % (at.length + 1), [new Y.XmlElement('hardBreak'), new Y.XmlText('行')])
}

const deeds: Deed[] = [type, type, type, type, erase, erase, setOff, enter, join, paste, removeBlock, retitle, lineBreak]

/** One thing a person does. Undoing and doing again are theirs only. */
export function act(page: HonestPage, draw: Draw, mine: Mine): void {
  const at = draw.op % (deeds.length + 3)
  if (at < deeds.length) page.doc.transact(() => deeds[at]!(page, draw, mine), here)
  else if (at === deeds.length + 2) page.undo.redo()
  else page.undo.undo()
}
