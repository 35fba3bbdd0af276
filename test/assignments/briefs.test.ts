import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { assignments } from '../../db/schema/assignments.ts'
import { briefs } from '../../db/schema/briefs.ts'
import { assignUnits } from '../../server/assignments/assign.ts'
import { answersOf } from '../../server/assignments/queries.ts'
import { createDocument } from '../../server/documents/create.ts'
import { settle } from '../../server/documents/revisions.ts'
import { settleRecommendations } from '../../server/outcomes/records.ts'
import { newClauseId } from '../../shared/documents/clauses.ts'
import { sectionedText } from '../../shared/outcomes.ts'
import { type Client, testHouse } from '../people.ts'
import { setTable, type Table } from './table.ts'

const t = testHouse()
let d: Table
let committee: Client
let stranger: Client
let briefId: string
let lead: string
beforeAll(async () => {
  d = await setTable(t, { passwords: true })
  const since = new Date('2026-01-01')
  const farming = await t.makeOrganisation('农业委员会', { kind: 'specialCommittee', parentId: d.county.id })
  const history = await t.makeOrganisation('文史委员会', { kind: 'specialCommittee', parentId: d.county.id })
  committee = await t.as(await t.makePerson(farming, ['specialCommittee'], { since }))
  stranger = await t.as(await t.makePerson(history, ['specialCommittee'], { since }))
  briefId = randomUUID()
  await d.inside(d.people.supervisor, async (ctx) => {
    const organisationId = d.county.id
    const content = sectionedText('brief', {
      recommendations: ['统一品牌', '建检测站'].map((text) => ({ type: 'paragraph', attrs: { clauseId: newClauseId() }, content: [{ type: 'text', text }] })),
    })
    await createDocument(ctx, { organisationId, kind: 'brief', id: briefId, content })
    await ctx.tx.insert(briefs).values({
      organisationId, id: briefId, documentId: briefId, committeeId: farming.id, title: '关于打造农产品品牌的建议', state: 'assigned', ruleSetVersion: 1,
      year: 2026, number: 14, total: 86, createdBy: 'clock', createdAt: ctx.now, despatchedAt: ctx.now,
    })
    const revision = await settle(ctx, briefId)
    await ctx.tx.update(briefs).set({ revisionId: revision.id }).where(eq(briefs.id, briefId))
    await settleRecommendations(ctx, { kind: 'brief', id: briefId }, revision)
    await assignUnits(ctx, { organisationId, ruleSetVersion: 1, handled: { briefId }, leadUnitId: d.finance.id, coUnitIds: [], due: '2026-03-10' })
  })
  lead = (await t.db.select().from(assignments).where(eq(assignments.briefId, briefId)))[0]!.id
})

describe('a unit’s part in a brief', () => {
  it('[Z30] [Z33] is answered suggestion by suggestion by the day that was named, without talks; its committee reads the reply once it is delivered', { timeout: 120_000 }, async () => {
    const { handled, due, contactDue, contactsRequired } = await d.done(d.as.clerk, lead, 'acknowledge')
    expect(handled).toMatchObject({ kind: 'brief', numberWords: '建议简报第 14 期（总第 86 期）', sponsors: [] })
    expect([due?.due.day, contactDue, contactsRequired]).toEqual(['2026-03-10', null, false])
    expect((await t.db.select().from(briefs).where(eq(briefs.id, briefId)))[0]!.state).toBe('tracking')
    await d.done(d.as.clerk, lead, 'begin')
    expect((await d.see(d.as.clerk, lead)).nextStep).toBe('请开始写答复')
    const { replyId } = await d.done(d.as.clerk, lead, 'draft-reply')
    await d.answered(lead)
    await d.done(d.as.leader, lead, 'approve', d.approval)
    await d.done(d.as.clerk, lead, 'submit')
    expect((await committee.get(`/api/documents/${replyId}`)).status).toBe(404)
    await d.done(d.as.supervisor, lead, 'pass', { publicity: 'none', reason: '涉及商业秘密' })
    expect([(await committee.get(`/api/documents/${replyId}`)).body.right, (await stranger.get(`/api/documents/${replyId}`)).status]).toEqual(['read', 404])
    expect((await d.inside(d.people.supervisor, (ctx) => answersOf(ctx.tx, { briefId }))).map(({ words }) => words).toSorted()).toEqual(['第1条这样办。', '第2条这样办。'])
  })
})

describe('the bell', () => {
  it('[U13] a deed rings the record that is handled, the units beside it and the list of its own unit', async () => {
    const one = await d.assigned()
    const heard = new Set<string>()
    const ear = await t.house.sql.listen('bell', (name) => heard.add(name))
    await d.done(d.as.coClerk, one.co, 'acknowledge')
    await expect.poll(() => [...heard].toSorted(), { timeout: 20_000 }).toEqual(
      expect.arrayContaining([`assignment:${one.co}`, `assignment:${one.lead}`, `proposal:${one.proposalId}`, `assignment@${d.court.id}`, `assignment@${d.county.id}`]),
    )
    await ear.unlisten()
  })
})
