import { describe, expect, it } from 'vitest'
import { testHouse } from '../people.ts'
import { makeHall, move, opened } from '../sessions/hall.ts'

const t = testHouse()

describe('the printed QR while a session is on', () => {
  it('[H59] shows the session, and whoever gives their name sits in it at once', async () => {
    const hall = await makeHall(t)
    const session = await opened(hall)
    const phone = t.device()
    const look = await phone.get(`/api/doors/${hall.venue.code}`)
    expect(look.body.session).toEqual({ id: session.id, title: session.title })
    expect(JSON.stringify(look.body)).not.toContain(session.doorUrl.split('/').at(-1))
    const inside = await phone.post(`/api/doors/${hall.venue.code}/enter`, { name: '村民代表甲' })
    expect(inside.body).toMatchObject({ guest: { name: '村民代表甲' }, session: { id: session.id } })
    expect((await phone.get(`/api/sessions/${session.id}`)).body.me).toMatchObject({ name: '村民代表甲', hand: 'resident', way: 'qr' })
    const again = await phone.post(`/api/doors/${hall.venue.code}/enter`, { name: '村民代表甲' })
    expect(again.body.guest.id).toBe(inside.body.guest.id)
    const seats = (await (await hall.client(hall.chair)).get(`/api/sessions/${session.id}`)).body.participants
    expect(seats.filter((seat: { name: string }) => seat.name === '村民代表甲')).toHaveLength(1)
  })

  it('[H59] a signed-in person comes in as themselves, whatever name was typed', async () => {
    const hall = await makeHall(t)
    const session = await opened(hall)
    const member = await hall.client(hall.member)
    const inside = await member.post(`/api/doors/${hall.venue.code}/enter`, { name: '别的名字' })
    expect(inside.body).toEqual({ guest: null, session: { id: session.id, title: session.title } })
    expect((await member.get(`/api/sessions/${session.id}`)).body.me).toMatchObject({ name: '委员甲' })
  })

  it('[H59] once the session is over the door shows none, and a name is only kept', async () => {
    const hall = await makeHall(t)
    const session = await opened(hall)
    await move(hall, session, 'abort', { reason: '停电' }, hall.approver)
    const phone = t.device()
    expect((await phone.get(`/api/doors/${hall.venue.code}`)).body.session).toBe(null)
    expect((await phone.post(`/api/doors/${hall.venue.code}/enter`, { name: '村民乙' })).body.session).toBe(null)
    expect((await phone.get(`/api/sessions/${session.id}`)).status).toBe(404)
  })
})
