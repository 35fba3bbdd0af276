import type { AssignmentLine, DeliveredAnswer } from '../../shared/assignment-shapes.ts'
import type { Brief, BriefDecision, BriefInstruction, BriefRecommendation } from '../../shared/brief-shapes.ts'
import { briefWorkflow, isBriefInk } from '../../shared/briefs.ts'
import { clausesOf } from '../../shared/documents/clauses.ts'
import { isAgendaContent } from '../../shared/documents/content.ts'
import { readSections } from '../../shared/outcomes.ts'
import { isMove } from '../../shared/workflow.ts'
import { answersOf, assignmentLinesOf } from '../assignments/queries.ts'
import { unitsUnder } from '../assignments/assign.ts'
import { findRevision, publicRevision, type Revision } from '../documents/queries.ts'
import type { Context } from '../house/context.ts'
import { originsOfRecommendations, recommendationsOf } from '../outcomes/records.ts'
import { organisationNames, personName, personNames } from '../people/queries.ts'
import { readsInstruction } from './audience.ts'
import { briefLineOf } from './lists.ts'
import { briefRelations } from './policy.ts'
import { briefDecisionsOf, type BriefRecord, briefOutcomesOf, instructionsOf, repliesAreIn } from './records.ts'
import { needsPartyGroup } from './gates.ts'
import { sourcesOfBrief } from './sources.ts'
import { suggestedOutcome } from './suggested.ts'

const text = (moment: Date | null): string | null => moment?.toISOString() ?? null

/** The brief as it leaves the server, as far as the caller may read it, with what they may do with it now. */
export async function briefAnswer(ctx: Context, record: BriefRecord): Promise<Brief> {
  const { id } = record
  const { tx } = ctx
  const names = await organisationNames(tx, [record.organisationId, record.committeeId])
  const revision = record.revisionId ? await findRevision(tx, record.revisionId) : null
  const sealed = revision && publicRevision(revision)
  const decisions = await briefDecisionsOf(tx, id)
  const assignments: AssignmentLine[] = await assignmentLinesOf(ctx, { briefId: id })
  const related = briefRelations(ctx.actor, record)
  const may = ctx.can.may(ctx.actor, 'brief', record).filter((verb) => verb !== 'list' && verb !== 'compile')
  return {
    ...briefLineOf(ctx, record, names),
    organisationId: record.organisationId,
    organisationName: names.get(record.organisationId) ?? '',
    committeeId: record.committeeId,
    documentId: record.documentId,
    seal: sealed && { revisionId: sealed.id, number: sealed.number, digest: sealed.sha256, at: sealed.at.toISOString() },
    sections: sealed && !isAgendaContent(sealed.content) ? sectionsOf(sealed) : [],
    sources: await sourcesOfBrief(ctx, id),
    recommendations: sealed ? await recommendationsFor(ctx, record, sealed) : [],
    decisions: decisions.map(decisionAnswer(related.includes('committee') || related.includes('leadership'))),
    instructions: (await instructionsOf(tx, id)).map((row): BriefInstruction => {
      const reads = readsInstruction(ctx.actor, record, row)
      return {
        id: row.id, post: row.post, day: row.day, at: row.at.toISOString(),
        leader: reads ? row.leader : null,
        words: reads ? row.words : null,
        audience: reads ? row.audience : null,
      }
    }),
    assignments,
    units: may.includes('assign') ? await unitsUnder(ctx, record.organisationId) : [],
    reportTo: record.reportTo,
    sendTo: record.sendTo,
    issueTo: record.issueTo,
    copies: record.copies,
    createdBy: (await personName(tx, record.createdBy.replace(/^person:/, ''))) ?? '',
    issuedBy: decisions.findLast(({ move }) => move === 'number')?.byName ?? '',
    numberedAt: text(record.numberedAt),
    despatchedAt: text(record.despatchedAt),
    closedAt: text(record.closedAt),
    partyGroup: await needsPartyGroup(ctx, record),
    repliesIn: await repliesAreIn(tx, id),
    now: ctx.now.toISOString(),
    may,
  }
}

function sectionsOf({ content }: Revision): Brief['sections'] {
  if (isAgendaContent(content)) return []
  return readSections('brief', content).map(({ key, heading, clauses }) => ({ key, heading, clauses: clauses.map(({ id, words }) => ({ id, words })) }))
}

/** What was said in the reviews stays between the committee and those who review; that they were held may be known. */
const decisionAnswer =
  (inside: boolean) =>
  ({ id, move, words, meeting, byName, at }: Awaited<ReturnType<typeof briefDecisionsOf>>[number]): BriefDecision => ({
    id, move,
    label: isMove(briefWorkflow, move) ? briefWorkflow.moves[move].label : '编成初稿',
    words: inside ? words : '',
    meeting: inside ? meeting : '',
    by: byName,
    at: at.toISOString(),
  })

async function recommendationsFor(ctx: Context, record: BriefRecord, sealed: Revision): Promise<BriefRecommendation[]> {
  if (isBriefInk(record.state)) return []
  const target = { kind: 'brief', id: record.id } as const
  const settled = await recommendationsOf(ctx.tx, target)
  const origins = await originsOfRecommendations(ctx.tx, settled.map(({ id }) => id))
  const words = await wordsOfClauses(ctx, [...new Set(origins.map(({ revisionId }) => revisionId))])
  const answers = await answersOf(ctx.tx, { briefId: record.id })
  const outcomes = await briefOutcomesOf(ctx.tx, record.id)
  const writers = await personNames(ctx.tx, sealed.authors.flatMap(({ account }) => personIn(account) ?? []))
  return settled.map((one) => {
    const given: DeliveredAnswer[] = answers.filter(({ recommendationId }) => recommendationId === one.id)
    const outcome = outcomes.find(({ recommendationId }) => recommendationId === one.id)
    const accounts = sealed.authors.filter(({ part }) => one.clauseIds.includes(part)).map(({ account }) => personIn(account) ?? '')
    return {
      ...one,
      origins: origins
        .filter(({ recommendationId }) => recommendationId === one.id)
        .map(({ opinionId, revisionId, clauseId }) => ({ opinionId, clauseId, words: words.get(`${revisionId} ${clauseId}`) ?? '' })),
      proposers: [...new Set(accounts)].flatMap((id) => writers.get(id) ?? []),
      answers: given,
      suggested: suggestedOutcome(given),
      outcome: outcome ? { outcome: outcome.outcome, reason: outcome.reason, at: outcome.at.toISOString() } : null,
    }
  })
}

const personIn = (account: string): string | null => (account.startsWith('person:') ? account.slice('person:'.length) : null)

/** The sealed words of every clause of these revisions, by `revision clause`. */
async function wordsOfClauses(ctx: Context, revisionIds: readonly string[]): Promise<Map<string, string>> {
  const words = new Map<string, string>()
  for (const id of revisionIds) {
    const revision = await findRevision(ctx.tx, id)
    if (!revision || isAgendaContent(revision.content)) continue
    for (const clause of clausesOf(revision.content)) words.set(`${id} ${clause.id}`, clause.text)
  }
  return words
}
