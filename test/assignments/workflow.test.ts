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
  it('[Z3] each hand may make the moves that are its own, in the states the table names, and no other', async () => {
    const [lead, co] = await t.db.transaction(async (tx) => [
      await assignmentRecord(tx, await d.row(leadId)),
      await assignmentRecord(tx, await d.row(coId)),
    ] as const)
    for (const state of statesOf(assignmentWorkflow)) {
      for (const name of movesOf(assignmentWorkflow)) {
        const record = { ...(name === 'giveOpinion' ? co : lead), state }
        for (const [who, actor] of Object.entries(hands) as [keyof typeof hands, Actor][]) {
          const verdict = t.house.can.verdict(actor, `assignment.${name}`, record)
          const own = assignmentWorkflow.moves[name].from.includes(state) ? 'yes' : 'wrongState'
          const expected = byHand[name].includes(who) ? own : seeing.includes(who) ? 'refused' : 'hidden'
          expect([state, name, who, verdict]).toEqual([state, name, who, expected])
        }
      }
    }
  })

  it.each(statesOf(assignmentWorkflow))('[Z3] from %s each move does what the table says and is traced, or changes nothing', { timeout: 120_000 }, async (state) => {
    for (const name of movesOf(assignmentWorkflow)) {
      const id = name === 'giveOpinion' ? coId : leadId
      const { from, to } = assignmentWorkflow.moves[name]
      const [who = 'clerk'] = byHand[name]
      const row = await placed(id, state)
      const before = (await d.lines(id)).length
      const answer = await attempt(hands[who], row, name).catch(codeOf)
      const reached = to.includes(state) ? state : to[0]!
      const goes = from.includes(state) && byHand[name].length > 0
      const refusal = byHand[name].length > 0 ? 'wrongState' : 'notAllowed'
      expect([name, typeof answer === 'string' ? answer : answer.state]).toEqual([name, goes ? reached : refusal])
      const after = await d.lines(id)
      expect([name, (await d.row(id)).state, after.length - before]).toEqual([name, goes ? reached : state, goes ? 1 : 0])
      if (goes) expect(after.at(-1)).toMatchObject({ move: name, from: state, to: reached })
    }
  })

  it('[Z3] the wrong hand at a move that could be made is told no, and nothing changes', { timeout: 120_000 }, async () => {
    for (const name of movesOf(assignmentWorkflow)) {
      const id = name === 'giveOpinion' ? coId : leadId
      const row = await placed(id, assignmentWorkflow.moves[name].from[0]!)
      for (const who of ['townClerk', 'stranger', byHand[name].includes('supervisor') ? 'leader' : 'supervisor'] as const) {
        const code = who === 'stranger' ? 'notSignedIn' : who === 'townClerk' ? 'notFound' : 'notAllowed'
        await expect(attempt(hands[who], row, name), `${who} ${name}`).rejects.toMatchObject({ code })
      }
      expect(await d.row(id)).toEqual(row)
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
