import { describe, expect, it } from 'vitest'
import { type AgendaItem, itemWorkflow } from '../../shared/agenda.ts'
import { statesOf } from '../../shared/workflow.ts'
import { circled, driftWords, forecastEnd, nextItem, plannedEnd, standingItems, talkedSeconds } from '../../web/agenda/agenda-times.ts'

const begun = Date.parse('2026-03-18T07:00:00Z')
const minute = 60_000
const at = (minutes: number) => begun + minutes * minute

function item(words: string, order: string, change: Partial<AgendaItem> = {}): AgendaItem {
  return {
    id: words, sessionId: '', state: 'accepted', version: 1, words, note: '', kind: 'talk', minutes: 20, order,
    proposedBy: null, spentSeconds: 0, begunAt: null, informedOnly: false, reason: '', deferredTo: '',
    consensus: [], reservations: [], may: [], ...change,
  }
}

describe('the times of an agenda', () => {
  it('[A20] ten minutes into the second item the talk will be over when its ten and the third’s twenty are gone', () => {
    const items = [
      item('情况通报', 'a0', { state: 'resolved', minutes: 10, spentSeconds: 12 * 60 }),
      item('路宽', 'a1', { state: 'current', spentSeconds: 4 * 60, begunAt: new Date(at(12)).toISOString() }),
      item('补偿', 'a2'),
    ]
    expect(talkedSeconds(items[1]!, at(18))).toBe(600)
    expect(forecastEnd(items, at(18))).toBe(at(18 + 10 + 20))
    expect(plannedEnd(items, new Date(begun).toISOString())).toBe(at(50))
  })

  it('[A20] an item that has used up its minutes adds nothing more, and the delay is said in words', () => {
    const items = [item('路宽', 'a1', { state: 'current', spentSeconds: 25 * 60 }), item('补偿', 'a2')]
    expect(forecastEnd(items, at(25))).toBe(at(45))
    expect(driftWords(forecastEnd(items, at(25)), plannedEnd(items, new Date(begun).toISOString()))).toBe('比原定晚 5 分')
    expect(driftWords(at(38), at(40))).toBe('比原定早 2 分')
    expect(driftWords(at(40), at(40) + 20_000)).toBe('和原定一样')
  })

  it('[A20] what came in late does not change what was planned', () => {
    const items = [item('路宽', 'a1'), item('停车', 'a2', { proposedBy: '村民代表丙' })]
    expect(plannedEnd(items, new Date(begun).toISOString())).toBe(at(20))
    expect(forecastEnd(items, begun)).toBe(at(40))
  })

  it('[A21] proposed, refused and withdrawn items have no number; the others stand in their order, late capital letters first', () => {
    const items = statesOf(itemWorkflow).map((state, index) => item(state, `a${9 - index}`, { state }))
    expect(standingItems(items).map((one) => one.words)).toEqual(['unresolved', 'resolved', 'deferred', 'current', 'accepted'])
    expect(standingItems([item('小', 'a1'), item('大', 'Z1')]).map((one) => one.words)).toEqual(['大', '小'])
    expect(nextItem(items)?.words).toBe('accepted')
  })

  it('[A21] numbers are circled up to fifty', () => {
    expect([1, 20, 21, 35, 36, 50, 51].map(circled)).toEqual(['①', '⑳', '㉑', '㉟', '㊱', '㊿', '51'])
  })
})
