import { Extension } from '@tiptap/core'
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import {
  getRelativeSelection,
  type ProsemirrorBinding,
  relativePositionToAbsolutePosition,
  yCursorPluginKey,
  ySyncPluginKey,
} from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { readCursor } from './cursor.ts'
import { isFromElsewhere } from './own-words.ts'
import { placeAfter } from './place.ts'

type Ends = Record<'anchor' | 'head', Y.RelativePosition>
/** Between which words the cursor stood before the change that comes in. */
type Storage = { stood: Ends | null }

/**
 * Keeps the cursor where its person put it, however soon others' carets are drawn anew or the next key comes, and
 * between the same words whatever others write and take out. The binding to Yjs guesses: where the clause of the
 * cursor was changed it goes back to the old count of characters, so that the cursor slides while others write before it.
 */
export const CursorKept = Extension.create<Record<string, never>, Storage>({
  name: 'cursorKept',
  addStorage: () => ({ stood: null }),
  dispatchTransaction({ transaction, next }) {
    const carets: unknown = transaction.getMeta(yCursorPluginKey)
    if (carets !== undefined && !transaction.docChanged) {
      readCursor()
      next(this.editor.state.tr.setMeta(yCursorPluginKey, carets))
      return
    }
    const { stood } = this.storage
    if (transaction.docChanged && isFromElsewhere(transaction)) {
      const { state } = this.editor
      if (stood) putBack(state, transaction, stood)
      // Bold that was chosen for the next word is not lost because others wrote first.
      transaction.setStoredMarks(state.storedMarks)
    }
    next(transaction)
  },
  addProseMirrorPlugins() {
    const { storage } = this
    return [
      new Plugin({
        key: new PluginKey('cursorKept'),
        props: { handleDOMEvents: { keydown: readBeforeKey } },
        view(view) {
          const { doc } = bindingOf(view.state)
          const remember = () => {
            storage.stood = view.state.selection instanceof TextSelection ? getRelativeSelection(bindingOf(view.state), view.state) : null
          }
          const forget = () => {
            storage.stood = null
          }
          doc.on('beforeAllTransactions', remember)
          doc.on('afterAllTransactions', forget)
          return {
            destroy() {
              doc.off('beforeAllTransactions', remember)
              doc.off('afterAllTransactions', forget)
            },
          }
        },
      }),
    ]
  },
})

const bindingOf = (state: EditorState) => (ySyncPluginKey.getState(state) as { binding: ProsemirrorBinding }).binding

function putBack(state: EditorState, transaction: Transaction, stood: Ends): void {
  const binding = bindingOf(state)
  const placeOf = (end: 'anchor' | 'head') => {
    const byInk: number | null = relativePositionToAbsolutePosition(binding.doc, binding.type, stood[end], binding.mapping)
    // Words that were moved were deleted and written again: there the ink has lost the place, but the words tell.
    if (isWritten(binding.doc, stood[end])) return byInk
    return placeAfter(state.doc, transaction.doc, state.selection[end])
  }
  const anchor = placeOf('anchor')
  const head = placeOf('head')
  if (anchor === null || head === null) return
  transaction.setSelection(TextSelection.between(transaction.doc.resolve(anchor), transaction.doc.resolve(head)))
}

function isWritten(doc: Y.Doc, { item, type }: Y.RelativePosition): boolean {
  const id = item ?? type
  return id === null || !Y.getItem(doc.store, id).deleted
}

function readBeforeKey(view: EditorView): void {
  // The input method owns the cursor until the word is done.
  if (!view.composing) readCursor()
}
