import type { Sql } from 'postgres'
import { type Entry, chain } from './log.ts'

/** What a room wants in the log right after the last row it knows. */
export type Append = {
  document: { organisationId: string; id: string; generation: number }
  after: { sequence: number; hash: string }
  entries: readonly Entry[]
  /** Yjs clients that write here for the first time, and whose they are. */
  bound: ReadonlyMap<number, string>
}

/**
 * Appends for many texts in one statement, which is one transaction: a text's row is moved on only where it still
 * stands where its room believes it does, is not sealed and is of the same generation, and only then its rows and
 * clients are taken in. So the last row's hash need not be read again. Answers the hash of the new last row by text;
 * a text that is not in the answer was moved on, sealed or reopened by others, and nothing of it was kept.
 *
 * One text alone waits for whoever holds its row. Of several, those that are held are left out and must be asked for
 * alone: nobody waits for another's text, and no two such statements can wait for each other.
 */
export async function appendBatch(sql: Sql, appends: readonly Append[]): Promise<Map<string, string>> {
  const hashes = new Map<string, string>()
  const told: unknown[] = []
  const clients: unknown[] = []
  const updates: unknown[] = []
  for (const { document, after, entries, bound } of appends) {
    const { rows, hash } = chain(document, after, entries)
    hashes.set(document.id, hash)
    told.push({ document: document.id, generation: document.generation, next: after.sequence + 1, rows: rows.length })
    for (const [client, account] of bound) clients.push({ document: document.id, client, account })
    for (const { documentId, sequence, account, session, clientIds, bytes, sha256, previousHash } of rows) {
      const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64')
      updates.push({ document: documentId, sequence, account, session, clients: clientIds, data, sha256, previous: previousHash })
    }
  }
  const statement = appends.length > 1 ? ofSeveral : ofOne
  const values = [told, clients, updates].map((each) => JSON.stringify(each))
  const moved = await sql.unsafe<{ id: string }[]>(statement, values, { prepare: true })
  const kept = new Map<string, string>()
  for (const { id } of moved) kept.set(id, hashes.get(id)!)
  return kept
}

/** Written once and not built anew: it runs for every few letters, and the driver prepares it once per connection. */
const statementWith = (among: string, free: string): string => `
  with told as materialized (
    select * from json_to_recordset($1::text::json) as t(document uuid, generation int, next int, rows int)
  )${among}, moved as (
    update documents d set next_sequence = d.next_sequence + t.rows
    from told t
    where d.id = t.document and d.generation = t.generation and d.next_sequence = t.next and d.sealed_at is null${free}
    returning d.organisation_id, d.id, d.generation
  ), bound as (
    insert into document_clients (organisation_id, document_id, generation, client_id, account)
    select m.organisation_id, m.id, m.generation, c.client, c.account
    from json_to_recordset($2::text::json) as c(document uuid, client bigint, account text)
    join moved m on m.id = c.document
  ), kept as (
    insert into document_updates (
      organisation_id, document_id, generation, sequence, account, session, client_ids, bytes, sha256, previous_hash
    )
    select m.organisation_id, m.id, m.generation, u.sequence, u.account, u.session, u.clients, decode(u.data, 'base64'), u.sha256, u.previous
    from json_to_recordset($3::text::json) as u(
      document uuid, sequence int, account text, session text, clients bigint[], data text, sha256 text, previous text
    )
    join moved m on m.id = u.document
  )
  select id from moved`

const ofOne = statementWith('', '')
const ofSeveral = statementWith(
  `, free as materialized (
    select d.id from documents d where d.id in (select document from told) for no key update skip locked
  )`,
  ' and d.id in (select id from free)',
)
