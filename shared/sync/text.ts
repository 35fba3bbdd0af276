import * as Y from 'yjs'
import { type Clause, clauseTypes, newClauseId, writeWas } from '../documents/clauses.ts'
import type { TextContent, TextMark, TextNode } from '../documents/content.ts'
import { textRoot } from '../documents/kinds.ts'
import { textMarks, textNodes } from '../documents/schema.ts'

/** Reading and writing a written text in its ink: the XmlFragment `prosemirror`. */

/** A run of characters one Yjs client wrote, in the order of the block's words; `clock` is its first one's. */
export type Run = { client: number; clock: number; length: number }
export type InkText = { content: TextContent; runs: Run[][] }

/** The text as plain JSON, and for each clause in order who wrote its characters. What the schema does not know is left out. */
export function readText(doc: Y.Doc): InkText {
  const runs: Run[][] = []
  const content = doc.getXmlFragment(textRoot).toArray().flatMap((child) => readNode(child, runs, null))
  return { content: { type: 'doc', content }, runs }
}

function readNode(node: unknown, runs: Run[][], block: Run[] | null): TextNode[] {
  if (node instanceof Y.XmlText) return block ? readWords(node, block) : []
  if (!(node instanceof Y.XmlElement) || !Object.hasOwn(textNodes, node.nodeName)) return []
  const type = node.nodeName
  if (type === 'hardBreak') {
    const { client = 0, clock = 0 } = node['_item']?.id ?? {}
    block?.push({ client, clock, length: 1 })
    return block ? [{ type }] : []
  }
  const isClause = clauseTypes.includes(type)
  const own: Run[] | null = isClause ? [] : block
  if (isClause && own) runs.push(own)
  const attrs: Record<string, string | number> = {}
  const held = node.getAttributes() as Record<string, unknown>
  for (const name of textNodes[type]!) {
    const value = held[name]
    if (typeof value === 'string' || typeof value === 'number') attrs[name] = value
  }
  const content = node.toArray().flatMap((child) => readNode(child, runs, own))
  return [
    {
      type,
      ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
      ...(content.length > 0 ? { content } : {}),
    },
  ]
}

function readWords(words: Y.XmlText, block: Run[]): TextNode[] {
  block.push(...runsOf(words))
  const nodes: TextNode[] = []
  for (const part of words.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]) {
    if (typeof part.insert !== 'string') continue
    const marks: TextMark[] = textMarks.filter((mark) => part.attributes?.[mark]).map((type) => ({ type }))
    const last = nodes.at(-1)
    if (last && JSON.stringify(last.marks ?? []) === JSON.stringify(marks)) last.text += part.insert
    else nodes.push({ type: 'text', text: part.insert, ...(marks.length > 0 ? { marks } : {}) })
  }
  return nodes
}

/** Who wrote the characters of one Yjs text, as they stand now. */
export function runsOf(words: Y.Text): Run[] {
  const runs: Run[] = []
  for (let item = words['_start']; item; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue
    runs.push({ client: item.id.client, clock: item.id.clock, length: item.content.str.length })
  }
  return runs
}

/** Whose client writes the next characters of a part; `length` says for how many of them. */
export type Hands = (part: string) => { client: number; length: number }[]

/**
 * Writes a text into an empty document. With `hands`, every run of characters is written under the client of its
 * author, so that authorship survives into a new generation.
 */
export function writeText(doc: Y.Doc, content: TextContent, hands?: Hands): void {
  const server = doc.clientID
  for (const node of content.content) insertNode(doc, doc.getXmlFragment(textRoot), node)
  if (!hands) {
    doc.transact(() => forEachBlock(doc, (element, node) => fill(element, node)))
    return
  }
  forEachBlock(doc, (element, node) => {
    const queue = hands(String(node.attrs?.['clauseId'] ?? '')).map((run) => ({ ...run }))
    for (const part of node.content ?? []) {
      for (let rest = part.type === 'hardBreak' ? '\n' : (part.text ?? ''); rest !== '';) {
        const run = queue[0] ?? { client: server, length: rest.length }
        const piece = rest.slice(0, run.length)
        rest = rest.slice(piece.length)
        run.length -= piece.length
        if (run.length === 0) queue.shift()
        doc.clientID = run.client
        doc.transact(() => appendWords(element, { ...part, text: piece }))
      }
    }
    doc.clientID = server
  })

  function forEachBlock(target: Y.Doc, visit: (element: Y.XmlElement, node: TextNode) => void): void {
    const walk = (parent: Y.XmlFragment | Y.XmlElement, nodes: readonly TextNode[]) => {
      parent.toArray().forEach((child, index) => {
        const node = nodes[index]
        if (!(child instanceof Y.XmlElement) || !node) return
        if (clauseTypes.includes(node.type)) visit(child, node)
        else walk(child, node.content ?? [])
      })
    }
    walk(target.getXmlFragment(textRoot), content.content)
  }
}

