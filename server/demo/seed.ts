import { randomUUID } from 'node:crypto'
import { organisations } from '../../db/schema/people.ts'
import { insertPerson, insertRole } from '../people/accounts.ts'
import type { House } from '../house/house.ts'

/** Fills an empty store with the demonstration county: one 政协, its administrator and a facilitator (主持人). */
export async function seedDemonstration(house: House): Promise<void> {
  await house.db.transaction(async (tx) => {
    const now = await house.clock.now(tx)
    const moment = { tx, now }
    const organisationId = randomUUID()
    await tx.insert(organisations).values({ id: organisationId, kind: 'cppcc', level: 'county', name: '清河县政协', createdAt: now })
    const people = [
      { name: '管理员甲', username: '管理员甲', role: 'organisationAdmin' },
      { name: '主持人甲', username: '主持人甲', role: 'facilitator' },
    ] as const
    for (const { name, username, role } of people) {
      const personId = await insertPerson(moment, { organisationId, name, username })
      await insertRole(moment, { organisationId, personId, role })
    }
  })
}
