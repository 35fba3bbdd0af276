import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import { echoDevices, echoLinks } from '../../db/schema/intake.ts'
import { issueRefusals } from '../../shared/intake.ts'
import { assertCan, type Context } from '../house/context.ts'
import { writeLine } from '../house/ledger.ts'
import { hashToken } from '../house/secrets.ts'
import type { IntakeKeys } from './keys.ts'
import { newLink, openOn } from './raise.ts'
import { findIssue, type HeldIssue } from './records.ts'

/**
 * Exchanges a private link for this device's right to see what was said. A link opens one device, once; opened there
 * again it is quiet. Whoever has it open may make a new link for another device.
 */
export async function openEcho(ctx: Context, token: string, deviceHash: string): Promise<{ id: string }> {
  assertCan(ctx, 'issue.openEcho')
  const [link] = await ctx.tx.select().from(echoLinks).where(eq(echoLinks.tokenHash, hashToken(token))).for('update')
  if (!link || link.revokedAt) throw issueRefusals.echoLinkWrong()
  const issue = await findIssue(ctx.tx, link.issueId)
  if (!issue) throw issueRefusals.echoLinkWrong()
  if (await isOpenOn(ctx, issue.id, deviceHash)) return { id: issue.id }
  if (link.openedAt) throw issueRefusals.echoLinkUsed()
  await ctx.tx.update(echoLinks).set({ openedAt: ctx.now }).where(eq(echoLinks.id, link.id))
  await openOn(ctx, issue, deviceHash)
  await writeLine(ctx, {
    organisationId: issue.organisationId,
    subject: { kind: 'issue', id: issue.id },
    move: 'openEcho',
    from: issue.state,
    to: issue.state,
    facts: { link: link.id },
  })
  return { id: issue.id }
}

async function isOpenOn(ctx: Context, issueId: string, deviceHash: string): Promise<boolean> {
  const [row] = await ctx.tx
    .select({ id: echoDevices.id })
    .from(echoDevices)
    .where(and(eq(echoDevices.issueId, issueId), eq(echoDevices.deviceHash, deviceHash), isNull(echoDevices.revokedAt)))
  return row !== undefined
}

/** Ends every link given out and every other device's right; this one keeps its own. */
export async function revokeLinks(ctx: Context, issue: HeldIssue): Promise<void> {
  assertCan(ctx, 'issue.revokeLinks', issue)
  await endLinks(ctx, issue.id)
  await ctx.tx
    .update(echoDevices)
    .set({ revokedAt: ctx.now })
    .where(and(eq(echoDevices.issueId, issue.id), ne(echoDevices.id, issue.opening), isNull(echoDevices.revokedAt)))
  await writeEchoLine(ctx, issue, 'revokeLinks')
}

/** A new link, for another device; those not opened yet end with it. */
export async function renewLink(ctx: Context, keys: IntakeKeys, issue: HeldIssue): Promise<{ linkId: string }> {
  assertCan(ctx, 'issue.renewLink', issue)
  await endLinks(ctx, issue.id)
  const linkId = await newLink(ctx, keys, issue)
  await writeEchoLine(ctx, issue, 'renewLink')
  return { linkId }
}

/** Ends this device's own right: the telephone was borrowed. */
export async function leaveEcho(ctx: Context, issue: HeldIssue): Promise<void> {
  assertCan(ctx, 'issue.leaveEcho', issue)
  await ctx.tx.update(echoDevices).set({ revokedAt: ctx.now }).where(eq(echoDevices.id, issue.opening))
  await writeEchoLine(ctx, issue, 'leaveEcho')
}

async function endLinks(ctx: Context, issueId: string): Promise<void> {
  await ctx.tx
    .update(echoLinks)
    .set({ revokedAt: sql`coalesce(${echoLinks.revokedAt}, ${ctx.now.toISOString()}::timestamptz)` })
    .where(eq(echoLinks.issueId, issueId))
}

async function writeEchoLine(ctx: Context, issue: HeldIssue, move: string): Promise<void> {
  const { organisationId, id, state } = issue
  await writeLine(ctx, { organisationId, subject: { kind: 'issue', id }, move, from: state, to: state })
}
