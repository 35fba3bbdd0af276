import type { Node } from '@tiptap/pm/model'

/**
 * Where a place in the words stands after others changed them: the same words stand before it, or the same after it.
 * Whatever they made of the clauses (split, joined, turned into a heading), the words tell. Null where what was
 * changed lies on both sides.
 */
export function placeAfter(before: Node, after: Node, at: number): number | null {
  const place = wordsUpTo(before, at)
  if (place === null) return null
  const was = wordsOf(before)
  const is = wordsOf(after)
  if (was.slice(0, place) === is.slice(0, place)) return placeOf(after, place)
  const rest = was.length - place
  if (rest <= is.length && was.slice(place) === is.slice(is.length - rest)) return placeOf(after, is.length - rest)
  return null
}

type Block = { words: string; at: number }

function blocksOf(doc: Node): Block[] {
  const blocks: Block[] = []
  doc.descendants((node, at) => {
    if (!node.isTextblock) return true
    blocks.push({ words: `${node.textBetween(0, node.content.size, '', '\ufffc')}\n`, at: at + 1 })
    return false
  })
  return blocks
}

const wordsOf = (doc: Node): string => blocksOf(doc).map(({ words }) => words).join('')

function wordsUpTo(doc: Node, place: number): number | null {
  let count = 0
  for (const { words, at } of blocksOf(doc)) {
    if (place >= at && place < at + words.length) return count + place - at
    count += words.length
  }
  return null
}

function placeOf(doc: Node, count: number): number | null {
  let rest = count
  for (const { words, at } of blocksOf(doc)) {
    if (rest < words.length) return at + rest
    rest -= words.length
  }
  return null
}
