import { begin, acknowledge, logContact } from '../assignments/commands.ts'
import { assignmentAnswer } from '../assignments/answer.ts'
import { findAssignment, standingAssignments } from '../assignments/records.ts'
import { approve, pass, submit } from '../assignments/deliver.ts'
import { answer, chooseGrade, draftReply } from '../assignments/reply.ts'
import { giveOpinion } from '../assignments/co-units.ts'
import { evaluate } from '../proposals/evaluating.ts'
import { proposalAnswer } from '../proposals/queries.ts'
import { findProposal } from '../proposals/records.ts'
import { requestSponsors, signAsSponsor } from '../proposals/signing.ts'
import { submitProposal } from '../proposals/submitting.ts'
import { docket, startReview } from '../proposals/reviewing.ts'
import { assign } from '../proposals/assigning.ts'
import { noteProof } from '../people/proofs.ts'
import { dayOf } from '../../shared/calendar.ts'
import type { AnswerOutcome, ContactPhase, ContactWay } from '../../shared/assignments.ts'
import type { ProposalClass, Satisfaction } from '../../shared/proposals.ts'
import type { Context } from '../house/context.ts'
import { demoPassword, type PersonKey, type UnitKey } from './county.ts'
import type { Storyteller } from './storyteller.ts'

/** The steps between a proposal and its answer, as the county's people take them: each on the version there is now. */

const password = demoPassword
const versionOf = async (ctx: Context, id: string) => (await findProposal(ctx.tx, id))!.version

/** Everybody whose name is asked for signs the text as it stands. */
export async function signAll(t: Storyteller, lead: PersonKey, id: string, sponsors: readonly PersonKey[], until: string): Promise<void> {
  await t.as(lead, async (ctx) => requestSponsors(ctx, id, await versionOf(ctx, id), until))
  for (const key of sponsors) {
    await t.as(key, async (ctx) => {
      const { version, revision } = await proposalAnswer(ctx, id)
      return signAsSponsor(ctx, id, { version, digest: revision!.digest, password })
    })
  }
}

export const handIn = (t: Storyteller, lead: PersonKey, id: string) =>
  t.as(lead, async (ctx) => submitProposal(ctx, id, 'submit', { version: await versionOf(ctx, id), oneMatter: true, password }))

export const review = (t: Storyteller, id: string) => t.as('proposalOffice', async (ctx) => startReview(ctx, id, await versionOf(ctx, id)))

export const docketAs = (t: Storyteller, id: string, of: ProposalClass) =>
  t.as('proposalCommittee', async (ctx) => docket(ctx, id, { version: await versionOf(ctx, id), class: of, meeting: '提案审查会议' }))

export const assignTo = (t: Storyteller, id: string, lead: UnitKey, co: readonly UnitKey[]) =>
  t.as('supervisor', async (ctx) =>
    assign(ctx, id, {
      version: await versionOf(ctx, id),
      leadUnitId: t.county.units[lead],
      coUnitIds: co.map((key) => t.county.units[key]),
    }),
  )

/** The part of one unit in handling a proposal. */
export async function partOf(t: Storyteller, id: string, unit: UnitKey): Promise<string> {
  return (await standingAssignments(t.house.db, { proposalId: id })).find(({ unitId }) => unitId === t.county.units[unit])!.id
}

type Step = (ctx: Context, id: string, version: number) => Promise<unknown>
export const step = (t: Storyteller, key: PersonKey, id: string, work: Step) =>
  t.as(key, async (ctx) => work(ctx, id, (await findAssignment(ctx.tx, id))!.version))

export async function takeUp(t: Storyteller, clerk: PersonKey, id: string): Promise<void> {
  await step(t, clerk, id, acknowledge)
  await step(t, clerk, id, begin)
}

type Contact = { phase: ContactPhase; way: ContactWay; withWhom: string; words: string }
export const talk = (t: Storyteller, clerk: PersonKey, id: string, contact: Contact) =>
  step(t, clerk, id, (ctx, _, version) => logContact(ctx, id, { version, day: dayOf(ctx.now), ...contact }))

export const agree = (t: Storyteller, clerk: PersonKey, id: string, words: string) =>
  step(t, clerk, id, (ctx, _, version) => giveOpinion(ctx, id, { version, agrees: true, words }))

export type Answer = { outcome: AnswerOutcome; words: string; plannedOn?: string; reason?: string }

/** Writes the reply, recommendation by recommendation; those beyond the answers given stay open. */
export async function writeReply(t: Storyteller, clerk: PersonKey, id: string, answers: readonly Answer[]): Promise<void> {
  await step(t, clerk, id, draftReply)
  const { replyId, recommendations: asked } = await t.as(clerk, (ctx) => assignmentAnswer(ctx, id))
  for (const [index, given] of answers.entries()) {
    const { recommendationId, clauseId } = asked[index]!
    await t.writeUnder(clerk, replyId!, { clauseId: clauseId! }, [given.words])
    await step(t, clerk, id, (ctx, _, version) =>
      answer(ctx, id, { version, recommendationId, outcome: given.outcome, plannedOn: given.plannedOn ?? null, reason: given.reason ?? '' }),
    )
  }
}

export const grade = (t: Storyteller, clerk: PersonKey, id: string, letter: string) =>
  step(t, clerk, id, (ctx, _, version) => chooseGrade(ctx, id, version, letter))

/** The unit's leader approves, the clerk hands it to the supervision office, and it is passed and delivered. */
export async function deliver(t: Storyteller, people: { clerk: PersonKey; leader: PersonKey }, id: string, letterNumber: string): Promise<void> {
  await step(t, people.leader, id, (ctx, _, version) => approve(ctx, id, { version, letterNumber }))
  await step(t, people.clerk, id, submit)
  await step(t, 'supervisor', id, (ctx, _, version) => pass(ctx, id, { version, publicity: 'full', reason: '' }))
}

/** A sponsor rates a reply, having typed their password. */
export const rate = (t: Storyteller, key: PersonKey, id: string, assignmentId: string, scores: [Satisfaction, Satisfaction], words = '') =>
  t.as(key, async (ctx) => {
    await noteProof(ctx)
    const [attitude, result] = scores
    return evaluate(ctx, id, { version: await versionOf(ctx, id), assignmentId, attitude, result, words }, null)
  })
