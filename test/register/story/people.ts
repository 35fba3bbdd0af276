import { hashToken, newToken } from '../../../server/house/secrets.ts'
import { house as houseTable } from '../../../db/schema/house.ts'
import { look, type Stage } from './play.ts'

const password = 'first-password'

/** From the set-up link to a staffed county: units, venues, people, roles, links, sign-ins. */
export async function staffTheCounty({ t, play }: Stage): Promise<void> {
  const token = newToken()
  await t.db.update(houseTable).set({ setUpTokenHash: hashToken(token) })
  const admin = t.device()
  await play(admin, '/api/set-up', {}, {
    token,
    organisation: { name: '落成县政协', level: 'county' },
    administrator: { name: '管理员甲', username: 'admin', password },
  })
  const [county] = (await look(admin, '/api/organisations')).organisations
  await play(admin, '/api/organisations/{id}/rename', { id: county.id }, { name: '新成县政协', version: county.version })
  const renamed = (await look(admin, '/api/organisations')).organisations[0]
  await play(admin, '/api/organisations/{id}/settings', { id: county.id }, { openNow: true, handwrittenSignature: true, version: renamed.version })
  await play(admin, '/api/organisations', {}, { parentId: county.id, kind: 'handlingUnit', name: '县水务局' })

  const fields = { name: '西村凉亭', number: null, place: '西村', types: ['deliberationPavilion'], brand: null }
  const venue = await play(admin, '/api/venues', {}, { ...fields, organisationId: county.id })
  const edited = await play(admin, '/api/venues/{id}/edit', { id: venue.id }, { ...fields, place: '西村村口', version: venue.version })
  const turned = await play(admin, '/api/venues/{id}/rotate', { id: venue.id }, { version: edited.version })
  const closed = await play(admin, '/api/venues/{id}/close', { id: venue.id }, { version: turned.version })
  await play(admin, '/api/venues/{id}/reopen', { id: venue.id }, { version: closed.version })
  const { url } = await look(admin, `/api/venues/${venue.id}/qr`)
  await play(t.device(), '/api/doors/{code}/enter', { code: String(url).split('/').at(-1)! }, { name: '村民甲' })

  const made = await play(admin, '/api/people', {}, { organisationId: county.id, name: '委员甲', username: 'membera', roles: ['member'] })
  await play(admin, '/api/people/paste', {}, { organisationId: county.id, text: '委员乙,memberb,委员', preview: false })
  const person = await look(admin, `/api/people/${made.person?.id ?? made.id}`)
  const renamedPerson = await play(admin, '/api/people/{id}/edit', { id: person.id }, { name: '委员甲甲', username: 'membera', version: person.version })
  await play(admin, '/api/people/{id}/roles', { id: person.id }, { organisationId: county.id, role: 'expert' })
  const held = (await look(admin, `/api/people/${person.id}`)).roles.find((one: { role: string }) => one.role === 'expert')
  await play(admin, '/api/roles/{id}/end', { id: held.id }, { version: held.version })
  const { link } = await play(admin, '/api/people/{id}/link', { id: person.id }, {})
  const welcome = t.device()
  const oneTime = String(link.address ?? link).split('#')[1]
  await play(welcome, '/api/welcome/look', {}, { token: oneTime })
  await play(welcome, '/api/welcome', {}, { token: oneTime, password })
  await play(welcome, '/api/password', {}, { current: password, next: 'second-password' })
  await play(t.device(), '/api/sign-in', {}, { username: 'membera', password: 'second-password' })
  const other = (await look(welcome, '/api/sign-ins')).signIns.find((one: { current: boolean }) => !one.current)
  await play(welcome, '/api/sign-ins/{id}/end', { id: other.id }, {})
  await play(welcome, '/api/sign-out', {}, {})
  const now = await look(admin, `/api/people/${person.id}`)
  const left = await play(admin, '/api/people/{id}/deactivate', { id: person.id }, { version: now.version })
  await play(admin, '/api/people/{id}/reactivate', { id: person.id }, { version: left.version ?? left.person.version })
  if (renamedPerson.version === person.version) throw new Error('editing a person moves its version on')
}
