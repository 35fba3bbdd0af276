import { asc, eq } from 'drizzle-orm'
import { randomUUID } from 'node:crypto'
import { assignments, replyAnswers } from '../../db/schema/assignments.ts'
import { ledger } from '../../db/schema/house.ts'
import { proposals, proposalSponsors } from '../../db/schema/proposals.ts'
import { createDocument } from '../../server/documents/create.ts'
import { editDocument } from '../../server/documents/edit.ts'
import { settle } from '../../server/documents/revisions.ts'
import { type Context, within } from '../../server/house/context.ts'
import { settleRecommendations } from '../../server/outcomes/records.ts'
import { assign } from '../../server/proposals/assigning.ts'
import type { Assignment } from '../../shared/assignment-shapes.ts'
import { newClauseId } from '../../shared/documents/clauses.ts'
import type { TextNode } from '../../shared/documents/content.ts'
import { sectionedText } from '../../shared/outcomes.ts'
import { searchGrams, searchText } from '../../shared/search.ts'
import { addClause } from '../../shared/sync/text.ts'
import type { Answer, Client, Organisation, Person, TestHouse } from '../people.ts'

export type Body = Record<string, unknown>
export const leaderPassword = 'leader-password'
export const subject = '关于保障人民法院特邀调解员报酬的提案'
export const asked = ['在预算里列一项专门经费', '没有专项的，由同级财政保障', '按难易定报酬标准', '按季度发放']

/** The morning of the 交办会 of domain.md F.2, in Beijing. */
export const assigningDay = new Date('2026-02-10T01:00:00Z')
export const onDay = (day: string) => new Date(`${day}T02:00:00Z`)

