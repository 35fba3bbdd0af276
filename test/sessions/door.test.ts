import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { doorCodes, participants } from '../../db/schema/sessions.ts'
import { handIn } from '../../server/sessions/records.ts'
import { liveSessionAt } from '../../server/sessions/door.ts'
import { type ParticipantMove, participantWorkflow } from '../../shared/sessions.ts'
import { movesFrom, movesOf, statesOf } from '../../shared/workflow.ts'
import { type Client, testHouse } from '../people.ts'
import { draft, type Hall, makeHall, move, opened, talking } from './hall.ts'
import { fold, traceOf } from './trace.ts'

const t = testHouse()
let hall: Hall
beforeAll(async () => {
  hall = await makeHall(t)
})

type Body = Awaited<ReturnType<typeof opened>>
const tokenOf = (session: Body): string => session.doorUrl.split('/').at(-1)
const seen = async (session: Body) => (await (await hall.client(hall.chair)).get(`/api/sessions/${session.id}`)).body
const knock = (device: Client, session: Body, name = '村民代表甲') => device.post('/api/sessions/door', { code: session.doorCode, name })
const enter = (device: Client, session: Body, name = '村民代表甲') => device.post(`/api/session-doors/${tokenOf(session)}/enter`, { name })
/** A phone of its own, at an address of its own. */
let phones = 0
const phone = (): Client => {
  phones += 1
  return t.device({}, { 'x-forwarded-for': `10.0.${phones}.1` })
}

describe('the link in the hall', () => {
  it('[S20] shows what it is, lets a guest in at once, and they see the session', async () => {
    const session = await opened(hall)
    const device = phone()
    const door = await device.get(`/api/session-doors/${tokenOf(session)}`)
    expect(door.body).toMatchObject({ title: session.title, open: true, seat: null })
    expect(JSON.stringify(door.body)).not.toContain('主持人甲')
    const inside = await enter(device, session)
    expect(inside.body.seat).toMatchObject({ name: '村民代表甲', hand: 'resident', state: 'present', way: 'qr' })
    const view = await device.get(`/api/sessions/${session.id}`)
    expect(view.body).toMatchObject({ hand: 'resident', doorCode: null, doorUrl: null, me: { name: '村民代表甲' } })
    expect((await device.get('/api/sessions')).body.sessions).toMatchObject([{ id: session.id }])
  })

  it('[S20] leads in only while the door is open, and an old link leads nowhere', async () => {
    const session = await opened(hall)
    const [token] = [tokenOf(session)]
    expect(token.length * 6).toBeGreaterThanOrEqual(128)
    const renewed = await move(hall, session, 'door', { link: true })
    expect((await enter(phone(), session)).status).toBe(404)
    expect((await enter(phone(), renewed)).status).toBe(200)
    await move(hall, session, 'abort', { reason: '停电' }, hall.approver)
    expect((await enter(phone(), renewed)).body.error.code).toBe('doorClosed')
  })

  it('[S20] a signed-in person comes in as themselves, without giving a name', async () => {
    const session = await opened(hall)
    const inside = await (await hall.client(hall.member)).post(`/api/session-doors/${tokenOf(session)}/enter`, {})
    expect(inside.body.seat).toMatchObject({ name: '委员甲', hand: 'member', state: 'present' })
    expect((await phone().post(`/api/session-doors/${tokenOf(session)}/enter`, {})).body.error.code).toBe('malformed')
  })

  it('[S25] roles of another organisation make nobody a chair, and the facilitator may change a hand', async () => {
    const session = await opened(hall)
    const visitor = await t.as(await t.makePerson(await t.makeOrganisation(), ['facilitator', 'member']))
    const inside = await visitor.post(`/api/session-doors/${tokenOf(session)}/enter`, {})
    expect(inside.body.seat.hand).toBe('member')
    const seat = (await seen(session)).participants.find((one: Body) => one.id === inside.body.seat.id)
    const changed = await (await hall.client(hall.chair)).post(`/api/participants/${seat.id}/change-hand`, { version: seat.version, hand: 'observer', represents: '邻县' })
    expect(changed.body.participants.find((one: Body) => one.id === seat.id)).toMatchObject({ hand: 'observer', represents: '邻县' })
    expect((await visitor.post(`/api/participants/${seat.id}/change-hand`, { version: seat.version + 1, hand: 'facilitator' })).status).toBe(403)
  })
})

