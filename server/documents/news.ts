import type { Sql } from 'postgres'
import { no } from '../../shared/refusals.ts'
import type { Damage } from './damage.ts'
import { rowHash, sha256 } from './log.ts'

/** What came into a text's log after a row: by another node, or by the house itself. */
export type News = {
  generation: number
  sealed: boolean
  updates: { sequence: number; bytes: Uint8Array }[]
  /** Whose the Yjs clients are under which these rows write. */
  bindings: ReadonlyMap<number, string>
  /** The last of these rows, for the hash the next one must name; null where there is none. */
  last: { sequence: number; hash: string } | null
  damage: Damage[]
}

type Row = {
  generation: number
  sealed: boolean
  sequence: number | null
  account: string
  session: string
  clients: string[]
  /** Account by client: where the house puts words back, they are not all the row's. */
  bound: Record<string, string>
  bytes: Uint8Array
  sha256: string
  previous: string
}

/** Reads it in one statement, so that seal, generation and rows are of one moment. Errors: 404. */
export async function readNews(sql: Sql, documentId: string, generation: number, sequence: number): Promise<News> {
  const rows = await sql<Row[]>`
    select d.generation, d.sealed_at is not null as sealed, u.sequence, u.account, u.session, u.client_ids as clients, u.bytes,
      u.sha256, u.previous_hash as previous, (
        select coalesce(json_object_agg(c.client_id, c.account), '{}') from document_clients c
        where c.organisation_id = u.organisation_id and c.document_id = u.document_id and c.generation = u.generation
          and c.client_id = any(u.client_ids)
      ) as bound
    from documents d
    left join document_updates u on u.organisation_id = d.organisation_id and u.document_id = d.id
      and u.generation = ${generation} and u.generation = d.generation and u.sequence > ${sequence}
    where d.id = ${documentId}
    order by u.sequence`
  const [first] = rows
  if (!first) throw no.notFound()
  const news: News = { generation: first.generation, sealed: first.sealed, updates: [], bindings: new Map(), last: null, damage: [] }
  const bindings = new Map<number, string>()
  for (const row of rows) {
    if (row.sequence === null) continue
    const clientIds = row.clients.map(Number)
    const found = sha256(row.bytes)
    if (found !== row.sha256) news.damage.push({ what: 'update', sequence: row.sequence, found })
    news.updates.push({ sequence: row.sequence, bytes: row.bytes })
    for (const [client, account] of Object.entries(row.bound)) bindings.set(Number(client), account)
    const { account, session, previous: previousHash } = row
    const hash = rowHash({ documentId, generation, sequence: row.sequence, account, session, clientIds, sha256: row.sha256, previousHash })
    news.last = { sequence: row.sequence, hash }
  }
  return { ...news, bindings }
}
