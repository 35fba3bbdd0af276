import { type AnyExtension, Extension, getSchema } from '@tiptap/core'
import type { Schema } from '@tiptap/pm/model'
import { StarterKit } from '@tiptap/starter-kit'
import { clauseTypes } from './clauses.ts'

/** Gives every clause its id and lineage. Who hands out the ids in the browser is `web/documents/clauseIds.ts`. */
export const ClauseId = Extension.create({
  name: 'clauseId',
  addGlobalAttributes() {
    const hidden = (data: string, name: string) => ({
      default: null,
      // What is pasted from elsewhere may call itself anything.
      parseHTML: (element: HTMLElement) => {
        const value = element.getAttribute(data)
        return isAttribute(name, value) ? value : null
      },
      renderHTML: () => ({}),
    })
    const shown = {
      ...hidden('data-clause', 'clauseId'),
      renderHTML: (attributes: Record<string, unknown>) =>
        attributes['clauseId'] ? { 'data-clause': attributes['clauseId'] } : {},
    }
    const lineage = {
      ...hidden('data-was', 'was'),
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
  orderedList: ['start', 'type'],
  listItem: [],
  hardBreak: [],
}
export const textMarks: readonly string[] = ['bold', 'italic']

/** What may stand directly in what. */
const blocks: readonly string[] = ['paragraph', 'heading', 'blockquote', 'bulletList', 'orderedList']
export const textChildren: Readonly<Record<string, readonly string[]>> = {
  doc: blocks,
  paragraph: ['text', 'hardBreak'],
  heading: ['text', 'hardBreak'],
  blockquote: blocks,
  bulletList: ['listItem'],
  orderedList: ['listItem'],
  listItem: blocks,
}

const attributeChecks: Readonly<Record<string, (value: unknown) => boolean>> = {
  clauseId: (value) => typeof value === 'string' && /^[\w-]{1,64}$/.test(value),
  was: (value) => typeof value === 'string' && value.length <= 4200 && /^[\w -]*$/.test(value),
  level: (value) => value === 1 || value === 2,
  start: (value) => typeof value === 'number',
  type: (value) => typeof value === 'string' && value.length <= 64,
}
/** Whether an attribute of a node may say this: no attribute of a text is an address or leads anywhere. */
export const isAttribute = (name: string, value: unknown): boolean =>
  Object.hasOwn(attributeChecks, name) && attributeChecks[name]!(value)

/** The ProseMirror schema, without a DOM. */
export function textSchema(): Schema {
  return getSchema(textExtensions)
}
