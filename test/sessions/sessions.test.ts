import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { opinions, opinionSeals, opinionSignatures } from '../../db/schema/opinions.ts'
import { sessions } from '../../db/schema/sessions.ts'
import { within } from '../../server/house/context.ts'
import { ownersFor } from '../../server/kinds.ts'
import { changeRules } from '../../server/rulesets/commands.ts'
import { accessTo } from '../../server/documents/owner.ts'
import { findDocument } from '../../server/documents/queries.ts'
import { askedSignature, givenSignature, signedOpinion } from '../../shared/opinions.ts'
import { clockActor } from '../../shared/people.ts'
import { testHouse } from '../people.ts'
import { draft, type Hall, itemsOf, makeHall, move, moveItem, opened, sessionDraft, talking } from './hall.ts'
import { traceOf } from './trace.ts'

const t = testHouse()
let hall: Hall
beforeAll(async () => {
  hall = await makeHall(t)
})

const minutes = (count: number) => t.clock.advance(count * 60_000)
const later = (hours: number) => new Date('2026-03-18T07:00:00Z').getTime() + hours * 3_600_000

async function refusal(session: { id: string }, path: string, more: object = {}, who = hall.chair) {
  const client = await hall.client(who)
  const { body: now } = await client.get(`/api/sessions/${session.id}`)
  const answer = await client.post(`/api/sessions/${session.id}/${path}`, { version: now.version, ...more })
  return answer.body.error?.code ?? answer.status
}

async function settleAll(session: { id: string }) {
  for (const item of await itemsOf(hall, session)) {
    await moveItem(hall, item, 'begin')
    await moveItem(hall, item, 'record-informed')
  }
}

describe('making a session', () => {
  it('[S1] makes its agenda and its opinion with it; the pavilion begins with three items, a forum with four', async () => {
    for (const [preset, count] of [['pavilion', 3], ['forum', 4]] as const) {
      const session = await draft(hall, { preset })
      const client = await hall.client(hall.chair)
      const agenda = await client.get(`/api/documents/${session.agendaDocumentId}`)
      expect(agenda.body).toMatchObject({ kind: 'agenda', state: session.state })
      const opinion = await client.get(`/api/opinions/${session.opinionId}`)
      expect(opinion.body).toMatchObject({ id: session.opinionId, sessionId: session.id, documentId: session.opinionDocumentId })
      expect((await itemsOf(hall, session)).length).toBe(0)
      if (preset === 'pavilion') {
        await move(hall, session, 'open-now')
        await move(hall, session, 'check-in', {}, hall.member)
        await move(hall, session, 'start', { acknowledged: true })
        expect((await itemsOf(hall, session)).map((item) => item.words)).toEqual(['情况通报', '讨论', '宣读共识'])
        expect(count).toBe(3)
      }
    }
  })

  it('[S1] begins with the items the caller names, and invites colleagues with their hand', async () => {
    const session = await draft(hall, {
      items: [{ words: '消防通道要多宽', kind: 'talk', minutes: 25 }],
      invitations: [{ personId: hall.member.id, hand: 'member' }],
    })
    expect(session.participants).toMatchObject([{ name: '委员甲', hand: 'member', state: 'invited' }])
    expect((await (await hall.client(hall.member)).get('/api/sessions')).body.sessions).toContainEqual(
      expect.objectContaining({ id: session.id, hand: 'member' }),
    )
  })

  it('[S1] a form of the other family, another county’s venue or organisation, and a stranger’s colleague are refused', async () => {
    const client = await hall.client(hall.chair)
    const other = await t.makeOrganisation()
    const post = async (more: object) => (await client.post('/api/sessions', sessionDraft(hall, more))).body.error?.code
    expect(await post({ form: 'monthlyForum' })).toBe('sessionFormNotOfPreset')
    expect(await post({ venueId: (await t.makeVenue(other)).id })).toBe('notFound')
    expect(await post({ organisationId: other.id })).toBe('notFound')
    expect(await post({ hosts: [other.id] })).toBe('sessionNotHost')
    const elsewhere = await t.makePerson(other, ['member'])
    expect(await post({ invitations: [{ personId: elsewhere.id, hand: 'member' }] })).toBe('personNotListed')
    const member = await hall.client(hall.member)
    expect((await member.post('/api/sessions', sessionDraft(hall))).status).toBe(403)
  })

  it('[S2] a second host’s people see the session and its facilitator runs it; a third county finds nothing', async () => {
    const township = await t.makeOrganisation('东山镇', { kind: 'township', parentId: hall.county.id })
    const secretary = await t.makePerson(township, ['facilitator'])
    const cadre = await t.makePerson(township, ['unitClerk'])
    const session = await opened(hall, { hosts: [township.id] })
    expect(session.hosts.map((host: { organisationId: string }) => host.organisationId).toSorted()).toEqual([hall.county.id, township.id].toSorted())
    expect((await (await t.as(cadre)).get(`/api/sessions/${session.id}`)).status).toBe(200)
    await move(hall, session, 'check-in', {}, hall.member)
    const leads = await t.as(secretary)
    expect((await leads.post(`/api/sessions/${session.id}/start`, { version: session.version, acknowledged: true })).status).toBe(200)
    const away = await t.as(await t.makePerson(await t.makeOrganisation(), ['facilitator']))
    expect((await away.get(`/api/sessions/${session.id}`)).status).toBe(404)
    expect((await away.get(`/api/sessions/${session.id}/items`)).status).toBe(404)
    expect((await away.get('/api/sessions')).body.sessions).toEqual([])
  })

  it('[S12] title, place and date change while it is prepared, and not after', async () => {
    const session = await draft(hall, { venueId: null })
    const changed = await move(hall, session, 'edit', { title: '换个名称', venueId: hall.venue.id, scheduledAt: '2026-03-20T01:00:00.000Z' })
    expect(changed).toMatchObject({ title: '换个名称', venueName: hall.venue.name, scheduledAt: '2026-03-20T01:00:00.000Z' })
    await move(hall, session, 'open-now')
    expect(await refusal(session, 'edit', { title: '再换' })).toBe('wrongState')
  })
})

