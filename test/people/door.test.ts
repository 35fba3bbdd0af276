import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { commands, house as houseTable, ledger } from '../../db/schema/house.ts'
import { spend } from '../../server/house/attempts.ts'
import { hashToken, newToken } from '../../server/house/secrets.ts'
import { type Person, testHouse } from '../people.ts'

const t = testHouse()
const password = '春天的桥1234'
const minutes = 60_000

const signIn = (device: ReturnType<typeof t.device>, username: string, given = password, key = randomUUID()) =>
  device.post('/api/sign-in', { username, password: given }, { key })

/** As if so many tries had already failed: hashing each would only be slow. */
async function spent(bucket: string, times: number): Promise<void> {
  const now = await t.clock.now(t.db)
  for (let tries = 0; tries < times; tries += 1) await spend(t.db, now, { bucket, limit: times, windowSeconds: 15 * 60 })
}

async function printSetUpToken(): Promise<string> {
  const token = newToken()
  await t.db.update(houseTable).set({ setUpTokenHash: hashToken(token) }).where(eq(houseTable.id, 1))
  return token
}

const setUpBody = (token: string, username: string) => ({
  token,
  organisation: { name: `${username}县政协`, level: 'county' },
  administrator: { name: '管理员甲', username, password },
})

describe('setting up', () => {
  it('[H40] the printed link makes the 政协 and its first administrator, who is signed in at once', async () => {
    const device = t.device()
    const answer = await device.post('/api/set-up', setUpBody(await printSetUpToken(), '首任'))
    expect(answer.status).toBe(200)
    const me = await device.get('/api/me')
    expect(me.body.actor).toMatchObject({ kind: 'person', name: '管理员甲' })
    expect(me.body.actor.roles).toEqual([
      { organisationId: answer.body.organisationId, organisationName: '首任县政协', role: 'organisationAdmin' },
    ])
    expect(me.body.may).toContain('organisation.createUnit')
  })

  it('[H40] the link works once, and only with its token', async () => {
    const token = await printSetUpToken()
    const guess = await t.device().post('/api/set-up', setUpBody(newToken(), '猜的人'))
    expect([guess.status, guess.body.error.code]).toEqual([404, 'setUpSpent'])
    expect((await t.device().post('/api/set-up', setUpBody(token, '第一个'))).status).toBe(200)
    const again = await t.device().post('/api/set-up', setUpBody(token, '第二个'))
    expect([again.status, again.body.error.code]).toEqual([404, 'setUpSpent'])
    expect((await signIn(t.device(), '第二个')).status).toBe(401)
  })

  it('[U3] a repeat of the same set-up gets the same answer and still signs in', async () => {
    const body = setUpBody(await printSetUpToken(), '重发的人')
    const key = randomUUID()
    const first = await t.device().post('/api/set-up', body, { key })
    const device = t.device()
    const second = await device.post('/api/set-up', body, { key })
    expect(second.body).toEqual(first.body)
    expect((await device.get('/api/me')).body.actor.name).toBe('管理员甲')
  })

  it('[U10] a set-up that fails leaves the link usable', async () => {
    const organisation = await t.makeOrganisation()
    await t.makePerson(organisation, [], { username: '已有的人' })
    const token = await printSetUpToken()
    const taken = await t.device().post('/api/set-up', setUpBody(token, '已有的人'))
    expect([taken.status, taken.body.error.code]).toEqual([409, 'usernameTaken'])
    expect((await t.device().post('/api/set-up', setUpBody(token, '没有的人'))).status).toBe(200)
  })
})

