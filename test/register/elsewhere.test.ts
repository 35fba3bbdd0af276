import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { roles } from '../../shared/people.ts'
import { type Client, testHouse } from '../people.ts'
import { fill, label, type Operation, registerOf } from './register.ts'
import { sampleOf } from './sample.ts'
import { answerTheProposals } from './story/assignments.ts'
import { compileTheBrief } from './story/briefs.ts'
import { listenToResidents } from './story/intake.ts'
import { writeAndSign } from './story/opinion.ts'
import { staffTheCounty } from './story/people.ts'
import { filled, type Play } from './story/play.ts'
import { proposeAndAssign, rateAndSettle } from './story/proposals.ts'
import { reportOnWells } from './story/reports.ts'
import { holdSession, planForums } from './story/session.ts'

/**
 * A whole county's story is played; then people of another county, who hold every role there is at home, ask every
 * route for each of its records. Not one of its words may be in any answer, and nothing of it may have changed.
 */
const t = testHouse()
const words = new Set<string>()
const ids: string[] = []
let outsider: Client
let guest: Client

type Row = Record<string, unknown>

async function tables(): Promise<{ name: string; rows: Row[] }[]> {
  const found = await t.house.sql<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`
  const all = []
  for (const { name } of found) {
    const rows = await t.house.sql.unsafe<{ row: Row }[]>(`select to_jsonb(t) as row from "${name}" t`)
    all.push({ name, rows: rows.map(({ row }) => row) })
  }
  return all
}

/** Every run of four Chinese characters or more in what is stored, wherever it stands. */
function wordsIn(value: unknown, into: Set<string>): void {
  if (typeof value === 'string') for (const [run] of value.matchAll(/\p{Script=Han}{4,}/gu)) into.add(run)
  else if (value && typeof value === 'object') for (const inner of Object.values(value)) wordsIn(inner, into)
}

/** What the first county holds, as one line a table: sign-ins of the other county and counters are not of it. */
async function kept(organisations: ReadonlySet<string>): Promise<Record<string, string>> {
  const lines: Record<string, string> = {}
  for (const { name, rows } of await tables()) {
    const own = rows.filter((row) => organisations.has(String(row['organisation_id'])))
    lines[name] = own.map((row) => JSON.stringify(row)).toSorted().join('\n')
  }
  return lines
}

const play: Play = async (client, template, values, body = {}) => {
  const answer = await client.post(filled(template, values), body, { key: randomUUID() })
  if (answer.status !== 200) throw new Error(`${template} answered ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}

let organisations: Set<string>
let before: Record<string, string>

beforeAll(async () => {
  const password = 'story-password'
  const county = await t.makeOrganisation('讲故事县政协', { settings: { handwrittenSignature: true } })
  const people = {
    chair: await t.makePerson(county, ['facilitator'], { name: '主持讲故事的人', password }),
    member: await t.makePerson(county, ['member'], { name: '讲故事的委员', password }),
    clerk: await t.makePerson(county, ['unitClerk'], { name: '讲故事的公路部门' }),
    approver: await t.makePerson(county, ['approver'], { name: '讲故事的审批人' }),
  }
  const hall = {
    county, venue: await t.makeVenue(county, '讲故事的凉亭'),
    chair: await t.as(people.chair), approver: await t.as(people.approver), member: await t.as(people.member),
    memberPerson: people.member, clerkPerson: people.clerk,
  }
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

  const all = await tables()
  for (const { rows } of all) for (const row of rows) wordsIn(row, words)
  for (const { rows } of all) {
    const first = rows.find((row) => /^[0-9a-f-]{36}$/.test(String(row['id'])))
    if (first) ids.push(String(first['id']))
  }
  organisations = new Set(all.find((one) => one.name === 'organisations')?.rows.map((row) => String(row['id'])))
  const elsewhere = await t.makeOrganisation('外乡')
  outsider = await t.as(await t.makePerson(elsewhere, roles, { name: '外人' }))
  guest = await t.as(await t.makeGuest(elsewhere, '外客'))
  before = await kept(organisations)
}, 600_000)

/** Ends the very sign-in that asks; it names no record. */
const leaving = new Set(['/api/sign-out'])

async function ask(client: Client, operation: Operation, id: string) {
  const blanks = Object.fromEntries([...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, id]))
  const named = Object.keys(blanks).every((name) => name.toLowerCase().endsWith('id'))
  const path = fill(operation, named ? blanks : {})
  if (operation.method === 'get') return client.get(path)
  const body = JSON.stringify(sampleOf(operation.body ?? {})).replaceAll('00000000-0000-4000-8000-000000000000', id)
  return client.post(path, JSON.parse(body))
}

async function leaks(client: Client, list: readonly Operation[]): Promise<string[]> {
  const found: string[] = []
  for (const operation of list) {
    const asked = operation.path.includes('{') || operation.method === 'post' ? ids : ids.slice(0, 1)
    const one = async (id: string) => {
      const answer = await ask(client, operation, id)
      // The sentence of a refusal is a constant of ours; what is told stands beside it.
      const text = JSON.stringify(answer.body?.error ? (answer.body.error.detail ?? null) : answer.body)
      const told = [...words].filter((run) => text.includes(run))
      if (told.length > 0) found.push(`${label(operation)} with ${id} told ${told.join('、')}`)
      if (answer.status >= 500) found.push(`${label(operation)} with ${id} answered ${answer.status}`)
    }
    await Promise.all(asked.map(one))
  }
  return found
}

describe('another county', () => {
  it('[U11] is told no word of this one by any read, whatever roles its people hold at home', { timeout: 600_000 }, async () => {
    expect(words.size).toBeGreaterThan(30)
    expect(ids.length).toBeGreaterThan(15)
    const reads = registerOf(t.app).filter((operation) => operation.kind === 'query' && operation.path !== '/api/live')
    expect(await leaks(outsider, reads)).toEqual([])
    expect(await leaks(guest, reads)).toEqual([])
  })

  it('[U11] is told none by any deed either, and changes nothing here', { timeout: 600_000 }, async () => {
    const deeds = registerOf(t.app).filter((operation) => operation.kind === 'deed' && !leaving.has(operation.path))
    expect(await leaks(outsider, deeds)).toEqual([])
    expect(await kept(organisations)).toEqual(before)
  })
})
