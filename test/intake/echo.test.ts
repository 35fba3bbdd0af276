import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { codeAlphabet, readCode, readIssueNumber } from '../../shared/intake.ts'
import { plainJpeg, webmVoice } from '../files/samples.ts'
import { sendFile, takeFile } from '../files/send.ts'
import { testHouse } from '../people.ts'
import { act, echo, guestAt, raise, raised, setStage, somethingSaid, type Stage, titles, triage } from './stage.ts'

const t = testHouse()
let s: Stage
beforeAll(async () => {
  s = await setStage(t)
})

const tokenOf = (link: string) => link.split('#')[1]!
const open = (device: ReturnType<typeof t.device>, link: string, key = randomUUID()) =>
  device.post('/api/echo/exchange', { token: tokenOf(link) }, { key })

describe('number and code', () => {
  it('[I3] together they show the stops; no name, no word, no voice, no photo', async () => {
    const { id, number, code } = await raised(t, s.venue)
    await triage(s.member, id)
    await act(s.member, id, 'answer', { words: '答复里的话' })
    const { status, body } = await t.device().post('/api/look-up', { number, code })
    expect(status).toBe(200)
    expect(titles(body.stops)).toEqual(['您说了这句话', '有人看过，分好了', '答复了', '有了下一步就写在这里'])
    for (const kept of [somethingSaid.words, '村民代表甲', '委员甲', '答复里的话', '1178', id]) {
      expect(JSON.stringify(body)).not.toContain(kept)
    }
  })

  it('[I3] the number alone, the code alone, or a pair that does not belong together show nothing', async () => {
    const [one, two] = [await raised(t, s.venue), await raised(t, s.venue)]
    for (const typed of [{ number: one.number, code: two.code }, { number: one.number, code: '' }, { number: '', code: one.code }]) {
      const { status, body } = await t.device().post('/api/look-up', typed)
      expect([status, body.error.code]).toEqual([404, 'lookUpWrong'])
    }
    expect((await t.device().get(`/api/issues/${one.id}`)).status).toBe(401)
  })

  it('[I3] two organisations may have the same number: the code says which is meant', async () => {
    const [a, b] = [await setStage(t), await setStage(t)]
    const [one, two] = [await raised(t, a.venue), await raised(t, b.venue)]
    expect(one.number).toBe(two.number)
    await act(b.facilitator, two.id, 'not-accept', { reason: 'petition', words: '' })
    const seen = await t.device().post('/api/look-up', { number: one.number, code: one.code })
    expect(titles(seen.body.stops)).not.toContain('这件事不归这里办')
  })

  it('[I3] they may be typed as people type: small letters, spaces, full-width figures', () => {
    expect(readIssueNumber(' ss 2026 0117 ')).toBe('SS-2026-0117')
    expect(readIssueNumber('ＳＳ－２０２６－０１１７')).toBe('SS-2026-0117')
    expect(readIssueNumber('20260117')).toBe('SS-2026-0117')
    expect(readIssueNumber('SS-2026-12')).toBeNull()
    expect(readCode('7kqm-3xra')).toBe('7KQM3XRA')
    expect(readCode('7KQM3XR')).toBeNull()
    expect(readCode('0OIL1U00')).toBeNull()
    expect(codeAlphabet).not.toMatch(/[01ILOU]/)
  })

  it('[I4] guessing is slowed down by number, also for the one who gets it right after that', async () => {
    const { number, code } = await raised(t, s.venue)
    t.clock.advance(2 * 3600_000)
    for (let n = 0; n < 20; n += 1) {
      expect((await t.device().post('/api/look-up', { number, code: 'AAAABBBB' })).status).toBe(404)
    }
    const answers = await Promise.all([code, 'AAAACCCC'].map((guess) => t.device().post('/api/look-up', { number, code: guess })))
    for (const { status, body } of answers) expect([status, body.error.code]).toEqual([429, 'lookUpTooOften'])
    t.clock.advance(3600_000)
    expect((await t.device().post('/api/look-up', { number, code })).status).toBe(200)
  })

  it('[I4] guessing is slowed down by address, over many numbers', async () => {
    t.clock.advance(2 * 3600_000)
    for (let n = 0; n < 60; n += 1) await t.device().post('/api/look-up', { number: `SS-2026-${String(n).padStart(4, '0')}`, code: 'AAAABBBB' })
    expect((await t.device().post('/api/look-up', { number: 'SS-2026-9999', code: 'AAAABBBB' })).status).toBe(429)
    t.clock.advance(3600_000)
  })
})