describe('signing in', () => {
  async function someone(): Promise<Person> {
    return t.makePerson(await t.makeOrganisation(), ['member'], { password })
  }

  it('[H41] a wrong password and an unknown name get the same answer', async () => {
    const person = await someone()
    const wrong = await signIn(t.device(), person.username, '不对的密码')
    const unknown = await signIn(t.device(), '查无此人')
    expect([wrong.status, wrong.body]).toEqual([401, unknown.body])
    expect(unknown.status).toBe(401)
    expect(wrong.headers.getSetCookie()).toEqual([])
  })

  it('[H41] someone who has no password yet cannot come in with any', async () => {
    const person = await t.makePerson(await t.makeOrganisation())
    expect((await signIn(t.device(), person.username, '')).status).toBe(400)
    expect((await signIn(t.device(), person.username)).body.error.code).toBe('wrongPassword')
  })

  it('[H42] after ten failures an account waits, also with the right password, and is free again a quarter later', async () => {
    const person = await someone()
    await spent(`sign-in-account:${hashToken(person.username)}`, 9)
    expect((await signIn(t.device(), person.username, '猜')).status).toBe(401)
    const held = await signIn(t.device(), person.username)
    expect([held.status, held.body.error.code]).toEqual([429, 'tooMany'])
    expect(held.body.error.message).toMatch(/稍等/)
    expect(held.body.error.detail.retryAfterSeconds).toBeGreaterThan(0)
    t.clock.advance(15 * minutes)
    expect((await signIn(t.device(), person.username)).status).toBe(200)
  })

  it('[H42] an address that tries many names waits too', async () => {
    t.clock.advance(15 * minutes)
    await spent('sign-in-address:unknown', 39)
    expect((await signIn(t.device(), '最后一个名字', '猜')).status).toBe(401)
    expect((await signIn(t.device(), '又一个名字', '猜')).status).toBe(429)
    t.clock.advance(15 * minutes)
  })

  it('[H42] coming in well spends nothing', async () => {
    const person = await someone()
    await spent(`sign-in-account:${hashToken(person.username)}`, 9)
    for (let times = 0; times < 3; times += 1) expect((await signIn(t.device(), person.username)).status).toBe(200)
  })

  it('[H43] a device that came in before keeps its own budget while others are guessing', async () => {
    const person = await someone()
    const home = t.device()
    expect((await signIn(home, person.username)).status).toBe(200)
    await home.post('/api/sign-out')
    await spent(`sign-in-account:${hashToken(person.username)}`, 10)
    expect((await signIn(t.device(), person.username)).status).toBe(429)
    expect((await signIn(home, person.username)).status).toBe(200)
    await home.post('/api/sign-out')
    const device = /yst_device=([\w-]+)/.exec(home.cookie())?.[1] ?? ''
    await spent(`sign-in-device:${person.id}:${hashToken(device)}`, 9)
    expect((await signIn(home, person.username, '猜')).status).toBe(401)
    expect((await signIn(home, person.username)).status).toBe(429)
    t.clock.advance(15 * minutes)
  })

  it('[H44] the cookie is out of reach of scripts and of other sites’ forms', async () => {
    const person = await someone()
    const answer = await signIn(t.device(), person.username)
    const lines = answer.headers.getSetCookie()
    expect(lines.map((line) => line.split('=')[0]).toSorted()).toEqual(['yst.session_token', 'yst_browser', 'yst_device'])
    for (const line of lines) {
      expect(line).toMatch(/HttpOnly/i)
      expect(line).toMatch(/SameSite=Lax/i)
      expect(line).not.toMatch(/Secure/i)
    }
  })

  it('[H45] a repeat must prove the password again, and the stored answer holds no cookie', async () => {
    const person = await someone()
    const key = randomUUID()
    const first = await signIn(t.device(), person.username, password, key)
    const [stored] = await t.db.select().from(commands).where(eq(commands.key, key))
    expect(stored?.answer).toEqual({ personId: person.id, name: person.name })
    const second = t.device()
    expect((await signIn(second, person.username, password, key)).body).toEqual(first.body)
    expect((await second.get('/api/me')).body.actor.id).toBe(person.id)
    const thief = t.device()
    const other = await signIn(thief, person.username, '不知道密码', key)
    expect([other.status, other.headers.getSetCookie()]).toEqual([401, []])
  })

  it('[H54] what is stored of a request does not let anyone guess the password in it', async () => {
    const person = await someone()
    const key = randomUUID()
    await signIn(t.device(), person.username, password, key)
    const [stored] = await t.db.select().from(commands).where(eq(commands.key, key))
    const body = Buffer.from(JSON.stringify({ username: person.username, password })).toString('base64')
    expect(stored?.hash).not.toBe(hashToken(`POST\n/api/sign-in\n${body}`))
  })

  it('[U1] coming in and going out each write a line', async () => {
    const person = await someone()
    const device = t.device()
    await signIn(device, person.username)
    await device.post('/api/sign-out')
    const lines = await t.db.select().from(ledger).where(eq(ledger.subjectId, person.id)).orderBy(ledger.sequence)
    expect(lines.map((line) => [line.move, line.actor])).toEqual([
      ['signIn', `person:${person.id}`],
      ['signOut', `person:${person.id}`],
    ])
  })

  it('[H45] signing out ends the sign-in on the server, twice is once', async () => {
    const person = await someone()
    const device = await t.as(person)
    const before = device.cookie()
    const key = randomUUID()
    expect((await device.post('/api/sign-out', {}, { key })).status).toBe(200)
    expect((await device.get('/api/me')).body.actor.kind).toBe('stranger')
    const kept = t.device(Object.fromEntries([before.split('=', 2) as [string, string]]))
    expect((await kept.get('/api/sign-ins')).status).toBe(401)
    expect((await device.post('/api/sign-out', {}, { key })).status).toBe(200)
  })

  it('[H45] coming in as somebody else on a device ends the first sign-in', async () => {
    const [one, two] = [await someone(), await someone()]
    const device = t.device()
    await signIn(device, one.username)
    const elsewhere = await t.as(one)
    await signIn(device, two.username)
    expect((await device.get('/api/me')).body.actor.id).toBe(two.id)
    expect((await elsewhere.get('/api/sign-ins')).body.signIns).toHaveLength(1)
  })
})

