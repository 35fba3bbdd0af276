import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { echoDevices, echoLinks, issueContacts, issues, issueSerials } from '../../db/schema/intake.ts'
import { dayOf, yearOf } from '../../shared/calendar.ts'
import { dueDate } from '../../shared/due.ts'
import {
  intakeNotice, type IssueChannel, issueNumber, issueRefusals, issueWorkflow, openIssuesPerDay,
} from '../../shared/intake.ts'
import { type RaiseIssue, type RecordIssue } from '../../shared/intake-shapes.ts'
import { actorKey } from '../../shared/people.ts'
import { no } from '../../shared/refusals.ts'
import { isVenueOpen } from '../../shared/venues.ts'
import { takeUpFiles } from '../files/commands.ts'
import { filesOf } from '../files/queries.ts'
import { spend } from '../house/attempts.ts'
import { assertCan, type Context } from '../house/context.ts'
import { writeLine } from '../house/ledger.ts'
import { keepGuest } from '../people/guests.ts'
import { hashToken } from '../house/secrets.ts'
import { ruleSetOf } from '../rulesets/queries.ts'
import { type Venue, venue, venueByCode } from '../venues/queries.ts'
import type { IntakeKeys } from './keys.ts'
import type { IssueRow } from './records.ts'

/** What a deed may remember of it: no code and no token, those are worked out anew (`keys.ts`). */
export type RaisedIds = { id: string; number: string; linkId: string }

const aDay = 24 * 60 * 60

/**
 * Knows the device again before its first photo or recording: a guest under the name they go by. Unlike the venue's
 * door it seats nobody in a session that is on.
 */
export async function greetGuest(
  ctx: Context,
  { code, name, device }: { code: string; name: string; device: string },
): Promise<{ guest: { id: string; name: string } | null }> {
  assertCan(ctx, 'issue.greet')
  const { id, organisationId } = await openVenue(ctx, code)
  if (!(await spend(ctx.tx, ctx.now, { bucket: `issues at ${id}`, limit: 600, windowSeconds: 600 }))) throw no.tooMany()
  if (ctx.actor.kind === 'person') return { guest: null }
  return { guest: await keepGuest(ctx, { organisationId, name, token: device }) }
}

async function openVenue(ctx: Context, code: string): Promise<Venue> {
  const found = await venueByCode(ctx.tx, code)
  if (!found || !isVenueOpen(found)) throw issueRefusals.issueVenueClosed()
  return found
}

/**
 * A resident says something at a venue. Back comes its number; the device it was said on can open it without the
 * link (`deviceHash`).
 */
export async function raiseIssueAt(ctx: Context, keys: IntakeKeys, said: RaiseIssue, deviceHash: string): Promise<RaisedIds> {
  assertCan(ctx, 'issue.raise')
  const place = await openVenue(ctx, said.code)
  const who = actorKey(ctx.actor)
  if (!(await spend(ctx.tx, ctx.now, { bucket: `issues ${who}`, limit: openIssuesPerDay, windowSeconds: aDay }))) {
    throw issueRefusals.issueTooMany()
  }
  const where = { organisationId: place.organisationId, venueId: place.id, place: place.name, channel: 'qr' as const }
  const kept = await keepIssue(ctx, keys, said, where)
  // A signed-in tablet serves many: it keeps no right to what was said on it.
  if (ctx.actor.kind !== 'person') await openOn(ctx, kept.issue, deviceHash)
  return kept.ids
}

/** Somebody of the station writes down what a person said by phone, on paper or face to face. */
export async function recordIssueFor(ctx: Context, keys: IntakeKeys, said: RecordIssue): Promise<RaisedIds> {
  const { organisationId, channel, venueId } = said
  if (!ctx.can(ctx.actor, 'issue.record', { organisationId })) {
    throw ctx.actor.kind === 'stranger' ? no.notSignedIn() : no.notFound()
  }
  const at = venueId === null ? null : await venue(ctx.tx, venueId)
  if (venueId !== null && at?.organisationId !== organisationId) throw no.notFound()
  const place = said.place || (at?.name ?? '')
  return (await keepIssue(ctx, keys, said, { organisationId, venueId, place, channel })).ids
}

