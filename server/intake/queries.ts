import { and, asc, count, desc, eq, inArray, isNull, or, sql, type SQL } from 'drizzle-orm'
import type { Db, Tx } from '../../db/client.ts'
import { dueDay } from '../../db/schema/columns.ts'
import { issueContacts, issues } from '../../db/schema/intake.ts'
import { dueEndOfDay } from '../../shared/calendar.ts'
import { workingDaysLate } from '../../shared/due.ts'
import {
  isIssueEscalated, issueNoteKinds, issueRefusals, type IssueState, issueWorkflow, maskContact, readCode, readIssueNumber,
  waitsForStation,
} from '../../shared/intake.ts'
import { type Echo, type Issue, type IssueLine, type StopLine } from '../../shared/intake-shapes.ts'
import { isTopicOpen } from '../../shared/topics.ts'
import { organisationsOf, roleNames } from '../../shared/people.ts'
import { no } from '../../shared/refusals.ts'
import { fileLineOf, type FileRow, filesOf } from '../files/queries.ts'
import type { Context } from '../house/context.ts'
import { linesOf, type WrittenLine } from '../house/ledger.ts'
import { organisationName, personNames } from '../people/queries.ts'
import { findTopic } from '../topics/queries.ts'
import type { Contact, IntakeKeys } from './keys.ts'
import {
  findIssue, findIssues, heldIds, heldIssue, type HeldIssue, type IssueRow, mergedWith, type NoteRow, notesOf,
} from './records.ts'
import { stopsOf } from './stops.ts'

export const mostIssues = 200

export type IssueFilter = {
  organisationId?: string | undefined
  show: 'waiting' | 'mine' | 'all'
  state?: IssueState | undefined
}

/** What the station sees: first what waits, by its due date. A confidential one stands only in its handler's list. */
export async function issueLines(ctx: Context, filter: IssueFilter): Promise<IssueLine[]> {
  const { actor } = ctx
  if (actor.kind === 'stranger') throw no.notSignedIn()
  const me = actor.kind === 'person' ? actor.id : ''
  const seen = organisationsOf(actor).filter((organisationId) => ctx.can(actor, 'issue.list', { organisationId }))
  const organisationIds = filter.organisationId ? seen.filter((id) => id === filter.organisationId) : seen
  if (organisationIds.length === 0) return []
  const states = filter.state ? [filter.state] : filter.show === 'waiting' ? [...waitsForStation] : null
  const rows = await ctx.tx
    .select()
    .from(issues)
    .where(
      and(
        inArray(issues.organisationId, organisationIds),
        or(eq(issues.confidential, false), eq(issues.handlerId, me)),
        states ? inArray(issues.state, states) : undefined,
        mineOnly(filter, me),
      ),
    )
    .orderBy(...(filter.show === 'all' ? [desc(issues.createdAt), desc(issues.number)] : [sql`${dueDay(issues.due)} asc nulls last`, asc(issues.createdAt)]))
    .limit(mostIssues)
  const files = await filesOf(ctx.tx, 'issue', rows.map((row) => row.id))
  return rows.map((row) => lineOf(ctx, row, files.filter((file) => file.ownerId === row.id)))
}

function mineOnly(filter: IssueFilter, me: string): SQL | undefined {
  return filter.show === 'mine' ? eq(issues.handlerId, me) : undefined
}

function lineOf(ctx: Context, row: IssueRow, files: readonly FileRow[]): IssueLine {
  const { id, organisationId, number, state, version, channel, words, place, urgency, sector, confidential } = row
  return {
    id, organisationId, number, state, version, channel, words, place, urgency, sector, confidential,
    voices: files.filter((file) => file.purpose === 'voice').length,
    photos: files.filter((file) => file.purpose !== 'voice').length,
    handler: row.handlerName,
    mine: ctx.actor.kind === 'person' && row.handlerId === ctx.actor.id,
    saidAt: row.createdAt.toISOString(),
    dueAt: row.due ? dueEndOfDay(row.due.day).toISOString() : null,
    dueProvisional: row.due?.provisional ?? false,
    workingDaysLate: row.due ? workingDaysLate(row.due, ctx.now) : 0,
  }
}

