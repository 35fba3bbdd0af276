import { createHash, randomUUID } from 'node:crypto'
import { and, count, eq, gte, inArray, isNull, lt, sql, sum } from 'drizzle-orm'
import { fileChunks, fileContents, files } from '../../db/schema/files.ts'
import { dayOf } from '../../shared/calendar.ts'
import { type FileLine } from '../../shared/file-shapes.ts'
import { fileRefusals, type FilePurpose, largestFile, longestVoiceSeconds } from '../../shared/files.ts'
import { actorKey, clockActor, organisationsOf } from '../../shared/people.ts'
import { no } from '../../shared/refusals.ts'
import { assertCan, type Context, type Ground, within } from '../house/context.ts'
import { writeLine } from '../house/ledger.ts'
import { fits, safeName, typeOf } from './kinds.ts'
import { withoutMetadata } from './metadata.ts'
import { fileLineOf } from './queries.ts'

export type Sent = { bytes: Uint8Array; name: string; purpose: FilePurpose; seconds: number | null }

const pieceSize = 256 * 1024
const unclaimedDays = 7
const quotas = {
  guest: { files: 30, bytes: 60 * 1024 * 1024 },
  person: { files: 500, bytes: 1024 * 1024 * 1024 },
} as const

/**
 * Keeps a file for the one who sends it, until a deed takes it up: its type from its bytes, its metadata taken out,
 * the same bytes stored once.
 */
export async function keepFile(ctx: Context, sent: Sent): Promise<FileLine> {
  assertCan(ctx, 'file.upload')
  const [organisationId] = organisationsOf(ctx.actor)
  if (!organisationId) throw no.notAllowed()
  if (sent.bytes.length === 0) throw fileRefusals.fileEmpty()
  if (sent.bytes.length > largestFile) throw no.tooLarge()
  if ((sent.seconds ?? 0) > longestVoiceSeconds) throw fileRefusals.fileTooLong()
  const type = typeOf(sent.bytes)
  if (!type) throw fileRefusals.fileUnknownType()
  if (type === 'image/heic') throw fileRefusals.fileMetadata()
  if (!fits(type, sent.purpose)) throw fileRefusals.fileWrongPurpose()
  const clean = withoutMetadata(sent.bytes, type)
  if (!clean) throw fileRefusals.fileMetadata()
  await assertQuota(ctx, clean.bytes.length)

  const hash = createHash('sha256').update(clean.bytes).digest('hex')
  await keepBytes(ctx, hash, type, clean.bytes)
  const [row] = await ctx.tx
    .insert(files)
    .values({
      organisationId,
      id: randomUUID(),
      hash,
      type,
      name: safeName(sent.name, type),
      purpose: sent.purpose,
      size: clean.bytes.length,
      seconds: sent.purpose === 'voice' ? sent.seconds : null,
      turn: clean.turn,
      uploadedBy: actorKey(ctx.actor),
      createdAt: ctx.now,
    })
    .returning()
  if (!row) throw no.broken()
  await writeLine(ctx, { organisationId, subject: { kind: 'file', id: row.id }, move: 'upload', facts: { size: row.size, type } })
  return fileLineOf(row)
}

async function keepBytes(ctx: Context, hash: string, type: string, bytes: Uint8Array): Promise<void> {
  // The row is held either way: what is being kept anew cannot be swept out meanwhile.
  const [row] = await ctx.tx
    .insert(fileContents)
    .values({ hash, type, size: bytes.length })
    .onConflictDoUpdate({ target: fileContents.hash, set: { size: bytes.length } })
    .returning({ fresh: sql<boolean>`(xmax = 0)` })
  if (!row?.fresh) return
  for (let sequence = 0; sequence * pieceSize < bytes.length; sequence += 1) {
    const piece = bytes.subarray(sequence * pieceSize, (sequence + 1) * pieceSize)
    await ctx.tx.insert(fileChunks).values({ hash, sequence, bytes: piece })
  }
}

/** So much a person or guest a day; several uploads at once are counted one after the other. */
async function assertQuota(ctx: Context, size: number): Promise<void> {
  const who = actorKey(ctx.actor)
  const most = ctx.actor.kind === 'person' ? quotas.person : quotas.guest
  await ctx.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`files ${who}`}, 0))`)
  const today = new Date(`${dayOf(ctx.now)}T00:00:00+08:00`)
  const [used] = await ctx.tx
    .select({ files: count(), bytes: sum(files.size) })
    .from(files)
    .where(and(eq(files.uploadedBy, who), gte(files.createdAt, today)))
  if ((used?.files ?? 0) + 1 > most.files || Number(used?.bytes ?? 0) + size > most.bytes) throw fileRefusals.fileQuota()
}

/**
 * What was sent and never handed in goes after a week, with the bytes that nobody else sent. Somebody who recorded
 * something and thought better of it leaves nothing here.
 */
export async function sweepFiles(ground: Ground): Promise<number> {
  return within(ground, clockActor, async (ctx) => {
    const since = new Date(ctx.now.getTime() - unclaimedDays * 24 * 60 * 60 * 1000)
    const gone = await ctx.tx.delete(files).where(and(isNull(files.ownerId), lt(files.createdAt, since))).returning()
    for (const file of gone) {
      assertCan(ctx, 'file.sweep', { ...file, ownerShows: false })
      const { id, organisationId, size } = file
      await writeLine(ctx, { organisationId, subject: { kind: 'file', id }, move: 'sweep', facts: { size } })
    }
    const hashes = [...new Set(gone.map((file) => file.hash))]
    if (hashes.length === 0) return 0
    const used = await ctx.tx.selectDistinct({ hash: files.hash }).from(files).where(inArray(files.hash, hashes))
    const unused = hashes.filter((hash) => !used.some((one) => one.hash === hash))
    await ctx.tx.delete(fileChunks).where(inArray(fileChunks.hash, unused))
    await ctx.tx.delete(fileContents).where(inArray(fileContents.hash, unused))
    return gone.length
  })
}

/** Gives files that the actor has just sent to a record. All of them, or the deed is refused. */
export async function takeUpFiles(
  ctx: Context,
  ids: readonly string[],
  owner: { organisationId: string; kind: string; id: string },
): Promise<void> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return
  const before = await ctx.tx.$count(files, and(eq(files.ownerKind, owner.kind), eq(files.ownerId, owner.id)))
  const order = sql`array_position(array[${sql.join(wanted.map((id) => sql`${id}::uuid`), sql`, `)}], ${files.id})`
  const taken = await ctx.tx
    .update(files)
    .set({ organisationId: owner.organisationId, ownerKind: owner.kind, ownerId: owner.id, position: sql`${before} + ${order}` })
    .where(and(inArray(files.id, wanted), eq(files.uploadedBy, actorKey(ctx.actor)), isNull(files.ownerId)))
    .returning({ id: files.id })
  if (taken.length !== wanted.length) throw fileRefusals.fileNotYours()
}
