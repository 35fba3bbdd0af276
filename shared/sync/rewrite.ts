import * as Y from 'yjs'
import { clauseTypes, clausesOf } from '../documents/clauses.ts'
import type { AgendaContent, TextContent, TextNode } from '../documents/content.ts'
import { stepsBetween } from '../documents/difference.ts'
import { textRoot } from '../documents/kinds.ts'
import { textMarks, textNodes } from '../documents/schema.ts'
import { addItem, itemText, readAgenda, removeItem, setItem } from './agenda.ts'
import { blocksIn, insertNode, looksOf, readText, runsOf } from './text.ts'

/**
 * Making a live text say again what it once said, with as few changes as there are: what stands is left to stand, so
 * that whoever writes in it goes on writing.
 */

/** Whose the characters are: those of a part as they are wanted, and those of a client as they stand. */
export type Authors = {
  wanted: (part: string) => readonly { account: string; length: number }[]
  accountOf: (client: number) => string
  /** The Yjs client under which the words of an account are put back. */
  clientOf: (account: string) => number
}

export function rewriteText(doc: Y.Doc, wanted: TextContent, authors: Authors): void {
  standAs(doc, wanted)
  const blocks = blocksIn(doc.getXmlFragment(textRoot))
  const nodes = blocksOf(wanted.content)
  clausesOf(wanted).forEach((clause, index) => {
    const [block, node] = [blocks[index], nodes[index]]
    if (!block || !node) throw new Error('a text was built otherwise than it is wanted')
    for (const name of textNodes[node.type]!) {
      const value = node.attrs?.[name]
      if (value === block.getAttribute(name)) continue
      if (value === undefined) block.removeAttribute(name)
      else block.setAttribute(name, value as string)
    }
    rewriteBlock(doc, block, lettersOf(node, authors.wanted(clause.id)), authors)
  })
}

const blocksOf = (nodes: readonly TextNode[]): TextNode[] =>
  nodes.flatMap((node) => (clauseTypes.includes(node.type) ? [node] : blocksOf(node.content ?? [])))

/** The blocks, lists and quotations in their order: those that stand alike stay, the others go and come. */
function standAs(doc: Y.Doc, wanted: TextContent): void {
  const root = doc.getXmlFragment(textRoot)
  const frames = readText(doc).content.content.map(frameOf)
  const next = wanted.content.map(frameOf)
  let at = 0
  for (const { kind, from, to } of stepsBetween(frames, next, (a, b) => a === b)) {
    if (kind === 'same') at += to - from
    else if (kind === 'gone') root.delete(at, to - from)
    else for (const node of wanted.content.slice(from, to)) insertNode(doc, root, node, at++)
  }
}

/** A block without its words: its kind, its id, and for a list its items. */
function frameOf(node: TextNode): string {
  const { was: _, ...attrs } = node.attrs ?? {}
  const inside = clauseTypes.includes(node.type) ? [] : (node.content ?? []).map(frameOf)
  return JSON.stringify([node.type, Object.entries(attrs).toSorted(([a], [b]) => (a < b ? -1 : 1)), inside])
}

/** One character with its look and its author; a line break stands as itself. */
type Letter = { sign: string; marks: string; account: string; isBreak: boolean }

const isSameLetter = (a: Letter, b: Letter): boolean =>
  a.sign === b.sign && a.isBreak === b.isBreak && a.marks === b.marks && a.account === b.account

function lettersOf(node: TextNode, spans: readonly { account: string; length: number }[]): Letter[] {
  const units = spans.flatMap(({ account, length }) => Array.from({ length }, () => account))
  let at = 0
  return (node.content ?? []).flatMap((part) => {
    const isBreak = part.type === 'hardBreak'
    const marks = textMarks.filter((mark) => part.marks?.some((held) => held.type === mark)).join(' ')
    return [...(isBreak ? '\n' : (part.text ?? ''))].map((sign) => {
      const account = units[at] ?? ''
      at += sign.length
      return { sign, marks, account, isBreak }
    })
  })
}

