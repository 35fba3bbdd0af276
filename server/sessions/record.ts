import { createHash } from 'node:crypto'
import { consensusOf, itemsOf, reservationsOf } from '../agenda/records.ts'
import type { Context } from '../house/context.ts'
import { opinionOf, sealOf } from '../opinions/records.ts'
import { speechesOf } from './queries.ts'
import { participantsOf, type SessionRecord } from './records.ts'

/**
 * What the signed record says, in one fixed order of keys and rows, and the SHA-256 of it in hex: place and time, who
 * came, what was talked about, what was agreed and reserved, who spoke how long, and the seal on the opinion.
 */
export async function recordDigest(ctx: Context, session: SessionRecord): Promise<string> {
  const { tx } = ctx
  const opinion = await opinionOf(tx, session.id)
  const seal = opinion ? await sealOf(tx, opinion) : null
  const said = [
    ['session', session.id, session.title, session.form, session.venueName, session.startedAt, session.endedAt, session.hosts],
    ['participants', (await participantsOf(tx, session.id)).map((row) => [row.id, row.name, row.hand, row.represents, row.state, row.way, row.checkedInAt])],
    ['items', (await itemsOf(tx, session.id)).map((row) => [row.id, row.words, row.note, row.kind, row.state, row.spentSeconds, row.reason, row.deferredTo])],
    ['consensus', (await consensusOf(tx, session.id)).map((row) => [row.id, row.itemId, row.words, row.party, row.quantity, row.unit, row.due])],
    ['reservations', (await reservationsOf(tx, session.id)).map((row) => [row.id, row.itemId, row.participantId, row.words, row.confirmedAt])],
    ['speeches', (await speechesOf(tx, session.id)).map((row) => [row.id, row.participantId, row.itemId, row.kind, row.begunAt, row.spentSeconds])],
    ['opinion', opinion?.id ?? null, seal?.digest ?? null],
  ]
  return createHash('sha256').update(JSON.stringify(said)).digest('hex')
}
