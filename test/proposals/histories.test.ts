import * as fc from 'fast-check'
import { eq } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { proposals, ratings } from '../../db/schema/proposals.ts'
import { isProposalInk, numberInWords, proposalWorkflow } from '../../shared/proposals.ts'
import { hashToken } from '../../server/house/secrets.ts'
import { browserSignIns, passwordProofs } from '../../db/schema/people.ts'
import { type Context, within } from '../../server/house/context.ts'
import { createProposal } from '../../server/proposals/create.ts'
import { docket, notDocket, returnForChange, startReview } from '../../server/proposals/reviewing.ts'
import { submitProposal } from '../../server/proposals/submitting.ts'
import { declineAsSponsor, requestSponsors, signAsSponsor } from '../../server/proposals/signing.ts'
import { evaluate } from '../../server/proposals/evaluating.ts'
import { completeSilent, settleFaceToFace } from '../../server/proposals/concluding.ts'
import { assign } from '../../server/proposals/assigning.ts'
import { proposalFor } from '../../server/proposals/queries.ts'
import { findRevision } from '../../server/documents/queries.ts'
import { Refusal } from '../../shared/refusals.ts'
import { testHouse } from '../people.ts'
import { setStage, type Stage } from './stage.ts'

const t = testHouse()
let s: Stage
beforeAll(async () => {
  s = await setStage(t)
  const now = await t.clock.now(t.db)
  for (const who of ['lead', 'second'] as const) await t.db.insert(passwordProofs).values({ signInId: who, personId: s.people[who].id, at: now })
  await t.db.insert(browserSignIns).values({ browserHash: standInBrowser, personId: s.people.clerk.id, at: now })
}, 120_000)

const steps = [
  'ask', 'sign', 'decline', 'submit', 'resubmit', 'startReview', 'return', 'notDocket', 'docket', 'docket', 'assign', 'acknowledge', 'deliver',
  'rate', 'rateBadly', 'standIn', 'silence', 'settle', 'create',
] as const
type Step = (typeof steps)[number]
const standInBrowser = hashToken('the browser of the unit’s clerk')

