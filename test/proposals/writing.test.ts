import { beforeAll, describe, expect, it } from 'vitest'
import { readSections, recommendationsIn } from '../../shared/outcomes.ts'
import { within } from '../../server/house/context.ts'
import { readDocument } from '../../server/documents/revisions.ts'
import { clockActor } from '../../shared/people.ts'
import type { TextContent } from '../../shared/documents/content.ts'
import { testHouse } from '../people.ts'
import { password, recommendations, setStage, type Stage, subject } from './stage.ts'

const t = testHouse()
let s: Stage
beforeAll(async () => {
  s = await setStage(t, { passwords: true })
}, 120_000)

const code = (answer: { body: { error?: { code: string } } }) => answer.body.error?.code
const contentOf = (id: string) =>
  within(t.house, clockActor, async (ctx) => (await readDocument(ctx, id)).content as TextContent)
const stateOf = (proposal: { sponsors: { name: string; state: string | null }[] }) =>
  Object.fromEntries(proposal.sponsors.map((one) => [one.name, one.state]))

describe('writing a proposal together', { timeout: 120_000 }, () => {
  it('[P1] begins empty under its three headings, under one id, known to nobody else', async () => {
    const id = await s.create()
    const proposal = await s.see(id)
    expect(proposal).toMatchObject({ documentId: id, state: 'draft', subject, mine: 'lead', revision: null, length: { warn: 800, cap: 1500 } })
    expect(readSections('proposal', await contentOf(id)).map(({ heading, found }) => [heading, found])).toEqual([['情况', true], ['分析', true], ['建议', true]])
    for (const who of ['second', 'office', 'chair', 'supervisor', 'clerk'] as const) {
      expect((await s.as[who].get(`/api/proposals/${id}`)).status).toBe(404)
      expect((await s.as[who].get(`/api/documents/${id}`)).status).toBe(404)
      expect((await s.as[who].get('/api/proposals')).body.proposals.map((one: { id: string }) => one.id)).not.toContain(id)
    }
  })

  it('[P1] only a member of that 政协 begins one', async () => {
    const elsewhere = await t.makeOrganisation()
    const body = { organisationId: elsewhere.id, subject }
    expect((await s.as.lead.post('/api/proposals', body)).status).toBe(404)
    expect((await s.as.office.post('/api/proposals', { ...body, organisationId: s.here.id })).status).toBe(404)
  })

  it('[P1] the subject is changed while it is written, and only by the first proposer', async () => {
    const id = await s.create({ sponsors: [s.people.second.id] })
    expect((await s.done('lead', id, 'edit', { subject: '关于调解员报酬' })).subject).toBe('关于调解员报酬')
    expect((await s.deed('second', id, 'edit', { subject: '别的' })).status).toBe(403)
    expect(code(await s.as.lead.post(`/api/proposals/${id}/edit`, { version: 1, subject: '旧的' }))).toBe('stale')
  })

  it('[P3] co-sponsors are members here; they write along until they are taken off', async () => {
    const id = await s.create()
    expect(code(await s.deed('lead', id, 'add-sponsor', { personId: s.people.clerk.id }))).toBe('proposalSponsorUnknown')
    await s.done('lead', id, 'add-sponsor', { personId: s.people.second.id })
    expect((await s.as.second.get(`/api/documents/${id}`)).body.right).toBe('edit')
    expect((await s.see(id, 'second')).may).toEqual(['ratings'])
    expect(code(await s.deed('lead', id, 'remove-sponsor', { personId: s.people.lead.id }))).toBe('proposalLeadStays')
    await s.done('lead', id, 'remove-sponsor', { personId: s.people.second.id })
    expect((await s.as.second.get(`/api/documents/${id}`)).status).toBe(404)
    const found = (await s.as.lead.get(`/api/proposals/candidates?organisationId=${s.here.id}&q=${encodeURIComponent('委员')}`)).body.candidates
    expect(found.map((one: { name: string }) => one.name).toSorted()).toEqual(['委员丁', '委员丙', '委员乙'].toSorted())
  })
})

