import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { accessLinks } from '../../db/schema/people.ts'
import { commands, ledger } from '../../db/schema/house.ts'
import { user } from '../../db/schema/accounts.ts'
import { type Client, type Organisation, testHouse } from '../people.ts'

const t = testHouse()
const password = '春天的桥1234'
const hours = 60 * 60_000

async function office(): Promise<{ organisation: Organisation; admin: Client; adminId: string }> {
  const organisation = await t.makeOrganisation()
  const person = await t.makePerson(organisation, ['organisationAdmin'])
  return { organisation, admin: await t.as(person), adminId: person.id }
}

const tokenIn = (link: string) => link.split('#')[1] ?? ''
const fresh = () => `新人${randomUUID().slice(0, 8)}`

describe('units', () => {
  it('[H52] an administrator makes, renames and lists committees and units under their 政协', async () => {
    const { organisation, admin } = await office()
    const made = await admin.post('/api/organisations', { parentId: organisation.id, kind: 'handlingUnit', name: '县财政局' })
    expect(made.status).toBe(200)
    expect(made.body).toMatchObject({ parentId: organisation.id, name: '县财政局', version: 1 })
    const renamed = await admin.post(`/api/organisations/${made.body.id}/rename`, { name: '县财政局（国资局）', version: 1 })
    expect(renamed.body).toMatchObject({ name: '县财政局（国资局）', version: 2 })
    const { organisations } = (await admin.get('/api/organisations')).body
    expect(organisations.map((one: { name: string }) => one.name)).toEqual([organisation.name, '县财政局（国资局）'])
  })

  it('[H52] a name stands once under a 政协; an older version is told the fresh one', async () => {
    const { organisation, admin } = await office()
    const unit = { parentId: organisation.id, kind: 'specialCommittee', name: '提案委员会' }
    const { body } = await admin.post('/api/organisations', unit)
    expect((await admin.post('/api/organisations', unit)).body.error.code).toBe('nameTaken')
    await admin.post(`/api/organisations/${body.id}/rename`, { name: '提案委', version: 1 })
    const late = await admin.post(`/api/organisations/${body.id}/rename`, { name: '提案办', version: 1 })
    expect([late.status, late.body.error.code, late.body.error.detail.fresh.name]).toEqual([409, 'stale', '提案委'])
  })

  it('[H52] a unit has no units of its own, and no 政协 is made as one', async () => {
    const { organisation, admin } = await office()
    const unit = await admin.post('/api/organisations', { parentId: organisation.id, kind: 'township', name: '东山镇' })
    expect((await admin.post('/api/organisations', { parentId: unit.body.id, kind: 'township', name: '西山镇' })).status).toBe(409)
    expect((await admin.post('/api/organisations', { parentId: organisation.id, kind: 'cppcc', name: '另一个政协' })).status).toBe(400)
  })

  it('[H52] the settings of a 政协 are changed by its administrator only', async () => {
    const { organisation, admin } = await office()
    const settings = { openNow: true, handwrittenSignature: true, version: 1 }
    const facilitator = await t.as(await t.makePerson(organisation, ['facilitator']))
    expect((await facilitator.post(`/api/organisations/${organisation.id}/settings`, settings)).status).toBe(404)
    const changed = await admin.post(`/api/organisations/${organisation.id}/settings`, settings)
    expect(changed.body).toMatchObject({ settings: { openNow: true, handwrittenSignature: true }, version: 2 })
  })

  it('[H52] a county’s 政协 is not administered from the city above it', async () => {
    const city = await t.makeOrganisation('青石市政协', { level: 'city' })
    const county = await t.makeOrganisation('白水县政协', { parentId: city.id })
    const admin = await t.as(await t.makePerson(city, ['organisationAdmin']))
    const { organisations } = (await admin.get('/api/organisations')).body
    expect(organisations.map((one: { id: string }) => one.id)).toEqual([city.id])
    expect((await admin.post(`/api/organisations/${county.id}/rename`, { name: '改名', version: 1 })).status).toBe(404)
  })
})

