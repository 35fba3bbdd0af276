import type { z } from 'zod'
import { actorKey } from '../../shared/people.ts'
import type { AuthorSpan } from '../../shared/documents/authors.ts'
import type { Content } from '../../shared/documents/content.ts'
import type {
  Comparison, compareQuery, HistoryAnswer, VersionAnswer, VersionRead, writersShape,
} from '../../shared/documents/history-shapes.ts'
import { isOpenToTheRoom } from '../../shared/documents/kinds.ts'
import { textRefusals } from '../../shared/documents/refusals.ts'
import { assertCan, type Context } from '../house/context.ts'
import { type Opened, openFor } from './answers.ts'
import { compare } from './compare.ts'
import type { Owners } from './owner.ts'
import { clientsOf, type DocumentRow } from './queries.ts'
import { isPoint, type Point, replay } from './replay.ts'
import { contentOf } from './revisions.ts'
import { type Version, versionsOf } from './versions.ts'
import { type NamesOf, writersFor } from './writers.ts'

/** Who wrote a text, and what it said before: read from its log, for somebody. */

export type Telling = { owners: Owners; namesOf: NamesOf }

/** The text, for one who may look back. Errors: 401, 403, 404. */
async function openHistory({ owners }: Telling, ctx: Context, documentId: string): Promise<Opened> {
  const opened = await openFor(owners, ctx, documentId)
  assertCan(ctx, 'document.seeHistory', opened.resource)
  return opened
}

/** What was written in a room of its own and never handed in stays among those who wrote it. */
const seesDrafts = ({ document, access }: Opened): boolean => isOpenToTheRoom(document.kind) || access.couldWrite

/** Whose the Yjs clients of the present generation are: from then on a page knows by itself who writes. */
export async function seeWriters(telling: Telling, ctx: Context, documentId: string): Promise<z.infer<typeof writersShape>> {
  const { document } = await openHistory(telling, ctx, documentId)
  const clients = await clientsOf(ctx.tx, document)
  return {
    generation: document.generation,
    writers: await writersFor(telling, ctx, document, [...clients.values(), actorKey(ctx.actor)]),
    clients: [...clients].map(([client, account]) => ({ client, account })),
  }
}

export async function seeHistory(telling: Telling, ctx: Context, documentId: string): Promise<HistoryAnswer> {
  const opened = await openHistory(telling, ctx, documentId)
  const all = await versionsOf(ctx.tx, opened.document)
  const seen = seesDrafts(opened) ? all : all.filter(({ sealed }) => sealed !== null).map(asHandedIn)
  const accounts = seen.flatMap((version) => [...version.accounts, ...(version.sealed ? [version.sealed.by] : [])])
  return { versions: seen.map(answerVersion).toReversed(), writers: await writersFor(telling, ctx, opened.document, accounts) }
}

/** Of how it came about one who only reads what was handed in is told nothing. */
const asHandedIn = (version: Version): Version => ({ ...version, since: version.sealed!.at, at: version.sealed!.at, accounts: [], restored: null })

function answerVersion({ since, at, sealed, ...rest }: Version): VersionAnswer {
  return {
    ...rest,
    since: since.toISOString(),
    at: at.toISOString(),
    sealed: sealed && { ...sealed, at: sealed.at.toISOString() },
  }
}

/** Errors: `textVersionUnknown`. */
export async function assertPoint(ctx: Context, opened: Opened, point: Point): Promise<void> {
  const { document } = opened
  const known = seesDrafts(opened)
    ? await isPoint(ctx.tx, document, point)
    : (await versionsOf(ctx.tx, document)).some(({ generation, sequence, sealed }) => sealed && generation === point.generation && sequence === point.sequence)
  if (!known) throw textRefusals.textVersionUnknown()
}

export async function readPoint(ctx: Context, document: DocumentRow, point: Point): Promise<{ content: Content; authors: AuthorSpan[] }> {
  const then = await replay(ctx.tx, document, point.generation)
  await then.goTo(point.sequence)
  return contentOf(document.kind, then.doc, then.accounts)
}

export async function seeVersion(telling: Telling, ctx: Context, documentId: string, point: Point): Promise<VersionRead> {
  const opened = await openHistory(telling, ctx, documentId)
  await assertPoint(ctx, opened, point)
  const { content, authors } = await readPoint(ctx, opened.document, point)
  return { ...point, content, authors, writers: await writersFor(telling, ctx, opened.document, authors.map(({ account }) => account)) }
}

const isBefore = (a: Point, b: Point): boolean => a.generation < b.generation || (a.generation === b.generation && a.sequence <= b.sequence)

/** Any two versions; the earlier one is compared with the later one, however they are named. */
export async function seeComparison(telling: Telling, ctx: Context, documentId: string, asked: z.infer<typeof compareQuery>): Promise<Comparison> {
  const opened = await openHistory(telling, ctx, documentId)
  const one = { generation: asked.fromGeneration, sequence: asked.fromSequence }
  const other = { generation: asked.toGeneration, sequence: asked.toSequence }
  for (const point of [one, other]) await assertPoint(ctx, opened, point)
  const [from, to] = isBefore(one, other) ? [one, other] : [other, one]
  const parts = await compare(ctx.tx, opened.document, from, to)
  const accounts = parts.flatMap(({ changes }) => changes.flatMap(({ author, by }) => (by === null ? [author] : [author, by])))
  return { from, to, parts, writers: await writersFor(telling, ctx, opened.document, accounts) }
}