describe('sealing and signing', { timeout: 120_000 }, () => {
  it('[P4] a text without a section, or without a recommendation, is not sealed and stays ink', async () => {
    const id = await s.create({ sponsors: [s.people.second.id] })
    const ask = () => s.deed('lead', id, 'request-sponsors', { until: '2026-12-31' })
    const empty = await ask()
    expect([code(empty), empty.body.error.detail.sections]).toEqual(['outcomeSectionMissing', ['situation', 'analysis']])
    await s.write(id, 0, '情况如此。')
    await s.write(id, 1, '原因如此。')
    expect(code(await ask())).toBe('outcomeNoRecommendation')
    expect((await s.as.lead.get(`/api/documents/${id}`)).body.right).toBe('edit')
    expect((await s.see(id)).state).toBe('draft')
  })

  it('[P4] a text made too long at one stroke, as by paste, is refused with its length, and not a word is lost', async () => {
    const id = await s.drafted(['second'])
    await s.write(id, 0, '字'.repeat(1500))
    expect((await s.see(id)).length.signs).toBeGreaterThan(1500)
    for (const attempt of [
      await s.deed('lead', id, 'request-sponsors', { until: '2026-12-31' }),
      await s.deed('lead', id, 'submit', { oneMatter: true, password }),
    ]) {
      expect(code(attempt)).toBe('outcomeTooLong')
      expect(attempt.body.error.detail.cap).toBe(1500)
    }
    expect((await contentOf(id)).content.map((node) => JSON.stringify(node)).join('')).toContain('字'.repeat(1500))
    expect((await s.as.lead.get(`/api/documents/${id}`)).body.right).toBe('edit')
  })

  it('[P5] each signs what they saw, once, with their own password, until the day', async () => {
    const id = await s.drafted(['second', 'third'])
    expect(code(await s.deed('lead', id, 'request-sponsors', { until: '2026-03-17' }))).toBe('proposalDayPast')
    const asked = await s.done('lead', id, 'request-sponsors', { until: '2026-03-20' })
    expect([asked.state, stateOf(asked)]).toEqual(['awaitingSponsors', { 委员甲: null, 委员乙: 'asked', 委员丙: 'asked' }])
    expect(code(await s.deed('second', id, 'sponsor-signed', { digest: 'f'.repeat(64), password }))).toBe('proposalDigestMoved')
    expect(code(await s.deed('second', id, 'sponsor-signed', { digest: asked.revision.digest, password: 'guessed' }))).toBe('passwordRefused')
    expect(code(await s.sign('lead', id))).toBe('proposalNotSponsor')
    expect((await s.as.bystander.post(`/api/proposals/${id}/sponsor-signed`, { version: 1, digest: 'x', password })).status).toBe(404)
    expect(stateOf((await s.sign('second', id)).body)['委员乙']).toBe('signed')
    expect(code(await s.sign('second', id))).toBe('proposalAlreadySigned')
    t.clock.set(new Date('2026-03-20T15:59:00Z'))
    expect((await s.see(id, 'third')).may).toContain('sponsorSigned')
    t.clock.set(new Date('2026-03-20T16:01:00Z'))
    expect(code(await s.sign('third', id))).toBe('proposalSponsorsOver')
    t.clock.set(new Date('2026-03-18T07:00:00Z'))
  })

  it('[P5] two who sign at the same moment both have signed', async () => {
    const id = await s.drafted(['second', 'third'])
    await s.done('lead', id, 'request-sponsors', { until: '2026-12-31' })
    expect((await Promise.all([s.sign('second', id), s.sign('third', id)])).map(({ status }) => status)).toEqual([200, 200])
    expect(stateOf(await s.see(id))).toMatchObject({ 委员乙: 'signed', 委员丙: 'signed' })
  })

  it('[P6] one who declines voids every signature; all sign the new text', async () => {
    const id = await s.drafted(['second', 'third'])
    const first = await s.done('lead', id, 'request-sponsors', { until: '2026-12-31' })
    await s.sign('second', id)
    const opened = await s.done('third', id, 'sponsor-declined', { reason: '第三条没说清' })
    expect([opened.state, opened.revision]).toEqual(['draft', null])
    expect((await s.see(id)).sponsors.find((one: { name: string }) => one.name === '委员丙').reason).toBe('第三条没说清')
    await s.write(id, 2, '分三档，按调解难易定标准', 'third')
    const second = await s.done('lead', id, 'request-sponsors', { until: '2026-12-31' })
    expect(second.revision.digest).not.toBe(first.revision.digest)
    expect(stateOf(second)).toEqual({ 委员甲: null, 委员乙: 'asked', 委员丙: 'asked' })
    expect(code(await s.deed('second', id, 'sponsor-signed', { digest: first.revision.digest, password }))).toBe('proposalDigestMoved')
    for (const who of ['second', 'third'] as const) expect((await s.sign(who, id)).status).toBe(200)
    expect(stateOf(await s.submit(id))).toEqual({ 委员甲: 'signed', 委员乙: 'signed', 委员丙: 'signed' })
  })

  it('[O95] what was sealed, taken back and written anew is read by its sponsors and the office; the others see what was handed in', async () => {
    const id = await s.drafted(['second'])
    const first = (await s.done('lead', id, 'request-sponsors', { until: '2026-12-31' })).revision.id
    await s.done('lead', id, 'reopen-draft', { reason: '数字要改' })
    await s.done('lead', id, 'request-sponsors', { until: '2026-12-31' })
    await s.sign('second', id)
    await s.submit(id)
    await s.done('office', id, 'start-review')
    await s.docket(id)
    await s.done('supervisor', id, 'assign', { leadUnitId: s.units.finance.id, coUnitIds: [] })
    const newest = (await s.see(id)).revision.id
    for (const who of ['lead', 'second', 'office'] as const) {
      expect((await s.as[who].get(`/api/revisions/${first}`)).status).toBe(200)
      expect((await s.as[who].get(`/api/documents/${id}/revisions`)).body).toHaveLength(2)
    }
    for (const who of ['bystander', 'supervisor', 'clerk'] as const) {
      expect((await s.as[who].get(`/api/revisions/${newest}`)).status).toBe(200)
      expect((await s.as[who].get(`/api/revisions/${first}`)).status).toBe(404)
      const { body } = await s.as[who].get(`/api/documents/${id}/revisions`)
      expect(body.map((revision: { id: string }) => revision.id)).toEqual([newest])
    }
  })

  it('[P6] the first proposer opens it again with a reason, and the text is ink', async () => {
    const id = await s.drafted(['second'])
    await s.done('lead', id, 'request-sponsors', { until: '2026-12-31' })
    await s.sign('second', id)
    const opened = await s.done('lead', id, 'reopen-draft', { reason: '数字要改' })
    expect([opened.state, opened.decisions.map((one: { words: string }) => one.words)]).toEqual(['draft', ['数字要改']])
    expect((await s.as.second.get(`/api/documents/${id}`)).body.right).toBe('edit')
  })
})

