import { type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import type { Part } from './reply-parts.ts'

/**
 * A heading of the reply is not written in: a cursor that comes to stand in one goes on to the words below it, or
 * where it came from below, to those above.
 */
export function moveOut(
  transactions: readonly Transaction[],
  before: EditorState,
  after: EditorState,
  parts: readonly Part[],
): Transaction | null {
  const { selection } = after
  if (!selection.empty || selection.eq(before.selection)) return null
  const index = parts.findIndex((part) => part.at < selection.head && selection.head < part.bodyAt)
  const part = parts[index]
  if (!part || part.end === part.bodyAt) return null
  const pressed = transactions.some((one) => one.getMeta('pointer'))
  const fromBelow = !pressed && before.selection.head >= part.bodyAt
  const to = pressed ? part.end - 1 : fromBelow && part.at > 0 ? part.at : part.bodyAt
  const bias = pressed || (fromBelow && part.at > 0) ? -1 : 1
  return after.tr.setSelection(TextSelection.near(after.doc.resolve(to), bias)).scrollIntoView()
}