describe('the code', () => {
  it('[S21] leads to the waiting room only; the facilitator lets in', async () => {
    const session = await opened(hall)
    const device = phone()
    const waiting = await knock(device, session)
    expect(waiting.body).toMatchObject({ seat: { state: 'waiting', may: [] } })
    const seat = (await seen(session)).participants.find((one: Body) => one.id === waiting.body.seat.id)
    expect(seat.may).toEqual(expect.arrayContaining(['admit', 'refuse']))
    await (await hall.client(hall.chair)).post(`/api/participants/${seat.id}/admit`, { version: seat.version })
    expect((await device.get(`/api/sessions/${session.id}`)).body.me).toMatchObject({ state: 'present', way: 'remote' })
    expect(fold(await traceOf(t, seat.id))).toBe('present')
  })

  it('[S22] who waits sees their own seat and nothing of the session; other members see nobody waiting', async () => {
    const session = await opened(hall)
    const device = phone()
    const { body } = await knock(device, session, '还在门口的人')
    for (const path of ['', '/items', '/cards']) expect((await device.get(`/api/sessions/${session.id}${path}`)).status).toBe(404)
    expect((await device.post(`/api/sessions/${session.id}/check-in`, {})).status).toBe(404)
    expect((await device.post(`/api/participants/${body.seat.id}/admit`, { version: 1 })).status).toBe(404)
    expect((await device.get(`/api/sessions/${session.id}/seat`)).body).toMatchObject({ seat: { state: 'waiting' } })
    const member = await (await hall.client(hall.member)).get(`/api/sessions/${session.id}`)
    expect(JSON.stringify(member.body)).not.toContain('还在门口的人')
  })

  it('[S22] who was not let in stays out by code and by link until the facilitator says otherwise', async () => {
    const session = await opened(hall)
    const device = phone()
    const { body } = await knock(device, session)
    const chair = await hall.client(hall.chair)
    await chair.post(`/api/participants/${body.seat.id}/refuse`, { version: 1 })
    expect((await knock(device, session)).body.error.code).toBe('participantTurnedAway')
    expect((await enter(device, session)).body.error.code).toBe('participantTurnedAway')
    expect((await device.get(`/api/sessions/${session.id}/seat`)).body.seat.state).toBe('refused')
    await chair.post(`/api/participants/${body.seat.id}/admit`, { version: 2 })
    expect((await device.get(`/api/sessions/${session.id}`)).status).toBe(200)
  })

  it('[S21] a person of a host comes in from afar by it, another county’s waits', async () => {
    const session = await opened(hall)
    expect((await knock(await hall.client(hall.staff), session)).body.seat).toMatchObject({ state: 'present', way: 'remote', name: '公路部门丁' })
    const away = await t.as(await t.makePerson(await t.makeOrganisation(), ['member']))
    expect((await knock(away, session)).body.seat).toMatchObject({ state: 'waiting' })
  })

  it('[S21] lives two hours at most, ends with a new one and with the session, and is never used twice', async () => {
    const session = await opened(hall)
    const second = await move(hall, session, 'door', { link: false })
    expect(second.doorCode).not.toBe(session.doorCode)
    expect((await knock(phone(), session)).body.error.code).toBe('doorCodeWrong')
    t.clock.advance(2 * 3_600_000)
    expect((await seen(session)).doorCode).toBeNull()
    expect((await knock(phone(), second)).body.error.code).toBe('doorCodeWrong')
    const third = await move(hall, session, 'door', { link: false })
    await move(hall, session, 'abort', { reason: '停电' }, hall.approver)
    expect((await knock(phone(), third)).body.error.code).toBe('doorCodeWrong')
    const rows = await t.db.select().from(doorCodes).where(eq(doorCodes.sessionId, session.id))
    expect(new Set(rows.map((row) => row.code)).size).toBe(3)
  })

  it('[S23] guessing is slowed down for the device, and a right code spends nothing', async () => {
    const session = await opened(hall)
    const wrong = session.doorCode === '000000' ? '000001' : '000000'
    const device = phone()
    await knock(device, session)
    const answers: number[] = []
    for (let n = 0; n < 11; n += 1) answers.push((await device.post('/api/sessions/door', { code: wrong, name: '猜码的人' })).status)
    expect(answers).toEqual([...Array.from({ length: 10 }, () => 404), 429])
    expect((await knock(device, session)).status).toBe(429)
    expect((await knock(phone(), session)).status).toBe(200)
    t.clock.advance(600_000)
    expect((await knock(device, session)).status).toBe(200)
  })

  it('[S23] a code that is no six digits is malformed', async () => {
    for (const code of ['12345', '1234567', 'abcdef', '<b>1</b>']) {
      expect((await phone().post('/api/sessions/door', { code, name: '某人' })).body.error.code).toBe('malformed')
    }
  })
})

