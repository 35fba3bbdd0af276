import { beforeAll, describe, expect, it } from 'vitest'
import type { DemoPerson } from '../../shared/demo.ts'
import { seedDemonstration } from '../../server/demo/seed.ts'
import { demoClock } from '../../server/house/clock.ts'
import { type Client, testHouse } from '../people.ts'

const t = testHouse({ demo: true })
let everyone: DemoPerson[]

/** A device that has stepped into somebody of the county. */
async function as(name: string): Promise<Client> {
  const device = t.device()
  const { id } = everyone.find((person) => person.name === name)!
  expect((await device.post('/api/demo/enter', { id })).status).toBe(204)
  return device
}

beforeAll(async () => {
  Object.assign(t.house, { clock: demoClock })
  await seedDemonstration(t.house)
  everyone = (await t.device().get('/api/demo/people')).body
}, 300_000)

describe('the demonstration county', () => {
  it('[H80] has about thirty people with roles, and residents without an account', () => {
    expect(everyone.filter((person) => !person.guest).length).toBeGreaterThanOrEqual(25)
    expect(everyone.filter((person) => person.guest).map((person) => person.name)).toContain('村民代表甲')
    expect(everyone.every((person) => person.roles.length > 0)).toBe(true)
  })

  it('[H80] has one session on now, in the middle of an item, with text, cards and people', async () => {
    const { body: live } = await t.device().get('/api/demo/live')
    const convenor = await as('第一召集人')
    const { body: session } = await convenor.get(`/api/sessions/${live.sessionId}`)
    expect(session.participants.length).toBeGreaterThanOrEqual(15)
    expect(session).toMatchObject({ agendaDocumentId: live.agendaId, opinionDocumentId: live.opinionId })
    expect(session.currentItemId).not.toBeNull()
    const { body: waiting } = await convenor.get(`/api/sessions/${live.sessionId}/cards`)
    expect(waiting.cards.some((card: { may: string[] }) => card.may.includes('place'))).toBe(true)
  })

  it('[H80] a resident steps into their own seat and their own echo', async () => {
    const { body: live } = await t.device().get('/api/demo/live')
    const phone = await as('村民代表甲')
    expect((await phone.get(`/api/sessions/${live.sessionId}`)).body.me.name).toBe('村民代表甲')
    const said = (await phone.get('/api/echo')).body.echoes
    expect(said.map((issue: { words: string }) => issue.words).join()).toContain('消防车')
  })

  it('[H82] its clock is set forward for everybody, and never back', async () => {
    const before = (await t.device().get('/api/me')).headers.get('x-house-time')!
    const later = new Date(Date.parse(before) + 3_600_000).toISOString()
    expect((await t.device().post('/api/demo/clock', { now: later })).status).toBe(200)
    expect(Date.parse((await t.device().get('/api/me')).headers.get('x-house-time')!)).toBeGreaterThanOrEqual(Date.parse(later))
    expect((await t.device().post('/api/demo/clock', { now: before })).body.error.code).toBe('wrongState')
  })

  it('[H83] texts made for measuring are empty, and a resident, a clerk and a member may write in them', async () => {
    const { body: ids } = await t.device().post('/api/demo/texts', { count: 3 })
    expect(new Set(ids).size).toBe(3)
    for (const name of ['村民代表乙', '财政局承办员', '委员甲']) {
      const { body: document } = await (await as(name)).get(`/api/documents/${ids[2]}`)
      expect(document).toMatchObject({ kind: 'opinion', right: 'edit' })
    }
    expect((await t.device().get(`/api/documents/${ids[0]}`)).status).toBe(401)
  })
})
