import { approvedBrief, briefRefusals, partyGroupBrief } from '../../shared/briefs.ts'
import { yearOf } from '../../shared/calendar.ts'
import { isAgendaContent } from '../../shared/documents/content.ts'
import { outcomeRefusals, readSections } from '../../shared/outcomes.ts'
import { searchGrams, searchText } from '../../shared/search.ts'
import { reopen, settle } from '../documents/revisions.ts'
import type { Revision } from '../documents/queries.ts'
import type { Context } from '../house/context.ts'
import { nextInSeries } from '../house/series.ts'
import { originsOfRecommendations, settleRecommendations } from '../outcomes/records.ts'
import { ringEchoes } from '../outcomes/echoes.ts'
import { needsPartyGroup } from './gates.ts'
import { makeMove } from './moving.ts'
import type { BriefRecord } from './records.ts'

/**
 * Hands it in: the text is sealed, and every recommendation in it must come from a clause of a signed opinion. Errors:
 * `outcomeSectionMissing`, `outcomeNoRecommendation`, `briefSourceMissing` (with the numbers).
 */
export async function submitBrief(ctx: Context, record: BriefRecord): Promise<void> {
  const revision = await settle(ctx, record.documentId)
  assertSections(revision)
  const target = { kind: 'brief', id: record.id } as const
  const recommendations = await settleRecommendations(ctx, target, revision)
  const sourced = new Set((await originsOfRecommendations(ctx.tx, recommendations.map(({ id }) => id))).map(({ recommendationId }) => recommendationId))
  const missing = recommendations.filter(({ id }) => !sourced.has(id)).map(({ number }) => number)
  if (missing.length > 0) throw briefRefusals.briefSourceMissing({ numbers: missing })
  const words = `${record.title}\n${revision.plainText}`
  await makeMove(ctx, record, 'submit', {
    set: { revisionId: revision.id, searchText: searchText(words), searchGrams: searchGrams(words) },
    facts: { revisionId: revision.id, digest: revision.sha256, recommendations: recommendations.length },
  })
  await ringEchoes(ctx, target)
}

function assertSections({ content }: Revision): void {
  if (isAgendaContent(content)) throw outcomeRefusals.outcomeSectionMissing()
  const empty = readSections('brief', content).filter(({ key, found, clauses }) => !found || (clauses.length === 0 && key !== 'recommendations'))
  if (empty.length > 0) throw outcomeRefusals.outcomeSectionMissing({ sections: empty.map(({ heading }) => heading) })
}

/** The head of the committee agrees: on to the party group, or approved where the rules ask for none. */
export async function passInternal(ctx: Context, record: BriefRecord, words: string): Promise<void> {
  await makeMove(ctx, record, 'passInternal', { to: (await needsPartyGroup(ctx, record)) ? partyGroupBrief : approvedBrief, words })
}

/** The party group agrees, at a meeting that is named. */
export async function passPartyGroup(ctx: Context, record: BriefRecord, meeting: string, words: string): Promise<void> {
  if (meeting === '') throw briefRefusals.briefMeetingMissing()
  await makeMove(ctx, record, 'passPartyGroup', { meeting, words })
}

/** Back to those who compile it, with a reason: a new generation of the text, and all gates once more. */
export async function returnForChange(ctx: Context, record: BriefRecord, reason: string): Promise<void> {
  await makeMove(ctx, record, 'returnForChange', {
    set: { revisionId: null, searchText: searchText(record.title), searchGrams: searchGrams(record.title) },
    words: reason,
  })
  await reopen(ctx, record.documentId)
}

/** Signs it for issue: 第×期 of this year, 总第×期 of all. From now on nothing in it changes. */
export async function numberBrief(ctx: Context, record: BriefRecord): Promise<void> {
  const year = yearOf(ctx.now)
  const number = await nextInSeries(ctx, record.organisationId, `brief:${year}`)
  const total = await nextInSeries(ctx, record.organisationId, 'brief:total')
  await makeMove(ctx, record, 'number', { set: { year, number, total, numberedAt: ctx.now }, facts: { year, number, total } })
}
