import { describe, expect, it } from 'vitest'
import { frameOf } from '../../server/rooms/frame.ts'
import { createOutbox } from '../../server/rooms/outbox.ts'
import type { Pen } from '../../server/rooms/pen.ts'

type Line = Pen & { writes: string[]; unsent: number; closedWith: number | null }

/** A pen of which only the line matters here. */
function line(): Line {
  const pen = {
    waiting: 0, owed: 0, writes: [] as string[], unsent: 0, closedWith: null as number | null,
    socket: {
      write: (frames: readonly Buffer[]) => void pen.writes.push(Buffer.concat(frames).toString()),
      close: (code: number) => void (pen.closedWith = code),
      buffered: () => pen.unsent,
    },
  }
  return pen as unknown as Line
}
const words = (text: string) => Buffer.from(text)
const turn = () => new Promise((resolve) => setImmediate(resolve))
const limits = { slowBytes: 10, stalledBytes: 100 }

function room(size: number) {
  const pens = Array.from({ length: size }, line)
  return { pens, outbox: createOutbox(new Set(pens), limits, () => words('[all]')) }
}

describe('what a room sends', () => {
  it('[O30] everything of one turn leaves in one write per socket, and nobody hears themselves', async () => {
    const { pens, outbox } = room(3)
    const [a, b, c] = pens as [Line, Line, Line]
    outbox.tell(words('a1 '), a)
    outbox.tell(words('b1 '), b)
    outbox.send(a, words('receipt '))
    outbox.caret(b, words('caret-b '))
    await turn()
    expect(a.writes).toEqual(['receipt b1 caret-b '])
    expect(b.writes).toEqual(['a1 '])
    expect(c.writes).toEqual(['a1 b1 caret-b '])
    await turn()
    expect(c.writes).toHaveLength(1)
  })

  it('[O30] a caret leaves with its words, and of several places only the last', async () => {
    const { pens, outbox } = room(2)
    const [a, b] = pens as [Line, Line]
    a.waiting = 1
    outbox.caret(a, words('here '))
    outbox.caret(a, words('there '))
    await turn()
    expect(b.writes).toEqual([])
    a.waiting = 0
    outbox.tell(words('letter '), a)
    await turn()
    expect(b.writes).toEqual(['letter there '])
  })

  it('[O30] who closes is still told what was said to them before', () => {
    const { pens, outbox } = room(1)
    const [a] = pens as [Line]
    outbox.send(a, words('why'))
    outbox.hurry(a)
    expect(a.writes).toEqual(['why'])
  })

  it('[O30] a frame says how long it is in as few bytes as the protocol has for it', () => {
    expect([...frameOf(new Uint8Array(125)).subarray(0, 2)]).toEqual([0x82, 125])
    expect([...frameOf(new Uint8Array(126)).subarray(0, 4)]).toEqual([0x82, 126, 0, 126])
    expect([...frameOf(new Uint8Array(65_536)).subarray(0, 10)]).toEqual([0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0])
  })

  it('[O31] one who reads slowly first gets no carets and then must come back; others notice nothing', async () => {
    const { pens, outbox } = room(4)
    const [a, slow, stalled, fast] = pens as [Line, Line, Line, Line]
    slow.unsent = 11
    stalled.unsent = 101
    outbox.tell(words('letter '), a)
    outbox.caret(a, words('caret '))
    await turn()
    expect(slow.writes).toEqual(['letter '])
    expect([stalled.writes, stalled.closedWith]).toEqual([[], 1013])
    expect(fast.writes).toEqual(['letter caret '])
  })

  it('[O31] a long answer is not held against the one who asked for it', async () => {
    const { pens, outbox } = room(1)
    const [a] = pens as [Line]
    a.owed = 1000
    a.unsent = 900
    outbox.tell(words('letter '))
    await turn()
    expect([a.writes, a.closedWith]).toEqual([['letter '], null])
  })
})
