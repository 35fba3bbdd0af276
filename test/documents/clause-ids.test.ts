import { EditorState, type Plugin } from '@tiptap/pm/state'
import { Node } from '@tiptap/pm/model'
import { describe, expect, it } from 'vitest'
import { clausesOf } from '../../shared/documents/clauses.ts'
import type { TextContent } from '../../shared/documents/content.ts'
import { textSchema } from '../../shared/documents/schema.ts'
import { ClauseIds } from '../../web/documents/clause-ids.ts'

const schema = textSchema()
const paragraph = (clauseId: string, words: string) => ({
  type: 'paragraph', attrs: { clauseId }, ...(words ? { content: [{ type: 'text', text: words }] } : {}),
})

function editing(...blocks: [id: string, words: string][]): EditorState {
  const plugins = (ClauseIds.config.addProseMirrorPlugins as unknown as () => Plugin[])()
  const doc = Node.fromJSON(schema, { type: 'doc', content: blocks.map(([id, words]) => paragraph(id, words)) })
  return EditorState.create({ schema, doc, plugins })
}
const clauses = (state: EditorState) => clausesOf(state.doc.toJSON() as TextContent)

describe('clause ids in the editor', () => {
  it('[O11] a split: the first part keeps the id, the second is new and remembers it', () => {
    const state = editing(['a', '路太窄，灯太暗'])
    const [first, second] = clauses(state.apply(state.tr.split(5)))
    expect(first).toMatchObject({ id: 'a', was: [], text: '路太窄，' })
    expect(second!.id).not.toBe('a')
    expect(second).toMatchObject({ was: ['a'], text: '灯太暗' })
  })

  it('[O11] Enter at the end or the head of a clause makes an empty line that comes from nowhere', () => {
    for (const at of [1, 4]) {
      const state = editing(['a', '路太窄'])
      const [kept, empty] = clauses(state.apply(state.tr.split(at))).sort((one) => (one.text === '' ? 1 : -1))
      expect(kept).toMatchObject({ id: 'a', text: '路太窄' })
      expect(empty).toMatchObject({ was: [], text: '' })
      expect(empty!.id).not.toBe('a')
    }
  })

  it('[O11] a join: the survivor remembers the one that was joined to it', () => {
    const state = editing(['a', '路太窄。'], ['b', '灯太暗。'])
    expect(clauses(state.apply(state.tr.join(6)))).toMatchObject([{ id: 'a', was: ['b'], text: '路太窄。灯太暗。' }])
  })

  it('[O11] a copy gets a new id and remembers the original; the original keeps its own', () => {
    const state = editing(['a', '路太窄。'], ['b', '灯'])
    const [a, b, copy] = clauses(state.apply(state.tr.insert(state.doc.content.size, state.doc.firstChild!)))
    expect([a!.id, b!.id]).toEqual(['a', 'b'])
    expect(copy).toMatchObject({ was: ['a'], text: '路太窄。' })
    expect(copy!.id).not.toBe('a')
  })

  it('[O11] a clause that is deleted leaves nothing behind', () => {
    const state = editing(['a', '路太窄。'], ['b', '灯'])
    expect(clauses(state.apply(state.tr.delete(0, 6)))).toMatchObject([{ id: 'b', was: [] }])
  })

  it('[O10] a block without an id gets one as soon as it is written', () => {
    const state = editing(['a', '路'])
    const bare = schema.nodes['paragraph']!.create(null, schema.text('新'))
    const ids = clauses(state.apply(state.tr.insert(state.doc.content.size, bare))).map(({ id }) => id)
    expect(ids[1]).toMatch(/^[a-z0-9]{12}$/)
  })
})
