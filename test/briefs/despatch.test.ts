import { and, eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { assignments } from '../../db/schema/assignments.ts'
import { instructions } from '../../db/schema/briefs.ts'
import { attempts, ledger } from '../../db/schema/house.ts'
import { editDocument } from '../../server/documents/edit.ts'
import { within } from '../../server/house/context.ts'
import { suggestedOutcome } from '../../server/briefs/suggested.ts'
import { hearersFor } from '../../server/hearers.ts'
import { addClause } from '../../shared/sync/text.ts'
import { fill, registerOf } from '../register/register.ts'
import { testHouse } from '../people.ts'
import { until } from '../rooms/table.ts'
import {
  type Body, briefIn, instruction, on, password, recipients, see, setStage, signedOpinion, type Stage, step, unitDelivers, unitsAcknowledge,
} from './stage.ts'

const t = testHouse()
let s: Stage
beforeAll(async () => {
  s = await setStage(t)
})
beforeEach(async () => {
  await t.db.delete(attempts)
})
const today = '2026-03-18'

describe('signing and numbering', () => {
  it('[F11] the issuer types the password again; without it nothing is numbered', async () => {
    const { id } = await briefIn(s, 'approved')
    expect((await on(s, 'issuer', id, 'number', { password: 'guess' })).body.error.code).toBe('passwordRefused')
    expect((await see(s.as.clerk, id)).number).toBeNull()
    expect((await on(s, 'issuer', id, 'number', { password })).body).toMatchObject({ state: 'numbered', issuedBy: '秘书长', year: 2026 })
  })

  it('[F12] numbers are dense in a year and over all, and each 政协 counts for itself', async () => {
    const other = await setStage(t)
    const at = async (moment: string) => {
      t.clock.set(new Date(moment))
      const { number, total, year } = await briefIn(other, 'numbered')
      return [year, number, total]
    }
    expect(await at('2026-12-30T07:00:00Z')).toEqual([2026, 1, 1])
    expect(await at('2026-12-31T07:00:00Z')).toEqual([2026, 2, 2])
    // The year turns by Beijing's clock.
    expect(await at('2026-12-31T16:30:00Z')).toEqual([2027, 1, 3])
    t.clock.set(new Date('2026-03-18T07:00:00Z'))
    expect((await briefIn(await setStage(t), 'numbered')).total).toBe(1)
  })

  it('[F12] many hands at once get different numbers without a gap; two at one brief give it one', async () => {
    const other = await setStage(t)
    const ids: string[] = []
    for (let n = 0; n < 4; n += 1) ids.push((await briefIn(other, 'approved')).id)
    const all = await Promise.all(ids.map((id) => on(other, 'issuer', id, 'number', { password })))
    expect(all.map(({ body }) => body.number).toSorted()).toEqual([1, 2, 3, 4])
    expect(all.map(({ body }) => body.total).toSorted()).toEqual([1, 2, 3, 4])
    const { id } = await briefIn(other, 'approved')
    const both = await Promise.all([on(other, 'issuer', id, 'number', { password }), on(other, 'issuer', id, 'number', { password })])
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect((await briefIn(other, 'numbered')).number).toBe(6)
  })

  it('[F13] a brief never changes after its number: neither text, title nor suggestions', async () => {
    const numbered = await briefIn(s, 'numbered')
    const write = async () =>
      within(t.house, await t.actor(s.people.clerk), (ctx) => editDocument(ctx, numbered.documentId, (doc) => addClause(doc, '又想起一条。'), `person:${s.people.clerk.id}`))
    await expect(write()).rejects.toMatchObject({ code: 'textSealed' })
    expect((await on(s, 'clerk', numbered.id, 'edit', { title: '改名' })).status).toBe(409)
    for (const who of ['head', 'party'] as const) expect((await on(s, who, numbered.id, 'return-for-change', { reason: '晚了' })).status).toBe(409)
    let later = numbered
    while (later.state !== 'closed') later = await step(s, later.id)
    const kept = ({ title, sections, seal, year, number, total, numberedAt }: Body) => ({ title, sections, seal, year, number, total, numberedAt })
    expect(kept(later)).toEqual(kept(numbered))
    expect(later.recommendations.map(({ id, words }: Body) => [id, words])).toEqual(numbered.recommendations.map(({ id, words }: Body) => [id, words]))
  })
})

describe('sending it out', () => {
  it('[F14] needs someone to report to; from then on those whose words are in it may look, and no other member', async () => {
    const source = await signedOpinion(s, ['会上说了。', '统一标准。'])
    const brief = await briefIn(s, 'numbered', source)
    const author = source.hall.as.member
    expect((await author.get(`/api/briefs/${brief.id}`)).status).toBe(404)
    expect((await on(s, 'clerk', brief.id, 'despatch', { ...recipients, reportTo: ' ' })).body.error.code).toBe('briefNoRecipient')
    expect((await on(s, 'clerk', brief.id, 'despatch', recipients)).body).toMatchObject({ state: 'despatched', copies: 60 })
    const seen = await see(author, brief.id)
    expect(seen).toMatchObject({ state: 'despatched', may: [], reportTo: recipients.reportTo })
    expect((await source.hall.as.member2.get(`/api/briefs/${brief.id}`)).status).toBe(404)
    expect(seen.decisions.every((one: Body) => one.words === '' && one.meeting === '')).toBe(true)
    expect(((await author.get('/api/briefs')).body.briefs as Body[]).map(({ id }) => id)).toEqual([brief.id])
  })
})

describe('a leader’s instruction', () => {
  it('[F15] is not dated before the despatch nor after today, and has words; several may come', async () => {
    const { id } = await briefIn(s, 'despatched')
    expect((await on(s, 'secretary', id, 'instructions', instruction('2026-03-17'))).body.error.code).toBe('instructionBeforeDespatch')
    expect((await on(s, 'secretary', id, 'instructions', instruction('2026-03-19'))).body.error.code).toBe('instructionInFuture')
    expect((await on(s, 'secretary', id, 'instructions', instruction(today, { words: ' ' }))).body.error.code).toBe('instructionEmpty')
    expect(await t.db.select().from(instructions).where(eq(instructions.briefId, id))).toEqual([])
    expect((await see(s.as.clerk, id)).state).toBe('despatched')
    expect((await on(s, 'secretary', id, 'instructions', instruction(today))).body.state).toBe('instructed')
    expect((await on(s, 'secretary', id, 'instructions', instruction(today, { leader: '书记甲', post: '县委书记' }))).body.instructions).toHaveLength(2)
  })

  it('[F16] its words are in no answer to anybody but its audience and the secretary; the others see post and day', async () => {
    const source = await signedOpinion(s, ['会上说了。', '统一标准。', '建检测站。'])
    const { id, seal } = await briefIn(s, 'despatched', source)
    const secret = '密语只给专委会看'
    await on(s, 'secretary', id, 'instructions', instruction(today, { words: secret, leader: '领导名字不外传', audience: ['committee'] }))
    await on(s, 'supervisor', id, 'assign', { leadUnitId: s.units[0].id, coUnitIds: [s.units[1].id], due: '2026-08-27' })
    const elsewhere = await setStage(t)
    // Every list, and every read of a brief, of its text, of its sources and of what is made of it.
    const about = /briefs|documents|revisions|opinions|assignments|proposals|reports/
    const reads = registerOf(t.app).filter(({ kind, path }) => kind === 'query' && path !== '/api/live' && (!path.includes('{') || about.test(path)))
    const others = {
      author: source.hall.as.member, colleague: s.as.member, supervisor: s.as.supervisor, unit: s.as.unitClerk, coUnit: s.as.otherUnit,
      issuer: s.as.issuer, approver: s.as.approver, party: s.as.party, auditor: s.as.auditor, rival: s.as.rival,
      elsewhere: elsewhere.as.secretary, resident: source.hall.as.resident, stranger: t.device(),
    }
    const leaks: string[] = []
    const ask = async ([who, client]: [string, (typeof others)['author']]) => {
      for (const operation of reads) {
        for (const given of operation.path.includes('{') ? [id, seal.revisionId, source.opinionId] : ['']) {
          const blanks = Object.fromEntries([...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, given]))
          const told = JSON.stringify((await client.get(fill(operation, blanks))).body)
          if (told.includes(secret) || told.includes('领导名字不外传')) leaks.push(`${who}: ${operation.path}`)
        }
      }
    }
    await Promise.all(Object.entries(others).map(ask))
    expect(leaks).toEqual([])
    for (const client of [source.hall.as.member, s.as.supervisor, s.as.unitClerk, s.as.issuer]) {
      expect((await see(client, id)).instructions).toMatchObject([{ post: '县长', day: today, words: null, leader: null, audience: null }])
    }
    for (const client of [s.as.clerk, s.as.head, s.as.secretary]) expect((await see(client, id)).instructions[0].words).toBe(secret)
    const lines = await t.db.select().from(ledger).where(eq(ledger.subjectId, id))
    expect(JSON.stringify(lines)).not.toContain(secret)
  }, 240_000)

  it('[F16] each audience reads what was written for it, and no other', async () => {
    const { id } = await briefIn(s, 'despatched')
    const audiences = { leadership: ['issuer', 'approver'], committee: ['clerk', 'head'], supervision: ['supervisor'], units: ['unitClerk', 'otherUnit'] } as const
    for (const name of Object.keys(audiences)) await on(s, 'secretary', id, 'instructions', instruction(today, { words: `给${name}`, audience: [name] }))
    await on(s, 'supervisor', id, 'assign', { leadUnitId: s.units[0].id, coUnitIds: [s.units[1].id], due: '2026-08-27' })
    for (const [name, people] of Object.entries(audiences)) {
      for (const who of people) {
        const words = (await see(s.as[who], id)).instructions.map((one: Body) => one.words).filter(Boolean)
        expect(words, who).toEqual([`给${name}`])
      }
    }
    expect((await see(s.as.party, id)).instructions.every((one: Body) => one.words === null)).toBe(true)
    const kept = (await see(s.as.secretary, id)).instructions.map((one: Body) => one.words)
    expect(kept.toSorted()).toEqual(Object.keys(audiences).map((name) => `给${name}`).toSorted())
  })

  it('[F16] a refused deed on an old version carries the fresh record as this reader may read it', async () => {
    const { id } = await briefIn(s, 'instructed')
    await on(s, 'secretary', id, 'instructions', instruction(today, { words: '不给督查室', audience: [] }))
    const stale = await s.as.supervisor.post(`/api/briefs/${id}/assign`, { version: 1, leadUnitId: s.units[0].id, coUnitIds: [], due: '2026-08-27' })
    expect(stale.body.error.code).toBe('stale')
    expect(JSON.stringify(stale.body)).not.toContain('不给督查室')
  })
})

