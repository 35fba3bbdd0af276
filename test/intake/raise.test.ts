import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { echoLinks, issueContacts, issues } from '../../db/schema/intake.ts'
import { commands, ledger } from '../../db/schema/house.ts'
import { plainJpeg, webmVoice } from '../files/samples.ts'
import { sendFile, takeFile } from '../files/send.ts'
import { testHouse } from '../people.ts'
import { act, guestAt, raise, raised, setStage, somethingSaid, type Stage } from './stage.ts'

const t = testHouse()
let s: Stage
beforeAll(async () => {
  s = await setStage(t)
})

describe('saying something', () => {
  it('[I1] back come a number to speak, an eight-sign code and a private link; the place is filled in by the QR', async () => {
    const { id, number, code, link } = await raised(t, s.venue)
    expect(number).toMatch(/^SS-2026-\d{4}$/)
    expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{8}$/)
    expect(link).toMatch(new RegExp(`^${t.settings.publicUrl}/echo#[\\w-]{43}$`))
    const { body } = await s.facilitator.get(`/api/issues/${id}`)
    expect(body).toMatchObject({ number, channel: 'qr', place: s.venue.name, words: somethingSaid.words, alias: '村民代表甲' })
  })

  it('[I1] a voice alone is enough, photos come along; neither words nor voice is not', async () => {
    const device = await guestAt(t, s.venue)
    const voice = (await sendFile(t, device, webmVoice, { purpose: 'voice', name: '录音.webm', seconds: 40 })).body.id
    const photo = (await sendFile(t, device, plainJpeg)).body.id
    const { body } = await raise(device, s.venue, { words: '', fileIds: [voice, photo] })
    const seen = (await s.facilitator.get(`/api/issues/${body.id}`)).body
    expect(seen.files.map((file: { purpose: string }) => file.purpose)).toEqual(['voice', 'photo'])
    expect((await takeFile(t, s.facilitator, `/api/files/${voice}`)).bytes.equals(webmVoice)).toBe(true)
    const second = (await sendFile(t, device, plainJpeg)).body.id
    const silent = await raise(device, s.venue, { words: '  ', fileIds: [second] })
    expect([silent.status, silent.body.error.code]).toEqual([400, 'issueNothingSaid'])
  })

  it('[I1] files somebody else sent, or that already belong somewhere, do not come along', async () => {
    const [one, other] = [await guestAt(t, s.venue), await guestAt(t, s.venue)]
    const photo = (await sendFile(t, one, plainJpeg)).body.id
    expect((await raise(other, s.venue, { fileIds: [photo] })).body.error.code).toBe('fileNotYours')
    expect((await raise(one, s.venue, { fileIds: [photo] })).status).toBe(200)
    expect((await raise(one, s.venue, { fileIds: [photo] })).body.error.code).toBe('fileNotYours')
  })

  it('[I2] numbers are dense in an organisation and a year, whoever comes at once and whatever fails between', async () => {
    const { venue } = await setStage(t)
    const devices = await Promise.all(Array.from({ length: 20 }, () => guestAt(t, venue)))
    const answers = await Promise.all(
      devices.flatMap((device) => [raise(device, venue), raise(device, venue, { words: '' })]),
    )
    const numbers = answers.filter((answer) => answer.status === 200).map((answer) => answer.body.number)
    expect(numbers.toSorted()).toEqual(Array.from({ length: 20 }, (_, n) => `SS-2026-${String(n + 1).padStart(4, '0')}`))
    t.clock.set(new Date('2026-12-31T16:30:00Z'))
    expect((await raise(devices[0]!, venue)).body.number).toBe('SS-2027-0001')
    t.clock.set(new Date('2026-03-18T07:00:00Z'))
  })

  it('[U3] a page that lost the answer asks again with its key and gets the same number, code and link', async () => {
    const device = await guestAt(t, s.venue)
    const key = randomUUID()
    const [first, second] = [await raise(device, s.venue, {}, key), await raise(device, s.venue, {}, key)]
    expect(second.body).toEqual(first.body)
    expect(await t.db.select().from(issues).where(eq(issues.number, first.body.number))).not.toHaveLength(0)
    expect((await raise(device, s.venue, { words: '别的话' }, key)).body.error.code).toBe('commandReused')
  })

  it('[I5] neither code nor token nor telephone stands in the database, in rows or in stored answers', async () => {
    const { code, link } = await raised(t, s.venue)
    const token = link.split('#')[1]!
    const everything = JSON.stringify(await Promise.all([
      t.db.select().from(issues), t.db.select().from(echoLinks), t.db.select().from(commands), t.db.select().from(ledger),
    ]))
    for (const secret of [code, token, '13800001178']) expect(everything.includes(secret)).toBe(false)
    const sealed = await t.db.select().from(issueContacts)
    expect(sealed.length).toBeGreaterThan(0)
    expect(sealed.some((row) => Buffer.from(row.sealed).includes('13800001178'))).toBe(false)
  })

  it('[I8] the version of what was told is kept; a page that shows an old one is asked to read the new one first', async () => {
    const { id } = await raised(t, s.venue)
    expect((await s.facilitator.get(`/api/issues/${id}`)).body.noticeVersion).toBe(somethingSaid.noticeVersion)
    const old = await raise(await guestAt(t, s.venue), s.venue, { noticeVersion: '2019-01' })
    expect([old.status, old.body.error.code]).toEqual([409, 'issueNoticeOld'])
  })

  it('[I8] under fourteen a guardian is asked for, and kept as carefully as a telephone', async () => {
    const alone = await raise(await guestAt(t, s.venue), s.venue, { under14: true })
    expect([alone.status, alone.body.error.code]).toEqual([400, 'issueGuardianMissing'])
    const { id } = await raised(t, s.venue, { under14: true, guardian: '监护人甲', contact: '' })
    const { body } = await s.facilitator.get(`/api/issues/${id}`)
    expect(body).toMatchObject({ under14: true, contact: null, guardian: '监****' })
  })

  it('[I9] five a day are the most from one guest', async () => {
    const device = await guestAt(t, s.venue)
    for (let n = 0; n < 5; n += 1) expect((await raise(device, s.venue)).status).toBe(200)
    const { status, body } = await raise(device, s.venue)
    expect([status, body.error.code]).toEqual([429, 'issueTooMany'])
    t.clock.advance(48 * 3600_000)
    expect((await raise(device, s.venue)).status).toBe(200)
    t.clock.advance(-48 * 3600_000)
  })

  it('[I7] staff write down what was said by phone, on paper or face to face', async () => {
    const person = await s.member.post('/api/issues', {
      ...somethingSaid, organisationId: s.here.id, channel: 'paper', venueId: s.venue.id, place: '', alias: '村民代表丙',
    })
    expect(person.status).toBe(200)
    const { body } = await s.facilitator.get(`/api/issues/${person.body.id}`)
    expect(body).toMatchObject({ channel: 'paper', place: s.venue.name, alias: '村民代表丙' })
    expect(body.stops[0]).toMatchObject({ title: '您说了这句话', detail: '纸条说的，工作人员代为登记' })
  })

  it('[I7] nobody writes for an organisation they are not of', async () => {
    const elsewhere = await setStage(t)
    const said = { ...somethingSaid, organisationId: s.here.id, channel: 'phone', venueId: null, place: '' }
    expect((await elsewhere.facilitator.post('/api/issues', said)).status).toBe(404)
    const theirVenue = await s.facilitator.post('/api/issues', { ...said, venueId: elsewhere.venue.id })
    expect(theirVenue.status).toBe(404)
    expect((await (await t.as(await t.makePerson(s.here, ['auditor']))).post('/api/issues', said)).status).toBe(404)
  })

  it('[I1] a QR that was taken down leads nowhere, with a word what to do', async () => {
    const device = await guestAt(t, s.venue)
    const { status, body } = await raise(device, { ...s.venue, code: 'x'.repeat(32) })
    expect([status, body.error.code]).toEqual([404, 'issueVenueClosed'])
  })

  it('[I1] script and signs in the words come back as they were said', async () => {
    const words = '<script>alert("井")</script> 5 > 3 & "好"\n第二行 👍'
    const { id } = await raised(t, s.venue, { words })
    expect((await s.facilitator.get(`/api/issues/${id}`)).body.words).toBe(words)
  })

  it('[U11] another organisation sees nothing of it: not the record, not the list, not the files', async () => {
    const device = await guestAt(t, s.venue)
    const photo = (await sendFile(t, device, plainJpeg)).body.id
    const { body } = await raise(device, s.venue, { fileIds: [photo], words: '只在本县说的话' })
    const elsewhere = await setStage(t)
    expect((await elsewhere.facilitator.get(`/api/issues/${body.id}`)).status).toBe(404)
    expect((await takeFile(t, elsewhere.facilitator, `/api/files/${photo}`)).status).toBe(404)
    const list = await elsewhere.facilitator.get('/api/issues?show=all')
    expect(JSON.stringify(list.body)).not.toContain('只在本县说的话')
    expect((await elsewhere.facilitator.get(`/api/issues?show=all&organisationId=${s.here.id}`)).body.issues).toEqual([])
    expect((await elsewhere.facilitator.post(`/api/issues/${body.id}/triage`, { version: 1, urgency: 'soon', sector: '', confidential: false })).status).toBe(404)
  })

  it('[I6] contact is masked for all; in full only for its handler, with a reason, and the ledger says so', async () => {
    const { id } = await raised(t, s.venue)
    await act(s.member, id, 'triage', { urgency: 'urgent', sector: '旅游', confidential: false })
    expect((await s.facilitator.get(`/api/issues/${id}`)).body.contact).toBe('138****78')
    expect((await s.facilitator.post(`/api/issues/${id}/contact`, { reason: '想问一问' })).status).toBe(403)
    expect((await s.member.post(`/api/issues/${id}/contact`, { reason: '' })).status).toBe(400)
    const key = randomUUID()
    const shown = await s.member.post(`/api/issues/${id}/contact`, { reason: '电话核实地点' }, { key })
    expect(shown.body).toEqual({ contact: '13800001178', guardian: '' })
    await s.member.post(`/api/issues/${id}/contact`, { reason: '电话核实地点' }, { key })
    const lines = await t.db.select().from(ledger).where(eq(ledger.subjectId, id))
    expect(lines.filter((line) => line.move === 'seeContact')).toHaveLength(1)
    expect(JSON.stringify(lines)).not.toMatch(/核实|1178/)
    const [stored] = await t.db.select().from(commands).where(eq(commands.key, key))
    expect(JSON.stringify(stored)).not.toContain('1178')
  })
})
