import type { Node } from '@tiptap/pm/model'

/** One recommendation as it stands in the reply's text: the heading with its id, and all up to the next one. */
export type Part = {
  clauseId: string
  at: number
  bodyAt: number
  end: number
  /** The words of the heading. */
  words: string
  /** Something is written below it. */
  written: boolean
}

/** Where each recommendation stands in the text; `numbers` are the headings looked for, by their id. */
export function partsOf(doc: Node, numbers: ReadonlyMap<string, string>): Part[] {
  const parts: Part[] = []
  doc.forEach((node, at) => {
    const clauseId = String(node.attrs['clauseId'] ?? '')
    const isHeading = node.type.name === 'heading' && numbers.has(clauseId) && !parts.some((part) => part.clauseId === clauseId)
    if (isHeading) {
      const bodyAt = at + node.nodeSize
      parts.push({ clauseId, at, bodyAt, end: bodyAt, words: node.textContent, written: false })
      return
    }
    const last = parts.at(-1)
    if (!last) return
    last.end = at + node.nodeSize
    last.written ||= node.textContent.trim() !== ''
  })
  return parts
}