describe('opening', () => {
  it('[S4] opens at once on standing approval: the line says so and the chair is checked in', async () => {
    const session = await opened(hall)
    expect(session.me).toMatchObject({ hand: 'facilitator', state: 'present' })
    expect(session.doorCode).toMatch(/^\d{6}$/)
    expect(session.doorUrl).toBe(`${t.settings.publicUrl}/s/${session.doorUrl.split('/').at(-1)}`)
    expect((await traceOf(t, session.id)).at(-1)).toMatchObject({ move: 'openNow', facts: { standingApproval: true } })
  })

  const allow = (openNow: boolean) =>
    within(t.house, clockActor, (ctx) => changeRules(ctx, hall.county.id, { 'session.openNow': openNow }))

  it('[S4] without a venue, for a formal form, or where the organisation turned it off it is refused', async () => {
    expect(await refusal(await draft(hall, { venueId: null }), 'open-now')).toBe('sessionNeedsVenue')
    expect(await refusal(await draft(hall, { preset: 'forum' }), 'open-now')).toBe('sessionNotByStandingApproval')
    const session = await draft(hall)
    await allow(false)
    expect(await refusal(session, 'open-now')).toBe('sessionNotByStandingApproval')
    await allow(true)
  })

  it('[S4] a facilitator of a host who is not of the venue’s organisation is not on duty there', async () => {
    const township = await t.makeOrganisation('西山镇', { kind: 'township', parentId: hall.county.id })
    const secretary = await t.makePerson(township, ['facilitator'])
    const session = await draft(hall, { hosts: [township.id] })
    const answer = await (await t.as(secretary)).post(`/api/sessions/${session.id}/open-now`, { version: session.version })
    expect(answer.body.error.code).toBe('sessionNotOnDuty')
  })

  it('[S5] approval needs a venue and a date; sending back needs a reason', async () => {
    expect(await refusal(await draft(hall, { preset: 'forum', venueId: null }), 'submit-for-approval')).toBe('sessionNeedsVenue')
    const session = await draft(hall, { preset: 'forum' })
    expect(await refusal(session, 'submit-for-approval')).toBe('sessionNeedsDate')
    await move(hall, session, 'edit', { scheduledAt: new Date(later(48)).toISOString() })
    await move(hall, session, 'submit-for-approval')
    expect(await refusal(session, 'return-for-change', { reason: ' ' }, hall.approver)).toBe('malformed')
    const approved = await move(hall, session, 'approve', {}, hall.approver)
    expect(approved).toMatchObject({ state: 'scheduled', ordinal: expect.any(Number) })
  })

  it('[S6] check-in opens within four hours of the date', async () => {
    const session = await draft(hall, { preset: 'forum', scheduledAt: new Date((await t.clock.now(t.db)).getTime() + 5 * 3_600_000).toISOString() })
    await move(hall, session, 'submit-for-approval')
    await move(hall, session, 'approve', {}, hall.approver)
    expect(await refusal(session, 'open-check-in')).toBe('sessionTooEarly')
    minutes(60)
    expect((await move(hall, session, 'open-check-in')).doorCode).toMatch(/^\d{6}$/)
  })

  it('[S7] needs a facilitator and a member in the hall', async () => {
    const session = await opened(hall)
    expect(await refusal(session, 'start', { acknowledged: true })).toBe('sessionNeedsMember')
    const inside = await move(hall, session, 'check-in', {}, hall.member)
    const chair = (await (await hall.client(hall.chair)).get(`/api/sessions/${session.id}`)).body.me
    await (await hall.client(hall.chair)).post(`/api/participants/${chair.id}/leave`, { version: chair.version })
    expect(await refusal(session, 'start', { acknowledged: true })).toBe('sessionNeedsFacilitator')
    expect(inside.id).toBe(session.id)
  })

  it('[S7] what the mix of people lacks must have been seen; then it is no block', async () => {
    const session = await opened(hall)
    const inside = await move(hall, session, 'check-in', {}, hall.member)
    expect(inside.compositionWarnings).toHaveLength(2)
    expect(await refusal(session, 'start', { acknowledged: false })).toBe('sessionCompositionNotSeen')
    await move(hall, session, 'start', { acknowledged: true })
    expect((await traceOf(t, session.id)).at(-1)?.facts).toMatchObject({ gapsSeen: ['residents', 'department'] })
    const full = await talking(hall)
    expect(full.compositionWarnings).toEqual([])
  })
})

