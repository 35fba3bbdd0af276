import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { agendaItems } from '../../db/schema/agenda.ts'
import {
  isItemOpen, isProposed, itemKindOf, itemWorkflow, mostItems, mostMinutes, mostWords, type NewItem, presetAgendas,
} from '../../shared/agenda.ts'
import type { AgendaEntry } from '../../shared/documents/content.ts'
import { actorKey } from '../../shared/people.ts'
import type { SessionPreset } from '../../shared/sessions.ts'
import { addItem, readAgenda, removeItem } from '../../shared/sync/agenda.ts'
import { createDocument } from '../documents/create.ts'
import { editDocument } from '../documents/edit.ts'
import type { Context } from '../house/context.ts'
import { writeLine } from '../house/ledger.ts'
import type { SessionRecord } from '../sessions/records.ts'
import { freshOrders, orderBetween } from './order.ts'
import { type ItemRow, itemsOf } from './records.ts'

/** Makes the text of an agenda with what it begins with: the given items, or the preset's. Returns the document's id. */
export async function createAgenda(
  ctx: Context,
  wanted: { organisationId: string; preset: SessionPreset; items: readonly NewItem[] },
): Promise<string> {
  const begin = wanted.items.length > 0 ? wanted.items : presetAgendas[wanted.preset]
  const orders = freshOrders(begin.length)
  const items = begin.map((item, index) => ({ ...item, id: randomUUID(), note: '', order: orders[index]! }))
  const document = await createDocument(ctx, { organisationId: wanted.organisationId, kind: 'agenda', content: { items } })
  return document.id
}

type Inked = Pick<SessionRecord, 'agendaDocumentId'>

/** Reads the agenda's text with its log held: nothing is appended until this deed is done. */
const readInk = (ctx: Context, session: Inked): Promise<AgendaEntry[]> =>
  editDocument(ctx, session.agendaDocumentId, (doc) => readAgenda(doc).items)

/** Writes an accepted item into the text, last, under the row's own id. Returns its order there. */
export async function putIntoInk(ctx: Context, session: Inked, row: Pick<ItemRow, 'id' | 'words' | 'note' | 'kind' | 'minutes'>): Promise<string> {
  const { id, words, note, kind, minutes } = row
  return editDocument(ctx, session.agendaDocumentId, (doc) => {
    const items = readAgenda(doc).items
    const order = orderBetween(items.at(-1)?.order ?? null, null)
    if (!items.some((item) => item.id === id)) addItem(doc, { id, words, note, kind, minutes, order })
    return order
  })
}

export async function takeOutOfInk(ctx: Context, session: Inked, id: string): Promise<void> {
  await editDocument(ctx, session.agendaDocumentId, (doc) => removeItem(doc, id), actorKey(ctx.actor))
}

const within = (value: number): number => Math.min(mostMinutes, Math.max(1, Math.round(value) || 1))
const wordsOf = (entry: AgendaEntry): string => (entry.words.trim() || entry.note.trim()).slice(0, mostWords)

/**
 * `start` turns ink into seal: every item of the text becomes a row under the same id, in the text's order. An accepted
 * proposal whose item somebody took out of the text is withdrawn; one that still waits for an answer waits on.
 */
export async function settleAgenda(ctx: Context, session: SessionRecord): Promise<number> {
  const entries = (await readInk(ctx, session)).filter((entry) => wordsOf(entry) !== '').slice(0, mostItems)
  const rows = new Map((await itemsOf(ctx.tx, session.id)).map((row) => [row.id, row]))
  const orders = freshOrders(entries.length)
  const { organisationId, id: sessionId } = session
  for (const [index, entry] of entries.entries()) {
    const said = { words: wordsOf(entry), note: entry.note, kind: itemKindOf(entry.kind), minutes: within(entry.minutes), order: orders[index]! }
    const known = rows.get(entry.id)
    if (known) {
      await ctx.tx.update(agendaItems).set({ ...said, version: known.version + 1 }).where(eq(agendaItems.id, known.id))
      continue
    }
    const state = itemWorkflow.moves.accept.to[0]!
    await ctx.tx.insert(agendaItems).values({ organisationId, sessionId, id: entry.id, state, ...said, createdAt: ctx.now })
    await line(ctx, session, entry.id, 'settle', null, state)
  }
  const kept = new Set(entries.map((entry) => entry.id))
  for (const row of rows.values()) {
    if (kept.has(row.id) || isProposed(row.state) || !isItemOpen(row.state)) continue
    const state = itemWorkflow.moves.withdraw.to[0]!
    await ctx.tx.update(agendaItems).set({ state, version: row.version + 1 }).where(eq(agendaItems.id, row.id))
    await line(ctx, session, row.id, 'withdraw', row.state, state)
  }
  return entries.length
}

/** The notes under the items stay ink until the record is signed; then they are kept with the rows. */
export async function settleNotes(ctx: Context, session: SessionRecord): Promise<void> {
  const notes = new Map((await readInk(ctx, session)).map((entry) => [entry.id, entry.note]))
  for (const row of await itemsOf(ctx.tx, session.id)) {
    const note = notes.get(row.id)
    if (note !== undefined && note !== row.note) await ctx.tx.update(agendaItems).set({ note }).where(eq(agendaItems.id, row.id))
  }
}

async function line(ctx: Context, session: SessionRecord, id: string, move: string, from: string | null, to: string): Promise<void> {
  const { organisationId, id: sessionId } = session
  await writeLine(ctx, { organisationId, subject: { kind: 'item', id }, move, from, to, facts: { sessionId } })
}
