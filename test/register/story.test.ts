import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { roles } from '../../shared/people.ts'
import type { Connection } from '../../db/client.ts'
import { type Client, testHouse } from '../people.ts'
import { contents, type CrashingConnection, crashing } from './crashing.ts'
import { registerOf } from './register.ts'
import { answerTheProposals } from './story/assignments.ts'
import { compileTheBrief } from './story/briefs.ts'
import { listenToResidents } from './story/intake.ts'
import { writeAndSign } from './story/opinion.ts'
import { staffTheCounty } from './story/people.ts'
import { filled, type Play } from './story/play.ts'
import { proposeAndAssign, rateAndSettle } from './story/proposals.ts'
import { reportOnWells } from './story/reports.ts'
import { type HallPeople, holdSession, planForums } from './story/session.ts'

/**
 * One story that does every deed of the house. Each deed is first tried by those who may not, then with the machine
 * dying at each of its statements, then done, then repeated.
 */
const t = testHouse()
const played = new Set<string>()
const problems: string[] = []
let plain: Connection
let dying: CrashingConnection
let outsider: Client
let idle: Client

const changed = (before: Record<string, string>, after: Record<string, string>): string[] =>
  Object.keys(after).filter((name) => before[name] !== after[name])

/** Who in no way takes part in the story: they hold this role where it plays, and the rule does not name it. */
const idleRole = 'secretary'

function strangersTo(template: string): (readonly [string, Client])[] {
  const operation = registerOf(t.app).find((one) => one.method === 'post' && one.path === template)
  if (!operation) throw new Error(`the register knows no deed ${template}`)
  const { rule } = operation
  if (rule?.anyone || rule?.signedIn) return []
  return [['another organisation', outsider], ...(rule?.roles?.includes(idleRole) ? [] : [['somebody without a part in it', idle] as const])]
}

const play: Play = async (client, template, values, body = {}) => {
  played.add(template)
  const path = filled(template, values)
  const key = randomUUID()
  const complain = (what: string) => problems.push(`${template}: ${what}`)
  const before = await contents(plain)
  const untouched = async (what: string) => {
    const tables = changed(before, await contents(plain))
    if (tables.length > 0) complain(`${what} left something in ${tables.join(', ')}`)
  }
  for (const [who, other] of strangersTo(template)) {
    const { status } = await other.post(path, body)
    const refused = other === idle ? [403, 404, 409] : [403, 404]
    if (!refused.includes(status)) complain(`${who} got ${status}`)
  }
  await untouched('a refused deed')
  const attempt = async (fatal: number | 'commit' | null) => {
    // What is tested is not the budget of attempts.
    await plain.sql`delete from attempts`
    dying.failAt(fatal)
    const answer = await client.post(path, body, { key })
    const statements = dying.statements()
    dying.failAt(null)
    return { ...answer, statements }
  }
  const uncommitted = await attempt('commit')
  const crashes = [uncommitted]
  for (let n = 1; n <= uncommitted.statements; n += 1) crashes.push(await attempt(n))
  const told = crashes.findIndex((answer) => answer.status < 500)
  if (told >= 0) complain(`${told === 0 ? 'its commit' : `its ${told}th statement`} failed and it answered ${crashes[told]?.status}`)
  await untouched('a crash half-way')

  const answer = await attempt(null)
  if (answer.status !== 200) throw new Error(`${template} answered ${answer.status} ${JSON.stringify(answer.body)}`)
  const done = await contents(plain)
  const again = await attempt(null)
  if (again.status !== 200) complain(`the repeat answered ${again.status} ${JSON.stringify(again.body)}`)
  const tables = changed(done, await contents(plain))
  if (tables.length > 0) complain(`the repeat changed ${tables.join(', ')}`)
  return answer.body
}

const quiet = console.error
beforeAll(async () => {
  plain = { ...t.house }
  dying = crashing(plain)
  Object.assign(t.house, { db: dying.db })
  // Every crash on purpose is logged as the bug it would be; here that is noise.
  console.error = () => {}
  outsider = await t.as(await t.makePerson(await t.makeOrganisation(), roles))
})
afterAll(() => {
  console.error = quiet
})

async function makeHallPeople(password: string): Promise<HallPeople> {
  const county = await t.makeOrganisation('讲故事县政协', { settings: { handwrittenSignature: true } })
  const venue = await t.makeVenue(county)
  const chairPerson = await t.makePerson(county, ['facilitator'], { name: '主持人甲', password })
  const memberPerson = await t.makePerson(county, ['member'], { name: '委员甲', password })
  const clerkPerson = await t.makePerson(county, ['unitClerk'], { name: '公路部门甲' })
  const approver = await t.makePerson(county, ['approver'], { name: '审批人甲' })
  idle = await t.as(await t.makePerson(county, [idleRole], { name: '机要秘书' }))
  return { county, venue, chair: await t.as(chairPerson), approver: await t.as(approver), member: await t.as(memberPerson), memberPerson, clerkPerson }
}

describe('every deed, in one story', () => {
  it('[U10] [U3] [U6] leaves nothing when refused or cut short, and is done once however often it is sent', { timeout: 1_800_000 }, async () => {
    const password = 'story-password'
    const hall = await makeHallPeople(password)
    const stage = { t, play }
    await staffTheCounty(stage)
    const topicId = await listenToResidents(stage, hall)
    await planForums(stage, hall)
    const sessionId = await holdSession(stage, hall, topicId)
    await writeAndSign(stage, hall, sessionId, password)
    await reportOnWells(stage, hall, sessionId, password)
    await rateAndSettle(stage, hall, await proposeAndAssign(stage, hall, sessionId, password), password)
    await compileTheBrief(stage, hall, password)
    await answerTheProposals(stage, hall)
    expect(problems).toEqual([])
  })

  it('[U12] the story does every deed there is', () => {
    const deeds = registerOf(t.app).filter((operation) => operation.kind === 'deed')
    expect(deeds.map((operation) => operation.path).filter((path) => !played.has(path))).toEqual([])
  })
})
