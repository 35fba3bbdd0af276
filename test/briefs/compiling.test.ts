import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { briefs } from '../../db/schema/briefs.ts'
import { opinions } from '../../db/schema/opinions.ts'
import { ruleSets } from '../../db/schema/rulesets.ts'
import { shippedRules } from '../../shared/ruleset.ts'
import { openHall } from '../cards/hall.ts'
import { testHouse } from '../people.ts'
import { type Body, briefIn, compiled, on, placed, see, setStage, signedOpinion, type Stage, step, write } from './stage.ts'

const t = testHouse()
let s: Stage
beforeAll(async () => {
  s = await setStage(t)
})

describe('compiling a brief', () => {
  it('[F1] is made from clauses of several signed opinions under its two headings, and nothing is typed again', async () => {
    const one = await signedOpinion(s, ['七月十日开了座谈会。', '统一标准。'])
    const two = await signedOpinion(s, ['十一篇书面意见也在内。', '建检测站。', '办展销会。'])
    const brief = await compiled(s, [one, two])
    expect(brief).toMatchObject({ state: 'compiling', version: 1, committeeName: '经济和农业委员会', seal: null, sections: [] })
    expect(brief.sources.map((source: Body) => source.opinionId).toSorted()).toEqual([one.opinionId, two.opinionId].toSorted())
    const sealed = await on(s, 'clerk', brief.id, 'submit')
    expect(sealed.body.sections).toEqual([
      { key: 'situation', heading: '编者按', clauses: [one.clauses[0], two.clauses[0]].map((clause) => ({ id: clause!.id, words: clause!.text })) },
      { key: 'recommendations', heading: '建议', clauses: [one.clauses[1], two.clauses[1], two.clauses[2]].map((clause) => ({ id: clause!.id, words: clause!.text })) },
    ])
    expect(sealed.body.recommendations.map((each: Body) => [each.number, each.words, each.origins[0].words, each.proposers])).toEqual([
      [1, '统一标准。', '统一标准。', ['委员甲']], [2, '建检测站。', '建检测站。', ['委员甲']], [3, '办展销会。', '办展销会。', ['委员甲']],
    ])
  })

  it('[F2] only a signed opinion may be a source; another county’s is not found', async () => {
    const hall = await openHall(t, { organisation: s.here })
    await hall.write('还没签。')
    const source = { opinionId: hall.opinion.id, clauses: [{ clauseId: (await hall.clauses())[0]!.id, section: 'recommendations' }] }
    const both = await t.makePerson(s.committee, ['specialCommittee'])
    await t.giveRole(both, 'facilitator', s.here)
    const unsigned = await (await t.as(both)).post('/api/briefs', { committeeId: s.committee.id, title: '早了', sources: [source] })
    expect(unsigned.body.error.code).toBe('briefSourceUnsigned')
    const elsewhere = await setStage(t)
    const foreign = await signedOpinion(elsewhere, ['外县的话。', '外县的建议。'])
    expect((await s.as.clerk.post('/api/briefs', { committeeId: s.committee.id, title: '外县', sources: [placed(foreign)] })).status).toBe(404)
  })

  it('[F3] one brief is made of one version, and the opinion says where it went', async () => {
    const source = await signedOpinion(s, ['会上说了。', '修路。'])
    const { id } = await compiled(s, [source])
    const again = await s.as.clerk.post('/api/briefs', { committeeId: s.committee.id, title: '再来', sources: [placed(source)] })
    expect(again.body.error).toMatchObject({ code: 'outcomeMade', detail: { id } })
    const [opinion] = await t.db.select().from(opinions).where(eq(opinions.id, source.opinionId))
    expect(opinion!.state).toBe('submitted')
  })

  it('[F3] of two who compile from the same opinions at once, in whatever order they name them, one does', async () => {
    const pair = [await signedOpinion(s, ['甲会。', '修路。']), await signedOpinion(s, ['乙会。', '修桥。'])]
    const post = (sources: typeof pair) => s.as.head.post('/api/briefs', { committeeId: s.committee.id, title: '同时', sources: sources.map(placed) })
    const both = await Promise.all([post(pair), post(pair.toReversed())])
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
  })

  it('[F4] is compiled by the people of its own committee; until it is handed in nobody else knows of it', async () => {
    const source = await signedOpinion(s, ['会上说了。', '修路。'])
    const body = { committeeId: s.committee.id, title: '代编', sources: [placed(source)] }
    for (const who of ['rival', 'member', 'issuer', 'supervisor'] as const) expect((await s.as[who].post('/api/briefs', body)).status, who).toBe(404)
    expect((await s.as.clerk.post('/api/briefs', { ...body, committeeId: s.units[0].id })).status).toBe(404)
    const { id } = await compiled(s, [source])
    for (const who of ['rival', 'member', 'party', 'issuer', 'secretary', 'approver', 'auditor', 'supervisor', 'unitClerk'] as const) {
      expect((await s.as[who].get(`/api/briefs/${id}`)).status, who).toBe(404)
    }
    expect((await see(s.as.head, id)).may.toSorted()).toEqual(['edit', 'submit'])
  })

  it('[F5] is due seven working days after the last of its sessions, by the rules it was opened under', async () => {
    const early = await signedOpinion(s, ['六月的会。', '修路。'], new Date('2026-03-02T08:00:00Z'))
    const late = await signedOpinion(s, ['三月的会。', '修桥。'], new Date('2026-03-13T08:00:00Z'))
    const brief = await compiled(s, [late, early])
    // From Friday 13 March: 16, 17, 18, 19, 20, 23, 24.
    expect(brief.submitDue).toMatchObject({ rule: 'brief.submit', version: 1, from: '2026-03-13', day: '2026-03-24' })
    const row = async () => (await t.db.select().from(briefs).where(eq(briefs.id, brief.id)))[0]!
    expect((await row()).ruleSetVersion).toBe(1)
  })

  it('[F6] its title may be changed while it is compiled, and not after', async () => {
    const { id } = await briefIn(s, 'compiling')
    expect((await on(s, 'head', id, 'edit', { title: '换个题目' })).body).toMatchObject({ title: '换个题目', version: 2 })
    await step(s, id)
    expect((await on(s, 'clerk', id, 'edit', { title: '晚了' })).body.error.code).toBe('wrongState')
  })
})

