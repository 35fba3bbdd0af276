import { beforeAll, describe, expect, it } from 'vitest'
import { clausesOf } from '../../shared/documents/clauses.ts'
import { waitingProposals } from '../../server/proposals/waiting.ts'
import { within } from '../../server/house/context.ts'
import { sealWhenDue } from '../../server/opinions/freeze.ts'
import { openHall } from '../cards/hall.ts'
import { testHouse } from '../people.ts'
import { setStage, type Stage } from './stage.ts'

const t = testHouse()
let s: Stage
beforeAll(async () => {
  s = await setStage(t, { passwords: true })
}, 120_000)

type Line = { id: string; subject: string }
const list = async (who: keyof Stage['as'], query = ''): Promise<string[]> =>
  (await s.as[who].get(`/api/proposals?${query}`)).body.proposals.map(({ id }: Line) => id)
const waiting = async (who: keyof Stage['as'], id: string) =>
  (await within(t.house, await t.actor(s.people[who]), waitingProposals)).filter(({ href }) => href.endsWith(id)).map(({ verb, due }) => [verb, due?.day ?? null])

describe('lists and search', () => {
  it('[P21] each sees what the policy shows them, the newest first', { timeout: 120_000 }, async () => {
    const draft = await s.create({ sponsors: [s.people.second.id] })
    t.clock.advance(1000)
    const handedIn = await s.submitted()
    t.clock.advance(1000)
    const assigned = await s.assigned()
    expect(await list('lead')).toEqual([assigned, handedIn, draft])
    expect(await list('second')).toEqual([assigned, draft])
    expect(await list('office')).toEqual([assigned, handedIn])
    for (const who of ['bystander', 'supervisor', 'clerk'] as const) expect(await list(who)).toEqual([assigned])
    for (const who of ['lead', 'second', 'office', 'bystander', 'supervisor', 'clerk'] as const) {
      const shown = await list(who)
      for (const id of [draft, handedIn, assigned]) {
        expect((await s.as[who].get(`/api/proposals/${id}`)).status === 200, `${who} ${id}`).toBe(shown.includes(id))
      }
    }
    expect(await list('lead', 'group=writing')).toEqual([draft])
    expect(await list('lead', 'group=review')).toEqual([handedIn])
    expect(await list('office', 'class=politics&term=14&plenary=4')).toEqual([assigned])
    expect(await list('office', 'class=economy')).toEqual([])
    expect(await list('bystander', 'mine=true')).toEqual([])
  })

  it('[P21] two characters are found, in the subject and in the sealed text, and a number too', { timeout: 120_000 }, async () => {
    const id = await s.assigned()
    const { numberWords } = await s.see(id)
    const find = (q: string) => list('bystander', `q=${encodeURIComponent(q)}`)
    for (const q of ['调解', '拖欠', '财政 季度', numberWords]) expect(await find(q), q).toContain(id)
    for (const q of ['消防', '调欠', '财政 消防']) expect(await find(q), q).not.toContain(id)
  })

  it('[P22] what waits is named by its verb, and by when', { timeout: 120_000 }, async () => {
    const id = await s.drafted(['second'])
    expect(await waiting('lead', id)).toEqual([['接着写', null]])
    await s.done('lead', id, 'request-sponsors', { until: '2026-12-31' })
    expect([await waiting('second', id), await waiting('lead', id)]).toEqual([[['联名', '2026-12-31']], [['看联名，提交', '2026-12-31']]])
    await s.sign('second', id)
    expect(await waiting('second', id)).toEqual([])
    await s.submit(id)
    expect([await waiting('office', id), await waiting('chair', id)]).toEqual([[['开始审查', null]], []])
    await s.done('office', id, 'start-review')
    expect(await waiting('chair', id)).toEqual([['审定立案', null]])
    await s.docket(id)
    expect(await waiting('supervisor', id)).toEqual([['交办', null]])
    await s.done('supervisor', id, 'assign', { leadUnitId: s.units.finance.id, coUnitIds: [] })
    await s.acknowledged(id)
    await s.delivered(id)
    const { evaluationDue } = await s.see(id)
    expect(await waiting('second', id)).toEqual([['评价', evaluationDue.day]])
    await s.ratedBy('second', id)
    expect([await waiting('second', id), await waiting('lead', id)]).toEqual([[], [['评价', evaluationDue.day]]])
  })
})

describe('from a signed opinion', () => {
  it('[P2] its clauses go under the headings as they are, and the recommendations lead back to them', { timeout: 120_000 }, async () => {
    const hall = await openHall(t, { passwords: true })
    for (const words of ['路只有三米宽。', '拓宽到四米。', '设专项经费。']) await hall.write(words)
    await hall.opinionDeed(hall.as.chair, 'announce-freeze')
    t.clock.advance(10_000)
    await sealWhenDue(t.house, hall.opinion.id)
    await hall.opinionDeed(hall.as.chair, 'open-countersign', { signers: [hall.seats.member.id] })
    const { seal } = (await hall.as.chair.get(`/api/opinions/${hall.opinion.id}`)).body
    await hall.opinionDeed(hall.as.member, 'sign', { digest: seal.digest, password: 'member-password' })
    const { content } = (await hall.as.member.get(`/api/revisions/${seal.revisionId}`)).body
    const [road, wide, fund] = clausesOf(content).filter(({ text }) => text !== '')
    const body = {
      organisationId: hall.organisation.id, subject: '关于环线消防通道的提案',
      opinion: { opinionId: hall.opinion.id, clauses: [
        { clauseId: road!.id, section: 'situation' }, { clauseId: wide!.id, section: 'recommendations' }, { clauseId: fund!.id, section: 'recommendations' },
      ] },
    }
    expect((await hall.as.clerk.post('/api/proposals', body)).status).toBe(404)
    const made = (await hall.as.member.post('/api/proposals', body)).body
    expect(made).toMatchObject({ state: 'draft', from: [{ opinionId: hall.opinion.id }] })
    const again = await hall.as.member.post('/api/proposals', body)
    expect([again.body.error.code, again.body.error.detail.id]).toEqual(['outcomeMade', made.id])
    await s.write(made.id, 1, '多年没有拓过。')
    const post = (path: string, more: object) => hall.as.member.post(`/api/proposals/${made.id}/${path}`, more)
    const submitted = (await post('submit', { version: made.version, oneMatter: true, password: 'member-password' })).body
    expect(submitted.recommendations.map((one: { words: string; origins: { clauseId: string }[] }) => [one.words, one.origins.map(({ clauseId }) => clauseId)])).toEqual([
      ['拓宽到四米。', [wide!.id]], ['设专项经费。', [fund!.id]],
    ])
  })
})
