import { asc, eq } from 'drizzle-orm'
import { assignments } from '../../db/schema/assignments.ts'
import { attempts, ledger } from '../../db/schema/house.ts'
import { proposals } from '../../db/schema/proposals.ts'
import { ruleSets } from '../../db/schema/rulesets.ts'
import { editDocument } from '../../server/documents/edit.ts'
import { readDocument } from '../../server/documents/revisions.ts'
import { within } from '../../server/house/context.ts'
import { allAcknowledged, replyDelivered } from '../../server/proposals/handling.ts'
import { clausesOf } from '../../shared/documents/clauses.ts'
import type { TextContent } from '../../shared/documents/content.ts'
import { holidayPlans } from '../../shared/holidays.ts'
import { clockActor } from '../../shared/people.ts'
import { rulesShape } from '../../shared/ruleset.ts'
import { addClause } from '../../shared/sync/text.ts'
import type { Answer, Client, Person, TestHouse } from '../people.ts'

export const password = 'sponsor-password'
export const subject = '关于保障人民法院特邀调解员报酬的提案'
export const recommendations = ['在预算里列一项专门经费', '没有专项的，由同级财政保障', '按难易定报酬标准', '按季度发放']
const since = new Date('2026-01-01T00:00:00Z')

/** The n-th working day after a day, counted one by one from the calendar's data alone. */
export function workingDayAfter(from: string, n: number): string {
  const breaks = holidayPlans.filter((plan) => plan.official).flatMap((plan) => plan.breaks)
  let day = from
  for (let left = n; left > 0; ) {
    day = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
    const weekend = [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())
    const off = breaks.some((one) => one.from <= day && day <= one.to)
    const worked = breaks.some((one) => one.worked.includes(day))
    if (worked || (!weekend && !off)) left -= 1
  }
  return day
}