const noteOf = ({ id, kind, words, byName, at }: NoteRow, own: string) => ({ id, kind, words, by: byName || own, at: at.toISOString() })

/** The whole record, for one of the station who may see it; how to reach the person stays masked. */
export async function issueView(ctx: Context, keys: IntakeKeys, row: IssueRow): Promise<Issue> {
  const files = await filesOf(ctx.tx, 'issue', [row.id])
  const notes = await notesOf(ctx.tx, [row.id])
  const lead = row.mergedInto ? await findIssue(ctx.tx, row.mergedInto) : null
  const contact = await contactOf(ctx.tx, keys, row.id)
  const topic = row.topicId ? await findTopic(ctx.tx, row.topicId) : null
  const waits = isIssueEscalated(row.state) && topic !== null && isTopicOpen(topic.state)
  const numbered = (one: IssueRow) => ({ id: one.id, number: one.number })
  return {
    ...lineOf(ctx, row, files),
    alias: row.alias,
    under14: row.under14,
    contact: contact?.contact ? maskContact(contact.contact) : null,
    guardian: contact?.guardian ? maskContact(contact.guardian) : null,
    noticeVersion: row.noticeVersion,
    files: files.map(fileLineOf),
    notes: notes.map((note) => noteOf(note, '本人')),
    mergedInto: lead ? numbered(lead) : null,
    merged: (await mergedWith(ctx.tx, row.id)).map(numbered),
    topic: topic ? { id: topic.id, title: topic.title } : null,
    stops: await stopsOf(ctx, row.id),
    lines: await timelineOf(ctx.tx, row.id),
    may: ctx.can.may(ctx.actor, 'issue', row).filter((verb) => isAboutRecord(verb) && !(verb === 'solve' && waits)),
  }
}

const notAboutRecord = new Set(['list', 'greet', 'raise', 'record', 'lookUp', 'openEcho', 'listEchoes'])
const isAboutRecord = (verb: string) => !notAboutRecord.has(verb)

const lineWords: Record<string, string> = {
  raise: '扫码说的', record: '代为登记', addWords: '补充了几句', join: '有一件合并进来', seeContact: '查看了联系方式',
  openEcho: '打开了专用链接', revokeLinks: '收回了链接', renewLink: '换了新链接',
  leaveEcho: '从借的手机上退出',
}

async function timelineOf(tx: Tx, id: string): Promise<Issue['lines']> {
  const lines = await linesOf(tx, 'issue', [id])
  const names = await personNames(tx, lines.flatMap((line) => personIn(line) ?? []))
  const words = (line: WrittenLine) => lineWords[line.move] ?? labels[line.move] ?? line.move
  const who = (line: WrittenLine) => {
    const person = personIn(line)
    if (!person) return line.actor === 'clock' ? '系统' : '本人'
    const role = line.role && line.role in roleNames ? roleNames[line.role as keyof typeof roleNames] : ''
    return [names.get(person) ?? '', role].filter(Boolean).join(' ')
  }
  return lines.map((line) => ({ key: line.id, at: line.at.toISOString(), who: who(line), words: words(line) }))
}

const labels: Record<string, string> = Object.fromEntries(Object.entries(issueWorkflow.moves).map(([name, { label }]) => [name, label]))
const personIn = (line: WrittenLine): string | null => (line.actor.startsWith('person:') ? line.actor.slice('person:'.length) : null)

/** How to reach the one who said it, unsealed: only for `issueView`'s mask and for the handler, after `noteContactView`. */
export async function contactOf(tx: Db | Tx, keys: IntakeKeys, issueId: string): Promise<Contact | null> {
  const [row] = await tx.select().from(issueContacts).where(eq(issueContacts.issueId, issueId))
  return row ? keys.openContact(issueId, row.sealed) : null
}

