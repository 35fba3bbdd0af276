import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { sessions } from '../../db/schema/sessions.ts'
import { type SessionMove, type SessionState, sessionWorkflow } from '../../shared/sessions.ts'
import { movesFrom, movesOf, statesOf } from '../../shared/workflow.ts'
import { testHouse } from '../people.ts'
import { draft, type Hall, itemsOf, makeHall, move, opened, talking } from './hall.ts'
import { fold, traceOf } from './trace.ts'

const t = testHouse()
let hall: Hall
beforeAll(async () => {
  hall = await makeHall(t)
})

/** Moves of the session's follow-up: they belong to the outcome of a session, not to the session itself. */
const later: readonly SessionMove[] = ['planFollowUp', 'openTracking', 'closeWithoutCommitments', 'close']
const moves = movesOf(sessionWorkflow).filter((name) => !later.includes(name))
const path = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
const bodies: Partial<Record<SessionMove, object>> = {
  returnForChange: { reason: '还要改' },
  cancel: { reason: '下雨' },
  abort: { reason: '停电' },
  reschedule: { scheduledAt: '2026-03-19T07:00:00.000Z' },
  start: { acknowledged: true },
  signRecord: { noConsensus: true },
}
const handFor = (name: SessionMove) => (['approve', 'returnForChange', 'abort'].includes(name) ? hall.approver : hall.chair)

/** A session whose guards are all met, put into a state. */
async function inState(state: SessionState) {
  const session = await opened(hall)
  await move(hall, session, 'check-in', {}, hall.member)
  await t.db.update(sessions).set({ state, scheduledAt: new Date('2026-03-18T07:00:00Z') }).where(eq(sessions.id, session.id))
  return session
}

async function attempt(id: string, name: SessionMove) {
  const client = await hall.client(handFor(name))
  const { body: now } = await client.get(`/api/sessions/${id}`)
  return client.post(`/api/sessions/${id}/${path(name)}`, { version: now.version, ...bodies[name] })
}

describe('the workflow of a session', () => {
  for (const name of moves) {
    const from = movesFrom(sessionWorkflow, name)
    for (const state of from) {
      it(`[S3] ${state}: ${name} is done and traced`, async () => {
        const session = await inState(state)
        const before = (await traceOf(t, session.id)).length
        const answer = await attempt(session.id, name)
        expect(answer.body).toMatchObject({ id: session.id })
        expect(sessionWorkflow.moves[name].to).toContain(answer.body.state)
        const lines = (await traceOf(t, session.id)).slice(before)
        expect(lines.filter((line) => line.to !== null)).toMatchObject([{ move: name, from: state, to: answer.body.state }])
      })
    }
  }

  it('[S3] every other pair of state and move is refused and leaves nothing', async () => {
    const session = await opened(hall)
    const lines = await traceOf(t, session.id)
    const wrong: string[] = []
    for (const state of statesOf(sessionWorkflow)) {
      await t.db.update(sessions).set({ state }).where(eq(sessions.id, session.id))
      for (const name of moves.filter((one) => !movesFrom(sessionWorkflow, one).includes(state))) {
        const client = await hall.client(handFor(name))
        const answer = await client.post(`/api/sessions/${session.id}/${path(name)}`, { version: session.version, ...bodies[name] })
        if (answer.body.error?.code !== 'wrongState') wrong.push(`${state} ${name}: ${answer.status} ${answer.body.error?.code}`)
      }
      const [row] = await t.db.select().from(sessions).where(eq(sessions.id, session.id))
      if (row?.state !== state) wrong.push(`${state} became ${row?.state}`)
    }
    expect(wrong).toEqual([])
    expect(await traceOf(t, session.id)).toEqual(lines)
  })

  it('[S3] only those the policy names may move it: a member is told no, another county finds nothing', async () => {
    const session = await talking(hall)
    const member = await hall.client(hall.member)
    const stranger = await t.as(await t.makePerson(await t.makeOrganisation(), ['facilitator', 'approver']))
    for (const name of moves) {
      const body = { version: session.version, ...bodies[name] }
      expect((await member.post(`/api/sessions/${session.id}/${path(name)}`, body)).status).toBe(403)
      expect((await stranger.post(`/api/sessions/${session.id}/${path(name)}`, body)).status).toBe(404)
    }
  })

  it('[U7] a move decided on an older version is refused and carries the fresh session', async () => {
    const session = await opened(hall)
    await move(hall, session, 'rights', { rights: { member: 'read' } })
    const late = await (await hall.client(hall.chair)).post(`/api/sessions/${session.id}/start`, { version: session.version, acknowledged: true })
    expect(late.status).toBe(409)
    expect(late.body.error).toMatchObject({ code: 'stale', detail: { fresh: { id: session.id, rights: { member: 'read' } } } })
  })

  it('[U7] of two hands at one move one wins, one is told, and there is one trace', async () => {
    const session = await talking(hall)
    const client = await hall.client(hall.chair)
    const both = await Promise.all(
      [1, 2].map(() => client.post(`/api/sessions/${session.id}/pause`, { version: session.version })),
    )
    expect(both.map((answer) => answer.status).toSorted()).toEqual([200, 409])
    expect((await traceOf(t, session.id)).filter((line) => line.move === 'pause')).toHaveLength(1)
  })

  it('[U9] folding the ledger of a whole session gives the state of everything in it', async () => {
    const session = await talking(hall)
    await move(hall, session, 'pause')
    await move(hall, session, 'resume')
    const client = await hall.client(hall.chair)
    for (const item of await itemsOf(hall, session)) {
      const begun = await client.post(`/api/items/${item.id}/begin`, { version: item.version })
      await client.post(`/api/items/${item.id}/record-informed`, { version: begun.body.version })
    }
    await move(hall, session, 'end-talk')
    const signed = await move(hall, session, 'sign-record', { noConsensus: true })
    expect(fold(await traceOf(t, session.id))).toBe(signed.state)
    for (const item of await itemsOf(hall, session)) expect(fold(await traceOf(t, item.id))).toBe(item.state)
    for (const seat of signed.participants) expect(fold(await traceOf(t, seat.id))).toBe(seat.state)
  })

  it('[S11] sessions at one venue are numbered in the order they are announced; a draft has no number', async () => {
    const here = { ...hall, venue: await t.makeVenue(hall.county) }
    const waiting = await draft(here)
    const first = await opened(here)
    const second = await move(here, waiting, 'open-now')
    expect([waiting.ordinal, first.ordinal, second.ordinal]).toEqual([null, 1, 2])
  })
})
