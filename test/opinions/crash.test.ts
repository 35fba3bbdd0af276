import { beforeAll, describe, expect, it } from 'vitest'
import { sealWhenDue } from '../../server/opinions/freeze.ts'
import { type Context, within } from '../../server/house/context.ts'
import { unfreeze } from '../../server/opinions/commands.ts'
import { placeCard, takeCardBack } from '../../server/cards/placing.ts'
import { type Hall, openHall } from '../cards/hall.ts'
import { testHouse } from '../people.ts'
import { contents, Crash, crashing } from '../register/crashing.ts'

const t = testHouse()
let hall: Hall
beforeAll(async () => {
  hall = await openHall(t)
})

/** Fails every statement of a deed in turn: each time the store is as before. At last nothing fails and it is done. */
async function everyStatement(work: (ground: typeof t.house) => Promise<unknown>): Promise<number> {
  const broken = crashing(t.house)
  const ground = { ...t.house, db: broken.db }
  const before = await contents(t.house)
  for (let n = 1; ; n += 1) {
    broken.failAt(n)
    try {
      await work(ground)
      return n - 1
    } catch (error) {
      const cause = error instanceof Crash ? error : (error as Error).cause
      if (!(cause instanceof Crash)) throw error
      expect([n, await contents(t.house)]).toEqual([n, before])
    }
  }
}
const asChair = async (ground: typeof t.house, work: (ctx: Context) => Promise<unknown>) => within(ground, await t.actor(hall.people.chair), work)

describe('a crash half-way', () => {
  it('[U10] while a card is placed leaves neither words nor source nor line', async () => {
    await hall.write('第一条。')
    const card = (await hall.say(hall.as.resident, '写进去。')).body
    const tried = await everyStatement((ground) => asChair(ground, (ctx) => placeCard(ctx, card.id, { version: 1 })))
    expect(tried).toBeGreaterThan(8)
    expect((await hall.clauses()).map((clause) => clause.text)).toEqual(['第一条。', '写进去。'])
    await everyStatement((ground) => asChair(ground, (ctx) => takeCardBack(ctx, card.id, 2)))
    expect((await hall.clauses()).map((clause) => clause.text)).toEqual(['第一条。'])
    await hall.card(hall.as.chair, card.id, 'leave', { version: 3, reason: '另议' })
  })

  it('[U10] while the seal falls leaves no revision without a seal and no seal without its line', async () => {
    await hall.opinionDeed(hall.as.chair, 'announce-freeze')
    t.clock.advance(10_000)
    const tried = await everyStatement((ground) => sealWhenDue(ground, hall.opinion.id))
    expect(tried).toBeGreaterThan(8)
    expect((await hall.fresh()).sealId).not.toBeNull()
  })

  it('[U10] while it is opened again leaves it sealed', async () => {
    const { version } = await hall.fresh()
    const tried = await everyStatement((ground) => asChair(ground, (ctx) => unfreeze(ctx, hall.opinion.id, version, '再改')))
    expect(tried).toBeGreaterThan(8)
    expect((await hall.clauses()).map((clause) => clause.text)).toEqual(['第一条。'])
  })
})
