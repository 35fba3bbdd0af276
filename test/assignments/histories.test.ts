import * as fc from 'fast-check'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { approve, pass, returnReply, revise, submit } from '../../server/assignments/deliver.ts'
import { giveOpinion, sendToCo } from '../../server/assignments/co-units.ts'
import { acknowledge, begin, logContact } from '../../server/assignments/commands.ts'
import { feedbackIn } from '../../server/assignments/feedback.ts'
import { grantReassign, refuseReassign, requestReassign } from '../../server/assignments/reassign.ts'
import { answer, chooseGrade, draftReply } from '../../server/assignments/reply.ts'
import type { AssignmentRow } from '../../server/assignments/records.ts'
import { editDocument } from '../../server/documents/edit.ts'
import { type Context, within } from '../../server/house/context.ts'
import { deliveredOf } from '../../server/assignments/records.ts'
import { owesReply } from '../../shared/assignments.ts'
import { dueDate } from '../../shared/due.ts'
import { dayOf } from '../../shared/calendar.ts'
import { newClauseId } from '../../shared/documents/clauses.ts'
import type { Actor } from '../../shared/people.ts'
import { Refusal } from '../../shared/refusals.ts'
import { shippedRules } from '../../shared/ruleset.ts'
import { addClause } from '../../shared/sync/text.ts'
import { testHouse } from '../people.ts'
import { assigningDay, setTable, type Table } from './table.ts'

const t = testHouse()
let d: Table
const actors = new Map<string, Actor>()
beforeAll(async () => {
  d = await setTable(t)
  for (const [name, person] of Object.entries(d.people)) actors.set(name, await t.actor(person))
})
beforeEach(() => t.clock.set(assigningDay))

type Deed = (ctx: Context, row: AssignmentRow) => Promise<unknown>
const reason = '说明'
/** Deeds as their hands would try them, in whatever state things are; `wait` lets days go by. */
const deeds: Record<string, [who: 'unit' | 'leader' | 'supervisor', Deed]> = {
  acknowledge: ['unit', (ctx, { id, version }) => acknowledge(ctx, id, version)],
  begin: ['unit', (ctx, { id, version }) => begin(ctx, id, version)],
  request: ['unit', (ctx, { id, version, unitId }) => requestReassign(ctx, id, { version, reason, unitId: unitId === d.town.id ? d.finance.id : d.town.id })],
  grant: ['supervisor', (ctx, { id, version }) => grantReassign(ctx, id, version)],
  refuse: ['supervisor', (ctx, { id, version }) => refuseReassign(ctx, id, version, reason)],
  before: ['unit', (ctx, { id, version }) => logContact(ctx, id, { version, phase: 'before', way: 'phone', day: dayOf(ctx.now), withWhom: '委员甲', words: '' })],
  after: ['unit', (ctx, { id, version }) => logContact(ctx, id, { version, phase: 'after', way: 'visit', day: dayOf(ctx.now), withWhom: '委员甲', words: '' })],
  draft: ['unit', (ctx, { id, version }) => draftReply(ctx, id, version)],
  answerAll: ['unit', answerAll],
  grade: ['unit', (ctx, { id, version }) => chooseGrade(ctx, id, version, 'A')],
  ask: ['unit', (ctx, { id, version }) => sendToCo(ctx, id, version)],
  opinion: ['unit', (ctx, { id, version }) => giveOpinion(ctx, id, { version, agrees: true, words: '同意' })],
  approve: ['leader', (ctx, { id, version }) => approve(ctx, id, { version, letterNumber: '青财〔2026〕1号' })],
  submit: ['unit', (ctx, { id, version }) => submit(ctx, id, version)],
  back: ['supervisor', (ctx, { id, version }) => returnReply(ctx, id, { version, reason })],
  revise: ['unit', (ctx, { id, version }) => revise(ctx, id, version)],
  pass: ['supervisor', (ctx, { id, version }) => pass(ctx, id, { version, publicity: 'full', reason: '' })],
  again: ['supervisor', (ctx, row) => feedbackIn(ctx, { proposalId: row.proposalId! }, row.round === 1 ? 'again' : 'settled')],
}
const names = Object.keys(deeds)

