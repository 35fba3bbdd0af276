import { eq } from 'drizzle-orm'
import type { Db, Tx } from '../../db/client.ts'
import { sessions } from '../../db/schema/sessions.ts'
import type { DocumentOwner } from '../documents/owner.ts'
import type { Context } from '../house/context.ts'
import type { Hearer } from '../live.ts'
import { phaseOf, recordFor, standingIn } from './records.ts'

async function sessionOfAgenda(tx: Db | Tx, documentId: string): Promise<{ id: string; state: string } | null> {
  const [row] = await tx
    .select({ id: sessions.id, state: sessions.state })
    .from(sessions)
    .where(eq(sessions.agendaDocumentId, documentId))
  return row ?? null
}

/** The agenda's text belongs to its session: what one may do to it follows from the seat, the hour and the settings. */
export const agendaOwner: DocumentOwner = {
  kind: 'agenda',
  async standing(tx, actor, documentId) {
    const found = await sessionOfAgenda(tx, documentId)
    const record = found ? await recordFor(tx, actor, found.id) : null
    if (!record) return null
    return { hand: standingIn(actor, record).hand, phase: phaseOf(record), settings: record.rights }
  },
  async state(tx, documentId) {
    return (await sessionOfAgenda(tx, documentId))?.state ?? ''
  },
  concerns: ['session', 'participant'],
}

/** Whoever may see a session hears that it changed, and so does one who waits at its door. */
export const hearsSession: Hearer = async (ctx: Context, id: string) => {
  const record = await recordFor(ctx.tx, ctx.actor, id)
  return record !== null && (ctx.can(ctx.actor, 'session.see', record) || ctx.can(ctx.actor, 'session.seat', record))
}
