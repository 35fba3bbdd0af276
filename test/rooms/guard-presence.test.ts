import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import { caretPauseMs, createPresence } from '../../server/rooms/presence.ts'
import type { Pen } from '../../server/rooms/pen.ts'
import { caretIn } from '../../shared/sync/caret.ts'
import { limits, type PresenceEntry, readFrame, readPresence, writePresence } from '../../shared/sync/wire.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const place = (clock: number) => ({ type: null, tname: null, item: { client: 7, clock }, assoc: 0 })
const caret = (clock: number) => ({ anchor: place(clock), head: place(clock) })
const payloadOf = (message: Uint8Array): Uint8Array => {
  const frame = readFrame(message)
  return frame.kind === 'presence' ? frame.payload : new Uint8Array()
}
const says = (...entries: PresenceEntry[]) => payloadOf(writePresence(entries))
const entriesIn = (message: Uint8Array | null) => (message ? readPresence(payloadOf(message)) : [])
const penOf = (account: string) => ({ account, person: { name: account, kind: 'member', color: '#2F4B7C' } }) as Pen

function open(owners: Record<number, string> = {}) {
  const shown: PresenceEntry[] = []
  const later: PresenceEntry[] = []
  const presence = createPresence((client) => owners[client], (_, message) => later.push(...entriesIn(message)))
  return {
    presence, shown, later,
    say: (pen: Pen, ...entries: PresenceEntry[]) => entriesIn(presence.receive(pen, says(...entries))),
    all: () => readPresence(payloadOf(presence.all())),
  }
}

