import { eq } from 'drizzle-orm'
import { assignments } from '../../../db/schema/assignments.ts'
import { allAcknowledged } from '../../../server/briefs/handling.ts'
import { editDocument } from '../../../server/documents/edit.ts'
import { readDocument } from '../../../server/documents/revisions.ts'
import { within } from '../../../server/house/context.ts'
import { clausesOf } from '../../../shared/documents/clauses.ts'
import type { TextContent } from '../../../shared/documents/content.ts'
import { clockActor } from '../../../shared/people.ts'
import { addClause } from '../../../shared/sync/text.ts'
import { type Body, look, type Stage } from './play.ts'
import type { HallPeople } from './session.ts'

/** From the signed opinion to the brief that is closed suggestion by suggestion, once sent back on the way. */
export async function compileTheBrief(stage: Stage, { county }: HallPeople, password: string): Promise<void> {
  const { t, play } = stage
  const committee = await t.makeOrganisation('讲故事的农业委员会', { kind: 'specialCommittee', parentId: county.id })
  const office = await t.makeOrganisation('讲故事的县里督查室', { kind: 'supervisionOffice', parentId: county.id })
  const unit = await t.makeOrganisation('讲故事的县里农业局', { kind: 'handlingUnit', parentId: county.id })
  const head = await t.as(await t.makePerson(committee, ['committeeHead'], { name: '讲故事的主任' }))
  const party = await t.as(await t.makePerson(county, ['branchPartyGroup'], { name: '讲故事的书记' }))
  const issuer = await t.as(await t.makePerson(county, ['issuer'], { name: '讲故事的秘书长', password }))
  const secretary = await t.as(await t.makePerson(county, ['secretary'], { name: '讲故事的机要' }))
  const supervisor = await t.as(await t.makePerson(office, ['supervisionOffice'], { name: '讲故事的督查' }))

  const { materials } = await look(head, '/api/brief-materials')
  const [{ opinionId, clauses }] = materials
  const words = clauses.filter((clause: Body) => !clause.heading)
  const placed = words.map((clause: Body) => ({ clauseId: clause.id, section: 'recommendations' }))
  const { id } = await play(head, '/api/briefs', {}, { committeeId: committee.id, title: '讲故事的简报', sources: [{ opinionId, clauses: placed }] })
  const on = async (client: typeof head, deed: string, body: object = {}) =>
    play(client, `/api/briefs/{id}/${deed}`, { id }, { version: (await look(head, `/api/briefs/${id}`)).version, ...body })
  await within(t.house, clockActor, async (ctx) => {
    const { content } = await readDocument(ctx, id)
    const [heading] = clausesOf(content as TextContent)
    await editDocument(ctx, id, (doc) => addClause(doc, '讲故事的编者按', undefined, heading!.id))
  })
  await on(head, 'edit', { title: '讲故事的简报，改过题' })
  await on(head, 'submit')
  await on(head, 'return-for-change', { reason: '讲故事的理由再核一核' })
  await on(head, 'submit')
  await on(head, 'pass-internal', { words: '讲故事的同意' })
  await on(party, 'pass-party-group', { meeting: '讲故事的第三次会议' })
  await on(issuer, 'number', { password })
  await on(head, 'despatch', { reportTo: '讲故事的县委', sendTo: '', issueTo: '', copies: 60 })
  const { now } = await look(head, `/api/briefs/${id}`)
  const dayAfter = (days: number) => new Date(new Date(now).getTime() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)
  await on(secretary, 'instructions', { leader: '讲故事的县长', post: '讲故事的职务', day: dayAfter(0), words: '讲故事的批示内容', audience: ['committee'] })
  await on(supervisor, 'assign', { leadUnitId: unit.id, coUnitIds: [], due: dayAfter(60) })
  // The unit's own deeds are another chapter.
  await t.db.update(assignments).set({ state: 'handling', acknowledgedAt: new Date(now) }).where(eq(assignments.briefId, id))
  await within(t.house, clockActor, (ctx) => allAcknowledged(ctx, id))
  await t.db.update(assignments).set({ state: 'delivered', deliveredAt: new Date(now) }).where(eq(assignments.briefId, id))
  const { recommendations } = await look(head, `/api/briefs/${id}`)
  await on(head, 'close', { outcomes: recommendations.map((one: Body) => ({ recommendationId: one.id, outcome: 'partly', reason: '讲故事的原因' })) })
}