describe('one seat for each', () => {
  it('[S24] a guest keeps one seat however often and by whichever way they come', async () => {
    const session = await opened(hall)
    const device = phone()
    const first = await knock(device, session)
    const second = await knock(device, session)
    const third = await enter(device, session)
    const fourth = await enter(device, session)
    expect(new Set([first, second, third, fourth].map((answer) => answer.body.seat.id)).size).toBe(1)
    expect(fourth.body.seat.state).toBe('present')
    const lines = await traceOf(t, first.body.seat.id)
    expect(lines.map((line) => line.move)).toEqual(['knock', 'admit'])
  })

  it('[S24] who left comes back by the link at once, by the code through the waiting room', async () => {
    const session = await opened(hall)
    const device = phone()
    const { seat } = (await enter(device, session)).body
    expect((await device.post(`/api/participants/${seat.id}/leave`, { version: seat.version })).status).toBe(200)
    expect((await knock(device, session)).body.seat.state).toBe('waiting')
    expect((await enter(device, session)).body.seat).toMatchObject({ id: seat.id, state: 'present' })
  })

  it('[S27] checking in twice leaves one trace', async () => {
    const session = await opened(hall)
    await move(hall, session, 'check-in', {}, hall.member)
    const again = await move(hall, session, 'check-in', { remote: true }, hall.member)
    expect(again.me).toMatchObject({ state: 'present', way: 'qr' })
    expect((await traceOf(t, again.me.id)).map((line) => line.move)).toEqual(['checkIn'])
  })

  it('[S27] twenty taps of one guest at once make one seat', async () => {
    const session = await opened(hall)
    const guest = await t.makeGuest(hall.county, '村民代表丁')
    const device = await t.as(guest)
    const answers = await Promise.all(Array.from({ length: 20 }, () => enter(device, session, '村民代表丁')))
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]))
    const rows = await t.db.select().from(participants).where(eq(participants.guestId, guest.id))
    expect(rows).toHaveLength(1)
  })

  it('[S26] the tablet takes down a name, or a colleague of the hosts; another county’s is not found', async () => {
    const session = await opened(hall)
    const named = await move(hall, session, 'participants', { name: '村民代表戊', hand: 'resident', represents: '东山村' })
    expect(named.participants.map((seat: { name: string }) => seat.name)).toContain('村民代表戊')
    const colleague = await move(hall, session, 'participants', { name: '随便', hand: 'member', represents: '', personId: hall.member.id })
    expect(colleague.participants.find((one: Body) => one.name === '委员甲')).toMatchObject({ state: 'present', way: 'hand' })
    const elsewhere = await t.makePerson(await t.makeOrganisation(), ['member'])
    const client = await hall.client(hall.chair)
    const refused = await client.post(`/api/sessions/${session.id}/participants`, { name: '外人', hand: 'member', represents: '', personId: elsewhere.id })
    expect(refused.body.error.code).toBe('personNotListed')
    expect((await (await hall.client(hall.member)).post(`/api/sessions/${session.id}/participants`, { name: '谁', hand: 'resident', represents: '' })).status).toBe(403)
  })

  it('[S26] colleagues are offered with the hand of their role, those on the list marked', async () => {
    const session = await draft(hall, { invitations: [{ personId: hall.member.id, hand: 'member' }] })
    const { colleagues } = (await (await hall.client(hall.chair)).get(`/api/sessions/${session.id}/colleagues`)).body
    expect(colleagues).toContainEqual({ personId: hall.member.id, name: '委员甲', hand: 'member', listed: true })
    expect(colleagues).toContainEqual({ personId: hall.staff.id, name: '公路部门丁', hand: 'departmentStaff', listed: false })
    expect((await (await hall.client(hall.member)).get(`/api/sessions/${session.id}/colleagues`)).status).toBe(403)
  })

  it('[S24] the session at a venue is the one whose door is open', async () => {
    const here = { ...hall, venue: await t.makeVenue(hall.county) }
    expect(await liveSessionAt(t.db, here.venue.id)).toBeNull()
    const session = await opened(here)
    expect(await liveSessionAt(t.db, here.venue.id)).toMatchObject({ id: session.id })
  })
})

