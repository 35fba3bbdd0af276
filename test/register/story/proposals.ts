import { eq } from 'drizzle-orm'
import { assignments } from '../../../db/schema/assignments.ts'
import { attempts } from '../../../db/schema/house.ts'
import { editDocument } from '../../../server/documents/edit.ts'
import { readDocument } from '../../../server/documents/revisions.ts'
import { within } from '../../../server/house/context.ts'
import { opinionOf } from '../../../server/opinions/records.ts'
import { allAcknowledged, replyDelivered } from '../../../server/proposals/handling.ts'
import { clausesOf } from '../../../shared/documents/clauses.ts'
import type { TextContent } from '../../../shared/documents/content.ts'
import { clockActor } from '../../../shared/people.ts'
import { addClause } from '../../../shared/sync/text.ts'
import type { Client } from '../../people.ts'
import { type Body, look, type Stage } from './play.ts'
import type { HallPeople } from './session.ts'

export type Proposed = { proposalId: string; unit: { id: string; name: string }; supervisor: Client; committee: Client }

const on = ({ play }: Stage, id: string) => async (client: Client, deed: string, body: object = {}): Promise<Body> =>
  play(client, `/api/proposals/{id}/${deed}`, { id }, { version: (await look(client, `/api/proposals/${id}`)).version, ...body })

/** Writes a paragraph under each heading of a proposal. */
async function writeProposal({ t }: Stage, id: string): Promise<void> {
  await within(t.house, clockActor, async (ctx) => {
    const { content } = await readDocument(ctx, id)
    for (const heading of clausesOf(content as TextContent).filter((clause) => clause.heading)) {
      await editDocument(ctx, id, (doc) => addClause(doc, '讲故事的那一段', undefined, heading.id))
    }
  })
}

/** From the signed opinion to the proposal that is assigned, with every turn there is on the way; another is not docketed. */
export async function proposeAndAssign(stage: Stage, hall: HallPeople, sessionId: string, password: string): Promise<Proposed> {
  const { t, play } = stage
  const { county, member } = hall
  const under = (name: string, kind: 'handlingUnit' | 'supervisionOffice') => t.makeOrganisation(name, { kind, parentId: county.id })
  const unit = await under('讲故事的财政局', 'handlingUnit')
  const second = await t.makePerson(county, ['member'], { name: '讲故事的联名人', password })
  const [friend, office, committee, supervisor] = [
    await t.as(second),
    await t.as(await t.makePerson(county, ['proposalOffice'], { name: '讲故事的提案办' })),
    await t.as(await t.makePerson(county, ['proposalCommittee'], { name: '讲故事的提案委' })),
    await t.as(await t.makePerson(await under('讲故事的督查组', 'supervisionOffice'), ['supervisionOffice'], { name: '讲故事的督查员' })),
  ]
  await play(office, '/api/plenaries', {}, { organisationId: county.id, term: 14, number: 4, opensOn: '2026-01-12', closesOn: '2026-01-16' })

  const opinion = (await opinionOf(t.db, sessionId))!
  const { seal } = await look(member, `/api/opinions/${opinion.id}`)
  const { content } = await look(member, `/api/revisions/${seal.revisionId}`)
  const clauses = clausesOf(content).filter((clause) => !clause.heading && clause.text !== '').map(({ id }) => ({ clauseId: id, section: 'recommendations' }))
  const { id } = await play(member, '/api/proposals', {}, { organisationId: county.id, subject: '讲故事的案由', opinion: { opinionId: opinion.id, clauses } })
  await writeProposal(stage, id)
  const deed = on(stage, id)
  await deed(member, 'edit', { subject: '讲故事的新案由' })
  await deed(member, 'add-sponsor', { personId: second.id })
  await deed(member, 'remove-sponsor', { personId: second.id })
  await deed(member, 'add-sponsor', { personId: second.id })
  await deed(member, 'request-sponsors', { until: '2030-01-01' })
  await deed(friend, 'sponsor-declined', { reason: '讲故事的理由' })
  await deed(member, 'request-sponsors', { until: '2030-01-01' })
  await deed(member, 'reopen-draft', { reason: '讲故事的缘故' })
  const asked = await deed(member, 'request-sponsors', { until: '2030-01-01' })
  await deed(friend, 'sponsor-signed', { digest: asked.revision.digest, password })
  await deed(member, 'submit', { oneMatter: true, password })
  await deed(office, 'start-review')
  await deed(office, 'return-for-change', { reason: '讲故事的补充' })
  await deed(member, 'resubmit', { oneMatter: true, password })
  await deed(office, 'start-review')
  await deed(committee, 'docket', { class: 'society', words: '讲故事的决定', meeting: '讲故事的会议' })
  await deed(supervisor, 'assign', { leadUnitId: unit.id, coUnitIds: [] })
  await notDocketed(stage, hall, password, office, committee)
  return { proposalId: id, unit, supervisor, committee }
}

async function notDocketed(stage: Stage, { county, member }: HallPeople, password: string, office: Client, committee: Client): Promise<void> {
  const made = await member.post('/api/proposals', { organisationId: county.id, subject: '讲故事的空话' })
  const { id } = made.body
  await writeProposal(stage, id)
  const step = async (client: Client, path: string, body: object = {}) =>
    client.post(`/api/proposals/${id}/${path}`, { version: (await look(client, `/api/proposals/${id}`)).version, ...body })
  await stage.t.db.delete(attempts)
  await step(member, 'submit', { oneMatter: true, password })
  await step(office, 'start-review')
  await on(stage, id)(committee, 'not-docket', { code: 'empty', words: '讲故事的不立案' })
}

/** The reply is rated, twice with dissatisfaction, and talked over; what the units do is another chapter. */
export async function rateAndSettle(stage: Stage, { member }: HallPeople, { proposalId, committee }: Proposed, password: string): Promise<void> {
  const { t, play } = stage
  const deed = on(stage, proposalId)
  const put = async (state: 'handling' | 'delivered') => {
    const now = await t.clock.now(t.db)
    await t.db.update(assignments).set({ state, acknowledgedAt: now, ...(state === 'delivered' ? { deliveredAt: now } : {}) }).where(eq(assignments.proposalId, proposalId))
    await within(t.house, clockActor, (ctx) => (state === 'handling' ? allAcknowledged : replyDelivered)(ctx, proposalId))
  }
  for (const round of [1, 2]) {
    if (round === 1) await put('handling')
    await put('delivered')
    await play(member, '/api/prove-password', {}, { password })
    const { toRate } = await look(member, `/api/proposals/${proposalId}`)
    await deed(member, 'evaluate', { assignmentId: toRate[0].assignmentId, attitude: 'satisfied', result: 'dissatisfied', words: '讲故事的评语' })
  }
  await deed(committee, 'settle', { words: '讲故事的当面协商' })
}