describe('handling and closing', () => {
  it('[F17] the supervision office assigns it by its own day; the units see it, and a second assignment is refused', async () => {
    const { id } = await briefIn(s, 'instructed')
    expect((await s.as.unitClerk.get(`/api/briefs/${id}`)).status).toBe(404)
    const given = { leadUnitId: s.units[0].id, coUnitIds: [s.units[1].id], due: '2026-08-27' }
    const both = await Promise.all([on(s, 'supervisor', id, 'assign', given), on(s, 'supervisor', id, 'assign', given)])
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
    const rows = await t.db.select().from(assignments).where(eq(assignments.briefId, id))
    expect(rows.map(({ kind, unitId }) => [kind, unitId]).toSorted()).toEqual([['co', s.units[1].id], ['lead', s.units[0].id]])
    expect(rows.find(({ kind }) => kind === 'lead')!.due).toMatchObject({ day: '2026-08-27' })
    expect((await see(s.as.unitClerk, id)).state).toBe('assigned')
    const unknown = await briefIn(s, 'instructed')
    expect((await on(s, 'supervisor', unknown.id, 'assign', { ...given, leadUnitId: s.committee.id })).body.error.code).toBe('proposalUnitUnknown')
    expect((await on(s, 'supervisor', unknown.id, 'assign', { ...given, due: '2026-03-17' })).status).toBe(400)
    expect((await see(s.as.clerk, unknown.id)).state).toBe('instructed')
  })

  it('[F18] tracking begins once every unit that owes a reply has acknowledged, and only then', async () => {
    const { id } = await briefIn(s, 'assigned')
    await t.db.update(assignments).set({ acknowledgedAt: null }).where(eq(assignments.briefId, id))
    expect((await see(s.as.clerk, id)).state).toBe('assigned')
    await unitsAcknowledge(s, id)
    expect((await see(s.as.clerk, id)).state).toBe('tracking')
    const line = (await t.db.select().from(ledger).where(and(eq(ledger.subjectId, id), eq(ledger.move, 'firstAcknowledge'))))[0]
    expect(line!.actor).toBe('clock')
  })

  it('[F19] is closed with one outcome for every suggestion, a reason unless adopted, and not before the replies are in', async () => {
    const { id, recommendations } = await briefIn(s, 'tracking')
    const outcomes = recommendations.map((one: Body) => ({ recommendationId: one.id, outcome: 'adopted' }))
    const close = (given: object[]) => on(s, 'clerk', id, 'close', { outcomes: given })
    expect((await close(outcomes)).body.error.code).toBe('repliesMissing')
    await unitDelivers(s, id)
    expect((await close(outcomes.slice(1))).body.error.code).toBe('outcomesIncomplete')
    expect((await close([outcomes[0], outcomes[0]])).body.error.code).toBe('outcomesIncomplete')
    expect((await close([outcomes[0], { ...outcomes[1], recommendationId: '00000000-0000-4000-8000-00000000dead' }])).body.error.code).toBe('outcomesIncomplete')
    expect((await close([outcomes[0], { ...outcomes[1], outcome: 'partly' }])).body.error.code).toBe('outcomeReasonMissing')
    const closed = (await close([outcomes[0], { ...outcomes[1], outcome: 'notAdopted', reason: '县里没有这笔钱' }])).body
    expect(closed).toMatchObject({ state: 'closed', may: [] })
    expect(closed.recommendations.map((one: Body) => [one.outcome.outcome, one.outcome.reason])).toEqual([['adopted', ''], ['notAdopted', '县里没有这笔钱']])
    expect(closed.assignments.map((one: Body) => one.state)).toEqual(['settled', 'settled'])
  })

  it('[F19] the form begins with what the units answered', () => {
    const answer = (outcome: string, reason = '', unitName = '农业局') => ({ outcome, reason, unitName }) as never
    expect(suggestedOutcome([])).toBeNull()
    expect(suggestedOutcome([answer('done'), answer('planned')])).toEqual({ outcome: 'adopted', reason: '' })
    expect(suggestedOutcome([answer('notFeasible', '没有钱')])).toEqual({ outcome: 'notAdopted', reason: '没有钱' })
    expect(suggestedOutcome([answer('done'), answer('notFeasible', '没有钱', '市场局')])).toEqual({ outcome: 'partly', reason: '市场局：没有钱' })
  })
})

