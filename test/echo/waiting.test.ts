import { beforeAll, expect, it } from 'vitest'
import type { Connection } from '../../db/client.ts'
import type { WaitingLine } from '../../shared/waiting.ts'
import { type Client, testHouse } from '../people.ts'
import { setStage, type Stage, subject } from '../proposals/stage.ts'
import { crashing, type CrashingConnection } from '../register/crashing.ts'

const t = testHouse()
let stage: Stage
let counting: CrashingConnection

beforeAll(async () => {
  const plain: Connection = { ...t.house }
  counting = crashing(plain)
  Object.assign(t.house, { db: counting.db })
  stage = await setStage(t)
}, 120_000)

async function waiting(client: Client): Promise<{ lines: WaitingLine[]; statements: number }> {
  counting.failAt(null)
  const { body } = await client.get('/api/waiting')
  return { lines: body.waiting, statements: counting.statements() }
}

it('[N2] each is told what waits for them, with the verb; a stranger is asked to sign in', async () => {
  const id = await stage.create()
  expect((await waiting(stage.as.lead)).lines).toMatchObject([{ verb: '接着写', title: subject, href: `/proposals/${id}` }])
  expect((await waiting(stage.as.bystander)).lines).toEqual([])
  expect((await t.device().get('/api/waiting')).status).toBe(401)
})

it('[N2] the work does not grow with how much waits', async () => {
  const one = await waiting(stage.as.lead)
  for (let n = 0; n < 6; n += 1) await stage.create()
  const many = await waiting(stage.as.lead)
  expect(many.lines).toHaveLength(one.lines.length + 6)
  expect(many.statements).toBe(one.statements)
  expect(many.statements).toBeLessThan(40)
})
