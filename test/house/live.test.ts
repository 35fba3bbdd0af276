import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { within } from '../../server/house/context.ts'
import { ring } from '../../server/house/ledger.ts'
import { closeBell } from '../../server/live.ts'
import { clockActor } from '../../shared/people.ts'
import { testHouse } from '../people.ts'

const t = testHouse()

/** Listens as somebody, and gives the events one after another. */
async function listen(cookie: string, subjects: string[]) {
  const response = await t.app.request(`${t.origin}/api/live?subjects=${encodeURIComponent(subjects.join(','))}`, { headers: { cookie } })
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let read = ''
  return {
    async next(): Promise<{ event: string; data: string } | null> {
      for (;;) {
        const end = read.indexOf('\n\n')
        if (end >= 0) {
          const lines = read.slice(0, end).split('\n')
          read = read.slice(end + 2)
          const field = (name: string) => lines.find((line) => line.startsWith(`${name}:`))?.slice(name.length + 1).trim() ?? ''
          if (field('event') !== '') return { event: field('event'), data: field('data') }
          continue
        }
        const { done, value } = await reader.read()
        if (done) return null
        read += value
      }
    },
    close: () => reader.cancel(),
  }
}
const ringing = (kind: string, id: string, mark: ':' | '@') => within(t.house, clockActor, (ctx) => ring(ctx, kind, id, mark))

describe('the bell', () => {
  it('[U13] names what changed in one’s organisation, and nothing of another’s', async () => {
    const [ours, theirs] = [await t.makeOrganisation(), await t.makeOrganisation()]
    const person = await t.as(await t.makePerson(ours, ['facilitator']))
    const bell = await listen(person.cookie(), [`topic@${ours.id}`, `topic@${theirs.id}`, `session:${randomUUID()}`])
    expect(await bell.next()).toEqual({ event: 'hearing', data: `topic@${ours.id}` })
    await ringing('topic', theirs.id, '@')
    await ringing('topic', ours.id, '@')
    expect(await bell.next()).toEqual({ event: 'changed', data: `topic@${ours.id}` })
    await bell.close()
  })

  it('[U13] a stranger hears nothing, and nonsense is no subject', async () => {
    const ours = await t.makeOrganisation()
    const bell = await listen('', [`topic@${ours.id}`, `session:${randomUUID()}`, 'nonsense', `__proto__:${randomUUID()}`])
    expect(await bell.next()).toEqual({ event: 'hearing', data: '' })
    await bell.close()
  })

  it('[U13] when the house closes the bell, listeners come to their end', async () => {
    const ours = await t.makeOrganisation()
    const person = await t.as(await t.makePerson(ours, ['facilitator']))
    const bell = await listen(person.cookie(), [`topic@${ours.id}`])
    await bell.next()
    await closeBell(t.house)
    expect(await bell.next()).toBeNull()
  })
})
