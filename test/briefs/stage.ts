import { and, eq } from 'drizzle-orm'
import { assignments } from '../../db/schema/assignments.ts'
import { opinions } from '../../db/schema/opinions.ts'
import { sessions } from '../../db/schema/sessions.ts'
import { allAcknowledged } from '../../server/briefs/handling.ts'
import { editDocument } from '../../server/documents/edit.ts'
import { within } from '../../server/house/context.ts'
import { sealWhenDue } from '../../server/opinions/freeze.ts'
import type { BriefState } from '../../shared/briefs.ts'
import { clockActor } from '../../shared/people.ts'
import { addClause } from '../../shared/sync/text.ts'
import { type Hall, openHall } from '../cards/hall.ts'
import type { Client, Organisation, TestHouse } from '../people.ts'

export type Body = ReturnType<typeof JSON.parse>
export const password = 'issuer-password'

/** A county with a special committee, those who review, the supervision office and two units. */
export async function setStage(t: TestHouse, given: { name?: string; here?: Organisation; office?: Organisation } = {}) {
  const here = given.here ?? (await t.makeOrganisation(given.name))
  const under = (kind: 'specialCommittee' | 'supervisionOffice' | 'handlingUnit', name: string) => t.makeOrganisation(name, { kind, parentId: here.id })
  const committee = await under('specialCommittee', '经济和农业委员会')
  const office = given.office ?? (await under('supervisionOffice', '督查室'))
  const units = [await under('handlingUnit', '农业局'), await under('handlingUnit', '市场局')] as const
  const people = {
    clerk: await t.makePerson(committee, ['specialCommittee'], { name: '专委会干事' }),
    head: await t.makePerson(committee, ['committeeHead'], { name: '专委会主任' }),
    party: await t.makePerson(here, ['branchPartyGroup'], { name: '分党组书记' }),
    issuer: await t.makePerson(here, ['issuer'], { name: '秘书长', password }),
    secretary: await t.makePerson(here, ['secretary'], { name: '机要秘书' }),
    approver: await t.makePerson(here, ['approver'], { name: '分管主席' }),
    auditor: await t.makePerson(here, ['auditor'], { name: '审计员' }),
    supervisor: await t.makePerson(office, ['supervisionOffice'], { name: '督查室干事' }),
    unitClerk: await t.makePerson(units[0], ['unitClerk'], { name: '农业局承办员' }),
    otherUnit: await t.makePerson(units[1], ['unitLeader'], { name: '市场局领导' }),
    member: await t.makePerson(here, ['member'], { name: '没写过的委员' }),
    rival: await t.makePerson(await under('specialCommittee', '文史委员会'), ['specialCommittee', 'committeeHead'], { name: '文史委干事' }),
  }
  const as = Object.fromEntries(
    await Promise.all(Object.entries(people).map(async ([name, person]) => [name, await t.as(person)] as const)),
  ) as Record<keyof typeof people, Client>
  return { t, here, committee, office, units, people, as }
}
export type Stage = Awaited<ReturnType<typeof setStage>>

export type Signed = { opinionId: string; hall: Hall; clauses: { id: string; text: string }[] }

/** An opinion that the first member wrote, sealed by the house and signed. */
export async function signedOpinion({ t, here }: { t: TestHouse; here: Organisation }, words: readonly string[], endedAt?: Date): Promise<Signed> {
  const hall = await openHall(t, { organisation: here })
  for (const one of words) await hall.write(one, hall.people.member)
  await hall.opinionDeed(hall.as.chair, 'announce-freeze')
  t.clock.advance(10_000)
  await sealWhenDue(t.house, hall.opinion.id)
  await t.db.update(opinions).set({ state: 'signed' }).where(eq(opinions.id, hall.opinion.id))
  await t.db.update(sessions).set({ state: 'concluded', endedAt: endedAt ?? (await t.clock.now(t.db)) }).where(eq(sessions.id, hall.sessionId))
  return { opinionId: hall.opinion.id, hall, clauses: (await hall.clauses()).map(({ id, text }) => ({ id, text })) }
}

/** The first clause goes under 编者按, the others under 建议. */
export const placed = ({ opinionId, clauses }: Signed) => ({
  opinionId,
  clauses: clauses.map(({ id }, index) => ({ clauseId: id, section: index === 0 ? 'situation' : 'recommendations' })),
})

