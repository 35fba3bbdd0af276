import { describe, expect, it } from 'vitest'
import type { TextContent, TextNode } from '../../shared/documents/content.ts'
import { lengthOf, readSections, recommendationsIn, sectionedText } from '../../shared/outcomes.ts'

const paragraph = (words: string, clauseId = words): TextNode => ({ type: 'paragraph', attrs: { clauseId }, content: [{ type: 'text', text: words }] })
const heading = (words: string): TextNode => ({ type: 'heading', attrs: { level: 2, clauseId: `h ${words}` }, content: [{ type: 'text', text: words }] })
const list = (...items: string[]): TextNode => ({
  type: 'orderedList', content: items.map((words) => ({ type: 'listItem', content: words.split('/').map((one) => paragraph(one)) })),
})
const text = (...content: TextNode[]): TextContent => ({ type: 'doc', content })
const asked = (...under: TextNode[]) =>
  recommendationsIn('proposal', text(heading('情况'), paragraph('路窄。'), heading('建议'), ...under)).map(({ number, words, clauses }) => [number, words, clauses.length])

describe('the recommendations of a text', () => {
  it('[O90] without numbers every paragraph is one; an empty one is none', () => {
    expect(asked(paragraph('列专项。'), paragraph('  ', 'empty'), paragraph('按季度发放。'))).toEqual([[1, '列专项。', 1], [2, '按季度发放。', 1]])
  })

  it('[O90] where some are numbered, what has no number goes on with the one before; the typed number falls away', () => {
    for (const numbers of [['①', '②'], ['1.', '2.'], ['一、', '二、'], ['（一）', '（二）'], ['(1)', '(2)']]) {
      expect(asked(paragraph(`${numbers[0]} 列专项。`), paragraph('今年先做一段。'), paragraph(`${numbers[1]}按季度发放。`))).toEqual([
        [1, '列专项。\n今年先做一段。', 2], [2, '按季度发放。', 1],
      ])
    }
  })

  it('[O90] an item of a list is one, with all its paragraphs', () => {
    expect(asked(list('列专项。/今年先做一段。', '按季度发放。'))).toEqual([[1, '列专项。\n今年先做一段。', 2], [2, '按季度发放。', 1]])
  })

  it('[O90] a heading with an ordinal or a colon is the same heading; one that was taken out leaves nothing to answer', () => {
    const read = (words: string) => recommendationsIn('proposal', text(heading('一、情况'), paragraph('路窄。'), heading(words), paragraph('列专项。')))
    for (const words of ['三、建议：', '（三）建议', '建议']) expect(read(words)).toHaveLength(1)
    const without = text(heading('情况'), paragraph('路窄。'), paragraph('列专项。'))
    expect(recommendationsIn('proposal', without)).toEqual([])
    expect(readSections('proposal', without).filter(({ found }) => !found).map(({ heading: one }) => one)).toEqual(['分析', '建议'])
  })

  it('[O90] a new text has every heading of its kind; spaces and line ends are not counted as length', () => {
    expect(readSections('report', sectionedText('report', {})).map(({ heading: one, found }) => [one, found])).toEqual([
      ['情况反映', true], ['原因分析', true], ['意见建议', true],
    ])
    expect(lengthOf(text(heading('建议'), paragraph('列 专 项。\n')))).toBe(6)
  })
})