describe('people and roles', () => {
  it('[H46] a new person gets a link that is shown to the administrator and kept as a hash only', async () => {
    const { organisation, admin } = await office()
    const key = randomUUID()
    const body = { organisationId: organisation.id, name: '委员甲', username: fresh(), roles: ['member', 'sectorConvenor'] }
    const made = await admin.post('/api/people', body, { key })
    expect(made.status).toBe(200)
    expect(made.body.person).toMatchObject({ name: '委员甲', hasPassword: false })
    expect(made.body.person.roles.map((one: { role: string }) => one.role).toSorted()).toEqual(['member', 'sectorConvenor'])
    const token = tokenIn(made.body.link.link)
    const kept = await t.db.select().from(accessLinks).where(eq(accessLinks.personId, made.body.person.id))
    const [stored] = await t.db.select().from(commands).where(eq(commands.key, key))
    expect(JSON.stringify([kept, stored])).not.toContain(token)
    expect((await admin.post('/api/people', body, { key })).body.link.link).toBe(made.body.link.link)
  })

  it('[H46] the link says whom it is for, sets the password, signs in, and works once', async () => {
    const { organisation, admin } = await office()
    const username = fresh()
    const made = await admin.post('/api/people', { organisationId: organisation.id, name: '委员乙', username, roles: ['member'] })
    const token = tokenIn(made.body.link.link)
    const phone = t.device()
    const look = await phone.post('/api/welcome/look', { token })
    expect(look.body).toMatchObject({ name: '委员乙', username, organisationName: organisation.name, purpose: 'firstSignIn' })
    const key = randomUUID()
    const welcomed = await phone.post('/api/welcome', { token, username: `${username}.我`, password }, { key })
    expect(welcomed.status).toBe(200)
    expect((await phone.get('/api/me')).body.actor.name).toBe('委员乙')
    expect((await t.device().post('/api/welcome', { token, username: `${username}.我`, password }, { key })).status).toBe(200)
    const again = await t.device().post('/api/welcome', { token, password: '别人的密码9999' })
    expect([again.status, again.body.error.code]).toEqual([404, 'linkSpent'])
    expect((await t.device().post('/api/welcome/look', { token })).body.error.code).toBe('linkSpent')
    expect((await t.device().post('/api/sign-in', { username: `${username}.我`, password })).status).toBe(200)
  })

  it('[H46] a link lasts 72 hours, and a newer one makes the older void', async () => {
    const { organisation, admin } = await office()
    const person = await t.makePerson(organisation, ['member'])
    const first = await admin.post(`/api/people/${person.id}/link`)
    const second = await admin.post(`/api/people/${person.id}/link`)
    const look = (link: string) => t.device().post('/api/welcome/look', { token: tokenIn(link) })
    expect((await look(first.body.link)).status).toBe(404)
    expect((await look(second.body.link)).status).toBe(200)
    t.clock.advance(72 * hours - 1000)
    expect((await look(second.body.link)).status).toBe(200)
    t.clock.advance(1000)
    expect((await look(second.body.link)).status).toBe(404)
  })

  it('[H47] a link for a forgotten password ends the sign-ins there were', async () => {
    const { organisation, admin } = await office()
    const person = await t.makePerson(organisation, ['member'], { password })
    const old = await t.as(person)
    const link = await admin.post(`/api/people/${person.id}/link`)
    expect(link.body.purpose).toBe('forgottenPassword')
    expect((await old.get('/api/sign-ins')).status).toBe(200)
    await t.device().post('/api/welcome', { token: tokenIn(link.body.link), password: '想起来的密码5678' })
    expect((await old.get('/api/sign-ins')).status).toBe(401)
    expect((await t.device().post('/api/sign-in', { username: person.username, password })).status).toBe(401)
  })

  it('[H58] a username is one person’s, in whatever letters it is written', async () => {
    const { organisation, admin } = await office()
    const username = `Wei.${randomUUID().slice(0, 8)}`
    const body = { organisationId: organisation.id, name: '委员丙', roles: [] }
    await admin.post('/api/people', { ...body, username })
    const again = await admin.post('/api/people', { ...body, username: username.toUpperCase() })
    expect([again.status, again.body.error.code]).toEqual([409, 'usernameTaken'])
    const other = await admin.post('/api/people', { ...body, username: fresh() })
    const edit = await admin.post(`/api/people/${other.body.person.id}/edit`, { name: '委员丙', username, version: 1 })
    expect(edit.body.error.code).toBe('usernameTaken')
  })

  it('[H50] a role is given from one day to another and ended; both are lines, not words', async () => {
    const { organisation, admin } = await office()
    const person = await t.makePerson(organisation)
    const given = { organisationId: organisation.id, role: 'facilitator', from: '2027-01-01', to: '2027-12-31' }
    const granted = await admin.post(`/api/people/${person.id}/roles`, given)
    expect(granted.body.roles).toMatchObject([
      { role: 'facilitator', since: '2026-12-31T16:00:00.000Z', until: '2027-12-31T16:00:00.000Z', over: false },
    ])
    const [held] = granted.body.roles
    expect((await admin.post(`/api/people/${person.id}/roles`, given)).body.error.code).toBe('roleHeld')
    const reversed = await admin.post(`/api/people/${person.id}/roles`, { ...given, role: 'recorder', to: '2026-12-31' })
    expect([reversed.status, reversed.body.error.code]).toEqual([400, 'datesReversed'])
    expect((await admin.post(`/api/roles/${held.id}/end`, { version: 1 })).status).toBe(200)
    expect((await admin.post(`/api/roles/${held.id}/end`, { version: 2 })).body.error.code).toBe('wrongState')
    const lines = await t.db.select().from(ledger).where(and(eq(ledger.subjectId, person.id), eq(ledger.subjectKind, 'person')))
    expect(lines.map((line) => [line.move, line.facts])).toEqual([
      ['grantRole', { holding: held.id, role: 'facilitator' }],
      ['endRole', { holding: held.id, role: 'facilitator' }],
    ])
  })

  it('[H51] a 政协 never loses its last administrator, neither the role nor the person', async () => {
    const { organisation, admin, adminId } = await office()
    const me = (await admin.get(`/api/people/${adminId}`)).body
    const end = (version: number) => admin.post(`/api/roles/${me.roles[0].id}/end`, { version })
    expect((await end(1)).body.error.code).toBe('lastAdministrator')
    expect((await admin.post(`/api/people/${adminId}/deactivate`, { version: 1 })).body.error.code).toBe('lastAdministrator')
    await t.makePerson(organisation, ['organisationAdmin'])
    expect((await end(1)).status).toBe(200)
    expect((await admin.get('/api/organisations')).status).toBe(403)
  })

  it('[H49] someone who leaves is signed out everywhere and cannot come back in; records stay', async () => {
    const { organisation, admin } = await office()
    const person = await t.makePerson(organisation, ['member'], { password, name: '离任委员' })
    const device = await t.as(person)
    const link = await admin.post(`/api/people/${person.id}/link`)
    const gone = await admin.post(`/api/people/${person.id}/deactivate`, { version: 1 })
    expect(gone.status).toBe(200)
    expect((await device.get('/api/sign-ins')).status).toBe(401)
    expect((await device.get('/api/me')).body.actor.kind).toBe('stranger')
    expect((await t.device().post('/api/sign-in', { username: person.username, password })).status).toBe(401)
    expect((await t.device().post('/api/welcome', { token: tokenIn(link.body.link), password })).status).toBe(404)
    expect((await (await t.as(person)).get('/api/sign-ins')).status).toBe(401)
    const search = `/api/people?search=${encodeURIComponent('离任')}`
    expect((await admin.get(search)).body.total).toBe(0)
    const left = await admin.get(`${search}&left=true`)
    expect(left.body.people).toMatchObject([{ name: '离任委员', may: ['edit', 'reactivate'] }])
    expect((await admin.post(`/api/people/${person.id}/reactivate`, { version: 2 })).status).toBe(200)
    expect((await t.device().post('/api/sign-in', { username: person.username, password })).status).toBe(200)
  })

  it('[H49] leaving rings for that person, so that open rooms look again', async () => {
    const { organisation, admin } = await office()
    const person = await t.makePerson(organisation, ['member'])
    const heard: string[] = []
    const listening = await t.house.sql.listen('bell', (name) => heard.push(name))
    await admin.post(`/api/people/${person.id}/deactivate`, { version: 1 })
    await expect.poll(() => heard).toContain(`person:${person.id}`)
    await listening.unlisten()
  })

  it('[H52] the list finds by name and username, 200 at a time', async () => {
    const { organisation, admin } = await office()
    const rows = Array.from({ length: 205 }, (_, index) => ({
      id: randomUUID(), name: `村民代表${index}`, username: `list${organisation.id}${index}`, displayUsername: `列${index}%`,
      email: `${randomUUID()}@people.invalid`, organisationId: organisation.id, createdAt: new Date(0), updatedAt: new Date(0),
    }))
    await t.db.insert(user).values(rows)
    const first = await admin.get('/api/people')
    expect([first.body.people.length, first.body.total]).toEqual([200, 206])
    expect((await admin.get('/api/people?from=200')).body.people).toHaveLength(6)
    expect((await admin.get(`/api/people?search=${encodeURIComponent('代表204')}`)).body.total).toBe(1)
    expect((await admin.get(`/api/people?search=${encodeURIComponent('列7%')}`)).body.total).toBe(1)
  })
})