/** Puts the frame of a block in, at the end or at a place: its element and attributes, and for a list its items; no words yet. */
export function insertNode(doc: Y.Doc, parent: Y.XmlFragment | Y.XmlElement, node: TextNode, at?: number): void {
  const allowed = textNodes[node.type]
  if (!allowed) throw new Error(`a text holds no ${node.type}`)
  const element = new Y.XmlElement(node.type)
  doc.transact(() => {
    for (const name of allowed) {
      const value = node.attrs?.[name] ?? (name === 'start' ? 1 : undefined)
      if (value !== undefined) element.setAttribute(name, value as string)
    }
    parent.insert(at ?? parent.length, [element])
  })
  if (!clauseTypes.includes(node.type)) for (const child of node.content ?? []) insertNode(doc, element, child)
}

function fill(element: Y.XmlElement, node: TextNode): void {
  for (const part of node.content ?? []) appendWords(element, part)
}

export function appendWords(element: Y.XmlElement, part: TextNode): void {
  if (part.type === 'hardBreak') {
    element.push([new Y.XmlElement('hardBreak')])
    return
  }
  if (!part.text) return
  const attributes = looksOf(part.marks)
  const last = element.get(element.length - 1) as unknown
  if (last instanceof Y.XmlText) {
    last.insert(last.length, part.text, attributes)
    return
  }
  const words = new Y.XmlText()
  element.push([words])
  words.insert(0, part.text, attributes)
}

/** Every mark, on or off, as Yjs writes them: a word put beside bold ones is not bold unless it says so. */
export const looksOf = (marks: readonly TextMark[] = []): Record<string, object | null> =>
  Object.fromEntries(textMarks.map((mark) => [mark, marks.some((held) => held.type === mark) ? {} : null]))

/** The clauses of a text in their ink, in reading order. */
export function blocksIn(parent: Y.XmlFragment | Y.XmlElement): Y.XmlElement[] {
  return parent
    .toArray()
    .filter((child) => child instanceof Y.XmlElement && Object.hasOwn(textNodes, child.nodeName))
    .flatMap((child) => (clauseTypes.includes((child as Y.XmlElement).nodeName) ? [child as Y.XmlElement] : blocksIn(child as Y.XmlElement)))
}

/** Writes into the ink the ids and lineages that settling gave its blocks. */
export function writeIds(doc: Y.Doc, clauses: readonly Clause[]): void {
  const blocks = blocksIn(doc.getXmlFragment(textRoot))
  doc.transact(() => {
    clauses.forEach((clause, index) => {
      const block = blocks[index]
      if (!block || block.getAttribute('clauseId') === clause.id) return
      block.setAttribute('clauseId', clause.id)
      const was = writeWas(clause.was)
      if (was !== null) block.setAttribute('was', was)
    })
  })
}

/**
 * Puts one paragraph after the clause `after` (behind the list or quotation it stands in), or at the end of the text
 * before a trailing empty one, and says under which clause id.
 */
export function addClause(doc: Y.Doc, words: string, clauseId: string = newClauseId(), after: string | null = null): string {
  const root = doc.getXmlFragment(textRoot)
  const last = root.length > 0 ? (root.get(root.length - 1) as unknown) : null
  const trailing = last instanceof Y.XmlElement && last.nodeName === 'paragraph' && last.length === 0
  const before = after === null ? -1 : root.toArray().findIndex((child) => holdsClause(child, after))
  const element = new Y.XmlElement('paragraph')
  doc.transact(() => {
    element.setAttribute('clauseId', clauseId)
    root.insert(before >= 0 ? before + 1 : trailing ? root.length - 1 : root.length, [element])
    fill(element, { type: 'paragraph', content: [{ type: 'text', text: words }] })
  })
  return clauseId
}

/** Takes a clause out again. */
export function removeClause(doc: Y.Doc, clauseId: string): void {
  const root = doc.getXmlFragment(textRoot)
  const index = root.toArray().findIndex((child) => child instanceof Y.XmlElement && child.getAttribute('clauseId') === clauseId)
  if (index >= 0) root.delete(index, 1)
}

function holdsClause(node: unknown, clauseId: string): boolean {
  if (!(node instanceof Y.XmlElement)) return false
  return node.getAttribute('clauseId') === clauseId || node.toArray().some((child) => holdsClause(child, clauseId))
}
