import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { assignments, deliveredReplies } from '../../db/schema/assignments.ts'
import { feedbackIn } from '../../server/assignments/feedback.ts'
import { answersOf, assignmentLinesOf } from '../../server/assignments/queries.ts'
import { editDocument } from '../../server/documents/edit.ts'
import { readDocument } from '../../server/documents/revisions.ts'
import { removeClause } from '../../shared/sync/text.ts'
import { testHouse } from '../people.ts'
import { asked, assigningDay, leaderPassword, onDay, setTable, subject, type Table } from './table.ts'

const t = testHouse()
let d: Table
beforeAll(async () => {
  d = await setTable(t, { passwords: true })
})
beforeEach(() => t.clock.set(assigningDay))

const codeOf = (answer: { body: { error?: { code: string } } }) => answer.body.error?.code
const readBy = async (who: keyof Table['as'], documentId: string) => {
  const { status, body } = await d.as[who].get(`/api/documents/${documentId}`)
  return status === 200 ? body.right : status
}

describe('talks with the sponsors', () => {
  it('[Z20] are noted with phase, way, day and whom; not one that is to come', async () => {
    const { lead } = await d.assigned(false)
    await d.done(d.as.clerk, lead, 'acknowledge')
    await d.done(d.as.clerk, lead, 'begin')
    const talk = { phase: 'during', way: 'visit', withWhom: '委员甲、委员乙', words: '看了两处调解室。' }
    expect(codeOf(await d.deed(d.as.clerk, lead, 'log-contact', { ...talk, day: '2026-02-11' }))).toBe('contactInFuture')
    const { contacts } = await d.done(d.as.clerk, lead, 'log-contact', { ...talk, day: '2026-02-10' })
    expect(contacts).toEqual([expect.objectContaining({ ...talk, day: '2026-02-10', round: 1, byName: '财政局承办员' })])
    const line = (await d.lines(lead)).at(-1)!
    expect([line.move, line.from, line.to]).toEqual(['logContact', 'handling', 'handling'])
    expect(JSON.stringify(line.facts)).not.toContain('委员')
  })
})

