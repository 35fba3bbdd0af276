import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { eq } from 'drizzle-orm'
import { ruleSets } from '../../db/schema/rulesets.ts'
import { recommendationsFrom } from '../../server/outcomes/records.ts'
import { lengthOf } from '../../shared/outcomes.ts'
import { shippedRules } from '../../shared/ruleset.ts'
import { openHall } from '../cards/hall.ts'
import { sealWhenDue } from '../../server/opinions/freeze.ts'
import { documents } from '../../db/schema/documents.ts'
import { testHouse } from '../people.ts'
import { type Desk, setDesk, writeInText, writeReportText, writeUnder } from './stage.ts'

const t = testHouse()
let d: Desk
beforeEach(async () => {
  d = await setDesk(t)
})

describe('writing and handing in', () => {
  it('[R1] whoever begins a report is its author, and it opens with its three headings', async () => {
    const id = await d.begin('井边的墙')
    expect(await d.see(id)).toMatchObject({
      id, documentId: id, title: '井边的墙', state: 'draft', version: 1, author: '委员甲', mine: true, number: null, sealed: null, editedId: null,
    })
    await writeReportText(t, id)
    const { sealed } = await d.go(d.as.author, id, 'submit')
    expect(sealed.content.content.map((node: { content?: { text: string }[] }) => node.content?.[0]?.text ?? '')).toEqual([
      '情况反映', '拓路要挪的墙边有井，是六户人家吃水的。', '原因分析', '', '意见建议', '先请人看过井，再定怎么挪墙。',
    ])
  })

  it('[R1] only members, conveners, committees and those who run a table write one, each in their own county', async () => {
    const begin = async (client: Desk['as']['author'], organisationId = d.county.id) =>
      (await client.post('/api/reports', { title: '路灯', organisationId, opinion: null })).status
    expect(await begin(d.as.colleague)).toBe(200)
    expect(await begin(d.as.editor)).toBe(404)
    expect(await begin(await t.as(await t.makePerson(d.county, ['unitClerk'])))).toBe(404)
    expect(await begin(d.as.author, (await t.makeOrganisation()).id)).toBe(404)
    expect(await begin(t.device())).toBe(401)
    expect((await d.as.author.post('/api/reports', { title: '路灯', organisationId: null, opinion: null })).body.error.code).toBe('malformed')
  })

  it('[R1] a committee writes to the 政协 above it, whose desk then has it', async () => {
    const committee = await t.makeOrganisation('农业委', { kind: 'specialCommittee', parentId: d.county.id })
    const staff = await t.as(await t.makePerson(committee, ['specialCommittee']))
    const { body } = await staff.post('/api/reports', { title: '农机', organisationId: committee.id, opinion: null })
    expect(body.organisationId).toBe(d.county.id)
    await writeReportText(t, body.id)
    await d.go(staff, body.id, 'submit')
    expect((await d.see(body.id, d.as.editor)).may).toContain('take')
  })

  it('[R2] a report is private to its author until it is handed in', async () => {
    const id = await d.begin()
    for (const who of ['editor', 'reviewer', 'issuer', 'auditor', 'colleague'] as const) {
      expect([who, (await d.as[who].get(`/api/reports/${id}`)).status]).toEqual([who, 404])
      expect([who, (await d.as[who].get(`/api/documents/${id}`)).status]).toEqual([who, 404])
      expect([who, (await d.as[who].get('/api/reports')).body.reports]).toEqual([who, []])
    }
  })

  it('[R3] it is handed in once what is the matter and what should be done are both written', async () => {
    const refused = async (words: { situation?: string; suggestion?: string }, code: string) => {
      const id = await d.begin()
      await writeReportText(t, id, words)
      const before = await d.row(id)
      expect((await d.deed(d.as.author, id, 'submit')).body.error.code).toBe(code)
      expect(await d.row(id)).toEqual(before)
      expect((await d.as.author.get(`/api/documents/${id}`)).body).toMatchObject({ right: 'edit', sealed: false })
    }
    await refused({ situation: '' }, 'outcomeSectionMissing')
    await refused({ suggestion: '' }, 'outcomeNoRecommendation')
  })

  it('[R4] a text one sign too long by paste is refused and still there; one of just the length goes through', async () => {
    const id = await d.begin()
    const most = shippedRules.rules['report.length']
    // The headings count: 情况反映、原因分析、意见建议 are twelve signs, the suggestion one.
    await writeReportText(t, id, { situation: '墙'.repeat(most - 12), suggestion: '挪' })
    const refused = await d.deed(d.as.author, id, 'submit')
    expect([refused.status, refused.body.error.code, refused.body.error.detail]).toEqual([409, 'outcomeTooLong', { length: most + 1, most }])
    expect(await d.row(id)).toMatchObject({ state: 'draft', revisionId: null, serial: null })
    const other = await d.begin()
    await writeReportText(t, other, { situation: '墙'.repeat(most - 13), suggestion: '挪' })
    const { sealed } = await d.go(d.as.author, other, 'submit')
    expect([sealed.length, lengthOf(sealed.content)]).toEqual([most, most])
  })

  it('[R4] how long it may be is what the rules said when it was begun', async () => {
    const before = await d.begin()
    await t.db.insert(ruleSets).values({
      organisationId: d.county.id, version: 2, rules: { ...shippedRules.rules, 'report.length': 20 }, createdBy: 'test', createdAt: await t.clock.now(t.db),
    })
    const after = await d.begin()
    for (const id of [before, after]) await writeReportText(t, id, { situation: '墙'.repeat(10), suggestion: '挪' })
    expect((await d.see(before)).limit).toBe(1500)
    expect((await d.see(after)).limit).toBe(20)
    expect((await d.deed(d.as.author, after, 'submit')).body.error.code).toBe('outcomeTooLong')
    expect((await d.deed(d.as.author, before, 'submit')).status).toBe(200)
  })

  it('[R5] numbers of a year are dense, whoever hands in at once and whatever is refused between', { timeout: 60_000 }, async () => {
    const ids = []
    for (let n = 0; n < 6; n += 1) {
      const id = await d.begin()
      if (n !== 2) await writeReportText(t, id)
      ids.push(id)
    }
    await Promise.all(ids.map((id) => d.deed(d.as.author, id, 'submit')))
    const serials = (await Promise.all(ids.map(d.row))).flatMap(({ serial }) => serial ?? [])
    expect(serials.toSorted()).toEqual([1, 2, 3, 4, 5])
    t.clock.advance(300 * 24 * 3_600_000)
    expect((await d.see(await d.handIn())).number).toEqual({ year: 2027, serial: 1 })
    t.clock.set(new Date('2026-03-18T07:00:00Z'))
  })

  it('[R5] handed in again after a return it keeps its number', async () => {
    const id = await d.handIn()
    await d.takeTo(id, 'take')
    await d.go(d.as.editor, id, 'return', { reason: '写明几口井' })
    expect((await d.go(d.as.author, id, 'resubmit')).number).toEqual({ year: 2026, serial: 1 })
    expect((await d.see(await d.handIn())).number).toEqual({ year: 2026, serial: 2 })
  })

  it('[R6] what was handed in is to be looked over in two working days; once it is, no date is left', async () => {
    const id = await d.handIn()
    expect((await d.see(id)).due).toMatchObject({ rule: 'report.review', version: 1, from: '2026-03-18', day: '2026-03-20' })
    await d.takeTo(id, 'pass-initial')
    expect((await d.see(id)).due).toBeNull()
    await d.go(d.as.reviewer, id, 'return', { reason: '写明几口井' })
    expect((await d.see(id)).due).toBeNull()
    expect((await d.go(d.as.author, id, 'resubmit')).due).toMatchObject({ day: '2026-03-20' })
  })

  it('[R7] its author gives it another title while they write, and not once it is handed in', async () => {
    const id = await d.begin()
    expect(await d.go(d.as.author, id, 'title', { title: '井边的墙先别动' })).toMatchObject({ title: '井边的墙先别动', version: 2 })
    expect(await d.go(d.as.author, id, 'title', { title: '井边的墙先别动' })).toMatchObject({ version: 2 })
    await writeReportText(t, id)
    await d.go(d.as.author, id, 'submit')
    expect((await d.deed(d.as.author, id, 'title', { title: '别的' })).body.error.code).toBe('wrongState')
  })

  it('[U7] a deed decided on an older version is refused and carries the fresh report', async () => {
    const id = await d.begin()
    await writeReportText(t, id)
    await d.go(d.as.author, id, 'title', { title: '井' })
    const stale = await d.as.author.post(`/api/reports/${id}/submit`, { version: 1 })
    expect([stale.body.error.code, stale.body.error.detail.fresh.title]).toEqual(['stale', '井'])
    expect((await d.row(id)).state).toBe('draft')
  })
})