type Said = Omit<RaiseIssue, 'code'>
type Where = { organisationId: string; venueId: string | null; place: string; channel: IssueChannel }

async function keepIssue(ctx: Context, keys: IntakeKeys, said: Said, where: Where): Promise<{ ids: RaisedIds; issue: IssueRow }> {
  if (said.noticeVersion !== intakeNotice.version) throw issueRefusals.issueNoticeOld({ version: intakeNotice.version })
  if (said.under14 && said.guardian === '') throw issueRefusals.issueGuardianMissing()
  const { organisationId } = where
  const id = randomUUID()
  await takeUpFiles(ctx, said.fileIds, { organisationId, kind: 'issue', id })
  const taken = await filesOf(ctx.tx, 'issue', [id])
  if (said.words === '' && !taken.some((file) => file.purpose !== 'photo')) throw issueRefusals.issueNothingSaid()

  const { words, alias, under14, noticeVersion } = said
  const ruleSet = await ruleSetOf(ctx.tx, organisationId)
  const [issue] = await ctx.tx
    .insert(issues)
    .values({
      ...where, id, words, alias, under14, noticeVersion,
      number: await nextNumber(ctx, organisationId),
      state: issueWorkflow.initial,
      codeHash: keys.hashCode(keys.codeFor(id)),
      due: dueDate(ruleSet, 'issue.triage', dayOf(ctx.now)),
      ruleSetVersion: ruleSet.version,
      raisedBy: actorKey(ctx.actor),
      createdAt: ctx.now,
    })
    .returning()
  if (!issue) throw no.broken()
  const { contact } = said
  const guardian = under14 ? said.guardian : ''
  if (contact || guardian) {
    await ctx.tx.insert(issueContacts).values({ organisationId, issueId: id, sealed: keys.sealContact(id, { contact, guardian }) })
  }
  const linkId = await newLink(ctx, keys, issue)
  await writeLine(ctx, {
    organisationId,
    subject: { kind: 'issue', id },
    move: where.channel === 'qr' ? 'raise' : 'record',
    to: issue.state,
    facts: { number: issue.number, channel: where.channel, notice: noticeVersion, files: taken.length },
  })
  return { ids: { id, number: issue.number, linkId }, issue }
}

/**
 * The next number of an organisation and year. The row stays locked until the deed is done, and a deed that fails
 * gives its number back: they are dense, whoever comes at once.
 */
async function nextNumber(ctx: Context, organisationId: string): Promise<string> {
  const year = yearOf(ctx.now)
  const [row] = await ctx.tx
    .insert(issueSerials)
    .values({ organisationId, year, last: 1 })
    .onConflictDoUpdate({ target: [issueSerials.organisationId, issueSerials.year], set: { last: sql`${issueSerials.last} + 1` } })
    .returning({ last: issueSerials.last })
  if (!row) throw no.broken()
  return issueNumber(year, row.last)
}

/** A new private link; only the hash of its token is kept. */
export async function newLink(ctx: Context, keys: IntakeKeys, issue: Pick<IssueRow, 'id' | 'organisationId'>): Promise<string> {
  const id = randomUUID()
  await ctx.tx.insert(echoLinks).values({
    organisationId: issue.organisationId,
    id,
    issueId: issue.id,
    tokenHash: hashToken(keys.linkToken(id)),
    createdAt: ctx.now,
  })
  return id
}

/** Opens an issue on a device; a device that had been shut out is let in again by a link. */
export async function openOn(ctx: Context, issue: Pick<IssueRow, 'id' | 'organisationId'>, deviceHash: string): Promise<void> {
  await ctx.tx
    .insert(echoDevices)
    .values({ organisationId: issue.organisationId, id: randomUUID(), issueId: issue.id, deviceHash, openedAt: ctx.now })
    .onConflictDoUpdate({
      target: [echoDevices.issueId, echoDevices.deviceHash],
      set: { revokedAt: null, openedAt: ctx.now },
    })
}
