import { beforeAll, describe, expect, it } from 'vitest'
import { within } from '../../server/house/context.ts'
import { lapseReports } from '../../server/reports/issuing.ts'
import { hearsReport } from '../../server/reports/queries.ts'
import { roles, stranger } from '../../shared/people.ts'
import { testHouse } from '../people.ts'
import { type Desk, issuerPassword, setDesk } from './stage.ts'

const t = testHouse()
let d: Desk
beforeAll(async () => {
  d = await setDesk(t, { passwords: true })
})
const start = new Date('2026-03-18T07:00:00Z')
const issue = { level: 'city', recipients: '市政协研究室', password: issuerPassword }
const awaitingIssue = (title?: string) => d.standing('awaitingIssue', title)

describe('sending out, and what becomes of it', () => {
  it('[R30] the issuer signs it with their password again, for named recipients and a level; the wrong password and no recipient leave it as it was', { timeout: 120_000 }, async () => {
    const id = await awaitingIssue()
    const before = await d.row(id)
    expect((await d.deed(d.as.issuer, id, 'sign-issue', { ...issue, password: 'wrong' })).body.error.code).toBe('passwordRefused')
    expect((await d.deed(d.as.issuer, id, 'sign-issue', { ...issue, recipients: '  ' })).body.error.code).toBe('reportNoRecipient')
    expect((await d.deed(d.as.issuer, id, 'sign-issue', { ...issue, level: 'moon' })).body.error.code).toBe('malformed')
    expect(await d.row(id)).toEqual(before)
    const issued = await d.go(d.as.issuer, id, 'sign-issue', issue)
    expect(issued).toMatchObject({
      state: 'issued', level: 'city', recipients: '市政协研究室', issue: { year: 2026, number: 1 }, issuedAt: start.toISOString(),
      due: { rule: 'report.adoption', from: '2026-03-18', day: '2027-03-18', provisional: true },
    })
    expect(issued.turns.at(-1)).toMatchObject({ move: 'signIssue', by: '签发人甲', revisionId: (await d.row(id)).editedRevisionId })
  })

  it('[R31] issue numbers of a year are dense, many signed at once; those of another county are its own', { timeout: 120_000 }, async () => {
    const fresh = await setDesk(t, { passwords: true })
    const ids: string[] = []
    for (let n = 0; n < 4; n += 1) {
      ids.push(await fresh.standing('awaitingIssue'))
    }
    const answers = await Promise.all([...ids, ids[0]!].map((id) => fresh.deed(fresh.as.issuer, id, 'sign-issue', issue)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(4)
    const numbers = (await Promise.all(ids.map(fresh.row))).map(({ issueNumber }) => issueNumber)
    expect(numbers.toSorted()).toEqual([1, 2, 3, 4])
  })

  it('[R32] its adoption is noted with level, way and user, once', { timeout: 120_000 }, async () => {
    const id = await awaitingIssue()
    await d.go(d.as.issuer, id, 'sign-issue', issue)
    const adoption = { level: 'province', way: 'combined', by: '省政协' }
    expect((await d.deed(d.as.editor, id, 'adopt', { ...adoption, by: '' })).body.error.code).toBe('reportNoUser')
    expect(await d.go(d.as.editor, id, 'adopt', adoption)).toMatchObject({ state: 'adopted', adoption, due: null })
    expect((await d.deed(d.as.editor, id, 'adopt', adoption)).body.error.code).toBe('wrongState')
    expect((await d.see(id)).turns.at(-1)).toMatchObject({ move: 'adopt', by: '信息编审甲', words: '省政协' })
  })

  it('[R33] twelve months after it was sent, and not a day before their end, the clock says that nobody used it', { timeout: 120_000 }, async () => {
    const id = await awaitingIssue()
    const other = await awaitingIssue()
    for (const one of [id, other]) await d.go(d.as.issuer, one, 'sign-issue', issue)
    await d.go(d.as.editor, other, 'adopt', { level: 'city', way: 'single', by: '市政协' })
    t.clock.set(new Date('2027-03-18T15:59:00Z'))
    await lapseReports(t.house)
    expect((await d.row(id)).state).toBe('issued')
    t.clock.set(new Date('2027-03-18T16:00:00Z'))
    expect(await lapseReports(t.house)).toBeGreaterThan(0)
    expect(await lapseReports(t.house)).toBe(0)
    t.clock.set(start)
    const seen = await d.see(id)
    expect(seen).toMatchObject({ state: 'notAdopted', due: null })
    expect(seen.turns.at(-1)).toMatchObject({ move: 'lapse', by: '' })
    expect((await d.row(other)).state).toBe('adopted')
    expect((await d.linesOf(id)).at(-1)).toMatchObject({ actor: 'clock', move: 'lapse', from: 'issued', to: 'notAdopted' })
  })

  it('[R34] its author is told at every turn: by whom, when and why; what reviewers note for each other is not theirs to read', { timeout: 120_000 }, async () => {
    const id = await d.handIn()
    const told: string[] = []
    const tell = async () => {
      const { state, turns } = await d.see(id)
      told.push(`${state} ${turns.at(-1).by}`)
    }
    await tell()
    for (const [client, name, body] of d.way) {
      await d.go(client, id, name, body)
      await tell()
    }
    expect(told).toEqual([
      'submitted 委员甲', 'initialReview 信息编审甲', 'politicalGate 信息编审甲', 'contentGate 三关审核甲', 'effectGate 三关审核甲',
      'editing 三关审核甲', 'awaitingIssue 信息编审甲', 'issued 签发人甲', 'adopted 信息编审甲',
    ])
    const [seen, desk] = [await d.see(id), await d.see(id, d.as.auditor)]
    expect(JSON.stringify(seen)).not.toContain('到村里看过')
    expect(JSON.stringify(desk)).toContain('到村里看过')
    expect(seen.steps.every((step: { place: string; at: string | null; by: string }) => step.place === 'done' && step.at && step.by)).toBe(true)
  })

  it('[U9] folding the ledger of a report gives the state it has', { timeout: 120_000 }, async () => {
    const id = await d.handIn()
    await d.takeTo(id, 'pass-political')
    await d.go(d.as.reviewer, id, 'return', { reason: '写明几口井' })
    await d.go(d.as.author, id, 'title', { title: '六口井' })
    await d.go(d.as.author, id, 'resubmit')
    for (const [client, name, body] of d.way.slice(3)) await d.go(client, id, name, body)
    const lines = await d.linesOf(id)
    let state: string | null = null
    for (const line of lines) {
      expect(line.from).toBe(state)
      state = line.to
    }
    expect(state).toBe((await d.row(id)).state)
    const turns = (await d.see(id)).turns
    expect(lines.filter(({ move }) => !['write', 'title'].includes(move)).map(({ move }) => move)).toEqual(turns.map((turn: { move: string }) => turn.move))
    // Words live in rows, never in the ledger.
    expect(JSON.stringify(lines.map(({ facts }) => facts))).not.toMatch(/\p{Script=Han}/u)
  })
})

describe('an internal channel', () => {
  it('[R40] only its author and those who look it over find it, read it, hear of it and have it in a list', { timeout: 120_000 }, async () => {
    const id = await d.handIn('水井权益保障')
    await d.takeTo(id, 'finish-edit')
    const { editedId, revisionId, editedRevisionId } = await d.row(id)
    const outsiders = {
      colleague: d.as.colleague,
      everyOtherRole: await t.as(await t.makePerson(d.county, roles.filter((role) => !['infoEditor', 'gateReviewer', 'issuer', 'auditor'].includes(role)))),
      elsewhere: await t.as(await t.makePerson(await t.makeOrganisation(), roles)),
      guest: await t.as(await t.makeGuest(d.county)),
    }
    const paths = [
      `/api/reports/${id}`, `/api/documents/${id}`, `/api/documents/${editedId}`, `/api/documents/${id}/revisions`, `/api/documents/${id}/sources`,
      `/api/revisions/${revisionId}`, `/api/revisions/${editedRevisionId}`,
    ]
    for (const [who, client] of Object.entries(outsiders)) {
      for (const path of paths) expect([who, path, (await client.get(path)).status]).toEqual([who, path, 404])
      expect([who, (await client.get('/api/reports')).body.reports]).toEqual([who, []])
      expect([who, (await client.get(`/api/reports?q=${encodeURIComponent('水井')}`)).body.reports]).toEqual([who, []])
    }
    expect((await t.device().get('/api/reports')).status).toBe(401)
    const hears = async (actor: Awaited<ReturnType<typeof t.actor>>) => within(t.house, actor, (ctx) => hearsReport(ctx, id))
    for (const who of ['author', 'editor', 'reviewer', 'issuer', 'auditor'] as const) {
      expect([who, (await d.as[who].get(`/api/reports/${id}`)).status, await hears(await t.actor(d.people[who]))]).toEqual([who, 200, true])
    }
    expect([await hears(await t.actor(d.people.colleague)), await hears(stranger)]).toEqual([false, false])
  })

  it('[R41] a list is narrowed by state, by one’s own, and by words of two characters in title or text', { timeout: 120_000 }, async () => {
    const fresh = await setDesk(t)
    const well = await fresh.handIn('水井权益')
    const lamp = await fresh.handIn('路灯不亮')
    await fresh.takeTo(lamp, 'take')
    const found = async (query: string, client = fresh.as.editor) =>
      (await client.get(`/api/reports?${query}`)).body.reports.map((one: { id: string }) => one.id)
    const q = (words: string) => `q=${encodeURIComponent(words)}`
    expect((await found('')).toSorted()).toEqual([well, lamp].toSorted())
    expect(await found(q('路灯'))).toEqual([lamp])
    expect((await found(q('看过井'))).toSorted()).toEqual([well, lamp].toSorted())
    expect(await found(q('水井 权益'))).toEqual([well])
    expect(await found(q('灯路'))).toEqual([])
    expect(await found('state=initialReview')).toEqual([lamp])
    expect(await found('mine=true')).toEqual([])
    expect((await found('mine=true', fresh.as.author)).toSorted()).toEqual([well, lamp].toSorted())
    expect((await fresh.as.author.get('/api/reports')).body.writeIn).toEqual([{ id: fresh.county.id, name: fresh.county.name }])
    expect((await fresh.as.editor.get('/api/reports')).body).toMatchObject({ more: false, writeIn: [] })
  })

  it('[R42] at each turn it waits for exactly those whose turn it is, with the next action in words', { timeout: 120_000 }, async () => {
    const fresh = await setDesk(t, { passwords: true })
    const id = await fresh.handIn()
    const waits = async () => {
      const found: string[] = []
      for (const who of ['author', 'editor', 'reviewer', 'issuer', 'auditor', 'colleague'] as const) {
        for (const line of (await fresh.as[who].get('/api/waiting')).body.waiting) if (line.key === `report:${id}`) found.push(`${who} ${line.verb}`)
      }
      return found
    }
    const seen = [await waits()]
    for (const [client, name, body] of fresh.way.slice(0, 3)) {
      await fresh.go(client, id, name, body)
      seen.push(await waits())
    }
    await fresh.go(fresh.as.reviewer, id, 'return', { reason: '写明几口井' })
    seen.push(await waits())
    await fresh.go(fresh.as.author, id, 'resubmit')
    for (const [client, name, body] of fresh.way.slice(3)) {
      seen.push(await waits())
      await fresh.go(client, id, name, body)
    }
    expect(seen).toEqual([
      ['editor 接收初审'], ['editor 初审'], ['reviewer 过政治关'], ['reviewer 过内容关'], ['author 改好重新提交'],
      ['reviewer 过内容关'], ['reviewer 过效果关'], ['editor 编辑'], ['issuer 签发'], [],
    ])
    expect(await waits()).toEqual([])
  })
})