/** Everything this device may open, the newest first. */
export async function echoLines(ctx: Context, deviceHash: string | null): Promise<{ id: string; number: string; words: string; saidAt: string }[]> {
  const rows = await findIssues(ctx.tx, await heldIds(ctx.tx, deviceHash))
  return rows
    .toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
    .map(({ id, number, words, createdAt }) => ({ id, number, words, saidAt: createdAt.toISOString() }))
}

/** 回声: everything that is theirs. What a handler wrote for them is theirs to read; who else looked is not. */
export async function echoView(ctx: Context, issue: HeldIssue): Promise<Echo> {
  const notes = await notesOf(ctx.tx, issue.mergedInto ? [issue.id, issue.mergedInto] : [issue.id])
  const theirs = notes.filter((note) => note.issueId === issue.id || !ownKinds.has(note.kind))
  const { id, number, place, state, version, channel, words } = issue
  return {
    id, number, place, state, version, channel, words,
    organisation: (await organisationName(ctx.tx, issue.organisationId)) ?? '',
    saidAt: issue.createdAt.toISOString(),
    files: (await filesOf(ctx.tx, 'issue', [issue.id])).map(fileLineOf),
    notes: theirs.map((note) => noteOf(note, '您')),
    stops: await stopsOf(ctx, issue.id),
    may: ctx.can.may(ctx.actor, 'issue', issue).filter(isAboutRecord),
  }
}

/** Words of the one who said it: of a merged one's companion they are not shown. */
const ownKinds = new Set<string>(Object.keys(issueNoteKinds).filter((kind) => kind === 'addition' || kind === 'denied'))

export async function freshEcho(ctx: Context, id: string, deviceHash: string | null): Promise<Echo> {
  const held = await heldIssue(ctx, id, deviceHash)
  return echoView(held.ctx, held.issue)
}

/** Number and code together show the stops: no name, no words, no voice, no photo. Wrong in either, nothing is said of the other. */
export async function lookUpStops(
  ctx: Context,
  keys: IntakeKeys,
  typed: { number: string; code: string },
): Promise<{ number: string; stops: Omit<StopLine, 'words' | 'by'>[] }> {
  const number = readIssueNumber(typed.number)
  const code = readCode(typed.code)
  if (!number || !code) throw issueRefusals.lookUpWrong()
  const rows = await ctx.tx
    .select()
    .from(issues)
    .where(and(eq(issues.number, number), eq(issues.codeHash, keys.hashCode(code))))
  const [issue] = rows
  if (!issue) throw issueRefusals.lookUpWrong()
  const stops = await stopsOf(ctx, issue.id)
  return { number, stops: stops.map(({ words: _words, by: _by, ...stop }) => stop) }
}

/** How many issues stand behind each topic, those put together with them included. */
export async function issueCounts(tx: Db | Tx, topicIds: readonly string[]): Promise<Map<string, number>> {
  if (topicIds.length === 0) return new Map()
  const rows = await tx
    .select({ topicId: issues.topicId, leads: count(), merged: sql<number>`sum((select count(*) from ${issues} m where m.merged_into = ${issues}.id))::int` })
    .from(issues)
    .where(and(inArray(issues.topicId, [...topicIds]), isNull(issues.mergedInto)))
    .groupBy(issues.topicId)
  return new Map(rows.flatMap((row) => (row.topicId ? [[row.topicId, row.leads + row.merged]] : [])))
}

/** The residents' words behind a topic, as far as the one who asks may see them. */
export async function issuesOfTopic(ctx: Context, topicId: string): Promise<IssueRow[]> {
  const leads = await ctx.tx.select().from(issues).where(eq(issues.topicId, topicId)).orderBy(asc(issues.createdAt), asc(issues.number))
  const rows: IssueRow[] = []
  for (const lead of leads) rows.push(lead, ...(await mergedWith(ctx.tx, lead.id)))
  return rows.filter((row) => ctx.can(ctx.actor, 'issue.see', row))
}