describe('who is here', () => {
  it('[U6] a stranger is a stranger, a guest has a name, a person has roles in named organisations', async () => {
    expect((await t.device().get('/api/me')).body.actor).toEqual({ kind: 'stranger', id: '', name: '', roles: [] })
    const organisation = await t.makeOrganisation('清溪县政协')
    const guest = await t.makeGuest(organisation, '村民甲')
    expect((await (await t.as(guest)).get('/api/me')).body.actor).toEqual({ kind: 'guest', id: guest.id, name: '村民甲', roles: [] })
    const member = await t.as(await t.makePerson(organisation, ['member']))
    const me = await member.get('/api/me')
    expect(me.body.actor.roles).toEqual([{ organisationId: organisation.id, organisationName: '清溪县政协', role: 'member' }])
    expect(me.body.may).not.toContain('organisation.createUnit')
  })

  it('[H50] a role counts from its first day and no longer after its last', async () => {
    const organisation = await t.makeOrganisation()
    const now = (await t.clock.now(t.db)).getTime()
    const person = await t.makePerson(organisation, ['member'], { since: new Date(now + minutes), until: new Date(now + 3 * minutes) })
    const device = await t.as(person)
    const held = async () => (await device.get('/api/me')).body.actor.roles.length
    expect(await held()).toBe(0)
    t.clock.advance(minutes)
    expect(await held()).toBe(1)
    t.clock.advance(2 * minutes)
    expect(await held()).toBe(0)
  })
})

describe('one’s own password and devices', () => {
  it('[H47] a new password needs the old one and ends every other sign-in', async () => {
    const person = await t.makePerson(await t.makeOrganisation(), ['member'], { password })
    const [here, there] = [await t.as(person), await t.as(person)]
    const refused = await here.post('/api/password', { current: '不对的密码', next: '新的密码5678' })
    expect([refused.status, refused.body.error.code]).toEqual([403, 'passwordRefused'])
    const key = randomUUID()
    const body = { current: password, next: '新的密码5678' }
    expect((await here.post('/api/password', body, { key })).status).toBe(200)
    expect((await here.post('/api/password', body, { key })).status).toBe(200)
    expect((await here.get('/api/me')).body.actor.kind).toBe('person')
    expect((await there.get('/api/sign-ins')).status).toBe(401)
    expect((await signIn(t.device(), person.username)).status).toBe(401)
    expect((await signIn(t.device(), person.username, '新的密码5678')).status).toBe(200)
  })

  it('[H47] guessing at the old password on a device left open slows down too', async () => {
    const person = await t.makePerson(await t.makeOrganisation(), ['member'], { password })
    const device = await t.as(person)
    await spent(`own-password:${person.id}`, 9)
    expect((await device.post('/api/password', { current: '猜', next: '新的密码5678' })).status).toBe(403)
    expect((await device.post('/api/password', { current: password, next: '新的密码5678' })).status).toBe(429)
  })

  it('[H48] my sign-ins are listed and each can be ended; nobody else’s can', async () => {
    const organisation = await t.makeOrganisation()
    const [me, other] = [await t.makePerson(organisation, ['member']), await t.makePerson(organisation, ['organisationAdmin'])]
    const [tablet, phone] = [await t.as(me), await t.as(me)]
    const { signIns } = (await tablet.get('/api/sign-ins')).body
    expect(signIns).toHaveLength(2)
    const phoneId = signIns.find((one: { current: boolean }) => !one.current).id
    expect((await (await t.as(other)).post(`/api/sign-ins/${phoneId}/end`)).status).toBe(404)
    expect((await tablet.post(`/api/sign-ins/${phoneId}/end`)).status).toBe(200)
    expect((await phone.get('/api/sign-ins')).status).toBe(401)
    expect((await tablet.get('/api/sign-ins')).body.signIns).toHaveLength(1)
  })
})
