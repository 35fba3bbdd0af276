import { eq } from 'drizzle-orm'
import { opinions, opinionSeals, opinionSignatures } from '../../db/schema/opinions.ts'
import {
  declinedSignature, isCountersigning, isSignatureMade, type Opinion, opinionRefusals, type OpinionMove, type OpinionState,
  opinionWorkflow, voidSignature,
} from '../../shared/opinions.ts'
import { actorKey } from '../../shared/people.ts'
import { no } from '../../shared/refusals.ts'
import { issuesAt } from '../cards/records.ts'
import { readDocument, recheckAccess, reopen as reopenDocument } from '../documents/revisions.ts'
import { assertCan, type Context } from '../house/context.ts'
import { type Line, ring, writeLine } from '../house/ledger.ts'
import { assertVersion, move } from '../house/move.ts'
import type { OpinionAction, OpinionRecord } from './policy.ts'
import { lockedOpinion, opinionAnswer } from './queries.ts'
import { assertNotFreezing, type OpinionRow, sealOf, signatureOf, signaturesUnder } from './records.ts'

/** Loads an opinion for a deed of this person: theirs to do, decided on the opinion as it is, and in its right state. */
export async function opinionForDeed(ctx: Context, id: string, version: number, action: OpinionAction): Promise<OpinionRecord> {
  const record = await lockedOpinion(ctx, id)
  if (ctx.can.verdict(ctx.actor, `opinion.${action}`, record) === 'refused') throw no.notAllowed()
  if (version !== record.version) assertVersion(version, record, await opinionAnswer(ctx, id))
  assertCan(ctx, `opinion.${action}`, record)
  return record
}

/** Asks everyone to read and comment: from now on only the chair writes. */
export async function requestReview(ctx: Context, id: string, version: number): Promise<Opinion> {
  const record = await opinionForDeed(ctx, id, version, 'requestReview')
  assertNotFreezing(record)
  await assertWritten(ctx, record)
  await makeMove(ctx, record, 'requestReview')
  await recheckAccess(ctx, record.documentId)
  return opinionAnswer(ctx, id)
}

/** Back to writing together. */
export async function reopenForWriting(ctx: Context, id: string, version: number): Promise<Opinion> {
  const record = await opinionForDeed(ctx, id, version, 'reopen')
  assertNotFreezing(record)
  await makeMove(ctx, record, 'reopen')
  await recheckAccess(ctx, record.documentId)
  return opinionAnswer(ctx, id)
}

/** Gives it another title, while it is written. */
export async function retitle(ctx: Context, id: string, version: number, title: string): Promise<Opinion> {
  const record = await opinionForDeed(ctx, id, version, 'title')
  assertNotFreezing(record)
  if (title === record.title) return opinionAnswer(ctx, id)
  await ctx.tx.update(opinions).set({ title, version: record.version + 1 }).where(eq(opinions.id, id))
  await writeLine(ctx, {
    organisationId: record.organisationId,
    subject: { kind: 'opinion', id },
    move: 'title',
    from: record.state,
    to: record.state,
  })
  return opinionAnswer(ctx, id)
}

/** Opens a sealed opinion that nobody has signed, with a reason: a new generation of its text. */
export async function unfreeze(ctx: Context, id: string, version: number, reason: string): Promise<Opinion> {
  const record = await opinionForDeed(ctx, id, version, 'unfreeze')
  const asked = record.sealId ? await signaturesUnder(ctx.tx, record.sealId) : []
  if (asked.some((signature) => isSignatureMade(signature.state))) throw opinionRefusals.opinionHasSignature()
  await openAgain(ctx, record, 'unfreeze', reason)
  return opinionAnswer(ctx, id)
}

/** One of the signers does not sign, with a reason: every signature is void, and writing begins again. */
export async function decline(ctx: Context, id: string, version: number, reason: string): Promise<Opinion> {
  await assertAsked(ctx, await lockedOpinion(ctx, id))
  const record = await opinionForDeed(ctx, id, version, 'decline')
  const mine = `person:${ctx.actor.kind === 'person' ? ctx.actor.id : ''}`
  for (const signature of record.sealId ? await signaturesUnder(ctx.tx, record.sealId) : []) {
    const own = `person:${signature.personId}` === mine
    await ctx.tx
      .update(opinionSignatures)
      .set(own ? { state: declinedSignature, reason, at: ctx.now } : { state: voidSignature })
      .where(eq(opinionSignatures.id, signature.id))
  }
  await openAgain(ctx, record, 'decline', reason)
  return opinionAnswer(ctx, id)
}

/** The seal comes off: its row says who opened it and why, and the text goes on as a new generation. */
async function openAgain(ctx: Context, record: OpinionRecord, name: 'unfreeze' | 'decline', reason: string): Promise<void> {
  const seal = await sealOf(ctx.tx, record)
  if (!seal) throw new Error(`opinion ${record.id} is sealed without a seal`)
  await ctx.tx
    .update(opinionSeals)
    .set({ openedAt: ctx.now, openedBy: actorKey(ctx.actor), reason })
    .where(eq(opinionSeals.id, seal.id))
  await makeMove(ctx, record, name, { set: { sealId: null }, facts: { sealId: seal.id, number: seal.number } })
  await reopenDocument(ctx, record.documentId)
}

/** Stops a signature where none is asked for, by one who was not asked, or by one who has signed already. */
export async function assertAsked(ctx: Context, record: OpinionRecord): Promise<void> {
  if (!record.sealId || !isCountersigning(record.state)) throw no.wrongState()
  if (record.asked) return
  const person = ctx.actor.kind === 'person' ? ctx.actor.id : ''
  const own = await signatureOf(ctx.tx, record.sealId, person)
  throw own && isSignatureMade(own.state) ? opinionRefusals.opinionAlreadySigned() : opinionRefusals.opinionNotSigner()
}

/** Something is written and it has a title: what is sent around or sealed is never empty. */
export async function assertWritten(ctx: Context, record: OpinionRecord): Promise<void> {
  const { plainText } = await readDocument(ctx, record.documentId)
  if (plainText.trim() === '' || record.title.trim() === '') throw opinionRefusals.opinionEmpty()
}

type Change = { to?: OpinionState; set?: Partial<OpinionRow>; facts?: Line['facts'] }

/**
 * One move of the opinion's workflow: the row alone is written, the policy sees the whole record. The threads of the
 * residents whose words lie on the table are told to look again.
 */
export async function makeMove(ctx: Context, record: OpinionRecord, name: OpinionMove, change: Change = {}): Promise<void> {
  await move<OpinionState, OpinionMove, OpinionRow>(ctx, opinionWorkflow, opinions, record, name, { ...change, resource: record })
  for (const issueId of await issuesAt(ctx.tx, record.sessionId)) await ring(ctx, 'issue', issueId)
}
