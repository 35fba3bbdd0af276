import { randomUUID } from 'node:crypto'
import { asc, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { issues } from '../../db/schema/intake.ts'
import { ledger } from '../../db/schema/house.ts'
import { within } from '../../server/house/context.ts'
import { move } from '../../server/house/move.ts'
import { findIssue, type IssueRow } from '../../server/intake/records.ts'
import { type IssueMove, issueWorkflow } from '../../shared/intake.ts'
import { type Actor, clockActor, type Role, stranger } from '../../shared/people.ts'
import { movesOf, statesOf } from '../../shared/workflow.ts'
import { testHouse } from '../people.ts'
import { setStage, somethingSaid, type Stage } from './stage.ts'

const t = testHouse()
let s: Stage
let handler: Actor
beforeAll(async () => {
  s = await setStage(t)
  handler = await t.actor(s.facilitatorPerson)
})

const states = statesOf(issueWorkflow)
const moves = movesOf(issueWorkflow)
const byTheClock: readonly IssueMove[] = ['comeBack', 'retake', 'close', 'lapse']

/** An issue written down from the phone, in any state, with the facilitator as its handler. */
async function issueIn(state: IssueRow['state']): Promise<IssueRow> {
  const { id } = (await s.member.post('/api/issues', {
    ...somethingSaid, organisationId: s.here.id, channel: 'phone', venueId: null, place: '东山村',
  })).body
  await t.db.update(issues).set({ state, handlerId: s.facilitatorPerson.id }).where(eq(issues.id, id))
  return (await findIssue(t.db, id))!
}

const attempt = (actor: Actor, issue: IssueRow, name: IssueMove) =>
  within(t.house, actor, (ctx) => move(ctx, issueWorkflow, issues, issue, name))

const linesOf = (id: string) => t.db.select().from(ledger).where(eq(ledger.subjectId, id)).orderBy(asc(ledger.sequence))

describe('every state and every move of an issue', () => {
  it.each(states)('[I15] from %s each move does what the table says, and nothing else', async (state) => {
    for (const name of moves) {
      const issue = await issueIn(state)
      const actor = byTheClock.includes(name) ? clockActor : handler
      const before = (await linesOf(issue.id)).length
      const { from, to } = issueWorkflow.moves[name]
      if (from.includes(state)) {
        expect(to).toContain((await attempt(actor, issue, name)).state)
        const last = (await linesOf(issue.id)).at(-1)
        expect(last).toMatchObject({ move: name, from: state, to: to[0] })
      } else {
        await expect(attempt(actor, issue, name), `${name} from ${state}`).rejects.toMatchObject({ code: 'wrongState' })
        expect(await findIssue(t.db, issue.id)).toEqual(issue)
        expect(await linesOf(issue.id)).toHaveLength(before)
      }
    }
  })

  it('[I15] the wrong hand is refused every move: another role, another organisation, a guest, a stranger', async () => {
    const elsewhere = await setStage(t)
    const wrong: [string, Actor, string][] = [
      ['auditor', await t.actor(await t.makePerson(s.here, ['auditor'])), 'notFound'],
      ['approver', await t.actor(await t.makePerson(s.here, ['approver'])), 'notAllowed'],
      ['elsewhere', await t.actor(elsewhere.facilitatorPerson), 'notFound'],
      ['guest', await t.actor(await t.makeGuest(s.here)), 'notFound'],
      ['holder of another link', { kind: 'holder', id: randomUUID() }, 'notFound'],
      ['stranger', stranger, 'notSignedIn'],
    ]
    for (const name of moves) {
      const issue = await issueIn(issueWorkflow.moves[name].from[0]!)
      for (const [who, actor, code] of wrong) {
        await expect(attempt(actor, issue, name), `${who} ${name}`).rejects.toMatchObject({ code })
      }
      expect(await findIssue(t.db, issue.id)).toEqual(issue)
    }
  })

  it('[I15] what the clock does, no person does', async () => {
    const everyRole = await t.actor(await t.makePerson(s.here, ['facilitator', 'recorder', 'member', 'organisationAdmin'] as Role[]))
    for (const name of byTheClock) {
      const issue = await issueIn(issueWorkflow.moves[name].from[0]!)
      for (const actor of [everyRole, handler]) {
        await expect(attempt(actor, issue, name)).rejects.toMatchObject({ code: 'notAllowed' })
      }
    }
  })

  it('[U7] two hands at one move: one wins, one is told, one line is written', async () => {
    const issue = await issueIn('received')
    const other = await t.actor(s.memberPerson)
    const results = await Promise.allSettled([attempt(handler, issue, 'triage'), attempt(other, issue, 'triage')])
    expect(results.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect((await linesOf(issue.id)).filter((line) => line.move === 'triage')).toHaveLength(1)
  })
})
