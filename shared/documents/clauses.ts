import { type AgendaContent, type Content, isAgendaContent, type TextContent, type TextNode } from './content.ts'

/** A clause is one block of words (a heading or a paragraph) with a stable id, under which its sources are kept. */

export const clauseTypes: readonly string[] = ['heading', 'paragraph']

export type Clause = {
  id: string
  /** Ids of the clauses its words came from: by a split, a join or a copy. */
  was: readonly string[]
  text: string
  /** Its place among the clauses, from 1. */
  number: number
  heading: boolean
}

const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789'

/** A new clause id: 12 letters and digits that cannot be misread. */
export function newClauseId(): string {
  const random = crypto.getRandomValues(new Uint8Array(12))
  return Array.from(random, (byte) => alphabet[byte % alphabet.length]).join('')
}

/** `was` travels as one attribute, ids between spaces, so that two equal lineages are equal attributes. */
export const readWas = (attribute: unknown): string[] =>
  typeof attribute === 'string' ? attribute.split(' ').filter((id) => id !== '') : []
const longestLineage = 64
export const writeWas = (ids: readonly string[]): string | null =>
  ids.length === 0 ? null : [...new Set(ids)].slice(0, longestLineage).join(' ')

function textOf(node: TextNode): string {
  if (node.type === 'hardBreak') return '\n'
  return node.text ?? (node.content ?? []).map(textOf).join('')
}

function blocksOf(nodes: readonly TextNode[]): TextNode[] {
  return nodes.flatMap((node) => (clauseTypes.includes(node.type) ? [node] : blocksOf(node.content ?? [])))
}

/** The clauses of a text in reading order; a block still without an id has the id ''. */
export function clausesOf(content: TextContent): Clause[] {
  return blocksOf(content.content).map((node, index) => ({
    id: String(node.attrs?.['clauseId'] ?? ''),
    was: readWas(node.attrs?.['was']),
    text: textOf(node),
    number: index + 1,
    heading: node.type === 'heading',
  }))
}

/**
 * Gives every block its id: one without gets a new one; of two with one id the first keeps it and the second gets a
 * new id whose lineage names the first, so that a copy keeps its sources.
 */
export function settleIds(content: TextContent, newId: () => string = newClauseId): TextContent {
  const taken = new Set<string>()
  const settle = (node: TextNode): TextNode => {
    if (!clauseTypes.includes(node.type)) {
      return node.content ? { ...node, content: node.content.map(settle) } : node
    }
    const had = String(node.attrs?.['clauseId'] ?? '')
    const was = readWas(node.attrs?.['was'])
    const id = had === '' || taken.has(had) ? newId() : had
    taken.add(id)
    const lineage = writeWas(had === '' || had === id ? was : [had, ...was])
    const { was: _, ...attrs } = node.attrs ?? {}
    return { ...node, attrs: { ...attrs, clauseId: id, ...(lineage === null ? {} : { was: lineage }) } }
  }
  return { type: 'doc', content: content.content.map(settle) }
}

/** The words alone, one clause a line: what the digest is taken of. */
export function plainTextOf(content: Content): string {
  return isAgendaContent(content) ? agendaText(content) : clausesOf(content).map((clause) => clause.text).join('\n')
}

function agendaText(content: AgendaContent): string {
  return content.items.map((item) => (item.note === '' ? item.words : `${item.words}\n${item.note}`)).join('\n')
}

/** The sources of a clause: its own and those of every clause its words came from, each once. */
export function sourcesOf<S extends { clauseId: string; sourceKind: string; sourceId: string }>(
  clause: Pick<Clause, 'id' | 'was'>,
  sources: readonly S[],
): S[] {
  const lineage = new Set([clause.id, ...clause.was])
  const seen = new Set<string>()
  return sources.filter((source) => {
    const key = `${source.sourceKind}:${source.sourceId}`
    if (!lineage.has(source.clauseId) || seen.has(key)) return false
    seen.add(key)
    return true
  })
}

export type ClauseChange = { clauseId: string; before: string | null; after: string | null }

/** What a text is made of, in order: its clauses, or the words and the note (`id.note`) of every item. */
export type Part = { id: string; text: string; heading?: boolean }
export function partsOf(content: Content): Part[] {
  if (!isAgendaContent(content)) return clausesOf(content)
  return content.items.flatMap((item) => [
    { id: item.id, text: item.words },
    { id: `${item.id}.note`, text: item.note },
  ])
}

/** What a late writer's text says otherwise than the sealed one, clause by clause. */
export function changesBetween(sealed: Content, late: Content): ClauseChange[] {
  const before = new Map(partsOf(sealed).map((part) => [part.id, part.text]))
  const after = partsOf(late)
  const kept = new Set<string>()
  const changes: ClauseChange[] = []
  for (const part of after) {
    const old = kept.has(part.id) ? undefined : before.get(part.id)
    kept.add(part.id)
    if (old === undefined ? part.text !== '' : old !== part.text) {
      changes.push({ clauseId: part.id, before: old ?? null, after: part.text })
    }
  }
  for (const [id, text] of before) if (!kept.has(id) && text !== '') changes.push({ clauseId: id, before: text, after: null })
  return changes
}