describe('the workflow of a seat', () => {
  const path: Partial<Record<ParticipantMove, string>> = { checkIn: 'check-in', admit: 'admit', refuse: 'refuse', leave: 'leave' }
  const moves = movesOf(participantWorkflow).filter((name) => path[name])

  it('[S28] every state × every move: what the table allows is done and traced, the rest is refused', async () => {
    const session = await talking(hall)
    const client = await hall.client(hall.chair)
    const wrong: string[] = []
    for (const state of statesOf(participantWorkflow)) {
      for (const name of moves) {
        const added = await client.post(`/api/sessions/${session.id}/participants`, { name: `${state} ${name}`, hand: 'resident', represents: '' })
        const seat = added.body.participants.find((one: Body) => one.name === `${state} ${name}`)
        await t.db.update(participants).set({ state }).where(eq(participants.id, seat.id))
        const before = await traceOf(t, seat.id)
        const answer = await client.post(`/api/participants/${seat.id}/${path[name]}`, { version: seat.version })
        const made = (await traceOf(t, seat.id)).slice(before.length)
        const allowed = movesFrom(participantWorkflow, name).includes(state)
        const [row] = await t.db.select().from(participants).where(eq(participants.id, seat.id))
        if (allowed && (answer.status !== 200 || made.length !== 1 || made[0]?.from !== state || made[0]?.to !== row?.state)) wrong.push(`${state} ${name}: ${answer.status}`)
        if (!allowed && (answer.body.error?.code !== 'wrongState' || made.length > 0 || row?.state !== state)) wrong.push(`${state} ${name}: ${answer.status}`)
      }
    }
    expect(wrong).toEqual([])
  })

  it('[S28] nobody comes or goes when the session is over, and a stale version is refused', async () => {
    const session = await opened(hall)
    const seat = (await move(hall, session, 'participants', { name: '村民代表己', hand: 'resident', represents: '' })).participants.find((one: Body) => one.name === '村民代表己')
    const client = await hall.client(hall.chair)
    expect((await client.post(`/api/participants/${seat.id}/leave`, { version: seat.version + 1 })).body.error.code).toBe('stale')
    await move(hall, session, 'abort', { reason: '停电' }, hall.approver)
    for (const name of ['leave', 'check-in']) {
      expect((await client.post(`/api/participants/${seat.id}/${name}`, { version: seat.version })).body.error.code).toBe('doorClosed')
    }
    expect((await client.post(`/api/participants/${seat.id}/change-hand`, { version: seat.version, hand: 'member' })).body.error.code).toBe('wrongState')
  })

  it('[S25] what somebody is in a session follows from their seat, else from their role at a host', async () => {
    const session = await opened(hall)
    const device = phone()
    const { seat } = (await enter(device, session)).body
    const [row] = await t.db.select().from(participants).where(eq(participants.id, seat.id))
    const guest = { kind: 'guest' as const, id: row!.guestId!, organisationId: hall.county.id, name: '' }
    expect((await handIn(t.db, guest, session.id)).hand).toBe('resident')
    expect((await handIn(t.db, await t.actor(hall.recorder), session.id)).hand).toBe('recorder')
    expect((await handIn(t.db, await t.actor(await t.makePerson(await t.makeOrganisation(), ['member'])), session.id)).hand).toBe('stranger')
  })
})
