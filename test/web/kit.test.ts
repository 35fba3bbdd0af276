import type { ClientResponse } from 'hono/client'
import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { take } from '../../web/answer.ts'
import { deed } from '../../web/deed.ts'
import { orderAtEnd, orderMoved } from '../../web/documents/agenda-order.ts'
import { createHolding } from '../../web/documents/composing.ts'
import { createSavings, markOf } from '../../web/documents/savings.ts'
import { newKey } from '../../web/key.ts'
import { wayOn } from '../../web/people/SignIn.tsx'
import { formatClock, formatDate, formatShortDay, formatSpan, fromLocalInput, toLocalInput } from '../../web/ui/moments.ts'

type Reply = ClientResponse<{ id: string }, 200, 'json'>
const answering = (status: number, body: unknown) => new Response(JSON.stringify(body), { status }) as unknown as Reply

describe('one way for every deed', () => {
  it('[U16] the answer is lost twice: the deed is sent again under the same key', async () => {
    const keys: (string | undefined)[] = []
    const answer = await deed(async ({ headers }) => {
      keys.push(headers['Idempotency-Key'])
      if (keys.length < 3) throw new TypeError('failed to fetch')
      return answering(200, { id: 'x' })
    })
    expect(answer).toEqual({ id: 'x' })
    expect(keys).toHaveLength(3)
    expect(new Set(keys).size).toBe(1)
    expect(z.uuid().safeParse(keys[0]).success).toBe(true)
  })

  it('[U16] a refusal is not sent again, and says what the server said', async () => {
    let sent = 0
    const refused = deed(async () => {
      sent += 1
      return answering(409, { error: { code: 'stale', message: '别人刚刚改过。', detail: { version: 2 } } })
    })
    await expect(refused).rejects.toMatchObject({ status: 409, code: 'stale', message: '别人刚刚改过。', detail: { version: 2 } })
    expect(sent).toBe(1)
  })

  it('[U8] what is no answer of ours is told as out of reach', async () => {
    await expect(take(Promise.resolve(answering(502, 'bad gateway')))).rejects.toThrow('连不上')
    await expect(take(Promise.reject(new TypeError('x')))).rejects.toThrow('连不上')
  })

  it('[U3] keys are UUIDs and none comes twice', () => {
    const keys = Array.from({ length: 1000 }, newKey)
    expect(new Set(keys).size).toBe(1000)
    expect(keys.every((key) => z.uuid().safeParse(key).success)).toBe(true)
  })
})