describe('while it goes on', () => {
  it('[S8] pausing stops the clocks of the item and of the speaker', async () => {
    const session = await talking(hall)
    const [item] = await itemsOf(hall, session)
    await moveItem(hall, item, 'begin')
    await move(hall, session, 'speeches', { participantId: session.me.id, kind: 'contribution', allowedSeconds: 300 })
    minutes(2)
    const paused = await move(hall, session, 'pause')
    expect(paused.currentSpeech).toMatchObject({ spentSeconds: 120, runningSince: null })
    expect((await itemsOf(hall, session))[0]).toMatchObject({ spentSeconds: 120, begunAt: null })
    minutes(30)
    await move(hall, session, 'resume')
    minutes(1)
    await moveItem(hall, item, 'set-aside')
    expect((await itemsOf(hall, session))[0]).toMatchObject({ spentSeconds: 180, begunAt: null })
    await moveItem(hall, item, 'begin')
    minutes(1)
    const done = await moveItem(hall, item, 'record-informed')
    expect(done.body).toMatchObject({ spentSeconds: 240, informedOnly: true })
    const { currentSpeech } = await move(hall, session, 'check-in', {}, hall.recorder)
    const ended = await (await hall.client(hall.chair)).post(`/api/speeches/${currentSpeech.id}/end`, { version: currentSpeech.version })
    expect(ended.body.participants.find((one: { id: string }) => one.id === session.me.id).spokenSeconds).toBe(240)
  })

  it('[S9] the talk ends when every item has its outcome; a speech ends with it', async () => {
    const session = await talking(hall)
    expect(await refusal(session, 'end-talk')).toBe('sessionItemsOpen')
    const [first, second, third] = await itemsOf(hall, session)
    await moveItem(hall, first, 'begin')
    await moveItem(hall, first, 'record-informed')
    await moveItem(hall, second, 'defer', { deferredTo: '下次协商' })
    await moveItem(hall, third, 'defer', { deferredTo: '下次协商' })
    await move(hall, session, 'speeches', { participantId: session.me.id, kind: 'contribution', allowedSeconds: 60 })
    const ended = await move(hall, session, 'end-talk')
    expect(ended.currentSpeech).toBeNull()
    expect(ended.endedAt).not.toBeNull()
    expect((await move(hall, session, 'resume-talk')).endedAt).toBeNull()
  })

  it('[S10] without consensus it is signed as such; from then on nothing of it changes', async () => {
    const session = await talking(hall)
    await settleAll(session)
    await move(hall, session, 'end-talk')
    expect(await refusal(session, 'sign-record')).toBe('sessionOpinionOpen')
    const signed = await move(hall, session, 'sign-record', { noConsensus: true })
    const [row] = await t.db.select().from(sessions).where(eq(sessions.id, session.id))
    expect(row?.recordDigest).toMatch(/^[0-9a-f]{64}$/)
    expect(signed.doorCode).toBeNull()
    expect(signed.may).not.toContain('checkIn')
    for (const [path, more] of [
      ['check-in', {}], ['participants', { name: '迟到的人', hand: 'resident', represents: '' }], ['rights', { rights: {} }],
      ['items', { words: '再加一项', kind: 'talk', minutes: 5 }], ['invitations', { invitations: [{ personId: hall.staff.id, hand: 'departmentStaff' }] }],
      ['door', { link: false }], ['speeches', { participantId: session.me.id, kind: 'contribution', allowedSeconds: 60 }],
    ] as const) expect([path, await refusal(session, path, more)]).toEqual([path, 'wrongState'])
  })

  it('[S9] [S10] once the opinion is sealed the talk is over, and the record waits for all signatures, a member’s among them', async () => {
    const session = await talking(hall)
    await settleAll(session)
    await move(hall, session, 'end-talk')
    const seal = await sealAndAsk(session, 'departmentStaff')
    expect(await refusal(session, 'resume-talk')).toBe('sessionOpinionSealed')
    expect(await refusal(session, 'sign-record')).toBe('sessionOpinionOpen')
    await t.db.update(opinionSignatures).set({ state: givenSignature }).where(eq(opinionSignatures.sealId, seal))
    await t.db.update(opinions).set({ state: signedOpinion }).where(eq(opinions.sessionId, session.id))
    expect(await refusal(session, 'sign-record')).toBe('sessionNoMemberSigned')
    await t.db.update(opinionSignatures).set({ hand: 'member' }).where(eq(opinionSignatures.sealId, seal))
    expect(await move(hall, session, 'sign-record')).toMatchObject({ state: 'concluded' })
  })
})

