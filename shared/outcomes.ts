import { z } from 'zod'
import { clausesOf, clauseTypes, newClauseId, readWas } from './documents/clauses.ts'
import type { TextContent, TextNode } from './documents/content.ts'
import { refusals } from './refusals.ts'

/**
 * 成果: what a signed opinion flows into. One proposal, one brief and one report may be made of each version (domain.md
 * E.3 `submit`). All three have sections under headings, and in the last of them numbered recommendations (建议).
 */
export const outcomeKinds = {
  proposal: { label: '提案', sections: { situation: '情况', analysis: '分析', recommendations: '建议' } },
  brief: { label: '建议简报', sections: { situation: '编者按', recommendations: '建议' } },
  report: { label: '社情民意信息', sections: { situation: '情况反映', analysis: '原因分析', recommendations: '意见建议' } },
} as const
export type OutcomeKind = keyof typeof outcomeKinds
export const outcomeKindNames = Object.keys(outcomeKinds) as [OutcomeKind, ...OutcomeKind[]]
export const outcomeKind = z.enum(outcomeKindNames)

export type SectionKey = 'situation' | 'analysis' | 'recommendations'
export const sectionKeys = ['situation', 'analysis', 'recommendations'] as const
export const sectionKey = z.enum(sectionKeys)

/** The headings of a kind of outcome, in order. */
export function sectionsOf(kind: OutcomeKind): { key: SectionKey; heading: string }[] {
  return Object.entries(outcomeKinds[kind].sections).map(([key, heading]) => ({ key: key as SectionKey, heading }))
}

/** Which clause of which sealed opinion goes under which heading: nothing is typed again. */
export const placedClause = z.object({ clauseId: z.string().min(1).max(24), section: sectionKey })
export type PlacedClause = z.infer<typeof placedClause>

/** 建议 (Recommendation): one request that can be answered on its own. */
export const recommendationShape = z.object({
  id: z.uuid(),
  number: z.number().int(),
  words: z.string(),
  /** The clauses of the outcome's own text that say it. */
  clauseIds: z.array(z.string()),
})
export type Recommendation = z.infer<typeof recommendationShape>

/** ①②③: how a recommendation is called on every screen. */
export const circledNumber = (number: number): string => (number >= 1 && number <= 20 ? String.fromCodePoint(0x245f + number) : `(${number})`)

const ordinal = /^\s*(?:[①-⑳]|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}[、.．)）])\s*/

/** The words of a clause without the ordinal somebody typed before them. */
export const withoutOrdinal = (words: string): string => words.replace(ordinal, '')

/** A heading as it is compared: `三、建议：` and `建议` are the same. */
const plainHeading = (words: string): string => withoutOrdinal(words.trim()).replace(/[：:\s]+$/, '')

type Block = { node: TextNode; listed: boolean }
function blocksOf(nodes: readonly TextNode[], listed = false): Block[] {
  return nodes.flatMap((node, index) => {
    if (clauseTypes.includes(node.type)) return [{ node, listed: listed && index === 0 }]
    return blocksOf(node.content ?? [], node.type === 'listItem')
  })
}

const textOf = (node: TextNode): string =>
  node.type === 'hardBreak' ? '\n' : (node.text ?? (node.content ?? []).map(textOf).join(''))

export type SectionWords = { key: SectionKey; heading: string; found: boolean; clauses: { id: string; was: string[]; words: string; begins: boolean }[] }

/** A text taken apart along its headings. A section whose heading was taken out is not found. */
export function readSections(kind: OutcomeKind, content: TextContent): SectionWords[] {
  const sections: SectionWords[] = sectionsOf(kind).map(({ key, heading }) => ({ key, heading, found: false, clauses: [] }))
  let current: SectionWords | undefined
  for (const { node, listed } of blocksOf(content.content)) {
    const words = textOf(node)
    const named = node.type === 'heading' ? sections.find((section) => section.heading === plainHeading(words)) : undefined
    if (named) {
      named.found = true
      current = named
      continue
    }
    if (words.trim() === '' || !current) continue
    const id = String(node.attrs?.['clauseId'] ?? '')
    current.clauses.push({ id, was: readWas(node.attrs?.['was']), words, begins: listed || ordinal.test(words) })
  }
  return sections
}

export type ReadRecommendation = { number: number; words: string; clauses: { id: string; was: string[] }[] }

/**
 * The recommendations of a text: every paragraph of the last section is one; where some are numbered or listed, a
 * paragraph without a number goes on with the one before it.
 */
export function recommendationsIn(kind: OutcomeKind, content: TextContent): ReadRecommendation[] {
  const section = readSections(kind, content).find(({ key }) => key === 'recommendations')
  const clauses = section?.clauses ?? []
  const numbered = clauses.some(({ begins }) => begins)
  const found: ReadRecommendation[] = []
  for (const { id, was, words, begins } of clauses) {
    const last = found.at(-1)
    if (numbered && !begins && last) {
      last.words = `${last.words}\n${words.trim()}`
      last.clauses.push({ id, was })
    } else found.push({ number: found.length + 1, words: withoutOrdinal(words.trim()), clauses: [{ id, was }] })
  }
  return found
}

/** Length as offices count it: every sign but spaces and line ends, headings included. */
export function lengthOf(content: TextContent): number {
  return [...clausesOf(content).map(({ text }) => text).join('').replace(/\s/g, '')].length
}

/** An empty text with its headings, one empty paragraph under each. */
export function emptySections(kind: OutcomeKind): TextContent {
  return sectionedText(kind, {})
}

/** A text with its headings and, under each, these paragraphs; their ids and lineage stay as they are. */
export function sectionedText(kind: OutcomeKind, under: Partial<Record<SectionKey, readonly TextNode[]>>): TextContent {
  const content = sectionsOf(kind).flatMap(({ key, heading }) => [
    { type: 'heading', attrs: { level: 2, clauseId: newClauseId() }, content: [{ type: 'text', text: heading }] },
    ...(under[key]?.length ? under[key] : [{ type: 'paragraph', attrs: { clauseId: newClauseId() } }]),
  ])
  return { type: 'doc', content }
}

export const outcomeRefusals = refusals({
  outcomeMade: [409, '这一版意见已经转出过一份，请打开那一份接着办。'],
  outcomeClauseUnknown: [409, '有一条在定稿里找不到，请刷新后重新选。'],
  outcomeNothingPicked: [400, '还没有选放进去的条目，请至少选一条。'],
  outcomeSectionMissing: [409, '少了一个部分，或者里面还没有写，请补上再交。'],
  outcomeNoRecommendation: [409, '“建议”下面还没有内容，请至少写一条再交。'],
  outcomeTooLong: [409, '写得太长了，请删减后再交。写的内容都还在。'],
})
