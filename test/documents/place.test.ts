import { Node } from '@tiptap/pm/model'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textSchema } from '../../shared/documents/schema.ts'
import { placeAfter } from '../../web/documents/place.ts'

const schema = textSchema()
const words = (text: string) => (text ? { content: [{ type: 'text', text }] } : {})
const textOf = (...blocks: object[]) => Node.fromJSON(schema, { type: 'doc', content: blocks })
const paragraph = (text: string) => ({ type: 'paragraph', ...words(text) })
const heading = (text: string) => ({ type: 'heading', attrs: { level: 2 }, ...words(text) })
const list = (text: string) => ({ type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(text)] }] })
/** Shows a place as the words on both sides of it. */
const around = (doc: Node, at: number | null) => {
  if (at === null) return null
  const { parent, parentOffset } = doc.resolve(at)
  return `${parent.textContent.slice(0, parentOffset)}|${parent.textContent.slice(parentOffset)}`
}

describe('where a place in the words stands after a change', () => {
  const before = textOf(paragraph('总则'), paragraph('子丑寅卯'))
  const at = 5 + 3
  it.each([
    ['written before', textOf(paragraph('总则'), paragraph('其二子丑寅卯')), '其二子丑寅|卯'],
    ['written after', textOf(paragraph('总则'), paragraph('子丑寅卯辰')), '子丑寅|卯辰'],
    ['cut before', textOf(paragraph('总则'), paragraph('寅卯')), '寅|卯'],
    ['split before', textOf(paragraph('总则'), paragraph('子'), paragraph('丑寅卯')), '丑寅|卯'],
    ['split after', textOf(paragraph('总则'), paragraph('子丑寅卯'), paragraph('')), '子丑寅|卯'],
    ['joined', textOf(paragraph('总则子丑寅卯')), '总则子丑寅|卯'],
    ['raised', textOf(paragraph('总则'), heading('子丑寅卯')), '子丑寅|卯'],
    ['listed', textOf(paragraph('总则'), list('子丑寅卯')), '子丑寅|卯'],
    ['changed on both sides', textOf(paragraph('则'), paragraph('子丑寅')), null],
  ])('[O18] %s', (_, after, wanted) => {
    expect(around(before, at)).toBe('子丑寅|卯')
    expect(around(after, placeAfter(before, after, at))).toBe(wanted)
  })

  it('[O18] after any one change it is between the words it was between, or at the edge of what was changed', () => {
    const blocks = fc.array(fc.string({ unit: fc.constantFrom('东', '西', '段'), maxLength: 4 }), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(blocks, fc.string({ unit: fc.constantFrom('东', '西', '新', '\n'), maxLength: 4 }), fc.nat(), fc.nat(), fc.nat(), (texts, put, a, b, c) => {
        const was = texts.join('\n')
        const [from = 0, to = 0] = [a % (was.length + 1), b % (was.length + 1)].toSorted((x, y) => x - y)
        const is = was.slice(0, from) + put + was.slice(to)
        const textDoc = (text: string) => textOf(...text.split('\n').map(paragraph))
        // Blocks stand two apart, their words one: a place counted in words lies one further for each block before it.
        const cursor = c % (was.length + 1)
        const inDoc = (text: string, count: number) => count + 1 + (text.slice(0, count).match(/\n/g)?.length ?? 0)
        const found = placeAfter(textDoc(was), textDoc(is), inDoc(was, cursor))
        const wanted = [...(cursor <= from ? [cursor] : []), ...(cursor >= to ? [cursor + is.length - was.length] : [])].map((count) => inDoc(is, count))
        if (wanted.length === 0) return
        expect(found).not.toBeNull()
        const left = (text: string, count: number) => text.slice(0, count)
        const places = Array.from({ length: is.length + 1 }, (_, count) => count).filter(
          (count) => left(is, count) === left(was, cursor) || is.slice(count) === was.slice(cursor),
        )
        expect(places.map((count) => inDoc(is, count))).toContain(found)
      }),
    )
  })
})
