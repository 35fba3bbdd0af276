import { randomUUID } from 'node:crypto'
import { opinionSeals } from '../../db/schema/opinions.ts'
import { type Opinion, opinionRefusals } from '../../shared/opinions.ts'
import { actorKey, clockActor } from '../../shared/people.ts'
import { Refusal } from '../../shared/refusals.ts'
import { countWaiting } from '../cards/records.ts'
import { announceFreeze as tellRooms, recheckAccess, settle } from '../documents/revisions.ts'
import { assertCan, type Context, type Ground, within } from '../house/context.ts'
import { loadPerson } from '../people/actor.ts'
import { recordFor } from '../sessions/records.ts'
import { assertWritten, makeMove, opinionForDeed } from './commands.ts'
import type { OpinionRecord } from './policy.ts'
import { opinionAnswer } from './queries.ts'
import { assertNotFreezing, findOpinion, sealsOf } from './records.ts'

/** Announces the seal in the hall: it falls by itself after so many seconds, taking in what arrives until then. */
export async function announceFreeze(ctx: Context, id: string, version: number, seconds: number): Promise<Opinion> {
  const record = await opinionForDeed(ctx, id, version, 'announceFreeze')
  assertNotFreezing(record)
  await assertWritten(ctx, record)
  if ((await countWaiting(ctx.tx, record.sessionId)) > 0) throw opinionRefusals.opinionCardsWaiting()
  const freezingAt = new Date(ctx.now.getTime() + seconds * 1000)
  const freezingBy = ctx.actor.kind === 'person' ? ctx.actor.id : null
  if (!freezingBy) throw new Error('a seal is announced by a person with an account')
  await makeMove(ctx, record, 'announceFreeze', { set: { freezingAt, freezingBy }, facts: { seconds } })
  await tellRooms(ctx, record.documentId, seconds)
  return opinionAnswer(ctx, id)
}

/** Calls the announced seal off before it falls. */
export async function cancelFreeze(ctx: Context, id: string, version: number): Promise<Opinion> {
  const record = await opinionForDeed(ctx, id, version, 'cancelFreeze')
  if (!record.freezingAt) throw opinionRefusals.opinionNotFreezing()
  await callOff(ctx, record)
  return opinionAnswer(ctx, id)
}

async function callOff(ctx: Context, record: OpinionRecord): Promise<void> {
  await makeMove(ctx, record, 'cancelFreeze', { set: { freezingAt: null, freezingBy: null } })
  await recheckAccess(ctx, record.documentId)
}

/** What came of trying: `waiting` says for how long still. */
export type Sealing = { sealed: true } | { waiting: number } | { nothing: true }

/**
 * Seals an announced opinion when its moment has come, in one transaction: the text's revision, the seal, the move
 * and its line. The facilitator who announced it is the one who seals. Of two that try, one finds nothing to do.
 * Where that person may no longer, or the text was emptied meanwhile, the announcement is called off instead.
 */
export async function sealWhenDue(ground: Ground, id: string): Promise<Sealing> {
  try {
    return await within(ground, clockActor, (ctx) => sealInside(ctx, id))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return within(ground, clockActor, async (ctx) => {
      const record = await announced(ctx, id)
      if (record) await callOff(ctx, record)
      return { nothing: true }
    })
  }
}

async function announced(ctx: Context, id: string): Promise<OpinionRecord | null> {
  const row = await findOpinion(ctx.tx, id)
  if (!row?.freezingAt) return null
  const session = await recordFor(ctx.tx, ctx.actor, row.sessionId, true)
  const locked = await findOpinion(ctx.tx, id)
  return session && locked?.freezingAt ? { ...locked, session, committees: [], asked: false } : null
}

async function sealInside(clock: Context, id: string): Promise<Sealing> {
  const record = await announced(clock, id)
  if (!record?.freezingAt || !record.freezingBy) return { nothing: true }
  const left = record.freezingAt.getTime() - clock.now.getTime()
  if (left > 0) return { waiting: left }
  const actor = await loadPerson(clock.tx, clock.now, record.freezingBy, 'seal')
  const session = await recordFor(clock.tx, actor, record.sessionId)
  await seal({ ...clock, actor }, { ...record, session: session ?? record.session, sealing: true })
  return { sealed: true }
}

async function seal(ctx: Context, record: OpinionRecord): Promise<void> {
  assertCan(ctx, 'opinion.freeze', record)
  assertCan(ctx, 'opinion.announceFreeze', record)
  await assertWritten(ctx, record)
  const revision = await settle(ctx, record.documentId)
  const sealId = randomUUID()
  const number = ((await sealsOf(ctx.tx, record.id))[0]?.number ?? 0) + 1
  await ctx.tx.insert(opinionSeals).values({
    organisationId: record.organisationId,
    id: sealId,
    opinionId: record.id,
    revisionId: revision.id,
    number,
    title: record.title,
    digest: revision.sha256,
    at: ctx.now,
    by: actorKey(ctx.actor),
    byName: ctx.actor.kind === 'person' ? ctx.actor.name : '',
  })
  await makeMove(ctx, record, 'freeze', {
    set: { sealId, freezingAt: null, freezingBy: null },
    facts: { sealId, revisionId: revision.id, number, digest: revision.sha256 },
  })
}