describe('the private link', () => {
  it('[I10] opens everything that is theirs on another device, once', async () => {
    const device = await guestAt(t, s.venue)
    const voice = (await sendFile(t, device, webmVoice, { purpose: 'voice' })).body.id
    const photo = (await sendFile(t, device, plainJpeg)).body.id
    const { id, link } = (await raise(device, s.venue, { fileIds: [voice, photo] })).body
    const phone = t.device()
    const opened = await open(phone, link)
    expect(opened).toMatchObject({ status: 200, body: { id } })
    expect(opened.headers.get('set-cookie')).toMatch(/yst_echo=.*HttpOnly.*SameSite=Strict/i)
    const { body } = await phone.get(`/api/echo/${id}`)
    expect(body).toMatchObject({ words: somethingSaid.words, place: s.venue.name })
    expect(body.files).toHaveLength(2)
    expect((await takeFile(t, phone, `/api/echo/${id}/files/${voice}`)).bytes.equals(webmVoice)).toBe(true)
    const again = await open(t.device(), link)
    expect([again.status, again.body.error.code]).toEqual([409, 'echoLinkUsed'])
    expect((await open(phone, link)).status).toBe(200)
  })

  it('[I10] an answer that got lost is asked for again with its key, and opens the same device', async () => {
    const { link, id } = await raised(t, s.venue)
    const key = randomUUID()
    await open(t.device(), link, key)
    const phone = t.device()
    expect((await open(phone, link, key)).status).toBe(200)
    expect((await phone.get(`/api/echo/${id}`)).status).toBe(200)
  })

  it('[I10] the device it was said on needs no link; any other gets nothing', async () => {
    const { device, id } = await raised(t, s.venue)
    expect((await device.get('/api/echo')).body.echoes.map((one: { id: string }) => one.id)).toContain(id)
    expect((await t.device().get(`/api/echo/${id}`)).body.error.code).toBe('echoClosed')
    const other = await raised(t, s.venue)
    expect((await other.device.get(`/api/echo/${id}`)).status).toBe(404)
    expect((await s.facilitator.get(`/api/echo/${id}`)).status).toBe(404)
    expect((await open(t.device(), `x#${'A'.repeat(43)}`)).body.error.code).toBe('echoLinkWrong')
  })

  it('[I10] a file of another issue does not come out through one’s own', async () => {
    const device = await guestAt(t, s.venue)
    const photo = (await sendFile(t, device, plainJpeg)).body.id
    await raise(device, s.venue, { fileIds: [photo] })
    const other = await raised(t, s.venue)
    expect((await takeFile(t, other.device, `/api/echo/${other.id}/files/${photo}`)).status).toBe(404)
  })

  it('[I11] revoked: every link and every other device, this one keeps its own', async () => {
    const { device, id, link } = await raised(t, s.venue)
    const phone = t.device()
    await open(phone, link)
    const second = (await device.post(`/api/echo/${id}/link`)).body.link
    expect((await device.post(`/api/echo/${id}/revoke`)).status).toBe(200)
    expect((await phone.get(`/api/echo/${id}`)).status).not.toBe(200)
    for (const old of [link, second]) expect((await open(t.device(), old)).body.error.code).toBe('echoLinkWrong')
    expect((await device.get(`/api/echo/${id}`)).status).toBe(200)
    const fresh = (await device.post(`/api/echo/${id}/link`)).body.link
    expect((await open(phone, fresh)).status).toBe(200)
    expect((await phone.get(`/api/echo/${id}`)).status).toBe(200)
  })

  it('[I11] a borrowed telephone is left, and only its own right ends', async () => {
    const { device, id, link } = await raised(t, s.venue)
    const borrowed = t.device()
    await open(borrowed, link)
    expect((await borrowed.post(`/api/echo/${id}/leave`)).status).toBe(200)
    expect((await borrowed.get(`/api/echo/${id}`)).status).not.toBe(200)
    expect((await device.get(`/api/echo/${id}`)).status).toBe(200)
  })

  it('[I10] a signed-in tablet that serves many keeps no right to what was said on it', async () => {
    const { body } = await raise(s.facilitator, s.venue)
    expect((await s.facilitator.get(`/api/echo/${body.id}`)).status).toBe(404)
    expect((await s.facilitator.get('/api/echo')).body.echoes).toEqual([])
    expect((await open(t.device(), body.link)).status).toBe(200)
  })

  it('[I11] a new link ends the one that was not opened yet', async () => {
    const { device, id, link } = await raised(t, s.venue)
    const key = randomUUID()
    const fresh = (await device.post(`/api/echo/${id}/link`, {}, { key })).body.link
    expect((await device.post(`/api/echo/${id}/link`, {}, { key })).body.link).toBe(fresh)
    expect((await open(t.device(), link)).body.error.code).toBe('echoLinkWrong')
    expect((await open(t.device(), fresh)).status).toBe(200)
  })

  it('[I12] words are added, what was said first stays; after the end nothing is added', async () => {
    const { device, id } = await raised(t, s.venue)
    const { body } = await echo(device, id, 'words', { words: '村西口也一样' })
    expect(body.words).toBe(somethingSaid.words)
    expect(body.notes).toMatchObject([{ kind: 'addition', words: '村西口也一样', by: '您' }])
    expect((await s.facilitator.get(`/api/issues/${id}`)).body.notes).toMatchObject([{ by: '本人' }])
    await act(s.facilitator, id, 'not-accept', { reason: 'otherLevel', words: '' })
    const ended = await echo(device, id, 'words', { words: '再说一句' })
    expect([ended.status, ended.body.error.code]).toEqual([409, 'wrongState'])
  })
})
