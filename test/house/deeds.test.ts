import { randomUUID } from 'node:crypto'
import { asc, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { commands, ledger } from '../../db/schema/house.ts'
import { createCan } from '../../server/house/can.ts'
import { databaseClock, fixedClock } from '../../server/house/clock.ts'
import { perform, requestHash } from '../../server/house/command.ts'
import { type Context, type Ground, within } from '../../server/house/context.ts'
import { writeLine } from '../../server/house/ledger.ts'
import type { Actor } from '../../shared/people.ts'
import { testDatabase } from '../database.ts'

const database = testDatabase()
const clock = fixedClock(new Date('2026-03-18T07:00:00Z'))
const ground = (): Ground => ({ db: database.connection().db, clock, can: createCan([]) })
const someone: Actor = { kind: 'person', id: 'p1', name: '委员甲', roles: [], signInId: 's1' }
const other: Actor = { kind: 'person', id: 'p2', name: '委员乙', roles: [], signInId: 's2' }

function lineFor(id: string): (ctx: Context) => Promise<{ id: string }> {
  return async (ctx) => {
    await writeLine(ctx, { organisationId: randomUUID(), subject: { kind: 'lamp', id }, move: 'light', facts: { watts: 4 } })
    return { id }
  }
}
const linesOf = (id: string) =>
  database.connection().db.select().from(ledger).where(eq(ledger.subjectId, id)).orderBy(asc(ledger.sequence))

describe('deeds', () => {
  it('[U3] the same deed sent twice is done once and gets the stored answer', async () => {
    const id = randomUUID()
    const command = { key: randomUUID(), hash: requestHash('POST', '/lamp', '{}') }
    const first = await perform(ground(), someone, command, lineFor(id))
    const second = await perform(ground(), someone, command, lineFor(id))
    expect(second).toEqual(first)
    expect(await linesOf(id)).toHaveLength(1)
  })

  it('[U3] ten repeats at once are one deed', async () => {
    const id = randomUUID()
    const command = { key: randomUUID(), hash: 'h' }
    const answers = await Promise.all(Array.from({ length: 10 }, () => perform(ground(), someone, command, lineFor(id))))
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(1)
    expect(await linesOf(id)).toHaveLength(1)
  })

  it('[U3] another person or another request under the same key is refused', async () => {
    const command = { key: randomUUID(), hash: 'h' }
    await perform(ground(), someone, command, lineFor(randomUUID()))
    await expect(perform(ground(), other, command, lineFor(randomUUID()))).rejects.toMatchObject({ code: 'commandReused' })
    await expect(perform(ground(), someone, { ...command, hash: 'x' }, lineFor(randomUUID()))).rejects.toMatchObject({
      code: 'commandReused',
    })
  })

  it('[U10] a deed that fails half-way leaves neither its line nor its key', async () => {
    const id = randomUUID()
    const command = { key: randomUUID(), hash: 'h' }
    const fails = async (ctx: Context) => {
      await lineFor(id)(ctx)
      throw new Error('the lamp broke')
    }
    await expect(perform(ground(), someone, command, fails)).rejects.toThrow('the lamp broke')
    expect(await linesOf(id)).toEqual([])
    expect(await database.connection().db.select().from(commands).where(eq(commands.key, command.key))).toEqual([])
  })

  it('[U1] lines of one record are numbered without holes and carry the house’s time', async () => {
    const id = randomUUID()
    for (let n = 0; n < 3; n++) await perform(ground(), someone, { key: randomUUID(), hash: 'h' }, lineFor(id))
    const lines = await linesOf(id)
    expect(lines.map((line) => line.sequence)).toEqual([1, 2, 3])
    expect(lines.every((line) => line.at.toISOString() === '2026-03-18T07:00:00.000Z')).toBe(true)
  })

  it('[U1] a line can be neither changed nor taken out', async () => {
    const id = randomUUID()
    await perform(ground(), someone, { key: randomUUID(), hash: 'h' }, lineFor(id))
    const { db } = database.connection()
    await expect(db.update(ledger).set({ move: 'x' }).where(eq(ledger.subjectId, id))).rejects.toMatchObject({ cause: { code: '55000' } })
    await expect(db.delete(ledger).where(eq(ledger.subjectId, id))).rejects.toMatchObject({ cause: { code: '55000' } })
  })

  it('[U4] in production the moment of a deed is the database’s, the same all through it', async () => {
    const real: Ground = { ...ground(), clock: databaseClock }
    const [first, second] = await within(real, someone, async (ctx) => [ctx.now, await databaseClock.now(ctx.tx)] as const)
    expect(first).toEqual(second)
  })
})
