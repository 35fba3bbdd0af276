import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { reports } from '../../db/schema/reports.ts'
import { within } from '../../server/house/context.ts'
import { move } from '../../server/house/move.ts'
import { findReport, type ReportRecord, reportRecord } from '../../server/reports/records.ts'
import { type Actor, clockActor, roles, stranger } from '../../shared/people.ts'
import { isReportGate, isReportPrivate, type ReportMove, type ReportState, reportWorkflow } from '../../shared/reports.ts'
import { movesOf, statesOf } from '../../shared/workflow.ts'
import { testHouse } from '../people.ts'
import { type Desk, setDesk } from './stage.ts'

const t = testHouse()
const states = statesOf(reportWorkflow)
const moves = movesOf(reportWorkflow)
let d: Desk
let hands: Record<string, Actor>
beforeAll(async () => {
  d = await setDesk(t)
  const elsewhere = await t.makeOrganisation()
  hands = {
    author: await t.actor(d.people.author),
    editor: await t.actor(d.people.editor),
    reviewer: await t.actor(d.people.reviewer),
    issuer: await t.actor(d.people.issuer),
    auditor: await t.actor(d.people.auditor),
    colleague: await t.actor(d.people.colleague),
    secretary: await t.actor(await t.makePerson(d.county, ['secretary', 'organisationAdmin', 'proposalOffice'])),
    elsewhere: await t.actor(await t.makePerson(elsewhere, roles)),
    guest: await t.actor(await t.makeGuest(d.county)),
    clock: clockActor,
    stranger,
  }
})

/** Who makes each move; nobody makes the others yet. */
const makers: Partial<Record<ReportMove, string>> = {
  submit: 'author', resubmit: 'author', take: 'editor', passInitial: 'editor', passPolitical: 'reviewer', passContent: 'reviewer',
  passEffect: 'reviewer', finishEdit: 'editor', signIssue: 'issuer', adopt: 'editor', lapse: 'clock',
}
const desk = ['editor', 'reviewer', 'issuer', 'auditor']
const onDuty = (state: ReportState) => (isReportGate(state) ? 'reviewer' : 'editor')

function expected(hand: string, name: ReportMove, state: ReportState): string {
  if (hand === 'stranger') return 'notSignedIn'
  const sees = hand === 'author' || hand === 'clock' || (desk.includes(hand) && !isReportPrivate(state))
  if (!sees) return 'notFound'
  const maker = name === 'returnForChange' || name === 'retain' ? onDuty(state) : makers[name]
  if (hand !== maker) return 'notAllowed'
  return reportWorkflow.moves[name].from.includes(state) ? 'done' : 'wrongState'
}

async function reportIn(state: ReportState): Promise<ReportRecord> {
  const id = await d.begin()
  await t.db.update(reports).set({ state }).where(eq(reports.id, id))
  return t.db.transaction(async (tx) => reportRecord(tx, (await findReport(tx, id))!))
}

describe('every state, every move and every hand', () => {
  it.each(states)('[R10] from %s each move does what the table says for the one whose it is, and nothing for anyone else', { timeout: 120_000 }, async (state) => {
    const record = await reportIn(state)
    const before = await d.row(record.id)
    for (const [hand, actor] of Object.entries(hands)) {
      for (const name of moves) {
        const outcome = expected(hand, name, state)
        if (outcome === 'done') {
          const own = await reportIn(state)
          const moved = await within(t.house, actor, (ctx) => move(ctx, reportWorkflow, reports, own, name))
          expect(reportWorkflow.moves[name].to, `${hand} ${name}`).toContain(moved.state)
          expect((await d.linesOf(own.id)).at(-1)).toMatchObject({ move: name, from: state, to: moved.state })
        } else {
          const attempt = within(t.house, actor, (ctx) => move(ctx, reportWorkflow, reports, record, name))
          await expect(attempt, `${hand} ${name}`).rejects.toMatchObject({ code: outcome })
        }
      }
    }
    expect(await d.row(record.id)).toEqual(before)
    expect((await d.linesOf(record.id)).map((line) => line.move)).toEqual(['write'])
  })

  it('[R10] the buttons a person is shown are the moves that would go through', { timeout: 120_000 }, async () => {
    for (const state of states) {
      const record = await reportIn(state)
      for (const [hand, actor] of Object.entries(hands)) {
        const may = t.house.can.may(actor, 'report', record).filter((verb) => moves.includes(verb as ReportMove))
        expect([state, hand, may]).toEqual([state, hand, moves.filter((name) => expected(hand, name, state) === 'done')])
      }
    }
  })

  it('[R11] nobody looks over what they wrote themselves, whatever roles they hold', { timeout: 120_000 }, async () => {
    const self = await t.makePerson(d.county, ['member', 'infoEditor', 'gateReviewer', 'issuer'], { password: 'self-password' })
    const client = await t.as(self)
    const deeds: Partial<Record<ReportState, [string, object][]>> = {
      submitted: [['take', {}]],
      initialReview: [['pass-initial', { note: '' }], ['return', { reason: '改' }], ['retain', { reason: '留' }]],
      politicalGate: [['pass-political', { note: '行' }], ['return', { reason: '改' }], ['retain', { reason: '留' }]],
      contentGate: [['pass-content', { note: '行' }]],
      effectGate: [['pass-effect', { note: '行', level: 'city' }]],
      editing: [['finish-edit', {}], ['edited-title', { title: '井' }], ['return', { reason: '改' }]],
      awaitingIssue: [['sign-issue', { level: 'city', recipients: '市政协', password: 'self-password' }]],
      issued: [['adopt', { level: 'city', way: 'single', by: '市政协' }]],
    }
    for (const [state, tries] of Object.entries(deeds)) {
      const id = await d.begin('井边的墙', client)
      await t.db.update(reports).set({ state: state as ReportState }).where(eq(reports.id, id))
      for (const [name, body] of tries) {
        const answer = await d.deed(client, id, name, body)
        expect([state, name, answer.status, answer.body.error.code]).toEqual([state, name, 403, 'reportOwnText'])
      }
      expect((await d.see(id, client)).may).toEqual([])
      expect((await d.row(id)).state).toBe(state)
    }
    const own = new Set((await client.get('/api/reports?mine=true')).body.reports.map((one: { id: string }) => `report:${one.id}`))
    const waiting = (await client.get('/api/waiting')).body.waiting as { key: string }[]
    expect(waiting.filter(({ key }) => own.has(key))).toEqual([])
  })

  it('[U7] two reviewers at one gate: one passes it, one is told, one decision stands', async () => {
    const id = await d.handIn()
    await d.takeTo(id, 'pass-initial')
    const { version } = await d.row(id)
    const other = await t.as(await t.makePerson(d.county, ['gateReviewer']))
    const answers = await Promise.all([d.as.reviewer, other].map((client) => client.post(`/api/reports/${id}/pass-political`, { version, note: '行' })))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.body.error.code).toBe('stale')
    expect((await d.see(id)).turns.filter((turn: { move: string }) => turn.move === 'passPolitical')).toHaveLength(1)
  })
})