/** A county with a docketed proposal, its supervision office and three units, and a few hands to do with them. */
export async function setTable(t: TestHouse, given: { passwords?: boolean; county?: Organisation; prefix?: string } = {}) {
  // In a county that others have set up the day is theirs as well.
  if (!given.county) t.clock.set(assigningDay)
  const county = given.county ?? (await t.makeOrganisation())
  const under = (name: string, kind: 'handlingUnit' | 'supervisionOffice' | 'township') =>
    t.makeOrganisation(`${given.prefix ?? ''}${name}`, { kind, parentId: county.id })
  const office = await under('督查室', 'supervisionOffice')
  const finance = await under('财政局', 'handlingUnit')
  const court = await under('法院', 'handlingUnit')
  const town = await under('东山乡', 'township')
  const since = new Date('2026-01-01T00:00:00Z')
  const person = (organisation: { id: string }, role: Parameters<TestHouse['makePerson']>[1], name: string, password?: string) =>
    t.makePerson(organisation, role, { name, since, ...(password ? { password } : {}) })
  const people = {
    clerk: await person(finance, ['unitClerk'], '财政局承办员'),
    leader: await person(finance, ['unitLeader'], '财政局分管领导', given.passwords ? leaderPassword : undefined),
    coClerk: await person(court, ['unitClerk'], '法院承办员'),
    townClerk: await person(town, ['unitClerk'], '东山乡承办员'),
    supervisor: await person(office, ['supervisionOffice'], '督查员甲'),
    supervisor2: await person(office, ['supervisionOffice'], '督查员乙'),
    proposalOffice: await person(county, ['proposalOffice'], '提案办甲'),
    lead: await person(county, ['member'], '委员甲'),
    second: await person(county, ['member'], '委员乙'),
    bystander: await person(county, ['member'], '委员丙'),
  }
  const as = Object.fromEntries(await Promise.all(Object.entries(people).map(async ([name, one]) => [name, await t.as(one)]))) as Record<
    keyof typeof people,
    Client
  >
  const inside = async <T>(who: Person, work: (ctx: Context) => Promise<T>): Promise<T> => within(t.house, await t.actor(who), work)

  /** A docketed proposal with its sealed text, its recommendations and two sponsors. */
  async function docketed(more: { subject?: string; asked?: readonly string[]; number?: number } = {}): Promise<string> {
    return inside(people.lead, async (ctx) => {
      const paragraph = (words: string): TextNode => ({ type: 'paragraph', attrs: { clauseId: newClauseId() }, content: [{ type: 'text', text: words }] })
      const content = sectionedText('proposal', {
        situation: [paragraph('特邀调解员的报酬拖欠了五个月。')],
        recommendations: (more.asked ?? asked).map((words, n) => paragraph(`${n + 1}. ${words}`)),
      })
      const { id } = await createDocument(ctx, { organisationId: county.id, kind: 'proposal', content })
      const words = more.subject ?? subject
      await ctx.tx.insert(proposals).values({
        organisationId: county.id, id, documentId: id, subject: words, state: 'docketed', ruleSetVersion: 1, leadId: people.lead.id,
        term: 14, plenary: 4, number: more.number ?? Math.floor(Math.random() * 1e9), createdAt: ctx.now, docketedAt: ctx.now,
        searchText: searchText(words), searchGrams: searchGrams(words),
      })
      for (const [position, one] of [people.lead, people.second].entries()) {
        await ctx.tx.insert(proposalSponsors).values({ organisationId: county.id, proposalId: id, personId: one.id, name: one.name, lead: position === 0, position })
      }
      const revision = await settle(ctx, id)
      await ctx.tx.update(proposals).set({ revisionId: revision.id }).where(eq(proposals.id, id))
      await settleRecommendations(ctx, { kind: 'proposal', id }, revision)
      return id
    })
  }

  /** The deed of an officer of the supervision office, on the version the proposal stands at. */
  async function assignProposal(id: string, leadUnitId: string, coUnitIds: readonly string[] = [], who = people.supervisor): Promise<void> {
    const { version } = await proposal(id)
    await inside(who, (ctx) => assign(ctx, id, { version, leadUnitId, coUnitIds: [...coUnitIds] }))
  }

  const proposal = async (id: string) => (await t.db.select().from(proposals).where(eq(proposals.id, id)))[0]!
  const rowsOf = (proposalId: string) => t.db.select().from(assignments).where(eq(assignments.proposalId, proposalId)).orderBy(asc(assignments.assignedAt))
  const row = async (id: string) => (await t.db.select().from(assignments).where(eq(assignments.id, id)))[0]!

  /** A proposal assigned to the finance bureau, with the court beside it if wanted. */
  async function assigned(co = true, more: Parameters<typeof docketed>[0] = {}) {
    const proposalId = await docketed(more)
    await assignProposal(proposalId, finance.id, co ? [court.id] : [])
    const rows = await rowsOf(proposalId)
    return { proposalId, lead: rows.find(({ kind }) => kind !== 'co')!.id, co: rows.find(({ kind }) => kind === 'co')?.id ?? '' }
  }

  const see = async (client: Client, id: string): Promise<Assignment> => (await client.get(`/api/assignments/${id}`)).body

  /** One deed on the version the assignment stands at. */
  async function deed(client: Client, id: string, path: string, body: Body = {}): Promise<Answer> {
    return client.post(`/api/assignments/${id}/${path}`, { version: (await row(id)).version, ...body })
  }
  /** The same, and it must go well. */
  async function done(client: Client, id: string, path: string, body: Body = {}): Promise<Assignment> {
    const answer = await deed(client, id, path, body)
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }

  /** Writes words under the heading of a recommendation, as somebody of the unit would in the room. */
  async function write(id: string, number: number, words: string): Promise<void> {
    const { replyId, recommendations } = await see(as.clerk, id)
    const clauseId = recommendations.find((one) => one.number === number)!.clauseId!
    await inside(people.clerk, (ctx) => editDocument(ctx, replyId!, (doc) => addClause(doc, words, newClauseId(), clauseId), `person:${people.clerk.id}`))
  }

  const talk = (phase: 'before' | 'during' | 'after', day: string) => ({ phase, way: 'phone', day, withWhom: '委员甲', words: '谈了一次。' })

  /** Acknowledged, begun and talked about with the sponsors: the reply can be drafted. */
  async function begun(id: string): Promise<void> {
    await done(as.clerk, id, 'acknowledge')
    await done(as.clerk, id, 'begin')
    await done(as.clerk, id, 'log-contact', talk('before', '2026-02-10'))
  }

  /** Answers every recommendation in the text and by its outcome, and chooses grade B. */
  async function answered(id: string): Promise<void> {
    for (const { number, recommendationId } of (await see(as.clerk, id)).recommendations) {
      await write(id, number, `第${number}条这样办。`)
      await done(as.clerk, id, 'answer', { recommendationId, outcome: number === 1 ? 'notFeasible' : 'underWay', ...(number === 1 ? { reason: '今年的预算已经定了' } : {}) })
    }
    await done(as.clerk, id, 'grade', { grade: 'B' })
  }

  async function coOpinion(id: string, agrees = true): Promise<void> {
    await done(as.coClerk, id, 'acknowledge')
    await done(as.coClerk, id, 'begin')
    await done(as.coClerk, id, 'give-opinion', { agrees, words: '同意，调解件数由我们核。' })
  }

  const today = async () => (await t.clock.now(t.db)).toISOString().slice(0, 10)
  const letterNumber = '青财建〔2026〕31号'
  const approval = { letterNumber, password: leaderPassword }

  /** Everything up to the leader's signature; without a co-unit where `co` is empty. */
  async function ready(given: { lead: string; co: string }): Promise<void> {
    await begun(given.lead)
    if (given.co !== '') await coOpinion(given.co)
    await done(as.clerk, given.lead, 'draft-reply')
    await answered(given.lead)
    await done(as.clerk, given.lead, 'log-contact', talk('after', await today()))
  }

  const lines = (id: string) => t.db.select().from(ledger).where(eq(ledger.subjectId, id)).orderBy(asc(ledger.sequence))
  const answersOf = (id: string) => t.db.select().from(replyAnswers).where(eq(replyAnswers.assignmentId, id))

  return {
    t, county, office, finance, court, town, people, as, inside, docketed, assignProposal, assigned, rowsOf, row, see, deed, done, write, talk,
    begun, answered, coOpinion, ready, lines, answersOf, proposal, letterNumber, approval, nobody: randomUUID(),
  }
}
export type Table = Awaited<ReturnType<typeof setTable>>
