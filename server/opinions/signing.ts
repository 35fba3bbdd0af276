import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { opinionSignatures } from '../../db/schema/opinions.ts'
import {
  askedSignature, givenSignature, isSignatureAsked, type Opinion, opinionRefusals, signedOpinion, type signing,
} from '../../shared/opinions.ts'
import { no } from '../../shared/refusals.ts'
import { assertCan, type Context } from '../house/context.ts'
import { writeLine } from '../house/ledger.ts'
import { seatedPeople } from '../sessions/records.ts'
import { assertAsked, makeMove, opinionForDeed } from './commands.ts'
import type { OpinionRecord } from './policy.ts'
import { allowsHandwriting, opinionAnswer, opinionFor } from './queries.ts'
import { sealOf, signaturesUnder } from './records.ts'

export type Signing = z.infer<typeof signing>

/** Asks named people who came to the session to sign the sealed text. */
export async function openCountersign(ctx: Context, id: string, version: number, signers: readonly string[]): Promise<Opinion> {
  const record = await opinionForDeed(ctx, id, version, 'openCountersign')
  const seal = await sealOf(ctx.tx, record)
  if (!seal) throw new Error(`opinion ${id} is sealed without a seal`)
  const seated = await seatedPeople(ctx.tx, record.sessionId)
  const chosen = new Map(
    signers.map((wanted) => {
      const seat = seated.find((one) => one.id === wanted || one.personId === wanted)
      if (!seat?.personId) throw opinionRefusals.opinionSignerUnknown()
      return [seat.personId, seat]
    }),
  )
  if (chosen.size === 0) throw opinionRefusals.opinionSignersUnknown()
  await ctx.tx.insert(opinionSignatures).values(
    [...chosen].map(([personId, seat], position) => ({
      organisationId: record.organisationId,
      id: randomUUID(),
      opinionId: id,
      sealId: seal.id,
      personId,
      name: seat.name,
      hand: seat.hand,
      position,
      state: askedSignature,
    })),
  )
  await makeMove(ctx, record, 'openCountersign', { facts: { sealId: seal.id, signers: [...chosen.keys()] } })
  return opinionAnswer(ctx, id)
}

/**
 * What must be true before a password is even looked at: the opinion is theirs to sign, in one of the two ways. Says
 * whether a password is to be proved.
 */
export async function waysToSign(ctx: Context, id: string, given: Signing): Promise<'password' | 'handwriting'> {
  const record = await opinionFor(ctx, id)
  if (takesAnothers(ctx, given)) assertCan(ctx, 'opinion.takeSignature', record)
  else {
    await assertAsked(ctx, record)
    assertCan(ctx, 'opinion.sign', record)
  }
  if ((given.password === undefined) === (given.handwriting === undefined)) throw opinionRefusals.opinionSignOneWay()
  if (given.password !== undefined) {
    if (takesAnothers(ctx, given)) throw opinionRefusals.opinionSignOneWay()
    return 'password'
  }
  if (!(await allowsHandwriting(ctx.tx, record.organisationId))) throw opinionRefusals.opinionHandwritingOff()
  return 'handwriting'
}

/** Somebody signs by hand on the tablet of the one who runs the session. */
const takesAnothers = (ctx: Context, given: Signing): boolean =>
  given.signer !== undefined && !(ctx.actor.kind === 'person' && ctx.actor.id === given.signer)

/**
 * Signs the sealed text: the digest the signer saw must be the seal's. A signature is a row of its own, so two who
 * sign at once do not make each other stale; the last one moves the opinion on. The password has been proved before.
 */
export async function sign(ctx: Context, id: string, given: Signing): Promise<Opinion> {
  const how = await waysToSign(ctx, id, given)
  const another = takesAnothers(ctx, given)
  const record = await opinionForDeed(ctx, id, given.version, another ? 'takeSignature' : 'sign')
  const seal = await sealOf(ctx.tx, record)
  if (!seal || seal.digest !== given.digest) throw opinionRefusals.opinionDigestMoved()
  const personId = another ? given.signer! : ctx.actor.kind === 'person' ? ctx.actor.id : ''
  const signatures = await signaturesUnder(ctx.tx, seal.id)
  const own = signatures.find((signature) => signature.personId === personId)
  if (!own) throw opinionRefusals.opinionNotSigner()
  if (!isSignatureAsked(own.state)) throw opinionRefusals.opinionAlreadySigned()
  const [signed] = await ctx.tx
    .update(opinionSignatures)
    .set({
      state: givenSignature,
      digest: seal.digest,
      how,
      at: ctx.now,
      strokes: given.handwriting === undefined ? null : readStrokes(given.handwriting),
      takenBy: another && ctx.actor.kind === 'person' ? ctx.actor.id : null,
    })
    .where(and(eq(opinionSignatures.id, own.id), eq(opinionSignatures.state, askedSignature)))
    .returning({ id: opinionSignatures.id })
  if (!signed) throw no.stale()
  const facts = { signatureId: own.id, sealId: seal.id, personId, how }
  const isLast = signatures.every((signature) => signature.id === own.id || !isSignatureAsked(signature.state))
  if (isLast) await makeMove(ctx, { ...record, asked: true }, 'sign', { to: signedOpinion, facts })
  else await writeSignature(ctx, record, facts)
  return opinionAnswer(ctx, id)
}

async function writeSignature(ctx: Context, record: OpinionRecord, facts: Record<string, string>): Promise<void> {
  await writeLine(ctx, {
    organisationId: record.organisationId,
    subject: { kind: 'opinion', id: record.id },
    move: 'sign',
    from: record.state,
    to: record.state,
    facts,
  })
}

const pngHead = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const pngTail = Buffer.from('IEND')
const dataUrl = /^data:image\/png;base64,([A-Za-z0-9+/]+={0,2})$/

/** The drawing's bytes; only a PNG as a canvas gives it. */
function readStrokes(handwriting: string): Uint8Array {
  const image = Buffer.from(dataUrl.exec(handwriting)?.[1] ?? '', 'base64')
  const isPng = image.subarray(0, 8).equals(pngHead) && image.subarray(-8, -4).equals(pngTail)
  if (!isPng) throw opinionRefusals.opinionStrokesUnreadable()
  return new Uint8Array(image)
}
