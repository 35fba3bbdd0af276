import { type AnyExtension, Extension, getSchema } from '@tiptap/core'
import type { Schema } from '@tiptap/pm/model'
import { StarterKit } from '@tiptap/starter-kit'
import { clauseTypes } from './clauses.ts'

/** Gives every clause its id and lineage. Who hands out the ids in the browser is `web/documents/clauseIds.ts`. */
export const ClauseId = Extension.create({
  name: 'clauseId',
  addGlobalAttributes() {
    const hidden = (data: string) => ({
      default: null,
      parseHTML: (element: HTMLElement) => element.getAttribute(data),
      renderHTML: () => ({}),
    })
    const shown = {
      ...hidden('data-clause'),
      renderHTML: (attributes: Record<string, unknown>) =>
        attributes['clauseId'] ? { 'data-clause': attributes['clauseId'] } : {},
    }
    const lineage = {
      ...hidden('data-was'),
      renderHTML: (attributes: Record<string, unknown>) => (attributes['was'] ? { 'data-was': attributes['was'] } : {}),
    }
    return [{ types: [...clauseTypes], attributes: { clauseId: shown, was: lineage } }]
  },
})

/**
 * What a text may hold: headings of two levels, paragraphs, lists, quotations, bold and italic. No links, pictures or
 * code: words for a meeting, and nothing that could be made to act. Undo belongs to the collaboration extension.
 */
export const textExtensions: AnyExtension[] = [
  StarterKit.configure({
    undoRedo: false,
    code: false,
    codeBlock: false,
    horizontalRule: false,
    link: false,
    strike: false,
    // It would write an empty line into the text from every page that has it open, readers' too.
    trailingNode: false,
    underline: false,
    heading: { levels: [1, 2] },
  }),
  ClauseId,
]

/** The nodes and marks that `textExtensions` know, by name: what is read out of a text, and nothing else. */
export const textNodes: Readonly<Record<string, readonly string[]>> = {
  paragraph: ['clauseId', 'was'],
  heading: ['level', 'clauseId', 'was'],
  blockquote: [],
  bulletList: [],
  orderedList: ['start'],
  listItem: [],
  hardBreak: [],
}
export const textMarks: readonly string[] = ['bold', 'italic']

/** The ProseMirror schema, without a DOM. */
export function textSchema(): Schema {
  return getSchema(textExtensions)
}