describe('submitting', { timeout: 120_000 }, () => {
  it('[P7] asks that it is one matter, and for the password', async () => {
    const id = await s.drafted()
    expect(code(await s.deed('lead', id, 'submit', { oneMatter: false, password }))).toBe('proposalNotOneMatter')
    expect(code(await s.deed('lead', id, 'submit', { oneMatter: true, password: 'guessed' }))).toBe('passwordRefused')
    const proposal = await s.submit(id)
    expect(proposal).toMatchObject({ state: 'submitted', timing: 'betweenSessions', number: null })
    expect(proposal.recommendations.map((one: { number: number; words: string }) => [one.number, one.words])).toEqual(recommendations.map((words, n) => [n + 1, words]))
    expect(recommendationsIn('proposal', await contentOf(id))).toHaveLength(4)
    expect((await s.see(id, 'office')).mine).toBeNull()
    expect((await s.as.bystander.get(`/api/proposals/${id}`)).status).toBe(404)
  })

  it('[P7] who has not signed is dropped and told; their name does not stand', async () => {
    const id = await s.drafted(['second', 'third'])
    await s.done('lead', id, 'request-sponsors', { until: '2026-12-31' })
    await s.sign('second', id)
    await s.submit(id)
    expect((await s.see(id, 'office')).sponsors.map((one: { name: string }) => one.name)).toEqual(['委员甲', '委员乙'])
    expect((await s.see(id, 'third')).sponsors.at(-1)).toMatchObject({ name: '委员丙', standing: false, state: 'dropped', mine: true })
    expect((await s.lines(id)).filter((line) => line.move === 'sponsorDropped').map((line) => line.facts['personId'])).toEqual([s.people.third.id])
  })

  it('[P7] submitted while a plenary is held it is 会间', async () => {
    const id = await s.drafted()
    t.clock.set(new Date('2026-01-15T02:00:00Z'))
    expect((await s.submit(id)).timing).toBe('duringPlenary')
    t.clock.set(new Date('2026-03-18T07:00:00Z'))
  })
})
