import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

const key = new PluginKey<string | null>('currentClause')

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    currentClause: {
      /** Puts the ink bar at the edge of the clause under discussion. */
      markClause: (clauseId: string | null) => ReturnType
    }
  }
}

/** The clause being discussed has an ink bar at the sheet's edge. It is shown, not written. */
export const CurrentClause = Extension.create({
  name: 'currentClause',
  addCommands() {
    return {
      markClause:
        (clauseId) =>
        ({ tr, dispatch }) => {
          dispatch?.(tr.setMeta(key, { clauseId }).setMeta('addToHistory', false))
          return true
        },
    }
  },
  addProseMirrorPlugins() {
    return [
      new Plugin<string | null>({
        key,
        state: {
          init: () => null,
          apply: (transaction, before) => {
            const told = transaction.getMeta(key) as { clauseId: string | null } | undefined
            return told ? told.clauseId : before
          },
        },
        props: {
          decorations(state) {
            const current = key.getState(state)
            if (!current) return null
            const marks: Decoration[] = []
            state.doc.descendants((node, at) => {
              if (node.attrs['clauseId'] === current) marks.push(Decoration.node(at, at + node.nodeSize, { class: 'on' }))
              return !node.isTextblock
            })
            return DecorationSet.create(state.doc, marks)
          },
        },
      }),
    ]
  },
})
