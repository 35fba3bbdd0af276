import { describe, expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { adjustableHands, type Hand, handsOnText, mayWrite, type Phase, phases, type Right, rightOf, rights, scopeOf } from '../../shared/documents/access.ts'
import { type DocumentKind, documentKindNames } from '../../shared/documents/kinds.ts'

const e = 'edit', w = 'contribute', c = 'comment', r = 'read', n = 'nothing'
/** E.11, column by column: facilitator, recorder, author, member, department staff, resident, expert, observer, waiting room. */
const expected: Record<string, readonly Right[]> = {
  'agenda planning': [e, e, n, e, e, c, c, r, n],
  'agenda running': [e, e, n, w, w, r, r, r, n],
  'agenda sealed': [r, r, n, r, r, r, r, r, n],
  'opinion writing': [e, e, n, e, w, w, c, r, n],
  'opinion commenting': [e, e, n, c, c, c, c, r, n],
  'opinion sealed': [r, r, n, r, r, r, r, r, n],
  'proposal writing': [n, n, e, n, n, n, n, r, n],
  'proposal sealed': [n, r, r, n, r, n, n, r, n],
  'brief writing': [n, e, n, n, n, n, n, r, n],
  'brief sealed': [n, r, r, n, r, n, n, r, n],
  'report writing': [n, e, e, n, n, n, n, r, n],
  'report sealed': [n, r, r, n, r, n, n, r, n],
  'reply writing': [n, n, n, n, e, n, n, r, n],
  'reply sealed': [n, r, r, n, r, n, n, r, n],
}
const columns: readonly (readonly Hand[])[] = [
  ['facilitator'], ['recorder'], ['author'], ['member'], ['departmentStaff'], ['resident'], ['expert'], ['observer'], ['atTheDoor'],
]
const rows = documentKindNames.flatMap((kind) => Object.keys(phases[kind]).map((phase) => ({ kind, phase: phase as Phase })))

describe('who may touch a live text', () => {
  it('[O1] every hand has the right that the table gives it, in every kind and phase', () => {
    expect(rows.map(({ kind, phase }) => `${kind} ${phase}`).sort()).toEqual(Object.keys(expected).sort())
    for (const { kind, phase } of rows) {
      columns.forEach((hands, column) => {
        for (const hand of hands) expect([kind, phase, hand, rightOf({ kind, phase, hand })]).toEqual([kind, phase, hand, expected[`${kind} ${phase}`]![column]])
      })
      expect(rightOf({ kind, phase, hand: 'stranger' })).toBe('nothing')
    }
    expect(columns.flat().concat('stranger').sort()).toEqual([...handsOnText].sort())
  })

  it('[O1] the organiser raises or lowers three columns while a text is written, and only lowers them afterwards', () => {
    const order = (right: Right) => rights.indexOf(right)
    for (const { kind, phase } of rows) {
      for (const hand of handsOnText) {
        const plain = rightOf({ kind, phase, hand })
        for (const wish of ['edit', 'contribute', 'comment', 'read'] as const) {
          const settings = Object.fromEntries(adjustableHands.map((column) => [column, wish]))
          const right = rightOf({ kind, phase, hand, settings })
          if (!(adjustableHands as readonly string[]).includes(hand) || phase === 'sealed') expect(right).toBe(plain)
          else if (phase === 'writing' || phase === 'planning') expect(right).toBe(wish)
          else expect(order(right)).toBe(Math.min(order(plain), order(wish)))
        }
      }
    }
  })

  it('[O1] a sealed text is written by nobody, whatever was set', () => {
    for (const kind of documentKindNames) {
      for (const hand of handsOnText) {
        const settings = { member: 'edit', departmentStaff: 'edit', resident: 'edit' } as const
        expect(mayWrite(rightOf({ kind, phase: 'sealed', hand, settings }))).toBe(false)
      }
    }
  })

  it('[O1] a phase that a kind of text does not have gives nobody anything', () => {
    const mismatched: [DocumentKind, Phase][] = [['agenda', 'writing'], ['opinion', 'running']]
    for (const [kind, phase] of mismatched) for (const hand of handsOnText) expect(rightOf({ kind, phase, hand })).toBe('nothing')
  })

  it('[O1] from the start of a session only the notes of the agenda are ink', () => {
    expect(scopeOf('running')).toBe('notes')
    expect((['planning', 'writing', 'commenting', 'sealed'] as const).map(scopeOf)).toEqual(['all', 'all', 'all', 'all'])
  })

  it('[O1] the page for residents can ask for rights without loading the editor', () => {
    for (const file of ['access', 'kinds', 'content', 'clauses']) {
      expect(readFileSync(`shared/documents/${file}.ts`, 'utf8')).not.toContain('@tiptap')
    }
  })
})
