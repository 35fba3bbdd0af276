import { describe, expect, it } from 'vitest'
import { testHouse } from '../people.ts'

const publicUrl = 'https://yishiting.test'
const t = testHouse({ publicUrl })
const password = '春天的桥1234'

describe('a house behind HTTPS', () => {
  it('[H44] every cookie travels by HTTPS only', async () => {
    const organisation = await t.makeOrganisation()
    const person = await t.makePerson(organisation, [], { password })
    const venue = await t.makeVenue(organisation)
    const device = t.device()
    const options = { origin: publicUrl }
    const lines = [
      ...(await device.get(`/api/doors/${venue.code}`)).headers.getSetCookie(),
      ...(await device.post('/api/sign-in', { username: person.username, password }, options)).headers.getSetCookie(),
    ]
    expect(lines.map((line) => line.split('=')[0]).toSorted()).toEqual(['__Secure-yst.session_token', 'yst_browser', 'yst_device', 'yst_guest'])
    for (const line of lines) expect(line).toMatch(/; Secure/i)
    for (const line of lines) expect(line).toMatch(/HttpOnly/i)
  })

  it('[H55] the printed QR and one-time links hold the public address', async () => {
    const organisation = await t.makeOrganisation()
    const device = await t.as(await t.makePerson(organisation, ['organisationAdmin']))
    const venue = await t.makeVenue(organisation)
    expect((await device.get(`/api/venues/${venue.id}/qr`)).body.url).toBe(`${publicUrl}/v/${venue.code}`)
    const person = await t.makePerson(organisation)
    const link = await device.post(`/api/people/${person.id}/link`, {}, { origin: publicUrl })
    expect(link.body.link).toMatch(/^https:\/\/yishiting\.test\/welcome#[\w-]{40,}$/)
  })
})
