import { issueChannels, isIssueEscalated, isIssueOpen, isIssueSolved, type IssueNoteKind, notAcceptReasons } from '../../shared/intake.ts'
import { type StopLine } from '../../shared/intake-shapes.ts'
import { dueInWords, workingDaysLate } from '../../shared/due.ts'
import { cardStops } from '../cards/echo.ts'
import { type Memory, newMemory } from '../echo/outcomes.ts'
import type { Context } from '../house/context.ts'
import { linesOf, type WrittenLine } from '../house/ledger.ts'
import { actorKey, clockActor } from '../../shared/people.ts'
import { topicStops } from './topic-stops.ts'
import { findIssue, type IssueRow, type NoteRow, notesOf } from './records.ts'

/** What happened to the other one before they were put together, and still matters to both. */
const alwaysTold = new Set(['escalate', 'answer', 'solve'])

type Told = { title: string; detail?: string; words?: string; by?: string }
type Telling = { issue: IssueRow; line: WrittenLine; notes: NoteRow[]; numbers: Map<string, string> }

/**
 * 回声: what became of a resident's words, from the ledger's own lines. Titles and details hold no name and no word of
 * anybody's; those stand in `words` and `by`, for those who may read them. A merged one goes on along the one it was put into.
 */
export async function stopsOf(ctx: Context, issueId: string, memory: Memory = newMemory()): Promise<StopLine[]> {
  const issue = await findIssue(ctx.tx, issueId)
  if (!issue) return []
  const lead = issue.mergedInto ? await findIssue(ctx.tx, issue.mergedInto) : null
  const ids = lead ? [issue.id, lead.id] : [issue.id]
  const lines = await linesOf(ctx.tx, 'issue', ids)
  const notes = await notesOf(ctx.tx, ids)
  const numbers = new Map([issue, ...(lead ? [lead] : [])].map((one) => [one.id, one.number]))

  const own = lines.filter((line) => line.subjectId === issue.id)
  const merged = own.find((line) => line.move === 'merge')
  const theirs = lines.filter((line) => line.subjectId === lead?.id && (line.at >= (merged?.at ?? ctx.now) || alwaysTold.has(line.move)))
  const stops: StopLine[] = []
  for (const line of [...own, ...theirs]) {
    const about = line.subjectId === issue.id ? issue : (lead ?? issue)
    stops.push(...tell({ issue: about, line, notes, numbers }))
    if (line.move === 'escalate') stops.push(...(await topicStops(ctx.tx, line)))
  }
  const atTheTable = await cardStops(ctx, [issue.id], memory)
  const further = atTheTable.stops.length > 0 || !lead ? atTheTable : await cardStops(ctx, [lead.id], memory)
  const current = lead ?? issue
  return finish(ctx.now, current, withFurther(stops, further.stops, afterTable([...own, ...theirs])), further.todo)
}

/** What was done once it had been put forward stands behind what happened at the table in the same moment. */
function afterTable(lines: readonly WrittenLine[]): ReadonlySet<string> {
  return new Set(lines.slice(lines.findLastIndex(({ move }) => move === 'escalate') + 1).map(({ id }) => id))
}

/** Puts what happened elsewhere in its place by time. */
function withFurther(stops: readonly StopLine[], further: readonly StopLine[], after: ReadonlySet<string>): StopLine[] {
  const all = [...stops]
  for (const stop of further) {
    const at = stop.at ?? ''
    const before = (one: StopLine) => (one.at ?? '') < at || (one.at === stop.at && !after.has(one.key))
    all.splice(all.findLastIndex(before) + 1, 0, stop)
  }
  return all
}

const byMove: Record<string, (telling: Telling) => Told | null> = {
  raise: ({ issue }) => ({ title: '您说了这句话', detail: `扫的是${issue.place}的码` }),
  record: ({ issue }) => ({ title: '您说了这句话', detail: `${issueChannels[issue.channel]}说的，工作人员代为登记` }),
  addWords: () => null,
  triage: ({ issue }) => ({ title: '有人看过，分好了', by: issue.handlerName }),
  join: () => ({ title: '又有人说了同样的事', detail: '合在一起办' }),
  merge: ({ line, numbers }) => ({
    title: '和别人说的同一件事合在一起办',
    detail: `跟着 ${numbers.get(String(line.facts['into'])) ?? '那一件'} 走，办到哪一步都告诉您`,
  }),
  notAccept: (telling) => {
    const reason = telling.issue.refusal ? notAcceptReasons[telling.issue.refusal] : null
    return { title: '这件事不归这里办', detail: reason ? `${reason.label}。${reason.goTo}` : '', words: noteOf(telling, 'notAccepted') }
  },
  answer: (telling) => ({ title: '答复了', words: noteOf(telling, 'answer') }),
  takeOn: ({ issue }) => ({ title: '有人接着办了', by: issue.handlerName }),
  escalate: () => null,
  comeBack: (telling) => ({ title: '退回来，另外想办法', words: noteOf(telling, 'returned') }),
  // The house says what it came to, and claims no more.
  solve: (telling) => ({ title: telling.line.actor === actorKey(clockActor) ? '有了结果' : '说是办好了', words: noteOf(telling, 'solution') }),
  confirm: ({ line }) => ({ title: line.facts['how'] === 'partly' ? '您说办了一部分' : '您说办好了' }),
  deny: (telling) => ({ title: '您说还没办好', words: noteOf(telling, 'denied') }),
  retake: () => ({ title: '重新来办' }),
  close: () => ({ title: '办结' }),
  lapse: () => ({ title: '一直没有您的回音，先办结', detail: '没有算作您满意' }),
}

/** The words kept with a move: written in the same deed, at the same moment. */
function noteOf({ line, notes }: Telling, kind: IssueNoteKind): string {
  return notes.find((note) => note.issueId === line.subjectId && note.kind === kind && note.at.getTime() === line.at.getTime())?.words ?? ''
}

function tell(telling: Telling): StopLine[] {
  const told = byMove[telling.line.move]?.(telling)
  if (!told) return []
  const { title, detail = '', words = '', by = '' } = told
  return [{ key: telling.line.id, title, detail, words, by, at: telling.line.at.toISOString(), state: 'done', late: '', stamp: null }]
}

/** The last stop glows while the matter is open, and says how late it is; what is still to come stands below it. */
function finish(now: Date, issue: IssueRow, stops: StopLine[], awaited: string | null): StopLine[] {
  const open = isIssueOpen(issue.state)
  const days = issue.due ? workingDaysLate(issue.due, now) : 0
  const late = issue.due && days > 0 ? `晚了 ${days} 个工作日，${dueInWords(issue.due, now)}到期` : ''
  const last = stops.at(-1)
  if (last && open) Object.assign(last, { state: 'now' as const, late: late || last.late })
  const todo = nextStep(now, issue, awaited)
  return todo === null ? stops : [...stops, { key: 'next', title: todo, detail: '', words: '', at: null, state: 'todo', late: '', stamp: null }]
}

function nextStep(now: Date, issue: IssueRow, awaited: string | null): string | null {
  if (!isIssueOpen(issue.state)) return null
  if (isIssueSolved(issue.state)) return '等您说一声：这件事解决了吗'
  if (isIssueEscalated(issue.state) && awaited) return awaited
  return issue.due ? `${dueInWords(issue.due, now)}前有下一步` : '有了下一步就写在这里'
}
