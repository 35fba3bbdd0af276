import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { testHouse } from '../people.ts'

const t = testHouse()
const fields = { name: '老槐树议事亭', number: '03', place: '东山村口', types: ['deliberationPavilion', 'memberStation'], brand: '有事好商量' }

async function office() {
  const organisation = await t.makeOrganisation()
  return { organisation, admin: await t.as(await t.makePerson(organisation, ['organisationAdmin'])) }
}

const codeOf = (url: string) => url.split('/v/')[1] ?? ''

describe('venues', () => {
  it('[H55] a venue’s QR holds at least 128 random bits, and its code is in no list', async () => {
    const { organisation, admin } = await office()
    const made = await admin.post('/api/venues', { ...fields, organisationId: organisation.id })
    expect(made.body).toMatchObject({ ...fields, version: 1, closedAt: null })
    const poster = await admin.get(`/api/venues/${made.body.id}/qr`)
    const code = codeOf(poster.body.url)
    expect(Buffer.from(code, 'base64url').length).toBeGreaterThanOrEqual(16)
    expect(JSON.stringify((await admin.get('/api/venues')).body)).not.toContain(code)
  })

  it('[H55] after the code is changed the printed one leads nowhere', async () => {
    const { organisation, admin } = await office()
    const { body } = await admin.post('/api/venues', { ...fields, organisationId: organisation.id })
    const before = codeOf((await admin.get(`/api/venues/${body.id}/qr`)).body.url)
    expect((await t.device().get(`/api/doors/${before}`)).status).toBe(200)
    await admin.post(`/api/venues/${body.id}/rotate`, { version: 1 })
    const after = codeOf((await admin.get(`/api/venues/${body.id}/qr`)).body.url)
    expect((await t.device().get(`/api/doors/${before}`)).body.error.code).toBe('doorUnknown')
    expect((await t.device().get(`/api/doors/${after}`)).body.venue.name).toBe(fields.name)
  })

  it('[H55] a closed venue’s door is shut and can be opened again', async () => {
    const { organisation, admin } = await office()
    const { body } = await admin.post('/api/venues', { ...fields, organisationId: organisation.id })
    const code = codeOf((await admin.get(`/api/venues/${body.id}/qr`)).body.url)
    await admin.post(`/api/venues/${body.id}/close`, { version: 1 })
    expect((await t.device().get(`/api/doors/${code}`)).body.error.code).toBe('doorClosed')
    expect((await t.device().post(`/api/doors/${code}/enter`, { name: '村民甲' })).status).toBe(404)
    expect((await admin.get(`/api/venues/${body.id}/qr`)).status).toBe(409)
    expect((await admin.post(`/api/venues/${body.id}/close`, { version: 2 })).status).toBe(409)
    await admin.post(`/api/venues/${body.id}/reopen`, { version: 2 })
    expect((await t.device().get(`/api/doors/${code}`)).status).toBe(200)
  })

  it('[U7] an older version is refused and told the fresh one; a name stands once', async () => {
    const { organisation, admin } = await office()
    const { body } = await admin.post('/api/venues', { ...fields, organisationId: organisation.id })
    expect((await admin.post('/api/venues', { ...fields, organisationId: organisation.id })).body.error.code).toBe('venueNameTaken')
    await admin.post(`/api/venues/${body.id}/edit`, { ...fields, place: '西山村口', version: 1 })
    const late = await admin.post(`/api/venues/${body.id}/edit`, { ...fields, place: '北山村口', version: 1 })
    expect([late.status, late.body.error.detail.fresh.place]).toEqual([409, '西山村口'])
  })

  it('[H57] people of the 政协’s units see its venues and change none; people of elsewhere see none', async () => {
    const { organisation } = await office()
    const committee = await t.makeOrganisation('提案委', { kind: 'specialCommittee', parentId: organisation.id })
    const venue = await t.makeVenue(organisation)
    const neighbour = await t.as(await t.makePerson(committee, ['facilitator']))
    const list = (await neighbour.get('/api/venues')).body.venues
    expect(list).toMatchObject([{ id: venue.id, organisationName: organisation.name, may: [] }])
    expect((await neighbour.post(`/api/venues/${venue.id}/close`, { version: 1 })).status).toBe(403)
    const host = await t.as(await t.makePerson(organisation, ['facilitator']))
    expect((await host.get('/api/venues')).body.venues[0].may).toEqual(['poster'])
    const stranger = await t.as(await t.makePerson(await t.makeOrganisation(), ['organisationAdmin']))
    expect((await stranger.get('/api/venues')).body.venues).toEqual([])
    for (const deed of ['close', 'rotate', 'reopen']) {
      expect((await stranger.post(`/api/venues/${venue.id}/${deed}`, { version: 1 })).status).toBe(404)
    }
    expect((await stranger.get(`/api/venues/${venue.id}/qr`)).status).toBe(404)
    expect((await stranger.post('/api/venues', { ...fields, organisationId: organisation.id })).status).toBe(404)
  })
})

