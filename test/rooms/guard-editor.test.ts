import { EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import { Fragment, Slice } from '@tiptap/pm/model'
import { setBlockType, splitBlock } from '@tiptap/pm/commands'
import { initProseMirrorDoc, updateYFragment } from '@tiptap/y-tiptap'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { textSchema } from '../../shared/documents/schema.ts'
import { writeText } from '../../shared/sync/text.ts'
import { type Hall, openHall, penOf } from './hall.ts'

/** What the editor's own binding makes of a change, sent by one who may only contribute. */

const schema = textSchema()
type Words = [account: string, words: string]

/** A text of paragraphs, each of runs by somebody. */
function textOf(...blocks: Words[][]): Hall {
  const hall = openHall('opinion', (doc) =>
    writeText(doc, { type: 'doc', content: blocks.map((_, n) => ({ type: 'paragraph', attrs: { clauseId: `c-${n}` } })) }),
  )
  blocks.forEach((runs, n) => {
    for (const [account, words] of runs) {
      const doc = pageAt(hall)
      const block = doc.getXmlFragment('prosemirror').get(n) as Y.XmlElement
      const before = Y.encodeStateVector(doc)
      if (block.length === 0) block.insert(0, [new Y.XmlText()])
      const text = block.get(0) as Y.XmlText
      text.insert(text.length, words)
      hall.receive(penOf(account), [Y.encodeStateAsUpdate(doc, before)])
    }
  })
  return hall
}
function pageAt(hall: Hall): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(hall.served))
  return doc
}

/** Does it in the editor of `resident`; what the house says to that. */
function does(hall: Hall, at: number, change: (state: EditorState, dispatch: (made: Transaction) => void) => unknown): string {
  const page = pageAt(hall)
  const fragment = page.getXmlFragment('prosemirror')
  const { doc, mapping } = initProseMirrorDoc(fragment, schema)
  let state = EditorState.create({ schema, doc })
  state = state.apply(state.tr.setSelection(TextSelection.create(state.doc, at)))
  change(state, (made) => {
    state = state.apply(made)
  })
  const before = Y.encodeStateVector(page)
  page.transact(() => updateYFragment(page, fragment, state.doc, { mapping, isOMark: new Map() }))
  const batch = hall.receive(penOf('resident', 'contribute'), [Y.encodeStateAsUpdate(page, before)])
  return batch.refused[0]?.why ?? 'taken'
}
const says = (hall: Hall) => hall.served.getXmlFragment('prosemirror').toArray().map((block) => String((block as Y.XmlElement).toString()))
const plain = (hall: Hall) => says(hall).map((block) => block.replaceAll(/<[^>]*>/g, ''))

describe('what the editor of one who may only contribute sends', () => {
  it('[O26] Enter in the middle of another’s clause would move their words: the editor keeps it back, the house refuses it', () => {
    const hall = textOf([['chair', '消防通道太窄']])
    expect(does(hall, 3, splitBlock)).toBe('othersWords')
    expect(plain(hall)).toEqual(['消防通道太窄'])
  })

  it('[O26] Enter at the head and at the end of another’s clause makes a line of one’s own', () => {
    const hall = textOf([['chair', '消防通道太窄']])
    expect(does(hall, 7, splitBlock)).toBe('taken')
    expect(plain(hall)).toEqual(['消防通道太窄', ''])
  })

  it('[O26] one’s own words are split, made a heading and taken out, whoever made the line they stand in', () => {
    const hall = textOf([['resident', '通道太窄请拓宽']], [['chair', '别的']])
    expect(does(hall, 5, splitBlock)).toBe('taken')
    expect(does(hall, 2, setBlockType(schema.nodes['heading']!, { level: 2 }))).toBe('taken')
    expect(does(hall, 2, (state, dispatch) => dispatch(state.tr.delete(1, 5)))).toBe('taken')
    expect(plain(hall)).toEqual(['', '请拓宽', '别的'])
  })

  it('[O26] what is pasted over another’s empty line is taken', () => {
    const hall = textOf([], [['chair', '别的']])
    const pasted = ['甲', '乙'].map((words) => schema.nodes['paragraph']!.create({ clauseId: words === '甲' ? 'one' : 'two' }, schema.text(words)))
    expect(does(hall, 1, (state, dispatch) => dispatch(state.tr.replaceRange(1, 1, new Slice(Fragment.from(pasted), 1, 1))))).toBe('taken')
    expect(plain(hall)).toEqual(['甲', '乙', '别的'])
  })

  it('[O26] words are written into another’s clause, and set off there, without a mark on theirs', () => {
    const hall = textOf([['chair', '消防通道']])
    expect(does(hall, 3, (state, dispatch) => dispatch(state.tr.insertText('（东门）', 3)))).toBe('taken')
    expect(does(hall, 3, (state, dispatch) => dispatch(state.tr.addMark(3, 7, schema.marks['bold']!.create())))).toBe('taken')
    expect(says(hall)[0]).toContain('消防<bold>（东门）</bold>通道')
  })
})