describe('a pasted table', () => {
  const paste = (admin: Client, organisation: Organisation, text: string, preview = false) =>
    admin.post('/api/people/paste', { organisationId: organisation.id, text, preview })

  it('[H53] takes in everyone with roles and units, each with a link', async () => {
    const { organisation, admin } = await office()
    const unit = await admin.post('/api/organisations', { parentId: organisation.id, kind: 'handlingUnit', name: '县住建局' })
    const [one, two] = [fresh(), fresh()]
    const text = `姓名\t用户名\t角色\t单位\n委员甲\t${one}\t委员、界别召集人\n\n承办员甲，${two}，承办员，县住建局\n`
    const answer = await paste(admin, organisation, text)
    expect(answer.status).toBe(200)
    expect(answer.body.made.map((made: { name: string }) => made.name)).toEqual(['委员甲', '承办员甲'])
    for (const made of answer.body.made) expect(made.link.link).toMatch(/\/welcome#/)
    const { people } = (await admin.get(`/api/people?organisationId=${unit.body.id}`)).body
    expect(people).toMatchObject([{ name: '承办员甲', organisationName: '县住建局', roles: [{ role: 'unitClerk' }] }])
  })

  it('[H53] says what is wrong with which line, and takes in nobody', async () => {
    const { organisation, admin } = await office()
    const taken = await t.makePerson(organisation)
    const one = fresh()
    const text = [`委员甲,${one},委员`, '委员乙,a b', `委员丙,${one}`, `委员丁,${fresh()},议员`, `委员戊,${fresh()},委员,不存在局`, `,${fresh()}`, `委员己,${taken.username}`].join('\n')
    const preview = await paste(admin, organisation, text, true)
    const problems = preview.body.lines.map((line: { line: number; problems: string[] }) => [line.line, line.problems.join('；')])
    expect(problems).toEqual([
      [1, ''],
      [2, '用户名要 2 到 40 个字，只用文字、数字、点、横线和下划线'],
      [3, '用户名与第 1 行相同'],
      [4, '没有“议员”这个角色'],
      [5, '没有“不存在局”这个单位'],
      [6, '缺姓名'],
      [7, '用户名已经有人用了'],
    ])
    const refused = await paste(admin, organisation, text)
    expect([refused.status, refused.body.error.code]).toEqual([400, 'tableHasErrors'])
    expect((await admin.get('/api/people')).body.total).toBe(2)
  })
})

describe('who may not', () => {
  it('[H57] whoever is no administrator of this organisation gets nowhere', async () => {
    const { organisation } = await office()
    const person = await t.makePerson(organisation, ['member'])
    const others = [
      await t.as(await t.makePerson(organisation, ['facilitator', 'auditor', 'approver'])),
      await t.as(await t.makePerson(await t.makeOrganisation(), ['organisationAdmin'])),
      await t.as(await t.makeGuest(organisation)),
    ]
    for (const other of others) {
      for (const [path, body] of [
        [`/api/people/${person.id}/edit`, { name: '改名', username: 'gaiming', version: 1 }],
        [`/api/people/${person.id}/link`, {}],
        [`/api/people/${person.id}/deactivate`, { version: 1 }],
        [`/api/people/${person.id}/roles`, { organisationId: organisation.id, role: 'auditor' }],
        [`/api/organisations/${organisation.id}/rename`, { name: '改名政协', version: 1 }],
        ['/api/organisations', { parentId: organisation.id, kind: 'township', name: '改名镇' }],
        ['/api/people', { organisationId: organisation.id, name: '外人', username: fresh(), roles: ['organisationAdmin'] }],
        ['/api/people/paste', { organisationId: organisation.id, text: `外人,${fresh()}`, preview: true }],
      ] as const) {
        const answer = await other.post(path, body)
        expect([path, answer.status]).toEqual([path, 404])
      }
      expect((await other.get(`/api/people/${person.id}`)).status).toBe(404)
    }
  })

  it('[H57] an administrator cannot give roles in an organisation that is not theirs', async () => {
    const [mine, theirs] = [await office(), await office()]
    const person = await t.makePerson(mine.organisation)
    const given = await mine.admin.post(`/api/people/${person.id}/roles`, { organisationId: theirs.organisation.id, role: 'organisationAdmin' })
    expect(given.status).toBe(404)
  })

  it('[H57] someone of elsewhere who holds a role here is seen, and their account is left alone', async () => {
    const [mine, theirs] = [await office(), await office()]
    const visitor = await t.makePerson(theirs.organisation, ['expert'], { name: '外来专家' })
    await t.giveRole(visitor, 'expert', mine.organisation)
    const { people } = (await mine.admin.get(`/api/people?search=${encodeURIComponent('外来专家')}`)).body
    expect(people).toHaveLength(1)
    expect(people[0].may).toEqual(['grantRole'])
    expect(people[0].roles).toHaveLength(1)
    expect((await mine.admin.post(`/api/people/${visitor.id}/link`)).status).toBe(403)
    expect((await mine.admin.post(`/api/people/${visitor.id}/deactivate`, { version: 1 })).status).toBe(403)
    expect((await mine.admin.post(`/api/roles/${people[0].roles[0].id}/end`, { version: 1 })).status).toBe(200)
  })

  it('[U11] nothing of another organisation is in any answer of the desk', async () => {
    const mark = '外单位的字'
    const theirs = await t.makeOrganisation(`${mark}政协`)
    const child = await t.makeOrganisation(`${mark}局`, { kind: 'handlingUnit', parentId: theirs.id })
    await t.makePerson(child, ['unitClerk'], { name: `${mark}人` })
    await t.makeVenue(theirs, `${mark}亭`)
    const { admin, organisation } = await office()
    const paths = ['/api/organisations', '/api/people', '/api/people?left=true', `/api/people?organisationId=${child.id}`, '/api/venues', '/api/me', `/api/people?search=${encodeURIComponent(mark)}`]
    for (const path of paths) {
      const answer = await admin.get(path)
      expect([path, answer.status]).toEqual([path, 200])
      expect(JSON.stringify(answer.body)).not.toContain(mark)
    }
    const pasted = await admin.post('/api/people/paste', { organisationId: organisation.id, text: `某人,${fresh()},委员,${mark}局`, preview: true })
    expect(pasted.body.lines[0].problems).toEqual([`没有“${mark}局”这个单位`])
  })
})
