import { isAgendaContent } from '../../shared/documents/content.ts'
import { lengthOf } from '../../shared/outcomes.ts'
import type { Report, ReportStep, ReportTurn, SealedReportText } from '../../shared/report-shapes.ts'
import { isReportReturned, type ReportMove, reportSteps, type ReportState, reportWorkflow } from '../../shared/reports.ts'
import { findRevision } from '../documents/queries.ts'
import type { Context } from '../house/context.ts'
import { hearsOpinion } from '../opinions/queries.ts'
import { findOpinion } from '../opinions/records.ts'
import { outcomesOf, recommendationsOf } from '../outcomes/records.ts'
import { personNames } from '../people/queries.ts'
import { ruleSetVersion } from '../rulesets/queries.ts'
import { reportFor, reportLineOf } from './queries.ts'
import { decisionsOf, type ReportDecision, type ReportRecord } from './records.ts'

/** The report as it leaves the server: both texts as they are sealed, its way so far, and what the caller may do now. */
export async function reportAnswer(ctx: Context, id: string): Promise<Report> {
  const record = await reportFor(ctx, id)
  const names = await personNames(ctx.tx, [record.authorId, record.editorId ?? ''])
  const rules = await ruleSetVersion(ctx.tx, record.organisationId, record.ruleSetVersion)
  const decisions = await decisionsOf(ctx.tx, id)
  const target = { kind: 'report', id } as const
  const ofAuthor = ctx.actor.kind === 'person' && ctx.actor.id === record.authorId
  return {
    ...reportLineOf(ctx, record, names.get(record.authorId) ?? ''),
    documentId: record.documentId,
    limit: rules.rules['report.length'],
    sealed: await sealedText(ctx, record.revisionId),
    editedId: record.editedId,
    editedTitle: record.editedTitle,
    edited: await sealedText(ctx, record.editedRevisionId),
    editor: names.get(record.editorId ?? '') ?? '',
    returnedFrom: record.returnedFrom,
    steps: stepsOf(record, decisions, ofAuthor),
    turns: decisions.map((decision) => turnOf(decision, ofAuthor)),
    recommendations: await recommendationsOf(ctx.tx, target),
    origins: await seenOrigins(ctx, id),
    level: record.level,
    recipients: record.recipients,
    issuedAt: record.issuedAt?.toISOString() ?? null,
    adoption:
      record.adoptedLevel && record.adoptedWay ? { level: record.adoptedLevel, way: record.adoptedWay, by: record.adoptedBy } : null,
    now: ctx.now.toISOString(),
    may: ctx.can.may(ctx.actor, 'report', record).filter((verb) => verb !== 'list' && verb !== 'write'),
  }
}

async function seenOrigins(ctx: Context, id: string): Promise<Report['origins']> {
  const origins: Report['origins'] = []
  for (const { opinionId, revisionId } of await outcomesOf(ctx.tx, { kind: 'report', id })) {
    const opinion = (await hearsOpinion(ctx, opinionId)) ? await findOpinion(ctx.tx, opinionId) : null
    if (opinion) origins.push({ opinionId, revisionId, title: opinion.title, sessionId: opinion.sessionId })
  }
  return origins
}

async function sealedText(ctx: Context, revisionId: string | null): Promise<SealedReportText | null> {
  const row = revisionId ? await findRevision(ctx.tx, revisionId) : null
  if (!row || isAgendaContent(row.content)) return null
  return { revisionId: row.id, number: row.number, at: row.at.toISOString(), digest: row.sha256, content: row.content, length: lengthOf(row.content) }
}

/** What the author is told of a turn; what reviewers note for each other stays among them. */
const told: readonly string[] = ['returnForChange', 'retain', 'adopt'] satisfies ReportMove[]
const wordsFor = (decision: ReportDecision, ofAuthor: boolean): string => (ofAuthor && !told.includes(decision.move) ? '' : decision.words)

function turnOf(decision: ReportDecision, ofAuthor: boolean): ReportTurn {
  const { id, move, gate, byName, at, revisionId } = decision
  const label = reportWorkflow.moves[move as ReportMove].label
  return { id, move, label, gate, by: byName, at: at.toISOString(), words: wordsFor(decision, ofAuthor), revisionId }
}

/** The stops on its way. A stop is passed by the last decision that passed it: a return never goes back behind one. */
function stepsOf(record: ReportRecord, decisions: readonly ReportDecision[], ofAuthor: boolean): ReportStep[] {
  const here = isReportReturned(record.state) && record.returnedFrom ? record.returnedFrom : record.state
  return reportSteps.map(({ key, label, passes, at }) => {
    const passed = decisions.findLast(({ move }) => (passes as readonly string[]).includes(move))
    const isHere = (at as readonly ReportState[]).includes(here)
    return {
      key,
      label,
      place: isHere ? 'now' : passed ? 'done' : 'todo',
      by: passed?.byName ?? '',
      at: passed?.at.toISOString() ?? null,
      words: passed ? wordsFor(passed, ofAuthor) : '',
      onEarlierText: key !== 'submit' && !isHere && passed?.revisionId != null && passed.revisionId !== record.revisionId && passed.revisionId !== record.editedRevisionId,
    }
  })
}
