import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { jobs } from '../../server/jobs.ts'
import { syncActions } from '../../server/rooms/upgrade.ts'
import { roles } from '../../shared/people.ts'
import { testHouse } from '../people.ts'
import { fill, label, type Operation, registerOf } from './register.ts'
import { sampleOf } from './sample.ts'

const t = testHouse()
const operations = (): Operation[] => registerOf(t.app)

/** Sends the operation as it is described, with a well-formed body. */
async function send(client: ReturnType<typeof t.device>, operation: Operation) {
  const path = fill(operation)
  return operation.method === 'get' ? client.get(path) : client.post(path, sampleOf(operation.body ?? {}))
}

/** Walks operations and returns the ones that did not answer as they must, in words. */
async function failing(list: Operation[], check: (operation: Operation) => Promise<string | null>): Promise<string[]> {
  const found: string[] = []
  for (const operation of list) {
    const problem = await check(operation)
    if (problem) found.push(`${label(operation)}: ${problem}`)
  }
  return found
}

const raw = (operation: Operation, init: { body?: string; headers?: Record<string, string> }) =>
  t.app.request(`${t.origin}${fill(operation)}`, {
    method: 'POST',
    headers: { origin: t.origin, 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...init.headers },
    body: init.body ?? JSON.stringify(sampleOf(operation.body ?? {})),
  })

describe('every route of the register', () => {
  it('[U12] is registered under an action that a policy knows', () => {
    const unknown = operations().filter((operation) => !operation.action || !t.house.can.knows(operation.action))
    expect(unknown.map(label)).toEqual([])
  })

  it('[U12] so is every socket and every job', () => {
    const actions = [...syncActions, ...jobs.map((job) => job.action)]
    expect(actions.filter((action) => !t.house.can.knows(action))).toEqual([])
  })

  it('[U12] is described: no way in stands outside the register', () => {
    const described = new Set(operations().map((operation) => `${operation.method.toUpperCase()} ${operation.path}`))
    const open = new Set(['GET /api/openapi.json'])
    const outside = t.app.routes
      .filter((route) => route.path.startsWith('/api/') && !route.path.includes('*') && route.method !== 'ALL')
      .map((route) => `${route.method} ${route.path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}')}`)
      .filter((name) => !described.has(name) && !open.has(name))
    expect([...new Set(outside)]).toEqual([])
  })

  it('[U6] tells a stranger to sign in, unless it is open to all', async () => {
    const closed = operations().filter((operation) => !operation.rule?.anyone)
    expect(
      await failing(closed, async (operation) => {
        const answer = await send(t.device(), operation)
        return answer.status === 401 ? null : `answered ${answer.status} ${JSON.stringify(answer.body).slice(0, 120)}`
      }),
    ).toEqual([])
  })

  it('[U6] finds nothing under an id that belongs to nothing, whatever roles one holds', async () => {
    const organisation = await t.makeOrganisation()
    const client = await t.as(await t.makePerson(organisation, roles))
    const named = operations().filter((operation) => /\{\w*[iI]d\}/.test(operation.path))
    expect(
      await failing(named, async (operation) => {
        const answer = await send(client, operation)
        return answer.status === 404 ? null : `answered ${answer.status} ${JSON.stringify(answer.body).slice(0, 160)}`
      }),
    ).toEqual([])
  })

  it('[U8] refuses what is not JSON, what is not the asked shape, and what is not sent as JSON', async () => {
    const deeds = operations().filter((operation) => operation.kind === 'deed')
    expect(
      await failing(deeds, async (operation) => {
        const torn = await raw(operation, { body: '{"torn' })
        if (torn.status !== 400) return `torn JSON answered ${torn.status}`
        const form = await raw(operation, { body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } })
        if (form.status !== 415) return `a form answered ${form.status}`
        if ((operation.body?.required ?? []).length === 0) return null
        const empty = await raw(operation, { body: '{}' })
        return empty.status === 400 ? null : `an empty body answered ${empty.status}`
      }),
    ).toEqual([])
  })

  it('[U3] refuses a deed without its key', async () => {
    const organisation = await t.makeOrganisation()
    const client = await t.as(await t.makePerson(organisation, roles))
    const deeds = operations().filter((operation) => operation.kind === 'deed')
    expect(
      await failing(deeds, async (operation) => {
        const answer = await client.post(fill(operation), sampleOf(operation.body ?? {}), { key: 'none' })
        return answer.body?.error?.code === 'keyMissing' ? null : `answered ${answer.status} ${answer.body?.error?.code}`
      }),
    ).toEqual([])
  })

  it('[H60] refuses a deed that another site’s page sent, or none', async () => {
    const deeds = operations().filter((operation) => operation.method === 'post')
    const origins = ['https://elsewhere.test', 'null', `${t.origin}.elsewhere.test`, `${t.origin}:81`]
    expect(
      await failing(deeds, async (operation) => {
        for (const origin of origins) {
          const answer = await raw(operation, { headers: { origin } })
          if (answer.status !== 403) return `${origin} answered ${answer.status}`
        }
        return null
      }),
    ).toEqual([])
  })
})
