import { join } from 'node:path'
import postgres from 'postgres'
import { openDataFolder } from '../../server/data-folder.ts'
import { openCluster } from '../../server/postgres/cluster.ts'
import type { DemoPerson } from '../../shared/demo.ts'
import { type Role, roleNames } from '../../shared/people.ts'
import { searchGrams, searchText } from '../../shared/search.ts'
import { freePort, startHouse } from '../spawned.ts'
import { percentile, type Result, resultOf, type Scenario } from './results.ts'

/** Ten years of a county: how long a list, a search and a desk take the server. */
const proposalCount = 10_000

/** What people look for: something in every tenth title, something in three of them, a number, and nothing at all. */
const wanted = { common: '道路', rare: '调解', two: '消防 通道', nothing: '航天' } as const
const places = ['东山村', '西河镇', '城关', '北坡', '南街', '石桥', '柳林', '新城', '老街', '河湾']
const matters = ['农村道路养护', '小学食堂用工', '消防通道占用', '老旧小区电梯', '灌溉水渠清淤', '公交线路延伸', '垃圾分类收运', '乡村医生待遇', '古树名木保护', '夜间施工噪声']

const desks = ['proposalOffice', 'supervisionOffice', 'unitClerk', 'unitLeader', 'member'] as const satisfies readonly Role[]

export const lists: Scenario = async ({ full, work }) => {
  const folder = openDataFolder(join(work, 'lists'))
  const cluster = await openCluster({ dataFolder: folder.path, projectRoot: process.cwd(), say: () => {} })
  try {
    const database = await newDatabase(cluster.url)
    const house = await startHouse({ env: { DATABASE_URL: database, DATA_DIR: join(work, 'lists-house'), PORT: String(await freePort()) }, args: ['--demo'] })
    try {
      await house.ready()
      await fill(database)
      return await measure(`http://127.0.0.1:${house.port}`, full ? 200 : 40)
    } finally {
      await house.end()
    }
  } finally {
    await cluster.stop()
  }
}

async function newDatabase(url: string): Promise<string> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  await sql`create database lists`
  await sql.end()
  return Object.assign(new URL(url), { pathname: '/lists' }).toString()
}

/** The demonstration's own proposals with their sponsors and assignments, again and again: most of them long closed. */
async function fill(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  const known = await sql<{ id: string; closed: boolean }[]>`select id, closed_at is not null as closed from proposals order by id`
  const [closed, open] = [known.filter((row) => row.closed), known.filter((row) => !row.closed)]
  const copies = Array.from({ length: proposalCount - known.length }, (_, n) => {
    const from = n % 20 === 0 ? open[(n / 20) % open.length]! : closed[n % closed.length]!
    const rare = n % 4000 === 7 ? '人民调解员报酬' : matters[n % matters.length]!
    const subject = `关于${places[(n * 7) % places.length]}${rare}的提案（第${n + 1}件）`
    return { id: crypto.randomUUID(), template: from.id, nth: n + 1000, subject, text: searchText(subject), grams: searchGrams(subject) }
  })
  for (let at = 0; at < copies.length; at += 1000) {
    const batch = JSON.stringify(copies.slice(at, at + 1000))
    await sql.begin(async (tx) => {
      await tx`create temporary table copy on commit drop as
        select * from jsonb_to_recordset(${batch}::text::jsonb) as c(id uuid, template uuid, nth int, subject text, text text, grams text[])`
      await tx`insert into documents select (jsonb_populate_record(d, jsonb_build_object('id', copy.id))).* from copy join documents d on d.id = copy.template`
      await tx`insert into proposals select (jsonb_populate_record(p, jsonb_build_object('id', copy.id, 'document_id', copy.id, 'subject', copy.subject,
        'number', case when p.number is null then null else copy.nth end, 'search_text', copy.text, 'search_grams', copy.grams,
        'created_at', p.created_at - copy.nth * interval '8 hours'))).* from copy join proposals p on p.id = copy.template`
      await tx`insert into proposal_sponsors select (jsonb_populate_record(s, jsonb_build_object('proposal_id', copy.id))).*
        from copy join proposal_sponsors s on s.proposal_id = copy.template`
      await tx`insert into assignments select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'proposal_id', copy.id, 'reply_id', null))).*
        from copy join assignments a on a.proposal_id = copy.template`
    })
  }
  await sql`analyze`
  await sql.end()
}

async function measure(address: string, rounds: number): Promise<Result[]> {
  const people = (await (await fetch(`${address}/api/demo/people`)).json()) as DemoPerson[]
  const found: Result[] = []
  for (const role of desks) {
    const person = people.find(({ guest, roles }) => !guest && roles.includes(roleNames[role]))
    if (!person) throw new Error(`the demonstration has no ${role}`)
    const cookie = await enter(address, person.id)
    const ask = (path: string) => timeOf(address, path, cookie, rounds)
    found.push(figure(`desk-${role}`, await ask('/api/waiting')))
    if (role !== 'proposalOffice' && role !== 'unitClerk') continue
    found.push(figure(`list-${role}`, await ask('/api/proposals')))
    for (const [name, words] of Object.entries(wanted)) found.push(figure(`find-${name}-${role}`, await ask(`/api/proposals?q=${encodeURIComponent(words)}`)))
  }
  return found
}

const figure = (metric: string, values: number[]): Result => resultOf('lists', metric, 'ms p95', [percentile(values, 95)])

async function enter(address: string, id: string): Promise<string> {
  const answer = await fetch(`${address}/api/demo/enter`, {
    method: 'POST', headers: { 'content-type': 'application/json', origin: address }, body: JSON.stringify({ id }),
  })
  if (answer.status !== 204) throw new Error(`nobody let ${id} in: ${answer.status}`)
  return answer.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ')
}

async function timeOf(address: string, path: string, cookie: string, rounds: number): Promise<number[]> {
  const values: number[] = []
  for (let n = -3; n < rounds; n += 1) {
    const begun = performance.now()
    const answer = await fetch(`${address}${path}`, { headers: { cookie } })
    await answer.arrayBuffer()
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
    if (n >= 0) values.push(performance.now() - begun)
  }
  return values
}
