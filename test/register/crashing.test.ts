import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { organisations } from '../../db/schema/people.ts'
import { testDatabase } from '../database.ts'
import { contents, Crash, crashing } from './crashing.ts'

const database = testDatabase()

describe('the crash harness itself', () => {
  it('[U10] fails the statement it was told to, and the transaction leaves nothing', async () => {
    const connection = crashing(database.connection())
    const before = await contents(database.connection())
    const make = () => ({ id: randomUUID(), kind: 'cppcc' as const, name: randomUUID(), createdAt: new Date(0) })
    const work = () =>
      connection.db.transaction(async (tx) => {
        await tx.insert(organisations).values(make())
        await tx.insert(organisations).values(make())
      })
    connection.failAt(2)
    await expect(work()).rejects.toSatisfy((error: Error) => error instanceof Crash || error.cause instanceof Crash)
    expect(await contents(database.connection())).toEqual(before)
    connection.failAt(null)
    await work()
    expect(connection.statements()).toBe(2)
    expect(await contents(database.connection())).not.toEqual(before)
  })
})
