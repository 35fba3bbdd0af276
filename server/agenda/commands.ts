import { randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import { agendaItems, consensusItems, reservations } from '../../db/schema/agenda.ts'
import {
  agendaRefusals, isCurrent, type ItemMove, itemWorkflow, mostItems, type newConsensus, type newItem,
} from '../../shared/agenda.ts'
import { actorKey } from '../../shared/people.ts'
import { no } from '../../shared/refusals.ts'
import { isAgendaInk, sessionRefusals } from '../../shared/sessions.ts'
import { assertCan, type Context } from '../house/context.ts'
import { type Line, ring, writeLine } from '../house/ledger.ts'
import { assertVersion, move } from '../house/move.ts'
import { isOwnSeat, lockedSession, participantIn } from '../sessions/records.ts'
import { spentUntil } from './clock.ts'
import { hindrance } from './hindrances.ts'
import { putIntoInk, takeOutOfInk } from './ink.ts'
import { orderBetween } from './order.ts'
import { aroundItem, freshItem } from './queries.ts'
import { type ItemRecord, type ItemRow, itemsOf, lockedItem } from './records.ts'

type Given<G = object> = { version: number } & G
export type ItemDeed<G = object> = (ctx: Context, id: string, given: Given<G>) => Promise<void>

/** The item held for a deed that was decided on this version of it, with nothing in the way. */
async function held(ctx: Context, id: string, version: number, verb: ItemMove): Promise<ItemRecord> {
  const item = await lockedItem(ctx, id)
  if (ctx.can.verdict(ctx.actor, `item.${verb}`, item) === 'refused') throw no.notAllowed()
  assertVersion(version, item, await freshItem(ctx, id))
  assertCan(ctx, `item.${verb}`, item)
  const hindered = hindrance(item, verb, await aroundItem(ctx, item))
  if (hindered) throw hindered
  return item
}

async function step(ctx: Context, item: ItemRecord, verb: ItemMove, set: Partial<ItemRow> = {}, facts: Line['facts'] = {}): Promise<void> {
  const { session, ...row } = item
  await move(ctx, itemWorkflow, agendaItems, row, verb, { set, facts: { sessionId: session.id, ...facts }, resource: item })
  await ring(ctx, 'session', session.id)
}

/** The clock of an item that is talked about stops with what becomes of it. */
const stopped = (ctx: Context, item: ItemRow): Partial<ItemRow> =>
  isCurrent(item.state) ? { spentSeconds: spentUntil(item, ctx.now), begunAt: null } : {}

const lastOrder = async (ctx: Context, sessionId: string): Promise<string> =>
  orderBetween((await itemsOf(ctx.tx, sessionId)).at(-1)?.order ?? null, null)

/**
 * 提一项: anyone in the session may propose what to talk about. From whoever runs a session under way it is on the
 * agenda at once; from all others it waits for an answer.
 */
export async function propose(ctx: Context, sessionId: string, given: z.infer<typeof newItem>): Promise<string> {
  const session = await lockedSession(ctx, sessionId)
  assertCan(ctx, 'session.propose', session)
  const items = await itemsOf(ctx.tx, sessionId)
  if (items.length >= mostItems) throw agendaRefusals.agendaFull()
  const id = randomUUID()
  const row = {
    organisationId: session.organisationId, sessionId, id, ...given,
    state: itemWorkflow.initial,
    version: 1,
    order: orderBetween(items.at(-1)?.order ?? null, null),
    proposer: actorKey(ctx.actor),
    proposerName: session.mine?.name ?? ('name' in ctx.actor ? ctx.actor.name : null),
    createdAt: ctx.now,
  }
  const [inserted] = await ctx.tx.insert(agendaItems).values(row).returning()
  await writeLine(ctx, { organisationId: session.organisationId, subject: { kind: 'item', id }, move: 'propose', to: inserted!.state, facts: { sessionId } })
  await ring(ctx, 'session', sessionId)
  const item: ItemRecord = { ...inserted!, session }
  if (!isAgendaInk(session.state) && ctx.can(ctx.actor, 'item.accept', item)) await acceptHeld(ctx, item)
  return id
}

/** Puts a proposal last on the agenda; its item in the text, where notes are written, has the same id. */
async function acceptHeld(ctx: Context, item: ItemRecord): Promise<void> {
  const inkOrder = await putIntoInk(ctx, item.session, item)
  const order = isAgendaInk(item.session.state) ? inkOrder : await lastOrder(ctx, item.sessionId)
  await step(ctx, item, 'accept', { order })
}

export const accept: ItemDeed = async (ctx, id, { version }) => acceptHeld(ctx, await held(ctx, id, version, 'accept'))

export const reject: ItemDeed<{ reason: string }> = async (ctx, id, { version, reason }) =>
  step(ctx, await held(ctx, id, version, 'reject'), 'reject', { reason })

export const withdraw: ItemDeed = async (ctx, id, { version }) => {
  const item = await held(ctx, id, version, 'withdraw')
  if (isAgendaInk(item.session.state)) await takeOutOfInk(ctx, item.session, id)
  await step(ctx, item, 'withdraw')
}

/** 换位置: directly behind another item, or first with none. Two hands at once end in one order for all. */
export const reorder: ItemDeed<{ behind: string | null }> = async (ctx, id, { version, behind }) => {
  const item = await held(ctx, id, version, 'reorder')
  const others = (await itemsOf(ctx.tx, item.sessionId)).filter((row) => row.id !== id)
  const place = behind === null ? 0 : others.findIndex((row) => row.id === behind) + 1
  if (behind !== null && place === 0) throw no.notFound()
  await step(ctx, item, 'reorder', { order: orderBetween(others[place - 1]?.order ?? null, others[place]?.order ?? null) })
}

export const begin: ItemDeed = async (ctx, id, { version }) =>
  step(ctx, await held(ctx, id, version, 'begin'), 'begin', { begunAt: ctx.now })

/** 记下共识: read out and agreed to, at least one sentence. Reservations may follow. */
export const recordConsensus: ItemDeed<{ consensus: z.infer<typeof newConsensus>[] }> = async (ctx, id, { version, consensus }) => {
  const item = await held(ctx, id, version, 'recordConsensus')
  if (consensus.length === 0) throw agendaRefusals.itemNothingRecorded()
  const { organisationId, sessionId } = item
  const rows = consensus.map((said, position) => ({
    organisationId, sessionId, itemId: id, id: randomUUID(), position, ...said, createdAt: ctx.now,
  }))
  await ctx.tx.insert(consensusItems).values(rows)
  const consensusIds = rows.map((row) => row.id)
  await step(ctx, item, 'recordConsensus', { ...stopped(ctx, item), informedOnly: false, reason: '' }, { consensusIds })
}

export const recordInformed: ItemDeed = async (ctx, id, { version }) => {
  const item = await held(ctx, id, version, 'recordInformed')
  await step(ctx, item, 'recordInformed', { ...stopped(ctx, item), informedOnly: true, reason: '' })
}

export const recordNoConsensus: ItemDeed<{ reason: string }> = async (ctx, id, { version, reason }) => {
  const item = await held(ctx, id, version, 'recordNoConsensus')
  await step(ctx, item, 'recordNoConsensus', { ...stopped(ctx, item), reason })
}

export const defer: ItemDeed<{ deferredTo: string }> = async (ctx, id, { version, deferredTo }) => {
  const item = await held(ctx, id, version, 'defer')
  await step(ctx, item, 'defer', { ...stopped(ctx, item), deferredTo })
}

export const setAside: ItemDeed = async (ctx, id, { version }) => {
  const item = await held(ctx, id, version, 'setAside')
  await step(ctx, item, 'setAside', stopped(ctx, item))
}

/** 重新谈: what was agreed before is set aside, not deleted; reservations stay in their own words. */
export const reopen: ItemDeed<{ reason: string }> = async (ctx, id, { version, reason }) => {
  const item = await held(ctx, id, version, 'reopen')
  await ctx.tx
    .update(consensusItems)
    .set({ setAsideAt: ctx.now })
    .where(and(eq(consensusItems.itemId, id), isNull(consensusItems.setAsideAt)))
  await step(ctx, item, 'reopen', { reason, reopenedAt: ctx.now, informedOnly: false, deferredTo: '' })
}

export type NewReservation = { participantId: string; words: string; confirmed: boolean }

/** 保留意见: one's own, or written down for somebody who hears it read back. Word for word. */
export async function reserve(ctx: Context, id: string, given: NewReservation): Promise<void> {
  const item = await lockedItem(ctx, id)
  assertCan(ctx, 'item.reserve', item)
  const hindered = hindrance(item, 'reserve', await aroundItem(ctx, item))
  if (hindered) throw hindered
  const seat = await participantIn(ctx.tx, item.sessionId, given.participantId)
  const own = isOwnSeat(ctx.actor, seat)
  const keepsRecord = ctx.can(ctx.actor, 'session.keepRecord', item.session)
  if (!own && !keepsRecord) throw agendaRefusals.itemNotOwnWords()
  if (!seat.checkedInAt) throw sessionRefusals.notPresent()
  const { organisationId, sessionId } = item
  const reservationId = randomUUID()
  await ctx.tx.insert(reservations).values({
    organisationId, sessionId, itemId: id, id: reservationId,
    participantId: seat.id,
    words: given.words,
    confirmedAt: own || given.confirmed ? ctx.now : null,
    takenBy: actorKey(ctx.actor),
    createdAt: ctx.now,
  })
  await writeLine(ctx, {
    organisationId,
    subject: { kind: 'item', id },
    move: 'reserve',
    facts: { sessionId, reservationId, participantId: seat.id, confirmed: own || given.confirmed },
  })
  await ring(ctx, 'session', sessionId)
}
