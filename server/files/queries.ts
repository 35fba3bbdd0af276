import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Db, Tx } from '../../db/client.ts'
import { fileChunks, files } from '../../db/schema/files.ts'
import type { FileLine } from '../../shared/file-shapes.ts'
import { no } from '../../shared/refusals.ts'
import { assertCan, type Context } from '../house/context.ts'

export type FileRow = typeof files.$inferSelect

/** The record a file belongs to says who may have it; handed in by the domains, by the kind they gave. */
export type FileOwner = (ctx: Context, ownerId: string) => Promise<boolean>
export type FileOwners = Readonly<Record<string, FileOwner>>

/** The file, for one who may have it: whoever just sent it, then whoever its record shows itself to. */
export async function fileFor(ctx: Context, owners: FileOwners, id: string): Promise<FileRow> {
  const [row] = await ctx.tx.select().from(files).where(eq(files.id, id))
  if (!row) throw ctx.actor.kind === 'stranger' ? no.notSignedIn() : no.notFound()
  const owner = row.ownerKind === null ? undefined : owners[row.ownerKind]
  const ownerShows = owner !== undefined && row.ownerId !== null && (await owner(ctx, row.ownerId))
  assertCan(ctx, 'file.see', { ...row, ownerShows })
  return row
}

/** The files of these records, in the order they came. */
export async function filesOf(tx: Db | Tx, kind: string, ownerIds: readonly string[]): Promise<FileRow[]> {
  if (ownerIds.length === 0) return []
  return tx
    .select()
    .from(files)
    .where(and(eq(files.ownerKind, kind), inArray(files.ownerId, [...ownerIds])))
    .orderBy(asc(files.ownerId), asc(files.position))
}

export function fileLineOf(row: FileRow): FileLine {
  const { id, name, type, size, purpose, seconds, turn } = row
  return { id, name, type, size, purpose, seconds, turn }
}

/** The bytes of a file that `fileFor` has let through, put together from their pieces. */
export async function bytesOf(tx: Db | Tx, row: FileRow): Promise<Uint8Array> {
  const chunks = await tx
    .select({ bytes: fileChunks.bytes })
    .from(fileChunks)
    .where(eq(fileChunks.hash, row.hash))
    .orderBy(asc(fileChunks.sequence))
  return Buffer.concat(chunks.map((chunk) => chunk.bytes))
}