describe('writing the reply', () => {
  it('[Z21] it begins with a heading for each recommendation; the unit writes, the others read, the sponsors do not', async () => {
    const { lead } = await d.assigned()
    await d.begun(lead)
    const { replyId, recommendations, handled } = await d.done(d.as.clerk, lead, 'draft-reply')
    expect(handled).toMatchObject({ title: subject, sponsors: ['委员甲', '委员乙'] })
    const { body } = await d.as.clerk.get(`/api/documents/${replyId}`)
    expect(body.kind).toBe('reply')
    expect(recommendations.map(({ number, words, written, outcome }) => [number, words, written, outcome])).toEqual(
      asked.map((words, n) => [n + 1, words, false, null]),
    )
    expect(new Set(recommendations.map(({ clauseId }) => clauseId)).size).toBe(4)
    expect([await readBy('clerk', replyId!), await readBy('leader', replyId!)]).toEqual(['edit', 'edit'])
    expect([await readBy('coClerk', replyId!), await readBy('supervisor', replyId!), await readBy('proposalOffice', replyId!)]).toEqual(['read', 'read', 'read'])
    expect([await readBy('lead', replyId!), await readBy('townClerk', replyId!), await readBy('bystander', replyId!)]).toEqual([404, 404, 404])
    await d.write(lead, 2, '用同级财政的办案经费。')
    expect((await d.see(d.as.clerk, lead)).recommendations.map(({ written }) => written)).toEqual([false, true, false, false])
  })

  it('[Z22] a plan has its day, a refusal its reason, and the recommendation is one of this record', async () => {
    const { lead } = await d.assigned(false)
    await d.begun(lead)
    const { recommendations } = await d.done(d.as.clerk, lead, 'draft-reply')
    const [first] = recommendations
    const other = await d.assigned(false)
    await d.begun(other.lead)
    const foreign = (await d.done(d.as.clerk, other.lead, 'draft-reply')).recommendations[0]!.recommendationId
    const give = async (more: Record<string, unknown>) => codeOf(await d.deed(d.as.clerk, lead, 'answer', { recommendationId: first!.recommendationId, ...more }))
    expect(await give({ outcome: 'planned' })).toBe('answerDateMissing')
    expect(await give({ outcome: 'planned', plannedOn: '2026-02-09' })).toBe('answerDatePast')
    expect(await give({ outcome: 'notFeasible', reason: '  ' })).toBe('answerReasonMissing')
    expect(await give({ outcome: 'refused' })).toBe('malformed')
    expect(await give({ outcome: 'done', recommendationId: foreign })).toBe('recommendationUnknown')
    expect((await d.answersOf(lead)).every(({ outcome }) => outcome === null)).toBe(true)
    expect(await give({ outcome: 'planned', plannedOn: '2026-02-10' })).toBeUndefined()
    // What belonged to the outcome before is gone with it.
    const { recommendations: after } = await d.done(d.as.leader, lead, 'answer', { recommendationId: first!.recommendationId, outcome: 'done', plannedOn: '2026-09-01', reason: '没有原因' })
    expect(after[0]).toMatchObject({ outcome: 'done', plannedOn: null, reason: '' })
  })

  it('[Z23] only a grade of the scheme is taken', async () => {
    const { lead } = await d.assigned(false)
    await d.begun(lead)
    await d.done(d.as.clerk, lead, 'draft-reply')
    expect(codeOf(await d.deed(d.as.clerk, lead, 'grade', { grade: 'D' }))).toBe('gradeUnknown')
    expect((await d.row(lead)).grade).toBeNull()
    const { grade, grades } = await d.done(d.as.clerk, lead, 'grade', { grade: 'B' })
    expect([grade, grades.find((one) => one.grade === 'B')?.label]).toEqual(['B', '计划解决或准备采纳'])
  })

  it('[Z24] a co-unit gives its opinion once; with the last one the lead unit goes on, and it is not asked for nothing', async () => {
    const { lead, co } = await d.assigned()
    await d.begun(lead)
    await d.done(d.as.clerk, lead, 'draft-reply')
    expect((await d.done(d.as.clerk, lead, 'send-to-co')).state).toBe('coSigning')
    await d.coOpinion(co)
    const { state, beside, may } = await d.see(d.as.clerk, lead)
    expect([state, beside[0]!.agrees, beside[0]!.opinion]).toEqual(['drafted', true, '同意，调解件数由我们核。'])
    expect(may).not.toContain('sendToCo')
    expect((await d.lines(lead)).at(-1)).toMatchObject({ move: 'coSigned', actor: 'clock', from: 'coSigning', to: 'drafted' })
    expect(codeOf(await d.deed(d.as.clerk, lead, 'send-to-co'))).toBe('coUnitMissing')
    expect(codeOf(await d.deed(d.as.coClerk, co, 'give-opinion', { agrees: false, words: '再想想' }))).toBe('wrongState')
    expect((await d.deed(d.as.clerk, lead, 'give-opinion', { agrees: true, words: '好' })).status).toBe(403)
    const alone = await d.assigned(false)
    await d.begun(alone.lead)
    await d.done(d.as.clerk, alone.lead, 'draft-reply')
    expect(codeOf(await d.deed(d.as.clerk, alone.lead, 'send-to-co'))).toBe('coUnitMissing')
  })
})