/** The rows of a sealed opinion with one signer, as the street of opinions leaves them. */
async function sealAndAsk(session: { id: string; opinionId: string; organisationId: string }, hand: 'departmentStaff'): Promise<string> {
  const { organisationId, opinionId } = session
  const at = await t.clock.now(t.db)
  const id = crypto.randomUUID()
  await t.db.insert(opinionSeals).values({
    organisationId, id, opinionId, revisionId: crypto.randomUUID(), number: 1, title: '意见', digest: '0'.repeat(64), at, by: 'clock', byName: '',
  })
  await t.db.insert(opinionSignatures).values({
    organisationId, id: crypto.randomUUID(), opinionId, sealId: id, personId: hall.staff.id, name: '公路部门丁', hand, position: 0, state: askedSignature,
  })
  await t.db.update(opinions).set({ state: 'countersigning', sealId: id }).where(eq(opinions.id, opinionId))
  return id
}

const listed = () => ({
  invitations: [{ personId: hall.member.id, hand: 'member' }, { personId: hall.staff.id, hand: 'departmentStaff' }],
})

describe('the agenda’s text', () => {
  const rightsOf = async (session: { agendaDocumentId: string }, who: Parameters<typeof t.actor>[0]) => {
    const actor = await t.actor(who)
    return t.db.transaction(async (tx) => {
      const document = await findDocument(tx, session.agendaDocumentId)
      return (await accessTo(ownersFor(t.house), tx, actor, document!))?.right ?? 'nothing'
    })
  }

  it('[S40] is written by the organiser, members and departments before the start, by notes from then on, and read in the end', async () => {
    const guest = await t.makeGuest(hall.county)
    const outsider = await t.makePerson(await t.makeOrganisation(), ['facilitator'])
    const before = await opened(hall, listed())
    expect(await rightsOf(await opened(hall), hall.member)).toBe('read')
    const all = [hall.chair, hall.recorder, hall.member, hall.staff, guest, outsider]
    const rights = async (session: typeof before) => Promise.all(all.map((who) => rightsOf(session, who)))
    expect(await rights(before)).toEqual(['edit', 'edit', 'edit', 'edit', 'nothing', 'nothing'])
    const during = await talking(hall)
    expect(await rights(during)).toEqual(['edit', 'edit', 'contribute', 'contribute', 'nothing', 'nothing'])
    await move(hall, during, 'abort', { reason: '停电' }, hall.approver)
    expect(await rights(during)).toEqual(['read', 'read', 'read', 'read', 'nothing', 'nothing'])
  })

  it('[S40] the organiser lowers and raises the three middle columns', async () => {
    const session = await opened(hall, listed())
    await move(hall, session, 'rights', { rights: { member: 'comment', departmentStaff: 'read' } })
    expect([await rightsOf(session, hall.member), await rightsOf(session, hall.staff), await rightsOf(session, hall.chair)]).toEqual(['comment', 'read', 'edit'])
  })
})
