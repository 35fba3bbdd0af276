import { yXmlFragmentToProsemirrorJSON } from '@tiptap/y-tiptap'
import { Node } from '@tiptap/pm/model'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { changesBetween, clausesOf, newClauseId, plainTextOf, settleIds, sourcesOf } from '../../shared/documents/clauses.ts'
import type { TextContent, TextNode } from '../../shared/documents/content.ts'
import { textSchema } from '../../shared/documents/schema.ts'
import { addItem, readAgenda, retype } from '../../shared/sync/agenda.ts'
import { readText, writeText } from '../../shared/sync/text.ts'

const clause = (text: string, clauseId?: string, was?: string): TextNode => ({
  type: 'paragraph',
  ...(clauseId || was ? { attrs: { ...(clauseId ? { clauseId } : {}), ...(was ? { was } : {}) } } : {}),
  ...(text ? { content: [{ type: 'text', text }] } : {}),
})
const text = (...content: TextNode[]): TextContent => ({ type: 'doc', content })
const rich: TextContent = text(
  { type: 'heading', attrs: { level: 1, clauseId: 'h' }, content: [{ type: 'text', text: '共识' }] },
  { type: 'paragraph', attrs: { clauseId: 'a' }, content: [
    { type: 'text', text: '通道' }, { type: 'text', text: '四米', marks: [{ type: 'bold' }] }, { type: 'hardBreak' }, { type: 'text', text: '先修四百米' },
  ] },
  { type: 'orderedList', attrs: { start: 1 }, content: [
    { type: 'listItem', content: [clause('一', 'l1')] },
    { type: 'listItem', content: [clause('二', 'l2', 'l1')] },
  ] },
  { type: 'blockquote', content: [clause('原话', 'q')] },
)

describe('clauses', () => {
  it('[O10] headings, paragraphs, list lines and quotations are clauses, numbered as they are read', () => {
    expect(clausesOf(rich).map(({ number, id, text: words }) => [number, id, words])).toEqual([
      [1, 'h', '共识'], [2, 'a', '通道四米\n先修四百米'], [3, 'l1', '一'], [4, 'l2', '二'], [5, 'q', '原话'],
    ])
    expect(plainTextOf(rich)).toBe('共识\n通道四米\n先修四百米\n一\n二\n原话')
  })

  it('[O10] a block without an id gets one; of two with one id the first keeps it', () => {
    const settled = clausesOf(settleIds(text(clause('甲', 'x'), clause('乙'), clause('丙', 'x', 'w'))))
    expect(settled[0]).toMatchObject({ id: 'x', was: [] })
    expect(settled[1]!.id).not.toBe('')
    expect(settled[2]).toMatchObject({ was: ['x', 'w'] })
    expect(new Set(settled.map(({ id }) => id)).size).toBe(3)
    expect(new Set(Array.from({ length: 500 }, newClauseId)).size).toBe(500)
  })

  it('[O10] settling twice changes nothing more', () => {
    const once = settleIds(text(clause('甲', 'x'), clause('乙', 'x')))
    expect(settleIds(once)).toEqual(once)
  })

  it('[O11] sources follow the words: split to both, joined to one, copied along, each once', () => {
    const rows = [
      { clauseId: 'a', sourceKind: 'card', sourceId: '1' },
      { clauseId: 'b', sourceKind: 'card', sourceId: '2' },
      { clauseId: 'a', sourceKind: 'card', sourceId: '2' },
    ]
    const ids = (was: string[], id: string) => sourcesOf({ id, was }, rows).map((row) => row.sourceId)
    expect(ids([], 'a')).toEqual(['1', '2'])
    expect(ids(['a'], 'new')).toEqual(['1', '2'])
    expect(ids(['b'], 'a')).toEqual(['1', '2'])
    expect(ids([], 'c')).toEqual([])
  })

  it('[O16] what is said otherwise is told clause by clause; formatting alone is nothing', () => {
    const sealed = text(clause('甲', 'a'), clause('乙', 'b'))
    const bold = text({ ...clause('甲', 'a'), content: [{ type: 'text', text: '甲', marks: [{ type: 'bold' }] }] }, clause('乙', 'b'))
    expect(changesBetween(sealed, bold)).toEqual([])
    expect(changesBetween(sealed, text(clause('甲甲', 'a'), clause('丙', 'c'), clause('', 'd')))).toEqual([
      { clauseId: 'a', before: '甲', after: '甲甲' },
      { clauseId: 'c', before: null, after: '丙' },
      { clauseId: 'b', before: '乙', after: null },
    ])
  })
})

