import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { clauseTypes, newClauseId, readWas, writeWas } from '../../shared/documents/clauses.ts'
import { isFromElsewhere } from './own-words.ts'

type Block = { id: string; was: string[]; node: Node; at: number }

/**
 * Keeps a stable id on every clause this hand touches, and the lineage its sources travel by: a new block gets an
 * id, both halves of a split and every copy keep where their words came from, and a join unites the two. Only this
 * hand's own changes are tended: what others do, their editors tend, and settling tends the rest.
 */
export const ClauseIds = Extension.create({
  name: 'clauseIds',
  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey('clauseIds'),
        appendTransaction(transactions, before, after) {
          const own = transactions.filter((one) => one.docChanged)
          if (own.length === 0 || own.some(isFromElsewhere)) return null
          const tended = tend(blocksOf(before.doc), blocksOf(after.doc), own)
          if (tended.size === 0) return null
          const next = after.tr
          for (const [at, { id, was }] of tended) {
            next.setNodeAttribute(at, 'clauseId', id)
            next.setNodeAttribute(at, 'was', writeWas(was))
          }
          return next.setMeta('addToHistory', false)
        },
      }),
    ]
  },
})

function blocksOf(doc: Node): Block[] {
  const blocks: Block[] = []
  doc.descendants((node, at) => {
    if (!clauseTypes.includes(node.type.name)) return true
    blocks.push({ id: String(node.attrs['clauseId'] ?? ''), was: readWas(node.attrs['was']), node, at })
    return false
  })
  return blocks
}

/** The blocks that need a new id or lineage, by their place in the text after the change. */
function tend(before: Block[], after: Block[], changes: readonly Transaction[]): Map<number, { id: string; was: string[] }> {
  const tended = new Map<number, { id: string; was: string[] }>()
  const holder = new Map<string, Block>()
  for (const block of after) {
    const first = holder.get(block.id)
    if (block.id === '') tended.set(block.at, { id: newClauseId(), was: block.was })
    else if (!first) holder.set(block.id, block)
    else if (first.node.content.size === 0 && block.node.content.size > 0) {
      // Enter at the head of a clause: the words keep their id, the empty line before them gets a new one.
      tended.set(first.at, { id: newClauseId(), was: [] })
      holder.set(block.id, block)
    } else tended.set(block.at, { id: newClauseId(), was: block.node.content.size === 0 ? [] : [block.id, ...block.was] })
  }
  for (const gone of before) {
    if (gone.id === '' || holder.has(gone.id) || gone.node.content.size === 0) continue
    const into = blockHolding(gone, after, changes)
    if (!into) continue
    const now = tended.get(into.at) ?? { id: into.id, was: into.was }
    const was = [...new Set([...now.was, gone.id, ...gone.was])].filter((id) => id !== now.id)
    tended.set(into.at, { id: now.id, was })
  }
  return tended
}

/** The block that the words of a vanished one were joined into; null where they were deleted. */
function blockHolding(gone: Block, after: Block[], changes: readonly Transaction[]): Block | null {
  let from = gone.at + 1
  let to = gone.at + 1 + gone.node.content.size
  for (const change of changes) {
    from = change.mapping.map(from, 1)
    to = change.mapping.map(to, -1)
  }
  if (to <= from) return null
  return after.find((block) => from > block.at && to <= block.at + block.node.nodeSize) ?? null
}