export async function compiled(stage: Stage, sources: readonly Signed[], title = '关于打造农产品区域品牌的建议'): Promise<Body> {
  const answer = await stage.as.clerk.post('/api/briefs', { committeeId: stage.committee.id, title, sources: sources.map(placed) })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return answer.body
}

export const see = async (client: Client, id: string): Promise<Body> => (await client.get(`/api/briefs/${id}`)).body

/** A deed on the brief as it stands now. */
export async function on(stage: Stage, who: keyof Stage['as'], id: string, deed: string, body: object = {}) {
  const { version } = await see(stage.as.clerk, id)
  return stage.as[who].post(`/api/briefs/${id}/${deed}`, { version, ...body })
}

export const recipients = { reportTo: '县委、县政府', sendTo: '县农业农村局', issueTo: '各专委会', copies: 60 }
export const instruction = (day: string, more: object = {}) => ({
  leader: '县长甲', post: '县长', day, words: '请农业局牵头，一个月内拿出方案。', audience: ['committee', 'supervision'], ...more,
})

/** Says for the units, without their pages, that they acknowledged, and that they delivered. */
export async function unitsAcknowledge({ t }: Stage, id: string): Promise<void> {
  await t.db.update(assignments).set({ state: 'handling', acknowledgedAt: await t.clock.now(t.db) }).where(eq(assignments.briefId, id))
  await within(t.house, clockActor, (ctx) => allAcknowledged(ctx, id))
}
export async function unitDelivers({ t }: Stage, id: string): Promise<void> {
  await t.db
    .update(assignments)
    .set({ state: 'delivered', deliveredAt: await t.clock.now(t.db) })
    .where(and(eq(assignments.briefId, id), eq(assignments.standing, true)))
}

export async function write({ t, people }: Stage, documentId: string, words: string): Promise<void> {
  const { clerk } = people
  await within(t.house, await t.actor(clerk), (ctx) => editDocument(ctx, documentId, (doc) => addClause(doc, words), `person:${clerk.id}`))
}

const road: readonly BriefState[] = [
  'compiling', 'internalReview', 'partyGroupReview', 'approved', 'numbered', 'despatched', 'instructed', 'assigned', 'tracking', 'closed',
]

/** One step on the main road, by the right hand. */
export async function step(stage: Stage, id: string): Promise<Body> {
  const { state, recommendations, now } = await see(stage.as.clerk, id)
  const today = new Date(new Date(now).getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
  const steps: Partial<Record<BriefState, () => Promise<unknown>>> = {
    compiling: () => on(stage, 'clerk', id, 'submit'),
    internalReview: () => on(stage, 'head', id, 'pass-internal', { words: '同意上报' }),
    partyGroupReview: () => on(stage, 'party', id, 'pass-party-group', { meeting: '分党组第 3 次会议' }),
    approved: () => on(stage, 'issuer', id, 'number', { password }),
    numbered: () => on(stage, 'clerk', id, 'despatch', recipients),
    despatched: () => on(stage, 'secretary', id, 'instructions', instruction(today)),
    instructed: () => on(stage, 'supervisor', id, 'assign', { leadUnitId: stage.units[0].id, coUnitIds: [stage.units[1].id], due: '2026-08-27' }),
    assigned: () => unitsAcknowledge(stage, id),
    tracking: async () => {
      await unitDelivers(stage, id)
      return on(stage, 'clerk', id, 'close', {
        outcomes: recommendations.map((one: Body) => ({ recommendationId: one.id, outcome: 'adopted' })),
      })
    },
  }
  const done = (await steps[state as BriefState]?.()) as Body
  if (done && done.status !== 200) throw new Error(`${state}: ${JSON.stringify(done.body)}`)
  return see(stage.as.clerk, id)
}

/** A brief of its own, brought to a state of the main road. */
export async function briefIn(stage: Stage, state: BriefState, source?: Signed): Promise<Body> {
  let brief = await compiled(stage, [source ?? (await signedOpinion(stage, ['会上说了品牌。', '统一标准。', '建检测站。']))])
  while (road.indexOf(brief.state) < road.indexOf(state)) brief = await step(stage, brief.id)
  return brief
}