describe('approving', () => {
  it('[Z30] [Z50] what is missing is named one after the other, in words before and by code at the door', { timeout: 120_000 }, async () => {
    const { lead, co } = await d.assigned()
    await d.done(d.as.clerk, lead, 'acknowledge')
    await d.done(d.as.clerk, lead, 'begin')
    expect((await d.see(d.as.clerk, lead)).nextStep).toBe('请先同提案人沟通一次，记下来')
    const { recommendations } = await d.done(d.as.clerk, lead, 'draft-reply')
    const next = async () => (await d.see(d.as.clerk, lead)).nextStep
    const approve = async (more = {}) => (await d.deed(d.as.leader, lead, 'approve', { ...d.approval, ...more })).body.error
    const give = (n: number) => d.done(d.as.clerk, lead, 'answer', { recommendationId: recommendations[n - 1]!.recommendationId, outcome: 'underWay' })

    expect(await approve()).toMatchObject({ code: 'replyUnanswered', detail: { numbers: [1, 2, 3, 4] } })
    for (const n of [1, 2, 3]) {
      await d.write(lead, n, '这样办。')
      await give(n)
    }
    expect(await next()).toBe('给建议④写上怎么答复')
    expect(await approve()).toMatchObject({ code: 'replyUnanswered', detail: { numbers: [4] } })
    await give(4)
    expect(await next()).toBe('建议④下面还没有写')
    expect(await approve()).toMatchObject({ code: 'replyUnanswered', detail: { numbers: [4] } })
    await d.write(lead, 4, '从三季度起按季发。')
    // Somebody takes the heading of ② out, and puts the words elsewhere.
    const { replyId } = await d.row(lead)
    await d.inside(d.people.clerk, (ctx) => editDocument(ctx, replyId!, (doc) => removeClause(doc, recommendations[1]!.clauseId!)))
    expect(await approve()).toMatchObject({ code: 'replyUnanswered', detail: { numbers: [2] } })
    await restoreHeading(replyId!, recommendations[1]!.clauseId!)
    await d.write(lead, 2, '由同级财政保障。')
    expect(await next()).toBe('请选好办理类别')
    expect(await approve()).toMatchObject({ code: 'replyNoGrade' })
    expect((await d.done(d.as.clerk, lead, 'grade', { grade: 'B' })).may).not.toContain('approve')
    expect(await approve({ letterNumber: ' ' })).toMatchObject({ code: 'replyNoNumber' })
    expect(await next()).toBe('还差法院的会办意见')
    expect(await approve()).toMatchObject({ code: 'replyCoMissing' })
    await d.coOpinion(co, false)
    expect(await next()).toBe('还差办前、办后沟通一次')
    await d.done(d.as.clerk, lead, 'log-contact', d.talk('before', '2026-02-10'))
    await d.done(d.as.clerk, lead, 'log-contact', d.talk('after', '2026-02-09'))
    expect(await approve()).toMatchObject({ code: 'replyContactMissing', detail: { phases: ['after'] } })
    expect(await next()).toBe('还差办后沟通一次')
    await d.done(d.as.clerk, lead, 'log-contact', d.talk('after', '2026-02-10'))
    expect(await next()).toBe('请分管领导签发')
    expect((await d.see(d.as.leader, lead)).may).toContain('approve')
    expect((await d.row(lead)).state).toBe('drafted')
    expect((await d.as.clerk.get(`/api/documents/${replyId}/revisions`)).body).toEqual([])
    expect((await d.deed(d.as.leader, lead, 'approve', d.approval)).status).toBe(200)
  })

  async function restoreHeading(documentId: string, clauseId: string) {
    await d.inside(d.people.clerk, (ctx) =>
      editDocument(ctx, documentId, (doc) => {
        const root = doc.getXmlFragment('prosemirror')
        const heading = new Y.XmlElement('heading')
        root.push([heading])
        heading.setAttribute('level', 2 as unknown as string)
        heading.setAttribute('clauseId', clauseId)
        heading.push([new Y.XmlText('关于第②条建议')])
      }),
    )
  }

  it('[Z31] only the unit’s leader, with their own password; the answers’ words are the sealed ones', async () => {
    const one = await d.assigned()
    await d.ready(one)
    expect((await d.deed(d.as.clerk, one.lead, 'approve', d.approval)).status).toBe(403)
    const wrong = await d.deed(d.as.leader, one.lead, 'approve', { ...d.approval, password: 'something else' })
    expect([wrong.status, codeOf(wrong)]).toEqual([403, 'passwordRefused'])
    await d.write(one.lead, 3, '分三档。')
    const approved = await d.done(d.as.leader, one.lead, 'approve', d.approval)
    expect(approved).toMatchObject({ state: 'unitApproved', letterNumber: '青财建〔2026〕31号', approvedBy: '财政局分管领导' })
    expect(approved.recommendations.map(({ sealedWords }) => sealedWords)).toEqual([
      '第1条这样办。', '第2条这样办。', '分三档。\n第3条这样办。', '第4条这样办。',
    ])
    const { body } = await d.as.clerk.get(`/api/revisions/${approved.revisionId}`)
    expect(body.plainText).toContain('关于第③条建议：按难易定报酬标准\n分三档。\n第3条这样办。')
    expect(await readBy('clerk', approved.replyId!)).toBe('read')
  })
})

