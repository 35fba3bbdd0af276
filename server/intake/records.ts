import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Db, Tx } from '../../db/client.ts'
import { echoDevices, issueNotes, issues } from '../../db/schema/intake.ts'
import { randomUUID } from 'node:crypto'
import { type IssueNoteKind, issueRefusals } from '../../shared/intake.ts'
import { actorKey } from '../../shared/people.ts'
import { no } from '../../shared/refusals.ts'
import { assertCan, type Context } from '../house/context.ts'

export type IssueRow = typeof issues.$inferSelect
export type NoteRow = typeof issueNotes.$inferSelect

/** The issue, whoever asks; null when there is none. For a person's eyes use `issueFor`. */
export async function findIssue(tx: Db | Tx, id: string): Promise<IssueRow | null> {
  const [row] = await tx.select().from(issues).where(eq(issues.id, id))
  return row ?? null
}

/** The issue, held until the deed is done. */
export async function lockedIssue(tx: Tx, id: string): Promise<IssueRow | null> {
  const [row] = await tx.select().from(issues).where(eq(issues.id, id)).for('update')
  return row ?? null
}

export async function findIssues(tx: Db | Tx, ids: readonly string[]): Promise<IssueRow[]> {
  if (ids.length === 0) return []
  return tx.select().from(issues).where(inArray(issues.id, [...ids]))
}

/** The issues that were put together with this one. */
export async function mergedWith(tx: Db | Tx, id: string): Promise<IssueRow[]> {
  return tx.select().from(issues).where(eq(issues.mergedInto, id)).orderBy(issues.createdAt, issues.number)
}

/** The issue, for one of the station who may see it. */
export async function issueFor(ctx: Context, id: string): Promise<IssueRow> {
  const row = await findIssue(ctx.tx, id)
  if (!row) throw ctx.actor.kind === 'stranger' ? no.notSignedIn() : no.notFound()
  assertCan(ctx, 'issue.see', row)
  return row
}

/** Whether the issue shows itself to this actor: for its files, and for the bell. */
export async function showsIssue(ctx: Context, id: string): Promise<boolean> {
  const row = await findIssue(ctx.tx, id)
  return row !== null && ctx.can(ctx.actor, 'issue.see', row)
}

/** Whether this device was opened for the issue: its thread changes before the eyes of the one who said it. */
export async function isHeldOn(ctx: Context, id: string, deviceHash: string | null): Promise<boolean> {
  return deviceHash !== null && (await openingOf(ctx.tx, id, deviceHash)) !== null
}

export type HeldIssue = IssueRow & { opening: string }

/**
 * The issue as the one who said it may open it on this device, with the context in which they act: nobody by name,
 * only the holder of the private link.
 */
export async function heldIssue(ctx: Context, id: string, deviceHash: string | null): Promise<{ ctx: Context; issue: HeldIssue }> {
  const opening = deviceHash === null ? null : await openingOf(ctx.tx, id, deviceHash)
  const row = opening === null ? null : await findIssue(ctx.tx, id)
  if (!row || opening === null) throw ctx.actor.kind === 'stranger' ? issueRefusals.echoClosed() : no.notFound()
  const held: Context = { ...ctx, actor: { kind: 'holder', id: opening } }
  const issue = { ...row, opening }
  assertCan(held, 'issue.seeEcho', issue)
  return { ctx: held, issue }
}

async function openingOf(tx: Tx, issueId: string, deviceHash: string): Promise<string | null> {
  const [row] = await tx
    .select({ id: echoDevices.id })
    .from(echoDevices)
    .where(and(eq(echoDevices.issueId, issueId), eq(echoDevices.deviceHash, deviceHash), isNull(echoDevices.revokedAt)))
  return row?.id ?? null
}

/** Everything this device has been opened for, the newest first. */
export async function heldIds(tx: Db | Tx, deviceHash: string | null): Promise<string[]> {
  if (deviceHash === null) return []
  const rows = await tx
    .select({ id: echoDevices.issueId })
    .from(echoDevices)
    .where(and(eq(echoDevices.deviceHash, deviceHash), isNull(echoDevices.revokedAt)))
  return rows.map((row) => row.id)
}

export async function notesOf(tx: Db | Tx, issueIds: readonly string[]): Promise<NoteRow[]> {
  if (issueIds.length === 0) return []
  return tx
    .select()
    .from(issueNotes)
    .where(inArray(issueNotes.issueId, [...issueIds]))
    .orderBy(issueNotes.at, issueNotes.id)
}

/** Keeps words about an issue: the ledger holds none. */
export async function writeNote(
  ctx: Context,
  issue: Pick<IssueRow, 'id' | 'organisationId'>,
  kind: IssueNoteKind,
  words: string,
): Promise<void> {
  await ctx.tx.insert(issueNotes).values({
    organisationId: issue.organisationId,
    id: randomUUID(),
    issueId: issue.id,
    kind,
    words,
    by: actorKey(ctx.actor),
    byName: ctx.actor.kind === 'person' ? ctx.actor.name : '',
    at: ctx.now,
  })
}
