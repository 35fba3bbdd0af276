import { eq } from 'drizzle-orm'
import * as Y from 'yjs'
import type { Connection } from '../../../db/client.ts'
import { documentClients, documents, documentSnapshots, documentUpdates } from '../../../db/schema/documents.ts'
import { type LoggedUpdate, rowHash, sha256 } from '../../../server/documents/log.ts'
import { makeSnapshot } from '../../../server/documents/snapshots.ts'
import { newInk } from '../../../shared/sync/ink.ts'
import { reload, saysOf } from '../../rooms/hall.ts'
import { plain } from '../../rooms/honest.ts'

/** A text as the database has it, read past the house, at one moment. */
export type Disk = { doc: Y.Doc; generation: number; rows: LoggedUpdate[]; wrong: string[] }

/** Everything put into what is refused begins so: it must be found in no row. */
export const forbidden = '✗'

/**
 * Reads a text's log and holds it to what must always be: no hole in the sequence (I5), each row naming the hash of the
 * one before (I6), every struct under a Yjs client of the row's account (I4), nothing that was refused (I3), and the same
 * text from its rows, from a snapshot it has and from one made now (I2). What is wrong comes back in words.
 */
export async function readDisk({ db }: Pick<Connection, 'db'>, documentId: string): Promise<Disk> {
  const stored = await db.transaction(async (tx) => {
    const [document] = await tx.select().from(documents).where(eq(documents.id, documentId))
    const rows = await tx.select().from(documentUpdates).where(eq(documentUpdates.documentId, documentId)).orderBy(documentUpdates.sequence)
    const clients = await tx.select().from(documentClients).where(eq(documentClients.documentId, documentId))
    const snapshots = await tx.select().from(documentSnapshots).where(eq(documentSnapshots.documentId, documentId))
    return { document: document!, rows, clients, snapshots }
  }, { isolationLevel: 'repeatable read', accessMode: 'read only' })
  const { document, rows, clients } = stored
  const wrong = [...wrongInChain(rows, document.nextSequence)]
  const owners = new Map(clients.map(({ generation, clientId, account }) => [`${generation}:${clientId}`, account]))
  for (const row of rows) wrong.push(...wrongInRow(row, owners))
  const now = rows.filter(({ generation }) => generation === document.generation)
  const doc = reload(now.map(({ bytes }) => bytes))
  if (doc.store.pendingStructs || doc.store.pendingDs) wrong.push('the log leans on what is not there')
  const snapshots = stored.snapshots.filter(({ generation }) => generation === document.generation)
  for (const { sequence, bytes } of snapshots) {
    const after = now.filter((row) => row.sequence > sequence).map((row) => row.bytes)
    wrong.push(...differences(`the snapshot of row ${sequence}`, reload([bytes, ...after]), doc))
  }
  const made = await makeSnapshot(document.kind, now.map(({ bytes }) => bytes))
  wrong.push(...(made ? differences('a snapshot made now', reload([made]), doc) : ['no snapshot can be made']))
  return { doc, generation: document.generation, rows, wrong }
}

function* wrongInChain(rows: readonly LoggedUpdate[], next: number): Generator<string> {
  for (const [index, row] of rows.entries()) {
    if (row.sequence !== index + 1) return yield `row ${index + 1} is missing`
    const before = rows[index - 1]
    if (row.previousHash !== (before ? rowHash(before) : '0'.repeat(64))) yield `row ${row.sequence} does not name the one before`
    if (sha256(row.bytes) !== row.sha256) yield `the bytes of row ${row.sequence} are not what was written`
  }
  if (next !== rows.length + 1) yield `the next row would be ${next} after ${rows.length}`
}

function* wrongInRow(row: LoggedUpdate, owners: ReadonlyMap<string, string>): Generator<string> {
  if (Buffer.from(row.bytes).includes(forbidden)) yield `row ${row.sequence} holds what was refused`
  const { structs } = Y.decodeUpdate(row.bytes)
  for (const client of new Set(structs.map(({ id }) => id.client))) {
    const owner = owners.get(`${row.generation}:${client}`)
    const isBeginning = row.account === 'server' && owner !== undefined
    if (owner !== row.account && !isBeginning) yield `row ${row.sequence} of ${row.account} writes under a client of ${owner ?? 'nobody'}`
  }
}

/** What two copies of a text do not have in common. */
export function differences(what: string, one: Y.Doc, other: Y.Doc): string[] {
  const [said, expected] = [one, other].map((doc) => JSON.stringify(saysOf(doc))) as [string, string]
  if (said !== expected) return [`${what} says something else: ${firstDifference(said, expected)}`]
  if (!Y.equalSnapshots(Y.snapshot(one), Y.snapshot(other))) return [`${what} knows other letters or deletions`]
  return []
}

function firstDifference(one: string, other: string): string {
  let at = 0
  while (at < one.length && one[at] === other[at]) at += 1
  const around = (words: string) => words.slice(Math.max(0, at - 20), at + 40)
  return `“${around(one)}” for “${around(other)}”`
}

/** The words of a text in its reading order. */
export function wordsOf(doc: Y.Doc): string {
  const blocks = doc.getXmlFragment('prosemirror').toArray()
  return blocks.map((block) => (block instanceof Y.XmlElement ? block.toArray().map((part) => (part instanceof Y.XmlText ? plain(part) : '')).join('') : '')).join('\n')
}

export function copyOf(doc: Y.Doc): Y.Doc {
  const copy = newInk()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}