/** One deed of the story, by the hand whose it is, on the proposal as it stands; refused ones change nothing. */
async function take(step: Step, id: string): Promise<void> {
  const by = async (who: keyof Stage['people'], work: (ctx: Context, version: number) => Promise<unknown>) => {
    try {
      const actor = { ...(await t.actor(s.people[who])), signInId: who }
      await within(t.house, actor, async (ctx) => work(ctx, (await proposalFor(ctx, id)).version))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  }
  const rate = (who: 'lead' | 'second', result: 'satisfied' | 'dissatisfied', browser: string | null) =>
    by(who, async (ctx, version) => {
      const [reply] = await s.replies(id)
      await evaluate(ctx, id, { version, assignmentId: reply?.id ?? id, attitude: 'satisfied', result, words: '' }, browser)
    })
  switch (step) {
    case 'ask': return by('lead', (ctx, version) => requestSponsors(ctx, id, version, '2030-01-01'))
    case 'sign': return by('second', async (ctx, version) => {
      const { revisionId } = await proposalFor(ctx, id)
      const sealed = revisionId ? await findRevision(ctx.tx, revisionId) : null
      await signAsSponsor(ctx, id, { version, digest: sealed?.sha256 ?? 'none', password: '' })
    })
    case 'decline': return by('second', (ctx, version) => declineAsSponsor(ctx, id, version, '不清楚'))
    case 'submit': case 'resubmit': return by('lead', (ctx, version) => submitProposal(ctx, id, step, { version, oneMatter: true, password: '' }))
    case 'startReview': return by('office', (ctx, version) => startReview(ctx, id, version))
    case 'return': return by('office', (ctx, version) => returnForChange(ctx, id, version, '改'))
    case 'notDocket': return by('chair', (ctx, version) => notDocket(ctx, id, { version, code: 'empty', words: '空' }))
    case 'docket': return by('chair', (ctx, version) => docket(ctx, id, { version, class: 'society' }))
    case 'assign': return by('supervisor', (ctx, version) => assign(ctx, id, { version, leadUnitId: s.units.finance.id, coUnitIds: [] }))
    case 'acknowledge': return (await s.row(id)).state === 'assigned' ? s.acknowledged(id) : undefined
    case 'deliver': return ['handling', 'rehandling'].includes((await s.row(id)).state) ? s.delivered(id) : undefined
    case 'rate': await rate('second', 'satisfied', null); return rate('lead', 'satisfied', null)
    case 'rateBadly': await rate('second', 'satisfied', null); return rate('lead', 'dissatisfied', null)
    case 'standIn': return rate('lead', 'satisfied', standInBrowser)
    case 'silence': {
      const now = await t.clock.now(t.db)
      t.clock.advance(40 * 24 * 3600_000)
      await completeSilent(t.house)
      return t.clock.set(now)
    }
    case 'settle': return by('chair', (ctx, version) => settleFaceToFace(ctx, id, version, '谈过'))
    case 'create': return
  }
}

async function begin(): Promise<string> {
  const id = await within(t.house, await t.actor(s.people.lead), async (ctx) =>
    (await createProposal(ctx, { organisationId: s.here.id, subject: '关于一件事', sponsors: [s.people.second.id] })).id)
  return s.written(id, ['办好这件事'])
}

it('[P23] in every history numbers are dense, each submitted proposal is in one state, and the ledger replayed gives it', { timeout: 400_000 }, async () => {
  const begun: string[] = []
  const usual: Step[] = ['submit', 'startReview', 'docket', 'assign', 'acknowledge', 'deliver']
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: usual.length }),
      fc.array(fc.constantFrom(...steps), { minLength: 3, maxLength: 12 }),
      async (far, after) => {
        const id = await begin()
        begun.push(id)
        for (const step of [...usual.slice(0, far), ...after]) await take(step, id)
        const rows = await t.db.select().from(proposals).where(eq(proposals.organisationId, s.here.id))
        const numbers = rows.flatMap(({ number }) => number ?? []).toSorted((a, b) => a - b)
        expect(numbers).toEqual(numbers.map((_, n) => n + 1))
        for (const row of rows.filter((one) => one.id === id)) {
          expect(row.number !== null).toBe(row.docketedAt !== null)
          expect(numberInWords(row) === '').toBe(row.number === null)
          const lines = await s.lines(id)
          const replayed = lines.reduce<string | null>((state, line) => {
            expect(line.from, line.move).toBe(state)
            return line.to
          }, null)
          expect(replayed).toBe(row.state)
          expect(row.submittedAt !== null).toBe(lines.some(({ move }) => move === 'submit'))
          if (row.submittedAt === null) expect([...proposalWorkflow.moves.submit.from, 'returned']).toContain(row.state)
          expect(row.revisionId === null).toBe(isProposalInk(row.state))
        }
        const given = await t.db.select().from(ratings).where(eq(ratings.proposalId, id))
        expect(new Set(given.map((one) => `${one.assignmentId} ${one.round} ${one.personId}`)).size).toBe(given.length)
        const told = (await s.lines(id)).filter(({ move }) => move === 'evaluate').length
        expect(told).toBe(given.length)
      },
    ),
    { numRuns: 25 },
  )
  const states = await t.db.select({ state: proposals.state, submittedAt: proposals.submittedAt }).from(proposals).where(eq(proposals.organisationId, s.here.id))
  expect(states).toHaveLength(begun.length)
})

it('[P16] in no history does a stand-in’s rating stand', { timeout: 120_000 }, async () => {
  const id = await begin()
  for (const step of ['submit', 'startReview', 'docket', 'assign', 'acknowledge', 'deliver', 'standIn'] as const) await take(step, id)
  expect(await t.db.select().from(ratings).where(eq(ratings.proposalId, id))).toEqual([])
  expect((await s.row(id)).state).toBe('evaluating')
})
