import { eq, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { house } from '../db/schema/house.ts'
import { organisations } from '../db/schema/people.ts'
import { Halt } from './halt.ts'
import { hashToken, newToken } from './house/secrets.ts'

/** What a database holds, before anything in it is touched. */
export type Store = 'empty' | 'real' | 'demo' | 'halfDemo'

/** Reads what is there; works on a database of any of our releases and on an empty one. */
export async function readStore(db: Db): Promise<Store> {
  const [tables] = await db.execute<{ found: boolean }>(
    sql`select to_regclass('public.house') is not null and to_regclass('public.organisations') is not null as found`,
  )
  if (!tables?.found) return 'empty'
  const [row] = await db.select({ demo: house.demo, seeded: house.seeded }).from(house).where(eq(house.id, 1))
  if (row?.demo) return row.seeded ? 'demo' : 'halfDemo'
  return (await isWithoutOrganisation(db)) ? 'empty' : 'real'
}

/** The demonstration opens only an empty store or its own; a demonstration's store opens only as one (H20, H21). */
export function assertOpensAs(store: Store, demo: boolean): void {
  if (demo && store === 'real') {
    throw new Halt('这里已有正式的数据，不能当演示打开：请去掉 --demo，或给演示另指定一个 DATA_DIR。')
  }
  if (!demo && (store === 'demo' || store === 'halfDemo')) {
    throw new Halt('这里是演示数据，只能当演示打开：请用 npm start -- --demo；正式使用请换一个 DATA_DIR。')
  }
}

/** Empties a store whose filling with the demonstration was cut short; only ever called on one marked as such. */
export async function emptyHalfDemo(db: Db): Promise<void> {
  await db.execute(sql`drop schema if exists drizzle cascade`)
  await db.execute(sql`drop schema public cascade`)
  await db.execute(sql`create schema public`)
}

/** Fills an empty store with the demonstration, marked before the first row and after the last. */
export async function fillOnce(db: Db, fill: () => Promise<void>): Promise<void> {
  await db.insert(house).values({ id: 1, demo: true }).onConflictDoUpdate({ target: house.id, set: { demo: true } })
  await fill()
  await db.update(house).set({ seeded: true }).where(eq(house.id, 1))
}

/**
 * While nobody has set the house up: a new one-time token for the link at the terminal; older ones stop working.
 * Null once there is an organisation.
 */
export async function renewSetUpToken(db: Db): Promise<string | null> {
  if (!(await isWithoutOrganisation(db))) return null
  const token = newToken()
  const kept = { setUpTokenHash: hashToken(token) }
  await db.insert(house).values({ id: 1, ...kept }).onConflictDoUpdate({ target: house.id, set: kept })
  return token
}

async function isWithoutOrganisation(db: Db): Promise<boolean> {
  const found = await db.select({ id: organisations.id }).from(organisations).limit(1)
  return found.length === 0
}