function rewriteBlock(doc: Y.Doc, block: Y.XmlElement, wanted: readonly Letter[], authors: Authors): void {
  const children = block.toArray()
  const held = children.flatMap((child) => heldIn(child, authors))
  const steps = stepsBetween(held, wanted, isSameLetter)
  if (steps.every(({ kind }) => kind === 'same')) return
  const [words] = children
  if (wanted.length > 0 && children.length === 1 && words instanceof Y.XmlText && !wanted.some(({ isBreak }) => isBreak)) {
    applySteps(doc, words, held, wanted, steps, authors)
    return
  }
  block.delete(0, block.length)
  let text: Y.XmlText | null = null
  for (const run of runsIn(wanted)) {
    writeAs(doc, authors.clientOf(run.account), () => {
      if (run.isBreak) {
        block.push([...run.words].map(() => new Y.XmlElement('hardBreak')))
        text = null
        return
      }
      if (!text) block.push([(text = new Y.XmlText())])
      text.insert(text.length, run.words, run.looks)
    })
  }
}

function heldIn(child: unknown, { accountOf }: Authors): Letter[] {
  if (child instanceof Y.XmlElement) {
    return [{ sign: '\n', marks: '', account: accountOf(child['_item']?.id.client ?? 0), isBreak: true }]
  }
  if (!(child instanceof Y.XmlText)) return []
  const delta = child.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]
  const content = delta.map(({ insert, attributes }) => ({
    type: 'text',
    text: typeof insert === 'string' ? insert : '',
    marks: textMarks.filter((mark) => attributes?.[mark]).map((type) => ({ type })),
  }))
  return lettersOf({ type: 'paragraph', content }, runsOf(child).map(({ client, length }) => ({ account: accountOf(client), length })))
}

function applySteps(
  doc: Y.Doc,
  text: Y.Text,
  held: readonly Letter[],
  wanted: readonly Letter[],
  steps: ReturnType<typeof stepsBetween>,
  { clientOf }: Authors,
): void {
  const units = (letters: readonly Letter[]) => letters.reduce((sum, { sign }) => sum + sign.length, 0)
  let at = 0
  for (const { kind, from, to } of steps) {
    if (kind === 'same') at += units(held.slice(from, to))
    else if (kind === 'gone') text.delete(at, units(held.slice(from, to)))
    else {
      for (const run of runsIn(wanted.slice(from, to))) {
        const place = at
        writeAs(doc, clientOf(run.account), () => text.insert(place, run.words, text instanceof Y.XmlText ? run.looks : undefined))
        at += run.words.length
      }
    }
  }
}

/** Letters that follow each other alike, together. */
function runsIn(letters: readonly Letter[]): { words: string; account: string; isBreak: boolean; looks: Record<string, object | null> }[] {
  const runs: { words: string; marks: string; account: string; isBreak: boolean }[] = []
  for (const { sign, marks, account, isBreak } of letters) {
    const last = runs.at(-1)
    if (last && last.marks === marks && last.account === account && last.isBreak === isBreak) last.words += sign
    else runs.push({ words: sign, marks, account, isBreak })
  }
  return runs.map(({ marks, ...run }) => ({ ...run, looks: looksOf(marks.split(' ').map((type) => ({ type }))) }))
}

function writeAs(doc: Y.Doc, client: number, write: () => void): void {
  const before = doc.clientID
  doc.clientID = client
  try {
    doc.transact(write)
  } finally {
    doc.clientID = before
  }
}

/** The same for an agenda: its items, their words and notes, and the plain fields beside them. */
export function rewriteAgenda(doc: Y.Doc, wanted: AgendaContent, authors: Authors): void {
  const ids = new Set(wanted.items.map(({ id }) => id))
  const here = new Map(readAgenda(doc).items.map((item) => [item.id, item]))
  for (const id of here.keys()) if (!ids.has(id)) removeItem(doc, id)
  for (const item of wanted.items) {
    const { id, kind, minutes, order } = item
    const held = here.get(id)
    if (!held) addItem(doc, { ...item, words: '', note: '' })
    else if (held.kind !== kind || held.minutes !== minutes || held.order !== order) setItem(doc, id, { kind, minutes, order })
    for (const name of ['words', 'note'] as const) {
      const text = itemText(doc, id, name)
      if (!text) continue
      const part = name === 'words' ? id : `${id}.note`
      const next = lettersOf({ type: 'paragraph', content: [{ type: 'text', text: item[name] }] }, authors.wanted(part))
      const now = lettersOf(
        { type: 'paragraph', content: [{ type: 'text', text: text.toString() }] },
        runsOf(text).map(({ client, length }) => ({ account: authors.accountOf(client), length })),
      )
      applySteps(doc, text, now, next, stepsBetween(now, next, isSameLetter), authors)
    }
  }
}