describe('what a page may say of its caret', () => {
  it('[O28] of many places in a moment the first is shown, then the newest, ten times a second at most', () => {
    const { say, later } = open()
    const pen = penOf('amy')
    expect(say(pen, { clientId: 1, clock: 1, state: { cursor: caret(0) } })).toHaveLength(1)
    for (let n = 1; n <= 50; n += 1) expect(say(pen, { clientId: 1, clock: 1 + n, state: { cursor: caret(n) } })).toEqual([])
    expect(later).toEqual([])
    vi.advanceTimersByTime(caretPauseMs)
    expect(later.map((entry) => (entry.state as { cursor: unknown }).cursor)).toEqual([caret(50)])
    for (let n = 0; n < 100; n += 1) {
      say(pen, { clientId: 1, clock: 100 + n, state: { cursor: caret(n) } })
      vi.advanceTimersByTime(10)
    }
    expect(later.length).toBeLessThanOrEqual(1 + 10)
    vi.advanceTimersByTime(caretPauseMs)
    expect((later.at(-1)!.state as { cursor: unknown }).cursor).toEqual(caret(99))
  })

  it('[O28] what stands kept back when its page goes is not shown afterwards', () => {
    const { say, later, presence } = open()
    const pen = penOf('amy')
    say(pen, { clientId: 1, clock: 1, state: {} })
    say(pen, { clientId: 1, clock: 2, state: { cursor: caret(1) } })
    expect(entriesIn(presence.leave(pen))).toMatchObject([{ clientId: 1, state: null }])
    vi.advanceTimersByTime(10 * caretPauseMs)
    expect(later).toEqual([])
  })

  it('[O28] one who says that they go, and is gone before that was shown, is gone for the others too', () => {
    const { say, presence } = open()
    const pen = penOf('amy')
    say(pen, { clientId: 1, clock: 1, state: {} })
    expect(say(pen, { clientId: 1, clock: 2, state: null })).toEqual([])
    expect(entriesIn(presence.leave(pen))).toMatchObject([{ clientId: 1, state: null }])
    expect(presence.leave(pen)).toBeNull()
  })

  it('[O28] a page speaks for one Yjs client, its own, and never for one that belongs to another', () => {
    const { say, all } = open({ 5: 'ben' })
    const amy = penOf('amy')
    const ben = penOf('ben')
    expect(say(amy, { clientId: 5, clock: 1, state: {} })).toEqual([])
    say(amy, { clientId: 1, clock: 1, state: {} })
    say(ben, { clientId: 5, clock: 1, state: {} })
    expect(say(amy, { clientId: 2, clock: 1, state: {} })).toEqual([])
    expect(say(ben, { clientId: 1, clock: 99, state: null })).toEqual([])
    // The stock provider repeats what it hears.
    expect(say(ben, { clientId: 1, clock: 9, state: {} }, { clientId: 5, clock: 9, state: {} })).toEqual([])
    expect(all().map(({ clientId, state }) => [clientId, (state as { user: { name: string } }).user.name])).toEqual([[1, 'amy'], [5, 'ben']])
  })

  it('[O28] another page of the same account keeps its own caret, and a page that comes back finds its seat', () => {
    const { say, all, presence } = open()
    const tab = penOf('amy')
    const other = penOf('amy')
    say(tab, { clientId: 1, clock: 1, state: {} })
    say(other, { clientId: 2, clock: 1, state: {} })
    expect(all().map(({ clientId }) => clientId)).toEqual([1, 2])
    const again = penOf('amy')
    expect(say(again, { clientId: 1, clock: 3, state: { cursor: caret(3) } })).toEqual([])
    presence.leave(tab)
    expect(all().map(({ clientId }) => clientId)).toEqual([1, 2])
    presence.leave(again)
    expect(all().map(({ clientId }) => clientId)).toEqual([2])
  })

  it('[O28] no clock a page says hides its own caret for good, nor another’s', () => {
    for (const clock of [2 ** 53 - 1, 2 ** 40, 4_000_000_000]) {
      const { presence } = open()
      const viewer = new Awareness(new Y.Doc())
      const show = (message: Uint8Array | null) => message && applyAwarenessUpdate(viewer, payloadOf(message), 'server')
      const page = new Awareness(new Y.Doc())
      page.setLocalState({ cursor: caret(1) })
      const id = page.clientID
      const pen = penOf('amy')
      show(presence.receive(pen, encodeAwarenessUpdate(page, [id])))
      show(presence.receive(penOf('ben'), says({ clientId: id, clock, state: null })))
      expect(viewer.getStates().has(id)).toBe(true)
      show(presence.leave(pen))
      show(presence.receive(penOf('ben'), says({ clientId: id, clock, state: null })))
      vi.advanceTimersByTime(caretPauseMs)
      show(presence.receive(penOf('amy'), encodeAwarenessUpdate(page, [id])))
      expect(viewer.getStates().has(id)).toBe(true)
      const own = penOf('cleo')
      show(presence.receive(own, says({ clientId: 3, clock, state: null })))
      vi.advanceTimersByTime(caretPauseMs)
      show(presence.receive(own, says({ clientId: 3, clock: 1, state: {} })))
      expect(viewer.getStates().has(3)).toBe(true)
      viewer.destroy()
      page.destroy()
    }
  })

  it('[O28] only a caret that every editor can look up is taken, made anew and bounded', () => {
    expect(caretIn(JSON.parse(JSON.stringify({ ...caret(3), more: 'x' })))).toEqual(caret(3))
    const inText = { anchor: { tname: 'prosemirror', assoc: -1 }, head: { type: { client: 1, clock: 2 } } }
    expect(caretIn(inText)).toEqual({
      anchor: { type: null, tname: 'prosemirror', item: null, assoc: -1 },
      head: { type: { client: 1, clock: 2 }, tname: null, item: null, assoc: 0 },
    })
    const bad: unknown[] = [
      null, 7, {}, { anchor: 1, head: 1 }, { anchor: place(1) }, { anchor: {}, head: {} },
      { anchor: { tname: 'elsewhere' }, head: place(1) },
      { anchor: { item: { client: 1, clock: -1 } }, head: place(1) },
      { anchor: { item: { client: 'x', clock: 1 } }, head: place(1) },
      { anchor: { type: { client: 1, clock: 1.5 } }, head: place(1) },
    ]
    for (const said of bad) expect(caretIn(said)).toBeNull()
    expect(JSON.stringify(caretIn(caret(Number.MAX_SAFE_INTEGER))).length).toBeLessThan(limits.cursorBytes)
    const { say } = open()
    const shown = say(penOf('amy'), { clientId: 1, clock: 1, state: { cursor: { anchor: 'x'.repeat(600), head: 1 } } })
    expect(shown).toMatchObject([{ state: { cursor: null } }])
    expect(say(penOf('ben'), { clientId: 2, clock: 1, state: { junk: 'x'.repeat(10_000) } })).toEqual([])
  })

  it('[O28] bytes that are no awareness are an error, for the room to count', () => {
    const { presence } = open()
    expect(() => presence.receive(penOf('amy'), new Uint8Array([1]))).toThrow()
    expect(() => presence.receive(penOf('amy'), new Uint8Array([1, 1, 1, 3, 123, 123, 123]))).toThrow()
  })
})