async function answerAll(ctx: Context, row: AssignmentRow): Promise<void> {
  let { version } = row
  for (const { recommendationId, clauseId, round } of await d.answersOf(row.id)) {
    if (round !== row.round || !row.replyId) continue
    ;({ version } = await answer(ctx, row.id, { version, recommendationId, outcome: 'done', plannedOn: null, reason: '' }))
    await editDocument(ctx, row.replyId, (doc) => addClause(doc, '办了。', newClauseId(), clauseId))
  }
}

const handOf = (unitId: string, who: 'unit' | 'leader' | 'supervisor'): Actor =>
  actors.get(who === 'supervisor' ? 'supervisor' : unitId === d.court.id ? 'coClerk' : unitId === d.town.id ? 'townClerk' : who === 'leader' ? 'leader' : 'clerk')!

/** The unit asks to be relieved, and is: too rare among single deeds. */
async function handOn(proposalId: string, onCo: boolean): Promise<void> {
  await attempt(proposalId, 'request', onCo)
  await attempt(proposalId, 'grant', onCo)
}

/** Tries one deed on one unit's part; a refusal is an answer, anything else is not. */
async function attempt(proposalId: string, name: string, onCo: boolean): Promise<void> {
  const rows = (await d.rowsOf(proposalId)).filter(({ standing }) => standing)
  const row = rows.find(({ kind }) => owesReply(kind) !== onCo)
  if (!row) return
  const [who, work] = deeds[name]!
  await within(t.house, handOf(row.unitId, who), (ctx) => work(ctx, row)).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error
  })
}

async function holds(proposalId: string): Promise<void> {
  const rows = await d.rowsOf(proposalId)
  const standing = rows.filter((row) => row.standing)
  expect(standing.filter(({ kind }) => owesReply(kind))).toHaveLength(1)
  expect(new Set(standing.map(({ unitId }) => unitId)).size).toBe(standing.length)
  const longest = dueDate(shippedRules, 'proposal.reply.absoluteMaxMonths', dayOf(assigningDay)).day
  for (const row of rows) {
    if (row.round === 1 && row.due) expect(row.due.day <= longest).toBe(true)
    const lines = (await d.lines(row.id)).filter(({ to }) => to !== null)
    expect(lines.map(({ from }) => from)).toEqual([null, ...lines.slice(0, -1).map(({ to }) => to)])
    expect(lines.at(-1)?.to).toBe(row.state)
  }
  if ((await deliveredOf(t.db, rows.map(({ id }) => id))).length > 0) {
    expect(standing.every((row) => owesReply(row.kind) || row.coOpinionAt !== null)).toBe(true)
  }
}

/** Mostly the usual road, with anything else thrown in between. */
const road: readonly [string, boolean][] = [
  ['acknowledge', false], ['begin', false], ['before', false], ['acknowledge', true], ['begin', true], ['draft', false], ['opinion', true],
  ['answerAll', false], ['grade', false], ['after', false], ['approve', false], ['submit', false], ['pass', false], ['again', false],
]
const history = fc.array(fc.tuple(fc.constantFrom(...names, 'handOn', 'handOn', 'handOn'), fc.boolean(), fc.nat({ max: 9 })), { minLength: 6, maxLength: 14 })

it('[Z60] [U9] [Z34] whatever anybody tries in whatever order: one lead unit, days within the longest, opinions before replies, and the lines fold to the state', { timeout: 600_000 }, async () => {
  let delivered = 0
  let handedOn = 0
  await fc.assert(
    fc.asyncProperty(history, async (turns) => {
      t.clock.set(assigningDay)
      const { proposalId } = await d.assigned(true, { asked: ['列专项', '按季发'] })
      let step = 0
      for (const [name, onCo, days] of turns) {
        await (name === 'handOn' ? handOn(proposalId, onCo) : attempt(proposalId, name, onCo))
        for (let n = 0; n < 2 && step < road.length; n += 1) await attempt(proposalId, ...road[step++]!)
        if (days > 7) t.clock.advance(days * 86_400_000)
      }
      await holds(proposalId)
      const rows = await d.rowsOf(proposalId)
      delivered += (await deliveredOf(t.db, rows.map(({ id }) => id))).length
      handedOn += rows.filter(({ standing }) => !standing).length
    }),
    { numRuns: 10, seed: 217 },
  )
  // The histories reach far enough to mean something.
  expect([delivered > 0, handedOn > 0]).toEqual([true, true])
})