/** A county with three members, its proposal office and committee, its supervision office and two units. */
export async function setStage(t: TestHouse, given: { passwords?: boolean; rules?: object } = {}) {
  const here = await t.makeOrganisation()
  const under = (name: string, kind: 'handlingUnit' | 'supervisionOffice' | 'specialCommittee') => t.makeOrganisation(name, { kind, parentId: here.id })
  const units = { finance: await under('财政局', 'handlingUnit'), court: await under('法院', 'handlingUnit') }
  const supervision = await under('督查室', 'supervisionOffice')
  const committee = await under('提案委员会', 'specialCommittee')
  const more = (name: string) => ({ name, since, ...(given.passwords ? { password, username: `${name}-${here.id.slice(0, 8)}` } : {}) })
  const people = {
    lead: await t.makePerson(here, ['member'], more('委员甲')),
    second: await t.makePerson(here, ['member'], more('委员乙')),
    third: await t.makePerson(here, ['member'], more('委员丙')),
    bystander: await t.makePerson(here, ['member'], { name: '委员丁', since }),
    office: await t.makePerson(here, ['proposalOffice'], { name: '提案办干事', since }),
    chair: await t.makePerson(committee, ['proposalCommittee'], { name: '提案委主任', since }),
    chair2: await t.makePerson(committee, ['proposalCommittee'], { name: '提案委副主任', since }),
    supervisor: await t.makePerson(supervision, ['supervisionOffice'], { name: '督查室干事', since }),
    clerk: await t.makePerson(units.finance, ['unitClerk'], more('财政局承办员')),
  } satisfies Record<string, Person>
  type Name = keyof typeof people
  const as = Object.fromEntries(await Promise.all(Object.entries(people).map(async ([name, one]) => [name, await t.as(one)]))) as Record<Name, Client>
  if (given.rules) {
    await t.db.insert(ruleSets).values({ organisationId: here.id, version: 2, rules: rulesShape.parse(given.rules), createdBy: 'test', createdAt: since })
  }
  await as.office.post('/api/plenaries', { organisationId: here.id, term: 14, number: 4, opensOn: '2026-01-12', closesOn: '2026-01-16' })

  const see = async (id: string, who: Name = 'lead') => (await as[who].get(`/api/proposals/${id}`)).body
  const row = async (id: string) => (await t.db.select().from(proposals).where(eq(proposals.id, id)))[0]!
  async function deed(who: Name | Client, id: string, path: string, body: object = {}): Promise<Answer> {
    const client = typeof who === 'string' ? as[who] : who
    await t.db.delete(attempts)
    return client.post(`/api/proposals/${id}/${path}`, { version: (await row(id)).version, ...body })
  }
  async function done(who: Name | Client, id: string, path: string, body: object = {}) {
    const answer = await deed(who, id, path, body)
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  async function create(more: object = {}): Promise<string> {
    const answer = await as.lead.post('/api/proposals', { organisationId: here.id, subject, ...more })
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
    return answer.body.id
  }
  /** Writes a paragraph under the n-th heading, as somebody in the room would. */
  async function write(id: string, heading: number, words: string, who: Name = 'lead'): Promise<void> {
    await within(t.house, clockActor, async (ctx) => {
      const { content } = await readDocument(ctx, id)
      const found = clausesOf(content as TextContent).filter((clause) => clause.heading)[heading]!
      await editDocument(ctx, id, (doc) => addClause(doc, words, undefined, found.id), `person:${people[who].id}`)
    })
  }
  async function written(id: string, asked = recommendations): Promise<string> {
    await write(id, 0, '调解员的报酬拖欠了五个月。')
    await write(id, 1, '没有专门的经费渠道。')
    for (const words of asked.toReversed()) await write(id, 2, words)
    return id
  }
  const drafted = async (sponsors: Name[] = [], asked = recommendations) => written(await create({ sponsors: sponsors.map((one) => people[one].id) }), asked)
  const submit = (id: string) => done('lead', id, 'submit', { oneMatter: true, password })
  const sign = async (who: Name, id: string) => deed(who, id, 'sponsor-signed', { digest: (await see(id, who)).revision?.digest ?? 'none', password })

  /** Submitted, with the names of these co-sponsors on it. */
  async function submitted(sponsors: Name[] = []): Promise<string> {
    const id = await drafted(sponsors)
    if (sponsors.length > 0) {
      await done('lead', id, 'request-sponsors', { until: '2026-12-31' })
      for (const one of sponsors) await sign(one, id)
    }
    await submit(id)
    return id
  }
  async function reviewed(sponsors: Name[] = []): Promise<string> {
    const id = await submitted(sponsors)
    await done('office', id, 'start-review')
    return id
  }
  const docket = (id: string, who: Name = 'chair') => deed(who, id, 'docket', { class: 'politics', words: '一致同意', meeting: '第三次提案委会议' })
  async function assigned(sponsors: Name[] = [], co: (keyof typeof units)[] = []): Promise<string> {
    const id = await reviewed(sponsors)
    await docket(id)
    await done('supervisor', id, 'assign', { leadUnitId: units.finance.id, coUnitIds: co.map((one) => units[one].id) })
    return id
  }
  const replies = (id: string) => t.db.select().from(assignments).where(eq(assignments.proposalId, id))
  /** The units' own deeds are another street's: here their outcome is put in place, and what follows is asked for. */
  async function acknowledged(id: string): Promise<void> {
    await t.db.update(assignments).set({ state: 'handling', acknowledgedAt: await t.clock.now(t.db) }).where(eq(assignments.proposalId, id))
    await within(t.house, clockActor, (ctx) => allAcknowledged(ctx, id))
  }
  async function delivered(id: string): Promise<void> {
    await t.db.update(assignments).set({ state: 'delivered', deliveredAt: await t.clock.now(t.db) }).where(eq(assignments.proposalId, id))
    await within(t.house, clockActor, (ctx) => replyDelivered(ctx, id))
  }
  async function evaluating(sponsors: Name[] = []): Promise<string> {
    const id = await assigned(sponsors)
    await acknowledged(id)
    await delivered(id)
    return id
  }
  const prove = async (who: Name | Client, word = password) => {
    await t.db.delete(attempts)
    return (typeof who === 'string' ? as[who] : who).post('/api/prove-password', { password: word })
  }
  const rating = (attitude: string, result: string) => ({ attitude, result, words: '' })
  async function rate(who: Name | Client, id: string, result = 'satisfied'): Promise<Answer> {
    const reply = (await replies(id)).find(({ kind }) => kind !== 'co')
    return deed(who, id, 'evaluate', { assignmentId: reply!.id, ...rating('satisfied', result) })
  }
  async function ratedBy(who: Name, id: string, result = 'satisfied'): Promise<Answer> {
    await prove(who)
    return rate(who, id, result)
  }
  const lines = (id: string) => t.db.select().from(ledger).where(eq(ledger.subjectId, id)).orderBy(asc(ledger.sequence))
  return {
    t, here, units, supervision, people, as, see, row, deed, done, create, write, written, drafted, submit, sign, submitted, reviewed,
    docket, assigned, replies, acknowledged, delivered, evaluating, prove, rate, ratedBy, lines,
  }
}
export type Stage = Awaited<ReturnType<typeof setStage>>