describe('out of a signed opinion', () => {
  let hall: Awaited<ReturnType<typeof openHall>>
  let clauseIds: string[]
  let digest: string
  beforeAll(async () => {
    hall = await openHall(t, { passwords: true })
    clauseIds = [await hall.write('井边的墙要挪。', hall.people.member), await hall.write('先请人看过井。', hall.people.member2)]
    await hall.opinionDeed(hall.as.chair, 'announce-freeze')
    t.clock.advance(11_000)
    await sealWhenDue(t.house, hall.opinion.id)
    await hall.opinionDeed(hall.as.chair, 'open-countersign', { signers: [hall.people.member.id] })
    digest = (await hall.as.chair.get(`/api/opinions/${hall.opinion.id}`)).body.seal.digest
  })
  const made = (sections: [string, string][]) => ({
    title: '井边的墙', organisationId: null,
    opinion: { opinionId: hall.opinion.id, clauses: sections.map(([clauseId, section]) => ({ clauseId, section })) },
  })

  it('[R8] clauses of a signed opinion stand under their headings, with their authors; nothing is typed again, and one report is made of a version', async () => {
    const placed: [string, string][] = [[clauseIds[0]!, 'situation'], [clauseIds[1]!, 'recommendations']]
    expect((await hall.as.member.post('/api/reports', made(placed))).body.error.code).toBe('wrongState')
    await hall.opinionDeed(hall.as.member, 'sign', { digest, password: 'member-password' })
    expect((await hall.as.watcher.post('/api/reports', made(placed))).status).toBe(403)
    expect((await hall.as.member.post('/api/reports', made([['no-such', 'situation']]))).body.error.code).toBe('outcomeClauseUnknown')

    const { body } = await hall.as.member.post('/api/reports', made(placed))
    expect(body).toMatchObject({ state: 'draft', author: '委员甲', organisationId: hall.organisation.id, origins: [{ opinionId: hall.opinion.id }] })
    expect((await hall.as.chair.get(`/api/opinions/${hall.opinion.id}`)).body.state).toBe('submitted')
    const again = await hall.as.member2.post('/api/reports', made(placed))
    expect([again.body.error.code, again.body.error.detail]).toEqual(['outcomeMade', { id: body.id }])

    const submitted = (await hall.as.member.post(`/api/reports/${body.id}/submit`, { version: body.version })).body
    expect(submitted.recommendations).toMatchObject([{ number: 1, words: '先请人看过井。' }])
    const revision = (await hall.as.member.get(`/api/revisions/${submitted.sealed.revisionId}`)).body
    const accounts = (part: string) => revision.authors.filter((span: { part: string }) => span.part === part).map((span: { account: string }) => span.account)
    expect([accounts(clauseIds[0]!), accounts(clauseIds[1]!)]).toEqual([[`person:${hall.people.member.id}`], [`person:${hall.people.member2.id}`]])
    const fates = await recommendationsFrom(t.db, [hall.opinion.id])
    expect(fates.map(({ clauseId, words, reportId }) => [clauseId, words, reportId])).toEqual([[clauseIds[1], '先请人看过井。', body.id]])
    expect(await t.db.select().from(documents).where(eq(documents.id, body.id))).toHaveLength(1)
  })
})

it('[R3] a heading that was taken out is missed', async () => {
  const id = await d.begin()
  await writeReportText(t, id)
  await writeInText(t, id, (doc) => writeUnder(doc, '原因分析', '没有先看过。'))
  expect((await d.deed(d.as.author, id, 'submit')).status).toBe(200)
  const other = await d.begin()
  await writeInText(t, other, (doc) => {
    const root = doc.getXmlFragment('prosemirror')
    writeUnder(doc, '意见建议', '挪。')
    root.delete(0, 1)
  })
  expect((await d.deed(d.as.author, other, 'submit')).body.error.code).toBe('outcomeSectionMissing')
})
