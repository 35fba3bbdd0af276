import { describe, expect, it } from 'vitest'
import { seedDemonstration } from '../../server/demo/seed.ts'
import { testHouse } from '../people.ts'
import { demoClock } from '../../server/house/clock.ts'

const t = testHouse({ demo: true })

describe('the demonstration county', () => {
  it('[H80] is told through the same deeds as ever, with one session on now', async () => {
    await seedDemonstration({ ...t.house, clock: demoClock })
    t.clock.set(new Date())
    const people = await t.device().get('/api/demo/people')
    expect(people.body.length).toBeGreaterThanOrEqual(30)
    const live = await t.device().get('/api/demo/live')
    expect(live.status).toBe(200)
    const device = t.device()
    const convenor = people.body.find((person: { name: string }) => person.name === '第一召集人')
    expect((await device.post('/api/demo/enter', { id: convenor.id })).status).toBe(204)
    const session = await device.get(`/api/sessions/${live.body.sessionId}`)
    expect(session.body.participants.length).toBeGreaterThanOrEqual(15)
    expect(session.body.currentItemId).not.toBeNull()
    const phone = t.device()
    const resident = people.body.find((person: { guest: boolean }) => person.guest)
    expect((await phone.post('/api/demo/enter', { id: resident.id })).status).toBe(204)
    expect((await phone.get(`/api/sessions/${live.body.sessionId}`)).body.me.name).toBe(resident.name)
    expect((await phone.get('/api/echo')).body.issues?.length ?? (await phone.get('/api/echo')).body.length).toBeGreaterThan(0)
  })
})
