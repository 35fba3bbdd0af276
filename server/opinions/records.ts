import { and, asc, desc, eq } from 'drizzle-orm'
import type { Db, Tx } from '../../db/client.ts'
import { opinions, opinionSeals, opinionSignatures } from '../../db/schema/opinions.ts'
import { givenSignature, isOpinionSealed, isOpinionSigned, opinionRefusals } from '../../shared/opinions.ts'
import type { HandName } from '../../shared/sessions.ts'

export type OpinionRow = typeof opinions.$inferSelect
export type SealRow = typeof opinionSeals.$inferSelect
export type SignatureRow = typeof opinionSignatures.$inferSelect

/** The opinion, whoever asks; null when there is none. For a person's eyes use `opinionFor`. */
export async function findOpinion(tx: Db | Tx, id: string): Promise<OpinionRow | null> {
  const [row] = await tx.select().from(opinions).where(eq(opinions.id, id))
  return row ?? null
}

/** The opinion of a session: for sessions, cards and echoes. */
export async function opinionOf(tx: Db | Tx, sessionId: string): Promise<OpinionRow | null> {
  const [row] = await tx.select().from(opinions).where(eq(opinions.sessionId, sessionId))
  return row ?? null
}

export async function opinionOfDocument(tx: Db | Tx, documentId: string): Promise<OpinionRow | null> {
  const [row] = await tx.select().from(opinions).where(eq(opinions.documentId, documentId))
  return row ?? null
}

/** True once the seal is on the session's opinion. */
export async function isSealedFor(tx: Db | Tx, sessionId: string): Promise<boolean> {
  const row = await opinionOf(tx, sessionId)
  return row !== null && isOpinionSealed(row.state)
}

/** True once everybody who was asked has signed it. */
export async function isSignedFor(tx: Db | Tx, sessionId: string): Promise<boolean> {
  const row = await opinionOf(tx, sessionId)
  return row !== null && isOpinionSigned(row.state)
}

/** The hands that have signed the session's opinion: who signs the record asks whether a member is among them. */
export async function signedHandsFor(tx: Db | Tx, sessionId: string): Promise<HandName[]> {
  const row = await opinionOf(tx, sessionId)
  if (!row?.sealId) return []
  const given = await signaturesUnder(tx, row.sealId)
  return given.filter((signature) => signature.state === givenSignature).map((signature) => signature.hand)
}

/** Every seal it ever had, the newest first. */
export async function sealsOf(tx: Db | Tx, opinionId: string): Promise<SealRow[]> {
  return tx.select().from(opinionSeals).where(eq(opinionSeals.opinionId, opinionId)).orderBy(desc(opinionSeals.number))
}

export async function sealOf(tx: Db | Tx, row: Pick<OpinionRow, 'sealId'>): Promise<SealRow | null> {
  if (!row.sealId) return null
  const [seal] = await tx.select().from(opinionSeals).where(eq(opinionSeals.id, row.sealId))
  return seal ?? null
}

/** The signatures asked for under one seal, in the order they were asked. */
export async function signaturesUnder(tx: Db | Tx, sealId: string): Promise<SignatureRow[]> {
  return tx
    .select()
    .from(opinionSignatures)
    .where(eq(opinionSignatures.sealId, sealId))
    .orderBy(asc(opinionSignatures.position))
}

export async function signaturesOf(tx: Db | Tx, opinionId: string): Promise<SignatureRow[]> {
  return tx
    .select()
    .from(opinionSignatures)
    .where(eq(opinionSignatures.opinionId, opinionId))
    .orderBy(asc(opinionSignatures.position))
}

export async function signatureOf(tx: Db | Tx, sealId: string, personId: string): Promise<SignatureRow | null> {
  const [row] = await tx
    .select()
    .from(opinionSignatures)
    .where(and(eq(opinionSignatures.sealId, sealId), eq(opinionSignatures.personId, personId)))
  return row ?? null
}

/** Ten seconds of standing still: nothing else may happen to the opinion between the announcement and the seal. */
export function assertNotFreezing(row: Pick<OpinionRow, 'freezingAt'>): void {
  if (row.freezingAt) throw opinionRefusals.opinionFreezing()
}