describe('handing it in', () => {
  it('[F7] a suggestion somebody typed beside the sources is refused with its number, and nothing is sealed', async () => {
    const brief = await briefIn(s, 'compiling')
    await write(s, brief.documentId, '另写的一条。')
    const refused = await on(s, 'clerk', brief.id, 'submit')
    expect(refused.body.error).toMatchObject({ code: 'briefSourceMissing', detail: { numbers: [3] } })
    const after = await see(s.as.clerk, brief.id)
    expect(after).toMatchObject({ state: 'compiling', version: brief.version, seal: null })
    await write(s, brief.documentId, '还能接着写。')
  })

  it('[F7] without a word under 编者按, or without a suggestion, it is refused', async () => {
    const source = await signedOpinion(s, ['只有一句。'])
    const compile = (section: string) =>
      s.as.clerk.post('/api/briefs', { committeeId: s.committee.id, title: '缺一块', sources: [{ opinionId: source.opinionId, clauses: [{ clauseId: source.clauses[0]!.id, section }] }] })
    const { id } = (await compile('recommendations')).body
    expect((await on(s, 'clerk', id, 'submit')).body.error).toMatchObject({ code: 'outcomeSectionMissing', detail: { sections: ['编者按'] } })
    const other = await signedOpinion(s, ['只有一句。'])
    const bare = (await s.as.clerk.post('/api/briefs', {
      committeeId: s.committee.id, title: '没有建议', sources: [{ opinionId: other.opinionId, clauses: [{ clauseId: other.clauses[0]!.id, section: 'situation' }] }],
    })).body
    expect((await on(s, 'clerk', bare.id, 'submit')).body.error.code).toBe('outcomeNoRecommendation')
  })

  it('[F8] goes through its gates in order, and each has its person and its time', async () => {
    let brief = await briefIn(s, 'internalReview')
    const seen = [brief.state]
    while (brief.state !== 'numbered') seen.push((brief = await step(s, brief.id)).state)
    expect(seen).toEqual(['internalReview', 'partyGroupReview', 'approved', 'numbered'])
    expect(brief.decisions.map((one: Body) => [one.move, one.by, one.meeting])).toEqual([
      ['compile', '专委会干事', ''], ['submit', '专委会干事', ''], ['passInternal', '专委会主任', ''],
      ['passPartyGroup', '分党组书记', '分党组第 3 次会议'], ['number', '秘书长', ''],
    ])
  })

  it('[F8] the party group’s gate falls away only where the rules the brief was opened under ask for none', async () => {
    const other = await setStage(t)
    const under = await briefIn(other, 'internalReview')
    await t.db.insert(ruleSets).values({
      organisationId: other.here.id, version: 2, createdAt: new Date('2026-03-18T07:00:00Z'), createdBy: 'test',
      rules: { ...shippedRules.rules, 'partyGroupReview.requiredFor': ['report'] },
    })
    expect((await on(other, 'head', under.id, 'pass-internal')).body.state).toBe('partyGroupReview')
    const later = await briefIn(other, 'internalReview')
    expect((await on(other, 'head', later.id, 'pass-internal')).body).toMatchObject({ state: 'approved', partyGroup: false })
  })

  it('[F9] the party group names its meeting', async () => {
    const { id } = await briefIn(s, 'partyGroupReview')
    expect((await on(s, 'party', id, 'pass-party-group', { meeting: '  ' })).body.error.code).toBe('briefMeetingMissing')
    expect((await see(s.as.party, id)).state).toBe('partyGroupReview')
  })

  it('[F10] sent back with a reason it is compiled again as a new generation, and passes every gate anew', async () => {
    const brief = await briefIn(s, 'partyGroupReview')
    expect((await on(s, 'head', brief.id, 'return-for-change', { reason: '不归我' })).status).toBe(403)
    const back = await on(s, 'party', brief.id, 'return-for-change', { reason: '第二条再核一核' })
    expect(back.body).toMatchObject({ state: 'compiling', seal: null, sections: [] })
    expect((await s.as.party.get(`/api/briefs/${brief.id}`)).status).toBe(404)
    expect((await see(s.as.clerk, brief.id)).decisions.at(-1)).toMatchObject({ move: 'returnForChange', words: '第二条再核一核' })
    const { generation } = (await s.as.clerk.get(`/api/documents/${brief.documentId}`)).body
    expect(generation).toBe(2)
    expect((await step(s, brief.id)).state).toBe('internalReview')
    expect((await see(s.as.party, brief.id)).recommendations).toHaveLength(2)
    expect((await on(s, 'party', brief.id, 'return-for-change', { reason: '还没到我' })).status).toBe(403)
  })
})