describe('supervision and delivery', () => {
  it('[Z32] a reply sent back is open again with the reason and another grade, and is approved anew', async () => {
    const one = await d.assigned()
    await d.ready(one)
    await d.done(d.as.leader, one.lead, 'approve', d.approval)
    await d.done(d.as.clerk, one.lead, 'submit')
    expect(codeOf(await d.deed(d.as.supervisor, one.lead, 'return-reply', { reason: '类别不对', grade: 'Z' }))).toBe('gradeUnknown')
    const back = await d.done(d.as.supervisor, one.lead, 'return-reply', { reason: '②没有写明资金来处', grade: 'A' })
    expect(back).toMatchObject({ state: 'returned', returnReason: '②没有写明资金来处', grade: 'A', revisionId: null })
    expect(await readBy('clerk', back.replyId!)).toBe('edit')
    expect((await d.as.clerk.get(`/api/documents/${back.replyId}`)).body.generation).toBe(2)
    await d.write(one.lead, 2, '从办案经费里列。')
    expect(codeOf(await d.deed(d.as.leader, one.lead, 'approve', d.approval))).toBe('wrongState')
    await d.done(d.as.clerk, one.lead, 'revise')
    const again = await d.done(d.as.leader, one.lead, 'approve', d.approval)
    expect(again.recommendations[1]!.sealedWords).toBe('从办案经费里列。\n第2条这样办。')
  })

  it('[Z33] [Z34] passed it is delivered: kept as it is, read by the sponsors, and the proposal waits for their opinions', async () => {
    const one = await d.assigned()
    await d.ready(one)
    const { replyId } = await d.done(d.as.leader, one.lead, 'approve', d.approval)
    await d.done(d.as.clerk, one.lead, 'submit')
    expect(await readBy('lead', replyId!)).toBe(404)
    expect((await d.as.lead.get(`/api/assignments/${one.lead}`)).status).toBe(404)
    expect(await d.inside(d.people.lead, (ctx) => answersOf(ctx.tx, one))).toEqual([])
    expect(codeOf(await d.deed(d.as.supervisor, one.lead, 'pass', { publicity: 'none' }))).toBe('publicityReasonMissing')
    t.clock.set(onDay('2026-04-29'))
    await d.done(d.as.supervisor, one.lead, 'pass', { publicity: 'full' })
    expect([await readBy('lead', replyId!), await readBy('second', replyId!), await readBy('bystander', replyId!)]).toEqual(['read', 'read', 404])
    const [kept] = await t.db.select().from(deliveredReplies).where(eq(deliveredReplies.assignmentId, one.lead))
    expect(kept).toMatchObject({ round: 1, grade: 'B', letterNumber: '青财建〔2026〕31号', publicity: 'full', approvedBy: d.people.leader.id })
    const answers = await d.inside(d.people.lead, (ctx) => answersOf(ctx.tx, one))
    expect(answers.map(({ outcome, words, unitName }) => [outcome, words, unitName])).toEqual(expect.arrayContaining([
      ['notFeasible', '第1条这样办。', '财政局'], ['underWay', '第4条这样办。', '财政局'],
    ]))
    expect(answers).toHaveLength(4)
    const proposal = await d.proposal(one.proposalId)
    expect([proposal.state, proposal.evaluationDue?.day]).toEqual(['evaluating', '2026-05-22'])
    expect((await d.rowsOf(one.proposalId)).every((row) => row.kind !== 'co' || row.coOpinionAt !== null)).toBe(true)
  })

  it('[Z53] before delivery the proposal’s page says who has it and by when, not what is being written', async () => {
    const one = await d.assigned()
    await d.ready(one)
    const lineFor = async (who: keyof Table['people']) =>
      (await d.inside(d.people[who], (ctx) => assignmentLinesOf(ctx, one))).find(({ id }) => id === one.lead)!
    const outside = await lineFor('lead')
    expect(outside).toMatchObject({ unitName: '财政局', kind: 'lead', state: 'drafted', grade: null, letterNumber: '', replyId: null, mine: false, opens: false })
    expect(outside.due?.day).toBe('2026-05-11')
    expect(await lineFor('coClerk')).toMatchObject({ grade: 'B', gradeLabel: '计划解决或准备采纳', opens: true, mine: false })
    expect(await lineFor('clerk')).toMatchObject({ mine: true })
  })
})

