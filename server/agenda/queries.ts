import { type AgendaItem, isCurrent, isMoveOfItem, type ConsensusItem, type Reservation } from '../../shared/agenda.ts'
import type { Tx } from '../../db/client.ts'
import type { Context } from '../house/context.ts'
import { isSealedFor } from '../opinions/records.ts'
import { participantsById, type SessionRecord, sessionFor } from '../sessions/records.ts'
import { type Around, hindrance } from './hindrances.ts'
import { type ConsensusRow, consensusOf, type ItemRecord, type ItemRow, itemFor, itemsOf, type ReservationRow, reservationsOf } from './records.ts'

type Written = { consensus: ConsensusRow[]; reservations: ReservationRow[]; names: Map<string, string>; sealed: boolean; current: string | null }

async function writtenIn(tx: Tx, sessionId: string): Promise<Written & { items: ItemRow[] }> {
  const items = await itemsOf(tx, sessionId)
  const reservations = await reservationsOf(tx, sessionId)
  const seats = await participantsById(tx, reservations.map((row) => row.participantId))
  return {
    items,
    consensus: await consensusOf(tx, sessionId),
    reservations,
    names: new Map([...seats].map(([id, seat]) => [id, seat.name])),
    sealed: await isSealedFor(tx, sessionId),
    current: items.find((item) => isCurrent(item.state))?.id ?? null,
  }
}

/** What is written about an item since it was last opened. */
function around(item: ItemRow, written: Written): Around {
  const since = item.reopenedAt
  const recorded =
    written.consensus.some((row) => row.itemId === item.id) ||
    written.reservations.some((row) => row.itemId === item.id && (since === null || row.createdAt > since))
  return { currentExists: written.current !== null, sealed: written.sealed, recorded }
}

/** What stands around one item, for a deed that is about to move it. */
export async function aroundItem(ctx: Context, item: ItemRecord): Promise<Around> {
  return around(item, await writtenIn(ctx.tx, item.sessionId))
}

function consensusView({ id, itemId, words, party, quantity, unit, due }: ConsensusRow): ConsensusItem {
  return { id, itemId, words, party, quantity, unit, due }
}

function reservationView(row: ReservationRow, names: Map<string, string>): Reservation {
  const { id, itemId, participantId, words } = row
  return { id, itemId, participantId, words, name: names.get(participantId) ?? '', confirmedAt: row.confirmedAt?.toISOString() ?? null }
}

function itemView(ctx: Context, item: ItemRow, session: SessionRecord, written: Written): AgendaItem {
  const record = { ...item, session }
  const about = around(item, written)
  const { id, sessionId, state, version, words, note, kind, minutes, order, spentSeconds, informedOnly, reason, deferredTo } = item
  return {
    id, sessionId, state, version, words, note, kind, minutes, order, spentSeconds, informedOnly, reason, deferredTo,
    proposedBy: item.proposerName,
    begunAt: item.begunAt?.toISOString() ?? null,
    consensus: written.consensus.filter((row) => row.itemId === id).map(consensusView),
    reservations: written.reservations.filter((row) => row.itemId === id).map((row) => reservationView(row, written.names)),
    may: ctx.can
      .may(ctx.actor, 'item', record)
      .filter((verb) => verb !== 'reserve' && !isMoveOfItem(verb) ? true : hindrance(record, verb, about) === null),
  }
}

/** The agenda in its order: before the session starts only what was proposed, from then on every item. */
export async function listItems(ctx: Context, sessionId: string): Promise<AgendaItem[]> {
  const session = await sessionFor(ctx, sessionId)
  const written = await writtenIn(ctx.tx, sessionId)
  return written.items.map((item) => itemView(ctx, item, session, written))
}

/** One item as this person may see it. */
export async function freshItem(ctx: Context, id: string): Promise<AgendaItem> {
  const { session, ...item } = await itemFor(ctx, id)
  return itemView(ctx, item, session, await writtenIn(ctx.tx, session.id))
}
