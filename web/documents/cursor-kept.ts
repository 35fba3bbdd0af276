import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { yCursorPluginKey } from '@tiptap/y-tiptap'
import { readCursor } from './cursor.ts'

/**
 * Keeps the cursor where its person put it, however soon others' carets are drawn anew or the next key comes. (Before
 * others' words are taken in, the room has it read.)
 */
export const CursorKept = Extension.create({
  name: 'cursorKept',
  dispatchTransaction({ transaction, next }) {
    const carets: unknown = transaction.getMeta(yCursorPluginKey)
    if (carets === undefined || transaction.docChanged) {
      next(transaction)
      return
    }
    readCursor()
    next(this.editor.state.tr.setMeta(yCursorPluginKey, carets))
  },
  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey('cursorKept'),
        props: { handleDOMEvents: { keydown: readBeforeKey } },
      }),
    ]
  },
})

function readBeforeKey(view: EditorView): void {
  // The input method owns the cursor until the word is done.
  if (!view.composing) readCursor()
}