describe('handled again', () => {
  it('[Z40] a second round has its own day and text; the first reply stays as it was, and the sponsors know nothing of the draft', async () => {
    const one = await d.assigned()
    await d.ready(one)
    const first = await d.done(d.as.leader, one.lead, 'approve', d.approval)
    await d.done(d.as.clerk, one.lead, 'submit')
    await d.done(d.as.supervisor, one.lead, 'pass', { publicity: 'full' })
    t.clock.set(onDay('2026-05-08'))
    await d.inside(d.people.lead, (ctx) => feedbackIn(ctx, { proposalId: one.proposalId }, 'again'))
    const again = await d.see(d.as.clerk, one.lead)
    expect(again).toMatchObject({ state: 'handling', round: 2, replyId: null, grade: null, due: { due: { rule: 'rehandle.months', day: '2026-08-10' } } })
    expect((await d.row(one.co)).state).toBe('settled')
    await d.done(d.as.clerk, one.lead, 'log-contact', d.talk('before', '2026-05-08'))
    const drafted = await d.done(d.as.clerk, one.lead, 'draft-reply')
    expect(drafted.replyId).not.toBe(first.replyId)
    expect(drafted.recommendations.map(({ former }) => former?.outcome)).toEqual(['notFeasible', 'underWay', 'underWay', 'underWay'])
    expect(drafted.recommendations.every(({ outcome }) => outcome === null)).toBe(true)
    const text = await d.inside(d.people.clerk, (ctx) => readDocument(ctx, drafted.replyId!))
    expect(text.plainText).toContain('关于第①条建议：在预算里列一项专门经费（上次答复：办不了）')
    expect([await readBy('lead', first.replyId!), await readBy('lead', drafted.replyId!)]).toEqual(['read', 404])
    const told = await d.see(d.as.lead, one.lead)
    expect(told).toMatchObject({ replyId: first.replyId, revisionId: first.revisionId, grade: 'B', contacts: [], beside: [], may: [] })
    expect(told.recommendations.map(({ outcome }) => outcome)).toEqual(['notFeasible', 'underWay', 'underWay', 'underWay'])
    await d.answered(one.lead)
    await d.done(d.as.clerk, one.lead, 'log-contact', d.talk('after', '2026-05-08'))
    await t.db.update(assignments).set({ grade: 'A' }).where(eq(assignments.id, one.lead))
    await d.done(d.as.leader, one.lead, 'approve', { letterNumber: '青财建〔2026〕52号', password: leaderPassword })
    await d.done(d.as.clerk, one.lead, 'submit')
    const second = await d.done(d.as.supervisor, one.lead, 'pass', { publicity: 'summary' })
    expect(second.delivered.map(({ round, letterNumber, grade, documentId }) => [round, letterNumber, grade, documentId])).toEqual([
      [1, '青财建〔2026〕31号', 'B', first.replyId],
      [2, '青财建〔2026〕52号', 'A', drafted.replyId],
    ])
    expect((await d.inside(d.people.lead, (ctx) => answersOf(ctx.tx, one))).map(({ round }) => round).toSorted()).toEqual([1, 1, 1, 1, 2, 2, 2, 2])
    await d.inside(d.people.lead, (ctx) => feedbackIn(ctx, { proposalId: one.proposalId }, 'settled'))
    expect((await d.row(one.lead)).state).toBe('settled')
  })
})
