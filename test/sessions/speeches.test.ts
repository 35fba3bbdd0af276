import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { speeches } from '../../db/schema/sessions.ts'
import { testHouse } from '../people.ts'
import { type Hall, itemsOf, makeHall, move, moveItem, opened, talking } from './hall.ts'
import { traceOf } from './trace.ts'

const t = testHouse()
let hall: Hall
beforeAll(async () => {
  hall = await makeHall(t)
})

type Body = Awaited<ReturnType<typeof talking>>
const speak = (participantId: string) => ({ participantId, kind: 'contribution', allowedSeconds: 300 })
const seatOf = (session: Body, name: string) => session.participants.find((one: Body) => one.name === name)

describe('speaking', () => {
  it('[S30] at most one speaks; the next waits until they have ended', async () => {
    const session = await talking(hall)
    const client = await hall.client(hall.chair)
    const begun = await client.post(`/api/sessions/${session.id}/speeches`, speak(seatOf(session, '委员甲').id))
    expect(begun.body.currentSpeech).toMatchObject({ participantId: seatOf(session, '委员甲').id, allowedSeconds: 300, endedAt: null })
    const second = await client.post(`/api/sessions/${session.id}/speeches`, speak(seatOf(session, '村民代表乙').id))
    expect(second.body.error.code).toBe('alreadySpeaking')
    t.clock.advance(75_000)
    const { currentSpeech: speech } = begun.body
    const ended = await client.post(`/api/speeches/${speech.id}/end`, { version: speech.version })
    expect(seatOf(ended.body, '委员甲').spokenSeconds).toBe(75)
    expect((await client.post(`/api/speeches/${speech.id}/end`, { version: speech.version + 1 })).body.error.code).toBe('speechOver')
    expect((await client.post(`/api/speeches/${speech.id}/end`, { version: speech.version })).body.error.code).toBe('stale')
    expect((await client.post(`/api/sessions/${session.id}/speeches`, speak(seatOf(session, '村民代表乙').id))).status).toBe(200)
  })

  it('[S30] of two hands that give the word at once one wins, one is told, and one speech stands', async () => {
    const session = await talking(hall)
    const client = await hall.client(hall.chair)
    const both = await Promise.all(
      ['委员甲', '村民代表乙'].map((name) => client.post(`/api/sessions/${session.id}/speeches`, speak(seatOf(session, name).id))),
    )
    expect(both.map((answer) => answer.status).toSorted()).toEqual([200, 409])
    expect(await t.db.select().from(speeches).where(eq(speeches.sessionId, session.id))).toHaveLength(1)
  })

  it('[S30] the database itself refuses a second speaker', async () => {
    const session = await talking(hall)
    await move(hall, session, 'speeches', speak(session.me.id))
    const [row] = await t.db.select().from(speeches).where(eq(speeches.sessionId, session.id))
    await expect(t.db.insert(speeches).values({ ...row!, id: randomUUID() })).rejects.toMatchObject({ cause: { code: '23505' } })
  })

  it('[S30] the word goes only to somebody present in this session, while it is live, by who runs it', async () => {
    const session = await talking(hall)
    const client = await hall.client(hall.chair)
    const seat = seatOf(session, '村民代表甲')
    const other = await opened(hall)
    expect((await client.post(`/api/sessions/${session.id}/speeches`, speak(other.me.id))).status).toBe(404)
    await client.post(`/api/participants/${seat.id}/leave`, { version: seat.version })
    expect((await client.post(`/api/sessions/${session.id}/speeches`, speak(seat.id))).body.error.code).toBe('notPresent')
    expect((await (await hall.client(hall.member)).post(`/api/sessions/${session.id}/speeches`, speak(session.me.id))).status).toBe(403)
    await move(hall, session, 'pause')
    expect((await client.post(`/api/sessions/${session.id}/speeches`, speak(session.me.id))).body.error.code).toBe('wrongState')
  })

  it('[S31] names the item it was held under, and ends when its speaker leaves', async () => {
    const session = await talking(hall)
    const client = await hall.client(hall.chair)
    const [item] = await itemsOf(hall, session)
    await moveItem(hall, item, 'begin')
    const seat = seatOf(session, '村民代表丙')
    const begun = await client.post(`/api/sessions/${session.id}/speeches`, speak(seat.id))
    expect(begun.body.currentSpeech.itemId).toBe(item.id)
    t.clock.advance(30_000)
    const gone = await client.post(`/api/participants/${seat.id}/leave`, { version: seat.version })
    expect(gone.body.currentSpeech).toBeNull()
    expect(seatOf(gone.body, '村民代表丙').spokenSeconds).toBe(30)
    expect((await traceOf(t, begun.body.currentSpeech.id)).map((line) => line.move)).toEqual(['begin', 'end'])
  })

  it('[S31] the speaker may end their own speech, another member may not', async () => {
    const session = await talking(hall)
    const begun = await move(hall, session, 'speeches', speak(seatOf(session, '委员甲').id))
    const { currentSpeech } = begun
    const body = { version: currentSpeech.version }
    expect((await (await hall.client(hall.staff)).post(`/api/speeches/${currentSpeech.id}/end`, body)).status).toBe(403)
    expect((await (await hall.client(hall.member)).post(`/api/speeches/${currentSpeech.id}/end`, body)).status).toBe(200)
  })
})