describe('the saved mark', () => {
  it('[O20] a receipt saves what was written before its frame was made, and nothing after it', () => {
    const savings = createSavings()
    savings.sending('other')()
    savings.sending('whole')()
    savings.wrote()
    const held = savings.sending('part')
    savings.wrote()
    held()
    savings.sending('part')()
    savings.receipt(2)
    expect(savings.unsaved()).toBe(2)
    savings.receipt(3)
    expect(savings.unsaved()).toBe(1)
    savings.receipt(4)
    expect(savings.unsaved()).toBe(0)
  })

  it('[O20] frames of a broken connection count for nothing; on the next one only the whole carries what was written while away', () => {
    const savings = createSavings()
    savings.wrote()
    savings.sending('whole')()
    savings.wrote()
    savings.reconnected()
    savings.receipt(1)
    expect(savings.unsaved()).toBe(2)
    savings.sending('other')()
    savings.wrote()
    savings.sending('part')()
    savings.receipt(2)
    expect(savings.unsaved()).toBe(3)
    savings.sending('whole')()
    savings.receipt(3)
    expect(savings.unsaved()).toBe(0)
  })

  it('[O20] on its way for a moment, then only on this device; refused is not saved', () => {
    const keptHere = true
    expect(markOf({ unsaved: 0, connected: false, waitingMs: 0, refused: true, keptHere })).toEqual({ kind: 'saved' })
    expect(markOf({ unsaved: 1, connected: true, waitingMs: 100, refused: false, keptHere })).toEqual({ kind: 'saving' })
    expect(markOf({ unsaved: 3, connected: true, waitingMs: 5000, refused: false, keptHere })).toEqual({ kind: 'device', count: 3 })
    expect(markOf({ unsaved: 3, connected: false, waitingMs: 0, refused: false, keptHere })).toEqual({ kind: 'device', count: 3 })
    expect(markOf({ unsaved: 3, connected: false, waitingMs: 0, refused: false, keptHere: false })).toEqual({ kind: 'failed' })
    expect(markOf({ unsaved: 3, connected: true, waitingMs: 0, refused: true, keptHere })).toEqual({ kind: 'failed' })
  })

  it('[O18] what is held while a word is composed comes in its order when the word is done', async () => {
    const holding = createHolding()
    const seen: number[] = []
    holding.whenDone(() => seen.push(1))
    holding.begin()
    holding.whenDone(() => seen.push(2))
    holding.whenDone(() => seen.push(3))
    expect(seen).toEqual([1])
    holding.end()
    await new Promise<void>((done) => holding.whenDone(done))
    expect(seen).toEqual([1, 2, 3])
  })

  it('[O18] what comes up while the held goes out waits its turn, and what fails keeps nothing else back', () => {
    vi.useFakeTimers()
    try {
      const holding = createHolding()
      const seen: number[] = []
      holding.begin()
      holding.whenDone(() => {
        seen.push(1)
        holding.whenDone(() => seen.push(3))
        throw new Error('a frame that cannot be read')
      })
      holding.whenDone(() => seen.push(2))
      holding.end()
      expect(() => vi.runAllTimers()).toThrow('a frame that cannot be read')
      expect(seen).toEqual([1, 2, 3])
      holding.whenDone(() => seen.push(4))
      expect(seen).toEqual([1, 2, 3, 4])
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('the order of the agenda', () => {
  it('[O5] moves one place at a time, and no further than the ends', () => {
    const items: { id: string; order: string }[] = []
    for (const id of ['a', 'b', 'c']) items.push({ id, order: orderAtEnd(items) })
    const moved = (id: string, by: -1 | 1) => {
      const order = orderMoved(items, id, by)
      return order === null ? null : items.map((item) => (item.id === id ? { id, order } : item)).toSorted((x, y) => (x.order < y.order ? -1 : 1)).map((item) => item.id).join('')
    }
    expect(moved('c', -1)).toBe('acb')
    expect(moved('a', 1)).toBe('bac')
    expect(moved('a', -1)).toBeNull()
    expect(moved('c', 1)).toBeNull()
  })

  it('[O5] two items that two hands put in one place, and an order that is none, stop nobody', () => {
    const items = [{ id: 'a', order: 'a0' }, { id: 'b', order: 'a0' }, { id: 'c', order: '!' }]
    for (const { id } of items) for (const by of [-1, 1] as const) expect(() => orderMoved(items, id, by)).not.toThrow()
  })
})

describe('words', () => {
  it('[U8] moments are Beijing’s wherever the device is, and spans carry their units', () => {
    expect(formatDate('2026-03-18T07:00:00Z')).toBe('2026年3月18日 周三 15:00')
    expect(formatDate('2026-03-18T16:05:00Z')).toBe('2026年3月19日 周四 00:05')
    expect(formatShortDay('2026-12-31T16:00:00Z')).toBe('1月1日')
    expect(formatClock(72)).toBe('1:12')
    expect(formatClock(3725)).toBe('1:02:05')
    expect(formatSpan(40)).toBe('40\u00a0秒')
    expect(formatSpan(3900)).toBe('1\u00a0小时 5\u00a0分')
    expect(fromLocalInput('2026-03-18T15:00')).toBe('2026-03-18T07:00:00.000Z')
    expect(toLocalInput('2026-03-18T07:00:00Z')).toBe('2026-03-18T15:00')
    expect(fromLocalInput('')).toBeNull()
  })

  it('[H3] after signing in one goes on inside the house only', () => {
    expect(wayOn('?to=%2Fsessions%2F1')).toBe('/sessions/1')
    for (const to of ['//evil.test', 'https://evil.test', '/\\evil.test', '']) expect(wayOn(`?to=${encodeURIComponent(to)}`)).toBe('/')
  })
})
