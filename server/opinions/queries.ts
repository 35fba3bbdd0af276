import type { Tx } from '../../db/client.ts'
import { isOpinionInk, isSignatureAsked, type Opinion, type Seal, type Signature } from '../../shared/opinions.ts'
import { actorKey, type Actor } from '../../shared/people.ts'
import { no } from '../../shared/refusals.ts'
import { countWaiting } from '../cards/records.ts'
import { assertCan, type Context } from '../house/context.ts'
import { organisation, organisationTree } from '../people/queries.ts'
import { recordFor, seatedPeople, type SessionRecord } from '../sessions/records.ts'
import type { OpinionRecord } from './policy.ts'
import {
  findOpinion, type OpinionRow, type SealRow, sealsOf, signatureOf, type SignatureRow, signaturesOf,
} from './records.ts'

async function withSession(tx: Tx, actor: Actor, row: OpinionRow, session: SessionRecord): Promise<OpinionRecord> {
  const own = row.sealId && actor.kind === 'person' ? await signatureOf(tx, row.sealId, actor.id) : null
  const committees = (await organisationTree(tx, session.hosts)).filter((one) => one.kind === 'specialCommittee').map((one) => one.id)
  return { ...row, session, committees, asked: own !== null && isSignatureAsked(own.state) }
}

/** The one door to an opinion: whoever may not see its session finds nothing. */
export async function opinionFor(ctx: Context, id: string): Promise<OpinionRecord> {
  const row = await findOpinion(ctx.tx, id)
  const session = row ? await recordFor(ctx.tx, ctx.actor, row.sessionId) : null
  if (!row || !session) throw ctx.actor.kind === 'stranger' ? no.notSignedIn() : no.notFound()
  const record = await withSession(ctx.tx, ctx.actor, row, session)
  assertCan(ctx, 'opinion.see', record)
  return record
}

/** The same for a deed: everything inside one session happens one after the other. */
export async function lockedOpinion(ctx: Context, id: string): Promise<OpinionRecord> {
  const { sessionId } = await opinionFor(ctx, id)
  // Whoever may see the opinion need not have been at its session: a committee compiles what is signed.
  const session = await recordFor(ctx.tx, ctx.actor, sessionId, true)
  const row = await findOpinion(ctx.tx, id)
  if (!row || !session) throw no.notFound()
  return withSession(ctx.tx, ctx.actor, row, session)
}

/** The opinion as it leaves the server, with what the caller may do with it now. */
export async function opinionAnswer(ctx: Context, id: string): Promise<Opinion> {
  const record = await opinionFor(ctx, id)
  const seals = await sealsOf(ctx.tx, id)
  const signatures = await signaturesOf(ctx.tx, id)
  const numbers = new Map(seals.map((seal) => [seal.id, seal.number]))
  const current = seals.find((seal) => seal.id === record.sealId)
  const may = ctx.can.may(ctx.actor, 'opinion', record)
  return {
    id,
    organisationId: record.organisationId,
    sessionId: record.sessionId,
    documentId: record.documentId,
    title: record.title,
    state: record.state,
    version: record.version,
    freezingAt: record.freezingAt?.toISOString() ?? null,
    cardsWaiting: await countWaiting(ctx.tx, record.sessionId),
    seal: current ? sealAnswer(current) : null,
    openedSeals: seals.filter((seal) => seal.openedAt !== null).map(sealAnswer),
    signatures: signatures.map((row) => signatureAnswer(ctx, row, numbers.get(row.sealId) ?? 0)),
    handwriting: await allowsHandwriting(ctx.tx, record.organisationId),
    now: ctx.now.toISOString(),
    may: may.filter((verb) => fitsFreezing(verb, record)),
  }
}

/** While the seal is announced only its cancelling is open; without an announcement there is nothing to cancel. */
function fitsFreezing(verb: string, record: OpinionRecord): boolean {
  if (!isOpinionInk(record.state)) return true
  return record.freezingAt ? verb === 'cancelFreeze' : verb !== 'cancelFreeze'
}

function sealAnswer(row: SealRow): Seal {
  return {
    revisionId: row.revisionId,
    number: row.number,
    digest: row.digest,
    at: row.at.toISOString(),
    by: row.byName,
    openedAt: row.openedAt?.toISOString() ?? null,
    reason: row.reason,
  }
}

function signatureAnswer(ctx: Context, row: SignatureRow, sealNumber: number): Signature {
  return {
    id: row.id,
    personId: row.personId,
    name: row.name,
    hand: row.hand,
    state: row.state,
    at: row.at?.toISOString() ?? null,
    how: row.how,
    reason: row.reason,
    sealNumber,
    mine: actorKey(ctx.actor) === `person:${row.personId}`,
  }
}

/** Whether the organisation lets people sign by hand on the tablet. */
export async function allowsHandwriting(tx: Tx, organisationId: string): Promise<boolean> {
  return (await organisation(tx, organisationId))?.settings.handwrittenSignature === true
}

/** Those with an account who came to the session: the ones who can be asked to sign. */
export async function signersFor(ctx: Context, id: string) {
  const record = await opinionFor(ctx, id)
  assertCan(ctx, 'opinion.listSigners', record)
  const people = await seatedPeople(ctx.tx, record.sessionId)
  return {
    signers: people.map(({ id: participantId, personId, name, hand, represents }) => ({
      participantId, personId: personId ?? '', name, hand, represents,
    })),
  }
}

/** The strokes of a signature made by hand, as an image, for whoever may see the opinion. */
export async function strokesFor(ctx: Context, id: string, signatureId: string): Promise<{ id: string; handwriting: string }> {
  await opinionFor(ctx, id)
  const signature = (await signaturesOf(ctx.tx, id)).find((row) => row.id === signatureId)
  if (!signature?.strokes) throw no.notFound()
  return { id: signatureId, handwriting: `data:image/png;base64,${Buffer.from(signature.strokes).toString('base64')}` }
}

/** Whoever may see an opinion hears how it goes on. */
export async function hearsOpinion(ctx: Context, id: string): Promise<boolean> {
  const row = await findOpinion(ctx.tx, id)
  const session = row ? await recordFor(ctx.tx, ctx.actor, row.sessionId) : null
  return row !== null && session !== null && ctx.can(ctx.actor, 'opinion.see', await withSession(ctx.tx, ctx.actor, row, session))
}
