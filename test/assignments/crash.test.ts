import { beforeAll, describe, expect, it } from 'vitest'
import { giveOpinion } from '../../server/assignments/co-units.ts'
import { approve, pass, returnReply } from '../../server/assignments/deliver.ts'
import { grantReassign } from '../../server/assignments/reassign.ts'
import { draftReply } from '../../server/assignments/reply.ts'
import { type Context, within } from '../../server/house/context.ts'
import { assign } from '../../server/proposals/assigning.ts'
import { type Person, testHouse } from '../people.ts'
import { contents, Crash, crashing } from '../register/crashing.ts'
import { setTable, type Table } from './table.ts'

const t = testHouse()
let d: Table
beforeAll(async () => {
  d = await setTable(t)
})

/** Fails every third statement of a deed, and its last ones, in turn: each time the store is as before. Then it is done. */
async function cutShort(who: Person, work: (ctx: Context) => Promise<unknown>): Promise<number> {
  const actor = await t.actor(who)
  const broken = crashing(t.house)
  const ground = { ...t.house, db: broken.db }
  const before = await contents(t.house)
  for (let n = 1; ; n += 3) {
    broken.failAt(n)
    try {
      await within(ground, actor, work)
      break
    } catch (error) {
      const cause = error instanceof Crash ? error : (error as Error).cause
      if (!(cause instanceof Crash)) throw error
      expect([n, await contents(t.house)]).toEqual([n, before])
    }
  }
  return broken.statements()
}

describe('a crash half-way', () => {
  it('[U10] while it is assigned, handed on, drafted, approved, sent back and delivered leaves nothing of it', { timeout: 300_000 }, async () => {
    const proposalId = await d.docketed()
    const { clerk, leader, coClerk, supervisor } = d.people
    const at = async (id: string) => (await d.row(id)).version
    const given = { version: 1, leadUnitId: d.town.id, coUnitIds: [d.court.id] }
    expect(await cutShort(supervisor, (ctx) => assign(ctx, proposalId, given))).toBeGreaterThan(20)
    const rows = await d.rowsOf(proposalId)
    const first = rows.find(({ kind }) => kind === 'lead')!.id
    const co = rows.find(({ kind }) => kind === 'co')!.id
    await d.done(d.as.townClerk, first, 'request-reassign', { reason: '归财政', unitId: d.finance.id })
    const asked = await at(first)
    await cutShort(supervisor, (ctx) => grantReassign(ctx, first, asked))
    const lead = (await d.rowsOf(proposalId)).find(({ unitId }) => unitId === d.finance.id)!.id
    await d.begun(lead)
    const begun = await at(lead)
    await cutShort(clerk, (ctx) => draftReply(ctx, lead, begun))
    await d.done(d.as.clerk, lead, 'send-to-co')
    await d.done(d.as.coClerk, co, 'acknowledge')
    await d.done(d.as.coClerk, co, 'begin')
    const asking = await at(co)
    await cutShort(coClerk, (ctx) => giveOpinion(ctx, co, { version: asking, agrees: true, words: '同意。' }))
    expect((await d.row(lead)).state).toBe('drafted')
    await d.answered(lead)
    await d.done(d.as.clerk, lead, 'log-contact', d.talk('after', '2026-02-10'))
    const approval = async () => ({ version: await at(lead), letterNumber: d.letterNumber })
    const signing = await approval()
    await cutShort(leader, (ctx) => approve(ctx, lead, signing))
    await d.done(d.as.clerk, lead, 'submit')
    const sent = await at(lead)
    await cutShort(supervisor, (ctx) => returnReply(ctx, lead, { version: sent, reason: '请写细些' }))
    await d.done(d.as.clerk, lead, 'revise')
    const again = await approval()
    await d.inside(leader, (ctx) => approve(ctx, lead, again))
    await d.done(d.as.clerk, lead, 'submit')
    const ready = await at(lead)
    await cutShort(supervisor, (ctx) => pass(ctx, lead, { version: ready, publicity: 'full', reason: '' }))
    expect((await d.proposal(proposalId)).state).toBe('evaluating')
  })
})