describe('finding briefs', () => {
  it('[F20] is found by two characters of its title or of its sealed words, by state, group and year, by whoever may see it', async () => {
    const other = await setStage(t)
    const wells = await briefIn(other, 'numbered', await signedOpinion(other, ['会上说了。', '井边的墙要护住。']))
    const brand = await briefIn(other, 'compiling')
    const found = async (query: string, who: keyof Stage['as'] = 'clerk') =>
      ((await other.as[who].get(`/api/briefs?${query}`)).body.briefs as Body[]).map(({ id }) => id)
    expect(await found('')).toEqual([brand.id, wells.id])
    expect(await found(`q=${encodeURIComponent('护住')}`)).toEqual([wells.id])
    expect(await found(`q=${encodeURIComponent('品牌')}`)).toHaveLength(2)
    expect(await found(`q=${encodeURIComponent('住护')}`)).toEqual([])
    expect(await found('state=numbered')).toEqual([wells.id])
    expect(await found('group=preparing')).toHaveLength(2)
    expect(await found('year=2026')).toEqual([wells.id])
    expect(await found('year=2025')).toEqual([])
    expect(await found('', 'issuer')).toEqual([wells.id])
    for (const who of ['supervisor', 'unitClerk', 'member', 'rival'] as const) expect(await found('', who), who).toEqual([])
    const material = (await other.as.clerk.get('/api/brief-materials')).body
    expect(material.materials).toEqual([])
    expect((await s.as.member.get('/api/brief-materials')).body).toEqual({ materials: [], committees: [] })
  })

  it('[F21] what waits is shown to the hand it waits for, and to nobody else', async () => {
    const other = await setStage(t)
    let brief = await briefIn(other, 'compiling')
    const hands = ['clerk', 'head', 'party', 'issuer', 'secretary', 'supervisor', 'member', 'auditor'] as const
    const waiting = async () => {
      const shown: [string, string][] = []
      for (const who of hands) {
        const lines = ((await other.as[who].get('/api/waiting')).body.waiting as Body[]).filter(({ href }) => href === `/briefs/${brief.id}`)
        for (const { verb } of lines) shown.push([who, verb])
      }
      return shown
    }
    const expected: Record<string, [string, string][]> = {
      compiling: [['clerk', '送审'], ['head', '送审']], internalReview: [['head', '审']], partyGroupReview: [['party', '审']],
      approved: [['issuer', '签发并编期号']], numbered: [['clerk', '报送'], ['head', '报送']], despatched: [], instructed: [['supervisor', '交办']],
      assigned: [], tracking: [], closed: [],
    }
    for (;;) {
      expect(await waiting(), brief.state).toEqual(expected[brief.state])
      if (brief.state === 'closed') break
      brief = await step(other, brief.id)
    }
  })

  it('[F22] the bell tells whoever may see it, and nobody else', async () => {
    const { id } = await briefIn(s, 'numbered')
    const hears = async (who: keyof Stage['as']) => within(t.house, await t.actor(s.people[who]), (ctx) => hearersFor(t.house)['brief']!(ctx, id, new Headers()))
    expect([await hears('clerk'), await hears('issuer'), await hears('supervisor'), await hears('member')]).toEqual([true, true, false, false])
  })

  it('[F22] a move is heard on the lists of the 政协, the committee and the supervision office, by name only', async () => {
    const { id } = await briefIn(s, 'despatched')
    const heard: string[] = []
    const { unlisten } = await t.house.sql.listen('bell', (name) => heard.push(name))
    await on(s, 'secretary', id, 'instructions', instruction(today))
    const wanted = [`brief:${id}`, ...[s.here.id, s.committee.id, s.office.id].map((one) => `brief@${one}`)]
    await until(() => wanted.every((name) => heard.includes(name)), 'the bell rang')
    await unlisten()
    expect(heard.every((name) => /^[a-z]+[:@][0-9a-f-]{36}$/.test(name))).toBe(true)
  })
})
