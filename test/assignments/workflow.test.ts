import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { assignments } from '../../db/schema/assignments.ts'
import { makeMove } from '../../server/assignments/moves.ts'
import type { AssignmentRow } from '../../server/assignments/records.ts'
import { assignmentRecord } from '../../server/assignments/queries.ts'
import { within } from '../../server/house/context.ts'
import { type AssignmentMove, type AssignmentState, assignmentWorkflow } from '../../shared/assignments.ts'
import { type Actor, clockActor, stranger } from '../../shared/people.ts'
import { movesOf, statesOf } from '../../shared/workflow.ts'
import { testHouse } from '../people.ts'
import { assigningDay, setTable, type Table } from './table.ts'

const t = testHouse()
let d: Table
let hands: Record<'clerk' | 'leader' | 'coClerk' | 'supervisor' | 'proposalOffice' | 'lead' | 'townClerk' | 'clock' | 'stranger' | 'guest', Actor>
let leadId = ''
let coId = ''
beforeAll(async () => {
  d = await setTable(t)
  const { clerk, leader, coClerk, supervisor, proposalOffice, lead, townClerk } = d.people
  const actors = await Promise.all([clerk, leader, coClerk, supervisor, proposalOffice, lead, townClerk].map((one) => t.actor(one)))
  hands = {
    clerk: actors[0]!, leader: actors[1]!, coClerk: actors[2]!, supervisor: actors[3]!, proposalOffice: actors[4]!, lead: actors[5]!,
    townClerk: actors[6]!, clock: clockActor, stranger, guest: await t.actor(await t.makeGuest(d.county)),
  }
  const one = await d.assigned()
  leadId = one.lead
  coId = one.co
})
beforeEach(() => t.clock.set(assigningDay))

/** Who makes which move of the lead unit's part; of the co-unit's, its own clerk gives the opinion. */
const byHand: Record<AssignmentMove, readonly (keyof typeof hands)[]> = {
  acknowledge: ['clerk'], requestReassign: ['clerk'], grantReassign: ['supervisor'], refuseReassign: ['supervisor'], begin: ['clerk'],
  logContact: ['clerk'], draftReply: ['clerk', 'leader'], answer: ['clerk', 'leader'], sendToCo: ['clerk', 'leader'], coSigned: ['clock'],
  approve: ['leader'], submit: ['clerk'], returnReply: ['supervisor'], revise: ['clerk', 'leader'], pass: ['supervisor'],
  requestExtension: [], feedbackIn: ['clock'], giveOpinion: ['coClerk'],
}
const seeing: readonly (keyof typeof hands)[] = ['clerk', 'leader', 'coClerk', 'supervisor', 'proposalOffice', 'clock']

async function placed(id: string, state: AssignmentState): Promise<AssignmentRow> {
  const [row] = await t.db.update(assignments).set({ state }).where(eq(assignments.id, id)).returning()
  return row!
}
const attempt = (actor: Actor, row: AssignmentRow, name: AssignmentMove) =>
  within(t.house, actor, async (ctx) => makeMove(ctx, await assignmentRecord(ctx.tx, row), name))
const codeOf = (error: unknown) => (error as { code: string }).code

describe('every state, every move, every hand', () => {
  it.each(statesOf(assignmentWorkflow))('[Z3] from %s each move does what the table says, by whom it says, and nothing else', { timeout: 240_000 }, async (state) => {
    for (const name of movesOf(assignmentWorkflow)) {
      const id = name === 'giveOpinion' ? coId : leadId
      const { from, to } = assignmentWorkflow.moves[name]
      for (const [who, actor] of Object.entries(hands) as [keyof typeof hands, Actor][]) {
        const row = await placed(id, state)
        const lines = (await d.lines(id)).length
        const answer = await attempt(actor, row, name).catch(codeOf)
        const sees = id === coId ? [...seeing] : seeing
        const expected = !byHand[name].includes(who)
          ? who === 'stranger' ? 'notSignedIn' : sees.includes(who) ? 'notAllowed' : 'notFound'
          : from.includes(state) ? (to.includes(state) ? state : to[0]!) : 'wrongState'
        expect([name, who, typeof answer === 'string' ? answer : answer.state]).toEqual([name, who, expected])
        const moved = typeof answer !== 'string'
        expect((await d.row(id)).state).toBe(moved ? expected : state)
        const after = await d.lines(id)
        expect(after).toHaveLength(lines + (moved ? 1 : 0))
        if (moved) expect(after.at(-1)).toMatchObject({ move: name, from: state, to: expected })
      }
    }
  })

  it('[Z3] another county sees and does nothing', async () => {
    const elsewhere = await setTable(t)
    await placed(leadId, 'pending')
    const { version } = await d.row(leadId)
    for (const client of [elsewhere.as.clerk, elsewhere.as.supervisor, elsewhere.as.proposalOffice]) {
      expect((await client.get(`/api/assignments/${leadId}`)).status).toBe(404)
      expect((await client.post(`/api/assignments/${leadId}/acknowledge`, { version })).status).toBe(404)
    }
    expect((await elsewhere.as.clerk.get('/api/assignments')).body.assignments).toEqual([])
    expect((await t.device().get(`/api/assignments/${leadId}`)).status).toBe(401)
  })
})