describe('ink', () => {
  it('[O10] what is written into a text is read out of it the same, and is what the editor reads', () => {
    const doc = new Y.Doc()
    writeText(doc, rich)
    expect(readText(doc).content).toEqual(rich)
    const schema = textSchema()
    const asEditor = Node.fromJSON(schema, yXmlFragmentToProsemirrorJSON(doc.getXmlFragment('prosemirror')))
    asEditor.check()
    expect(asEditor.textBetween(0, asEditor.content.size, '\n', '\n')).toBe(plainTextOf(rich))
    expect(asEditor.firstChild?.attrs).toMatchObject({ clauseId: 'h', level: 1 })
  })

  it('[O13] under given hands every run of characters belongs to its author’s client', () => {
    const doc = new Y.Doc()
    writeText(doc, rich, (part) => (part === 'a' ? [{ client: 11, length: 3 }, { client: 22, length: 7 }] : []))
    expect(readText(doc).content).toEqual(rich)
    const runs = readText(doc).runs[1]!
    const perCharacter = runs.flatMap(({ client, length }) => Array.from({ length }, () => client))
    expect(perCharacter).toEqual([11, 11, 11, 22, 22, 22, 22, 22, 22, 22])
  })

  it('[O4] what the schema does not know is not read out of a text', () => {
    const doc = new Y.Doc()
    const root = doc.getXmlFragment('prosemirror')
    const script = new Y.XmlElement('script')
    const block = new Y.XmlElement('paragraph')
    root.push([script, block])
    block.push([new Y.XmlText('好'), new Y.XmlElement('image')])
    block.setAttribute('onclick', 'alert(1)')
    expect(readText(doc).content).toEqual(text(clause('好')))
  })

  it('[O2] two hands that add, reword and reorder agenda items at once double nothing', () => {
    const one = new Y.Doc()
    const item = (n: number, order: string) => ({ id: `00000000-0000-4000-8000-00000000000${n}`, words: `第${n}项`, note: '', kind: 'talk', minutes: 5, order })
    addItem(one, item(1, 'b'))
    const two = new Y.Doc()
    Y.applyUpdate(two, Y.encodeStateAsUpdate(one))
    addItem(one, item(2, 'a'))
    addItem(two, item(3, 'b'))
    retype((two.getMap('items').get(item(1, 'b').id) as Y.Map<Y.Text>).get('words')!, '第1项：路')
    retype((one.getMap('items').get(item(1, 'b').id) as Y.Map<Y.Text>).get('words')!, '改第1项')
    Y.applyUpdate(one, Y.encodeStateAsUpdate(two))
    Y.applyUpdate(two, Y.encodeStateAsUpdate(one))
    expect(readAgenda(one)).toEqual(readAgenda(two))
    expect(readAgenda(one).items.map(({ words }) => words)).toEqual(['第2项', '改第1项：路', '第3项'])
  })

  it('[O2] retyping never cuts a rare character in two', () => {
    const doc = new Y.Doc()
    const words = doc.getText('t')
    words.insert(0, '𠮷村')
    retype(words, '𠮸村')
    expect(words.toString()).toBe('𠮸村')
    retype(words, '甲𠮷村')
    expect(words.toString()).toBe('甲𠮷村')
  })
})
