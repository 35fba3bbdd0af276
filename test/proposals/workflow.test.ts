import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { proposals, proposalSignatures, proposalSponsors } from '../../db/schema/proposals.ts'
import { within } from '../../server/house/context.ts'
import { createDocument } from '../../server/documents/create.ts'
import { makeMove } from '../../server/proposals/moving.ts'
import { proposalPolicy } from '../../server/proposals/policy.ts'
import { findProposal, proposalRecord } from '../../server/proposals/records.ts'
import { type Actor, clockActor, stranger } from '../../shared/people.ts'
import { type ProposalMove, type ProposalState, proposalWorkflow } from '../../shared/proposals.ts'
import { movesOf, statesOf } from '../../shared/workflow.ts'
import { testHouse } from '../people.ts'
import { setStage, type Stage, subject } from './stage.ts'

const t = testHouse()
let s: Stage
let hands: Record<'lead' | 'second' | 'office' | 'chair' | 'supervisor', Actor>
beforeAll(async () => {
  s = await setStage(t)
  const actor = (name: keyof Stage['people']) => t.actor(s.people[name])
  hands = { lead: await actor('lead'), second: await actor('second'), office: await actor('office'), chair: await actor('chair'), supervisor: await actor('supervisor') }
}, 120_000)

const states = statesOf(proposalWorkflow)
const moves = movesOf(proposalWorkflow)
/** Moves that nobody makes yet: no rule names a hand. */
const nobodys = moves.filter((name) => Object.keys(proposalPolicy.rules[name]).length === 0)
const byTheHouse = moves.filter((name) => proposalPolicy.rules[name].relations?.includes('clock'))

function handFor(name: ProposalMove): Actor {
  const { roles = [], relations = [] } = proposalPolicy.rules[name]
  if (relations.includes('clock')) return clockActor
  if (relations.includes('asked')) return hands.second
  if (relations.includes('lead') || relations.includes('sponsor')) return hands.lead
  if (relations.includes('supervision')) return hands.supervisor
  return roles.includes('proposalOffice') ? hands.office : hands.chair
}

/** A proposal put in a state, submitted once, with a co-sponsor who is asked for their name. */
async function proposalIn(state: ProposalState): Promise<string> {
  return within(t.house, clockActor, async (ctx) => {
    const { id } = await createDocument(ctx, { organisationId: s.here.id, kind: 'proposal' })
    const revisionId = id
    await ctx.tx.insert(proposals).values({
      organisationId: s.here.id, id, documentId: id, subject, state, ruleSetVersion: 1, leadId: s.people.lead.id, revisionId,
      createdAt: ctx.now, submittedAt: ctx.now,
    })
    for (const [position, person] of [s.people.lead, s.people.second].entries()) {
      await ctx.tx.insert(proposalSponsors).values({
        organisationId: s.here.id, proposalId: id, personId: person.id, name: person.name, lead: position === 0, position,
      })
    }
    await ctx.tx.insert(proposalSignatures).values({ organisationId: s.here.id, proposalId: id, revisionId, personId: s.people.second.id, state: 'asked' })
    return id
  })
}

const attempt = (actor: Actor, id: string, name: ProposalMove) =>
  within(t.house, actor, async (ctx) => makeMove(ctx, await proposalRecord(ctx.tx, actor, (await findProposal(ctx.tx, id, true))!), name))

describe('every state and every move of a proposal', () => {
  it.each(states)('[P20] from %s each move does what the table says, and nothing else', async (state) => {
    for (const name of moves) {
      const id = await proposalIn(state)
      const before = await s.row(id)
      const { from, to } = proposalWorkflow.moves[name]
      if (nobodys.includes(name)) await expect(attempt(handFor(name), id, name), name).rejects.toMatchObject({ status: expect.any(Number) })
      else if (from.includes(state)) {
        const moved = await attempt(handFor(name), id, name)
        expect(to, name).toContain(moved.state)
        expect((await s.lines(id)).at(-1), name).toMatchObject({ move: name, from: state, to: moved.state })
        continue
      } else {
        // The supervision office knows of no proposal before it is docketed.
        const codes = name === 'assign' ? /^(wrongState|notFound)$/ : /^wrongState$/
        await expect(attempt(handFor(name), id, name), `${name} from ${state}`).rejects.toMatchObject({ code: expect.stringMatching(codes) })
      }
      expect(await s.row(id)).toEqual(before)
      expect(await s.lines(id)).toEqual([])
    }
  }, 120_000)

  it('[P20] the wrong hand is refused every move', async () => {
    const elsewhere = await setStage(t)
    const wrong: [string, Actor][] = [
      ['another county’s office', await t.actor(elsewhere.people.office)],
      ['a unit that has nothing to do with it', await t.actor(s.people.clerk)],
      ['a colleague', await t.actor(s.people.bystander)],
      ['a guest', await t.actor(await t.makeGuest(s.here))],
      ['a stranger', stranger],
    ]
    for (const name of moves) {
      const id = await proposalIn(proposalWorkflow.moves[name].from[0]!)
      for (const [who, actor] of wrong) {
        await expect(attempt(actor, id, name), `${who} ${name}`).rejects.toMatchObject({ code: expect.stringMatching(/^(notAllowed|notFound|notSignedIn)$/) })
      }
      expect(await s.lines(id)).toEqual([])
    }
  }, 120_000)

  it('[P20] what the house does, no person does, whatever their part in it', async () => {
    expect(byTheHouse).toHaveLength(7)
    for (const name of byTheHouse) {
      const id = await proposalIn(proposalWorkflow.moves[name].from[0]!)
      for (const actor of Object.values(hands)) await expect(attempt(actor, id, name)).rejects.toMatchObject({ code: 'notAllowed' })
      expect((await t.db.select().from(proposals).where(eq(proposals.id, id)))[0]?.version).toBe(1)
    }
  }, 120_000)
})
