import type { Node } from '@tiptap/pm/model'
import type { EditorState, Transaction } from '@tiptap/pm/state'
import { ReplaceStep } from '@tiptap/pm/transform'
import { type ProsemirrorBinding, ySyncPluginKey } from '@tiptap/y-tiptap'
import { simpleDiffString } from 'lib0/diff'
import * as Y from 'yjs'

/**
 * Of equal characters side by side nobody sees which one goes, but each has its writer: the binding to Yjs compares
 * the clause before and after and takes out the last of them, whoever wrote it.
 */
export type Taken = {
  /** Where the hand took out. */
  from: number
  /** Every range whose loss leaves the same words; the last is the one the binding takes. */
  alike: readonly { from: number; to: number }[]
}

/** What a change takes out of the words of one clause, where it does nothing else. */
export function takenBy(transaction: Transaction): Taken | null {
  const [step] = transaction.steps
  const [before] = transaction.docs
  if (transaction.steps.length !== 1 || !(step instanceof ReplaceStep) || !before || step.slice.size > 0) return null
  const { from, to } = step
  const $from = before.resolve(from)
  if (from === to || !$from.parent.isTextblock || !$from.sameParent(before.resolve(to))) return null
  // A line break is like no other: words do not slide across it.
  let breaks = 0
  const words = $from.parent.textBetween(0, $from.parent.content.size, undefined, () => String.fromCharCode(0xe000 + (breaks++ % 0x1000)))
  const length = to - from
  const start = $from.start()
  let first = $from.parentOffset
  while (first > 0 && words[first - 1] === words[first + length - 1]) first -= 1
  const alike = [{ from: start + first, to: start + first + length }]
  for (let at = first; words[at] !== undefined && words[at] === words[at + length]; at += 1) {
    alike.push({ from: start + at + 1, to: start + at + 1 + length })
  }
  return { from, alike }
}

/** What the binding takes out where words of one clause are replaced by others; null for any other change. */
export function lostFor(transaction: Transaction): { from: number; to: number } | null {
  const [step] = transaction.steps
  const [before] = transaction.docs
  if (transaction.steps.length !== 1 || !(step instanceof ReplaceStep) || !before) return null
  const { from, to, slice } = step
  const $from = before.resolve(from)
  if (from === to || !$from.parent.isTextblock || !$from.sameParent(before.resolve(to)) || slice.openStart + slice.openEnd > 0) return null
  const old = $from.parent.textBetween(0, $from.parent.content.size, undefined, '\ufffc')
  const come = slice.content.textBetween(0, slice.content.size, undefined, '\ufffc')
  const { index, remove } = simpleDiffString(old, old.slice(0, $from.parentOffset) + come + old.slice($from.parentOffset + to - from))
  return { from: $from.start() + index, to: $from.start() + index + remove }
}

/** Takes these characters out of the ink itself; false where they are not found there. */
export function takeOut(state: EditorState, { from, to }: { from: number; to: number }): boolean {
  const sync = ySyncPluginKey.getState(state) as { binding: ProsemirrorBinding | null } | undefined
  const $from = state.doc.resolve(from)
  const node = $from.nodeAfter
  if (!sync?.binding || !node) return false
  const { mapping, doc } = sync.binding
  for (const [type, drawn] of mapping) {
    if (!(type instanceof Y.XmlText) || !Array.isArray(drawn) || !drawn.includes(node)) continue
    const at = from - startOf($from.parent, $from.start(), drawn)
    doc.transact(() => type.delete(at, to - from), ySyncPluginKey)
    return true
  }
  return false
}

/** Where a run of words begins in its clause. */
function startOf(clause: Node, start: number, drawn: readonly Node[]): number {
  let at = start
  for (let n = 0; n < clause.childCount && clause.child(n) !== drawn[0]; n += 1) at += clause.child(n).nodeSize
  return at
}