describe('the door of a venue', () => {
  it('[H56] a guest is the same one on the same device, under the name they gave last', async () => {
    const { organisation } = await office()
    const venue = await t.makeVenue(organisation)
    const phone = t.device()
    const look = await phone.get(`/api/doors/${venue.code}`)
    expect(look.body).toEqual({ venue: { name: venue.name, place: '东山村口' }, organisationName: organisation.name, session: null, name: null })
    const first = await phone.post(`/api/doors/${venue.code}/enter`, { name: '村民甲' })
    expect(first.body).toEqual({ guest: { id: expect.any(String), name: '村民甲' }, session: null })
    expect((await phone.get('/api/me')).body.actor).toMatchObject({ kind: 'guest', id: first.body.guest.id, name: '村民甲' })
    expect((await phone.get(`/api/doors/${venue.code}`)).body.name).toBe('村民甲')
    const renamed = await phone.post(`/api/doors/${venue.code}/enter`, { name: '村民代表甲' })
    expect(renamed.body.guest).toEqual({ id: first.body.guest.id, name: '村民代表甲' })
    const another = await t.device().post(`/api/doors/${venue.code}/enter`, { name: '村民甲' })
    expect(another.body.guest.id).not.toBe(first.body.guest.id)
  })

  it('[H45] a repeat finds its answer on the same device, and on another it brings no cookie of the first', async () => {
    const { organisation } = await office()
    const venue = await t.makeVenue(organisation)
    const phone = t.device()
    await phone.get(`/api/doors/${venue.code}`)
    const key = randomUUID()
    const first = await phone.post(`/api/doors/${venue.code}/enter`, { name: '村民乙' }, { key })
    expect((await phone.post(`/api/doors/${venue.code}/enter`, { name: '村民乙' }, { key })).body).toEqual(first.body)
    const other = t.device()
    await other.post(`/api/doors/${venue.code}/enter`, { name: '村民乙' }, { key })
    expect((await other.get('/api/me')).body.actor.kind).toBe('stranger')
  })

  it('[H56] one phone at two counties is a guest of each, and what it was in the first is still there', async () => {
    const [here, there] = [await office(), await office()]
    const [one, two] = [await t.makeVenue(here.organisation), await t.makeVenue(there.organisation)]
    const phone = t.device()
    const first = await phone.post(`/api/doors/${one.code}/enter`, { name: '村民丙' })
    t.clock.advance(60_000)
    const second = await phone.post(`/api/doors/${two.code}/enter`, { name: '村民丙' })
    expect(second.body.guest.id).not.toBe(first.body.guest.id)
    expect((await phone.get(`/api/doors/${one.code}`)).body.name).toBe(null)
    t.clock.advance(60_000)
    expect((await phone.post(`/api/doors/${one.code}/enter`, { name: '村民丙' })).body.guest.id).toBe(first.body.guest.id)
    expect((await phone.get('/api/me')).body.actor.id).toBe(first.body.guest.id)
  })

  it('[U8] a name that is empty or far too long is refused', async () => {
    const { organisation } = await office()
    const venue = await t.makeVenue(organisation)
    for (const name of ['', '   ', '名'.repeat(41), 7]) {
      expect((await t.device().post(`/api/doors/${venue.code}/enter`, { name })).status).toBe(400)
    }
    expect((await t.device().get(`/api/doors/${'x'.repeat(32)}`)).body.error.code).toBe('doorUnknown')
  })
})
