import { asc, eq } from 'drizzle-orm'
import * as fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { briefs } from '../../db/schema/briefs.ts'
import { attempts, ledger } from '../../db/schema/house.ts'
import { briefRecord, type BriefRecord, findBrief } from '../../server/briefs/records.ts'
import { within } from '../../server/house/context.ts'
import { move } from '../../server/house/move.ts'
import { type BriefMove, type BriefState, briefWorkflow } from '../../shared/briefs.ts'
import { type Actor, clockActor, stranger } from '../../shared/people.ts'
import { movesOf, statesOf } from '../../shared/workflow.ts'
import { testHouse } from '../people.ts'
import { type Body, compiled, instruction, password, recipients, see, setStage, signedOpinion, type Stage, unitDelivers, unitsAcknowledge } from './stage.ts'

const t = testHouse()
let s: Stage
let id: string
beforeAll(async () => {
  s = await setStage(t)
  id = (await compiled(s, [await signedOpinion(s, ['会上说了。', '统一标准。'])])).id
})

const moves = movesOf(briefWorkflow)
/** Whose each move is; those nobody makes yet have none. */
const hands: Record<BriefMove, keyof Stage['people'] | 'clock' | null> = {
  submit: 'clerk', passInternal: 'head', returnForChange: 'head', passPartyGroup: 'party', number: 'issuer', despatch: 'clerk',
  recordInstruction: 'secretary', assign: 'supervisor', firstAcknowledge: 'clock', close: 'clerk', lapse: null, cancel: null,
}

async function briefAt(state: BriefState): Promise<BriefRecord> {
  await t.db.update(briefs).set({ state }).where(eq(briefs.id, id))
  return t.db.transaction(async (tx) => briefRecord(tx, (await findBrief(tx, id))!))
}
const actorOf = async (hand: keyof Stage['people'] | 'clock'): Promise<Actor> => (hand === 'clock' ? clockActor : t.actor(s.people[hand]))
const attempt = (actor: Actor, record: BriefRecord, name: BriefMove) => {
  const { offices: _o, units: _u, ...row } = record
  return within(t.house, actor, (ctx) => move(ctx, briefWorkflow, briefs, row, name, { resource: record }))
}
const linesOf = () => t.db.select().from(ledger).where(eq(ledger.subjectId, id)).orderBy(asc(ledger.sequence))

describe('every state and every move of a brief', () => {
  it.each(statesOf(briefWorkflow))('[F23] from %s each move does what the table says by the right hand, and nothing else', async (state) => {
    for (const name of moves) {
      const hand = name === 'returnForChange' && state === 'partyGroupReview' ? 'party' : hands[name]
      const record = await briefAt(state)
      const before = (await linesOf()).length
      const { from, to } = briefWorkflow.moves[name]
      if (hand === null) {
        await expect(attempt(clockActor, record, name), `${name} from ${state}`).rejects.toMatchObject({ code: 'notAllowed' })
      } else if (from.includes(state)) {
        expect(to).toContain((await attempt(await actorOf(hand), record, name)).state)
        expect((await linesOf()).at(-1)).toMatchObject({ move: name, from: state })
        continue
      } else {
        // A hand that cannot see it there finds nothing; one that can is told that it is not the moment.
        await expect(attempt(await actorOf(hand), record, name), `${name} from ${state}`).rejects.toMatchObject({ code: expect.stringMatching(/^(wrongState|notFound)$/) })
      }
      expect((await findBrief(t.db, id))!.state).toBe(state)
      expect(await linesOf()).toHaveLength(before)
    }
  })

  it('[F23] the wrong hand is refused every move: every other office, another organisation, a guest, a stranger', async () => {
    const elsewhere = await setStage(t)
    const guest = await t.actor(await t.makeGuest(s.here))
    for (const name of moves) {
      for (const state of briefWorkflow.moves[name].from) {
        const record = await briefAt(state)
        const right = new Set<string>([hands[name] ?? '', ...(hands[name] === 'clerk' ? ['head'] : [])])
        if (name === 'returnForChange') right.add(state === 'partyGroupReview' ? 'party' : 'head')
        if (name === 'returnForChange' && state === 'partyGroupReview') right.delete('head')
        for (const who of Object.keys(s.people) as (keyof Stage['people'])[]) {
          if (right.has(who)) continue
          await expect(attempt(await actorOf(who), record, name), `${who} ${name} from ${state}`).rejects.toMatchObject({
            code: expect.stringMatching(/^(notAllowed|notFound)$/),
          })
        }
        await expect(attempt(await t.actor(elsewhere.people[hands[name] === 'clock' || !hands[name] ? 'clerk' : hands[name]]), record, name)).rejects.toMatchObject({ code: 'notFound' })
        await expect(attempt(guest, record, name)).rejects.toMatchObject({ code: 'notFound' })
        await expect(attempt(stranger, record, name)).rejects.toMatchObject({ code: 'notSignedIn' })
        expect((await findBrief(t.db, id))!.state).toBe(state)
      }
    }
  })
})

