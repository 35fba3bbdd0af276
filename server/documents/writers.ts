import { serverAccount } from '../../shared/documents/authors.ts'
import { isOpenToTheRoom } from '../../shared/documents/kinds.ts'
import type { WriterAnswer } from '../../shared/documents/history-shapes.ts'
import type { Tx } from '../../db/client.ts'
import type { Context } from '../house/context.ts'
import { originsOf } from './origins.ts'
import { accessTo, type Owners } from './owner.ts'
import { type DocumentRow, findDocument } from './queries.ts'

/** The names behind accounts, as the house has them. */
export type NamesOf = (tx: Tx, accounts: readonly string[]) => Promise<ReadonlyMap<string, string>>

const nameless = { [serverAccount]: '系统', clock: '系统' } as Record<string, string>

/**
 * Names as this reader may see them. A resident's name belongs to the room they spoke in: in a text made of its
 * opinion only those read it who may read that opinion.
 */
export async function writersFor(
  told: { owners: Owners; namesOf: NamesOf },
  ctx: Context,
  document: DocumentRow,
  accounts: Iterable<string>,
): Promise<WriterAnswer[]> {
  const all = [...new Set(accounts)]
  const names = await told.namesOf(ctx.tx, all)
  const showsGuests = !all.some(isGuest) || (await mayNameGuests(told.owners, ctx, document))
  return all.map((account) => ({
    account,
    name: nameless[account] ?? (isGuest(account) && !showsGuests ? '居民' : (names.get(account) ?? '不在册的人')),
  }))
}

const isGuest = (account: string): boolean => account.startsWith('guest:')

async function mayNameGuests(owners: Owners, ctx: Context, document: DocumentRow): Promise<boolean> {
  if (isOpenToTheRoom(document.kind)) return true
  const origins = await originsOf(ctx.tx, document)
  for (const id of new Set(origins.map(({ documentId }) => documentId))) {
    const origin = await findDocument(ctx.tx, id)
    if (!origin || !(await accessTo(owners, ctx.tx, ctx.actor, origin))) return false
  }
  return origins.length > 0
}
