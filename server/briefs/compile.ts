import { eq } from 'drizzle-orm'
import { randomUUID } from 'node:crypto'
import { briefs } from '../../db/schema/briefs.ts'
import type { Brief, NewBrief } from '../../shared/brief-shapes.ts'
import { briefRefusals, briefWorkflow } from '../../shared/briefs.ts'
import { actorKey } from '../../shared/people.ts'
import { isOpinionSigned } from '../../shared/opinions.ts'
import { no } from '../../shared/refusals.ts'
import { searchGrams, searchText } from '../../shared/search.ts'
import { assertCan, type Context } from '../house/context.ts'
import { writeLine } from '../house/ledger.ts'
import { lockedOpinion } from '../opinions/queries.ts'
import { recordOutcomes } from '../outcomes/records.ts'
import { textFromOpinions } from '../outcomes/sources.ts'
import { organisation } from '../people/queries.ts'
import { dueBy, ruleSetOf } from '../rulesets/queries.ts'
import { briefAnswer } from './answer.ts'
import { keepDecision, ringDesks } from './moving.ts'
import { type BriefRecord, briefRecord } from './records.ts'
import { dayOfSession } from './sources.ts'

/**
 * Compiles a brief for one's own special committee from clauses of signed opinions; nothing is typed again. One brief is
 * made of each version. It is due to be handed in so many working days after the last of the sessions.
 */
export async function compileBrief(ctx: Context, wanted: NewBrief): Promise<Brief> {
  const { committeeId, title, sources } = wanted
  const committee = await organisation(ctx.tx, committeeId)
  if (committee?.kind !== 'specialCommittee' || !committee.parentId) throw ctx.actor.kind === 'stranger' ? no.notSignedIn() : no.notFound()
  const organisationId = committee.parentId
  assertCan(ctx, 'brief.compile', { organisationId, committeeId })
  const lastDay = await dayOfSources(ctx, sources.map(({ opinionId }) => opinionId))
  const id = randomUUID()
  const { documentId, origins } = await textFromOpinions(ctx, { organisationId, kind: 'brief', id, sources })
  const ruleSetVersion = (await ruleSetOf(ctx.tx, organisationId)).version
  const [row] = await ctx.tx
    .insert(briefs)
    .values({
      organisationId,
      id,
      documentId,
      committeeId,
      title,
      state: briefWorkflow.initial,
      ruleSetVersion,
      submitDue: await dueBy(ctx, { organisationId, ruleSetVersion }, 'brief.submit', lastDay),
      createdBy: actorKey(ctx.actor),
      createdAt: ctx.now,
      searchText: searchText(title),
      searchGrams: searchGrams(title),
    })
    .returning()
  const facts = { committeeId, documentId, opinionIds: origins.map(({ opinion }) => opinion.id) }
  await writeLine(ctx, { organisationId, subject: { kind: 'brief', id }, move: 'compile', to: row!.state, facts })
  await keepDecision(ctx, row!, 'compile', { words: '', meeting: '' })
  await recordOutcomes(ctx, { kind: 'brief', id }, origins)
  const record = await briefRecord(ctx.tx, row!)
  await ringDesks(ctx, record)
  return briefAnswer(ctx, record)
}

/**
 * Holds every source, always in the same order, so that two who compile at once wait for each other; answers the day of
 * the last session.
 */
async function dayOfSources(ctx: Context, opinionIds: readonly string[]): Promise<string> {
  const days: string[] = []
  for (const opinionId of opinionIds.toSorted()) {
    const opinion = await lockedOpinion(ctx, opinionId)
    if (!isOpinionSigned(opinion.state)) throw briefRefusals.briefSourceUnsigned()
    days.push(dayOfSession(opinion.session))
  }
  return days.toSorted().at(-1)!
}

/** Another title, while it is compiled. */
export async function retitleBrief(ctx: Context, record: BriefRecord, title: string): Promise<void> {
  if (title === record.title) return
  const { id, organisationId, state, version } = record
  await ctx.tx.update(briefs).set({ title, version: version + 1, searchText: searchText(title), searchGrams: searchGrams(title) }).where(eq(briefs.id, id))
  await writeLine(ctx, { organisationId, subject: { kind: 'brief', id }, move: 'edit', from: state, to: state })
}