/** The gates, in the order a brief passes them. */
const gates: readonly BriefMove[] = ['submit', 'passInternal', 'passPartyGroup', 'number', 'despatch', 'recordInstruction', 'assign', 'firstAcknowledge', 'close']
const tries = [
  'submit', 'passInternal', 'passPartyGroup', 'returnByHead', 'returnByParty', 'number', 'despatch', 'recordInstruction', 'assign', 'acknowledge', 'deliver', 'close', 'twice',
] as const
type Try = (typeof tries)[number]

describe('histories of briefs', () => {
  beforeEach(async () => {
    await t.db.delete(attempts)
  })

  async function attemptIn(stage: Stage, briefId: string, name: Try): Promise<void> {
    const { version, recommendations } = await see(stage.as.clerk, briefId)
    const post = (who: keyof Stage['as'], deed: string, body: object = {}) => stage.as[who].post(`/api/briefs/${briefId}/${deed}`, { version, ...body })
    const outcomes = recommendations.map((one: Body) => ({ recommendationId: one.id, outcome: 'adopted' }))
    const deeds: Record<Try, () => Promise<unknown>> = {
      submit: () => post('clerk', 'submit'),
      passInternal: () => post('head', 'pass-internal'),
      passPartyGroup: () => post('party', 'pass-party-group', { meeting: '第 1 次' }),
      returnByHead: () => post('head', 'return-for-change', { reason: '再改改' }),
      returnByParty: () => post('party', 'return-for-change', { reason: '再改改' }),
      number: () => post('issuer', 'number', { password }),
      despatch: () => post('clerk', 'despatch', recipients),
      recordInstruction: () => post('secretary', 'instructions', instruction('2026-03-18')),
      assign: () => post('supervisor', 'assign', { leadUnitId: stage.units[0].id, coUnitIds: [], due: '2026-08-27' }),
      acknowledge: () => unitsAcknowledge(stage, briefId),
      deliver: () => unitDelivers(stage, briefId),
      close: () => post('clerk', 'close', { outcomes }),
      twice: () => Promise.all([post('issuer', 'number', { password }), post('clerk', 'submit'), post('issuer', 'number', { password })]),
    }
    await deeds[name]()
  }

  it('[F24] whatever is tried in whatever order: numbers stay dense, no gate is skipped, and the ledger tells every state', { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(1), fc.oneof({ weight: 2, arbitrary: fc.constant('onward' as const) }, { weight: 1, arbitrary: fc.constantFrom(...tries) })), { minLength: 8, maxLength: 22 }),
        async (history) => {
          const stage = await setStage(t)
          const ids: string[] = []
          for (let n = 0; n < 2; n += 1) ids.push((await compiled(stage, [await signedOpinion(stage, ['会上说了。', '统一标准。'])])).id)
          const passed = new Map(ids.map((one) => [one, 0]))
          for (const [which, name] of history) {
            const briefId = ids[which]!
            // The next gate more often than chance would have it.
            const next = name === 'onward' ? ((gates[passed.get(briefId)! % gates.length] === 'firstAcknowledge' ? 'acknowledge' : gates[passed.get(briefId)! % gates.length]) as Try) : name
            await attemptIn(stage, briefId, next)
            const lines = (await t.db.select().from(ledger).where(eq(ledger.subjectId, briefId)).orderBy(asc(ledger.sequence)))
            passed.set(briefId, Math.max(0, gates.indexOf((lines.findLast(({ move: one }) => gates.includes(one as BriefMove) || one === 'returnForChange')?.move ?? '') as BriefMove) + 1))
          }
          const rows = await Promise.all(ids.map(async (one) => (await findBrief(t.db, one))!))
          const numbers = rows.flatMap(({ number }) => number ?? []).toSorted()
          expect(numbers).toEqual(numbers.map((_, index) => index + 1))
          expect(rows.flatMap(({ total }) => total ?? []).toSorted()).toEqual(numbers)
          for (const row of rows) {
            const lines = await t.db.select().from(ledger).where(eq(ledger.subjectId, row.id)).orderBy(asc(ledger.sequence))
            expect(lines.at(-1)!.to).toBe(row.state)
            let at = 0
            for (const [index, line] of lines.entries()) {
              if (index > 0) expect(line.from).toBe(lines[index - 1]!.to)
              if (line.move === 'returnForChange') at = 0
              const gate = gates.indexOf(line.move as BriefMove)
              if (gate >= 0 && !(line.move === 'recordInstruction' && at > gate)) {
                expect(gate, line.move).toBe(at)
                at += 1
              }
            }
          }
        },
      ),
      { numRuns: 5 },
    )
  })
})
