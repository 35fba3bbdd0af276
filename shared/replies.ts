import { type AnswerOutcome, answerOutcomes } from './assignments.ts'
import { newClauseId, readWas } from './documents/clauses.ts'
import type { TextContent, TextNode } from './documents/content.ts'
import { circledNumber } from './outcomes.ts'

/** The text of a reply (答复): after its opening, one heading for each recommendation, and under it the answer's words. */

export type AnswerPlace = { number: number; words: string; clauseId: string; former: AnswerOutcome | null }

const longestQuote = 28
const quoted = (words: string): string => {
  const signs = [...(words.split('\n')[0] ?? '')]
  return signs.length > longestQuote ? `${signs.slice(0, longestQuote).join('')}……` : signs.join('')
}

/** 关于第②条建议：由同级财政保障 — and in a second reply what was answered before. */
export const answerHeading = ({ number, words, former }: Omit<AnswerPlace, 'clauseId'>): string =>
  `关于第${circledNumber(number)}条建议：${quoted(words)}${former ? `（上次答复：${answerOutcomes[former]}）` : ''}`

/** A reply as it begins: its opening, and the headings with an empty line under each. */
export function replyText(opening: readonly string[], places: readonly AnswerPlace[]): TextContent {
  const paragraph = (words: string): TextNode => ({
    type: 'paragraph',
    attrs: { clauseId: newClauseId() },
    ...(words === '' ? {} : { content: [{ type: 'text', text: words }] }),
  })
  const answers = places.flatMap((place): TextNode[] => [
    { type: 'heading', attrs: { level: 2, clauseId: place.clauseId }, content: [{ type: 'text', text: answerHeading(place) }] },
    paragraph(''),
  ])
  return { type: 'doc', content: [...opening.map(paragraph), ...answers] }
}

const textOf = (node: TextNode): string =>
  node.type === 'hardBreak' ? '\n' : (node.text ?? (node.content ?? []).map(textOf).join(isBlock(node) ? '' : '\n'))
const isBlock = (node: TextNode): boolean => node.type === 'paragraph' || node.type === 'heading'

/**
 * What is written under each heading, up to the next of them; a heading that was taken out is not in the map. Of a heading
 * that was split or copied, the one that kept the id counts, else the one that came from it.
 */
export function answersIn(content: TextContent, headings: readonly string[]): Map<string, string> {
  const headOf = new Map<TextNode, string>()
  for (const id of headings) {
    const own = content.content.filter((node) => node.type === 'heading' && !headOf.has(node))
    const found =
      own.find((node) => node.attrs?.['clauseId'] === id) ?? own.find((node) => readWas(node.attrs?.['was']).includes(id))
    if (found) headOf.set(found, id)
  }
  const parts = new Map<string, string[]>()
  let current: string[] | undefined
  for (const node of content.content) {
    const id = headOf.get(node)
    if (id !== undefined) {
      current = []
      parts.set(id, current)
    } else current?.push(textOf(node))
  }
  return new Map([...parts].map(([id, lines]) => [id, lines.join('\n').trim()]))
}
