import { EditorState } from '@tiptap/pm/state'
import { Fragment, Node, Slice } from '@tiptap/pm/model'
import { describe, expect, it } from 'vitest'
import { textSchema } from '../../shared/documents/schema.ts'
import { lostFor, takenBy } from '../../web/documents/exact-words.ts'

const schema = textSchema()
function editing(words: string): EditorState {
  const content = words.split('\n').flatMap((part, n) => [...(n > 0 ? [{ type: 'hardBreak' }] : []), ...(part ? [{ type: 'text', text: part }] : [])])
  return EditorState.create({ schema, doc: Node.fromJSON(schema, { type: 'doc', content: [{ type: 'paragraph', content }] }) })
}

describe('which characters go', () => {
  it('[O21] of equal characters side by side any may be meant; the binding takes the last', () => {
    const state = editing('甲好好好乙')
    const taken = takenBy(state.tr.delete(3, 4))!
    expect(taken).toEqual({ from: 3, alike: [{ from: 2, to: 3 }, { from: 3, to: 4 }, { from: 4, to: 5 }] })
    expect(lostFor(state.tr.delete(3, 4))).toEqual(taken.alike.at(-1))
  })

  it('[O21] words that repeat slide as a whole, and none slide across a line break', () => {
    expect(takenBy(editing('商量商量着').tr.delete(1, 3))!.alike).toEqual([{ from: 1, to: 3 }, { from: 2, to: 4 }, { from: 3, to: 5 }])
    expect(takenBy(editing('好\n好').tr.delete(1, 2))!.alike).toEqual([{ from: 1, to: 2 }])
    expect(takenBy(editing('\n\n\n').tr.delete(2, 3))!.alike).toEqual([{ from: 2, to: 3 }])
  })

  it('[O21] where words are replaced, what the binding takes out is told; other changes take their own way', () => {
    const state = editing('哈哈哈')
    const once = new Slice(Fragment.from(schema.text('哈')), 0, 0)
    expect(lostFor(state.tr.replace(1, 3, once))).toEqual({ from: 3, to: 4 })
    expect(takenBy(state.tr.replace(1, 3, once))).toBeNull()
    expect(takenBy(state.tr.split(2))).toBeNull()
    expect(lostFor(state.tr.insertText('新', 2))).toBeNull()
  })
})
