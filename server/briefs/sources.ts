import type { BriefMaterials, BriefSource } from '../../shared/brief-shapes.ts'
import { dayOf } from '../../shared/calendar.ts'
import { clausesOf } from '../../shared/documents/clauses.ts'
import { isAgendaContent } from '../../shared/documents/content.ts'
import { sessionForms } from '../../shared/sessions.ts'
import { findRevision } from '../documents/queries.ts'
import { no } from '../../shared/refusals.ts'
import type { Context } from '../house/context.ts'
import { findOpinion, type OpinionRow, sealOf } from '../opinions/records.ts'
import { signedOpinionsIn } from '../opinions/signed.ts'
import { outcomesOf, outcomesOfOpinions } from '../outcomes/records.ts'
import { participantsOf, recordFor, type SessionRow } from '../sessions/records.ts'
import { committeesOf } from './lists.ts'

/** The day a session was over: what is due after a forum is counted from it. */
export const dayOfSession = (session: SessionRow): string => dayOf(session.endedAt ?? session.startedAt ?? session.createdAt)

/** The signed opinions a brief was compiled from, with the sessions they were reached in, the earliest first. */
export async function sourcesOfBrief(ctx: Context, id: string): Promise<BriefSource[]> {
  const found: BriefSource[] = []
  for (const { opinionId, revisionId } of await outcomesOf(ctx.tx, { kind: 'brief', id })) {
    const opinion = await findOpinion(ctx.tx, opinionId)
    const session = opinion && (await recordFor(ctx.tx, ctx.actor, opinion.sessionId))
    const revision = await findRevision(ctx.tx, revisionId)
    if (!opinion || !session || !revision) continue
    const came = (await participantsOf(ctx.tx, session.id)).filter(({ checkedInAt }) => checkedInAt !== null)
    found.push({
      opinionId,
      title: opinion.title,
      digest: revision.sha256,
      sessionId: session.id,
      sessionTitle: session.title,
      form: session.brand || sessionForms[session.form],
      day: dayOfSession(session),
      participants: came.length,
    })
  }
  return found.toSorted((a, b) => a.day.localeCompare(b.day))
}

/** The signed opinions from which this person may still compile a brief, with their clauses, the newest first. */
export async function materialsFor(ctx: Context): Promise<BriefMaterials> {
  if (ctx.actor.kind === 'stranger') throw no.notSignedIn()
  const committees = await committeesOf(ctx)
  const opinions = await signedOpinionsIn(ctx.tx, committees.map(({ organisationId }) => organisationId))
  const used = new Set((await outcomesOfOpinions(ctx.tx, opinions.map(({ id }) => id))).flatMap((row) => (row.briefId ? [row.revisionId] : [])))
  const materials: BriefMaterials['materials'] = []
  for (const opinion of opinions) {
    const material = await materialOf(ctx, opinion, used)
    if (material) materials.push(material)
  }
  return { materials, committees: committees.map(({ id, name, organisationId }) => ({ id, name, organisationId })) }
}

async function materialOf(ctx: Context, opinion: OpinionRow, used: ReadonlySet<string>): Promise<BriefMaterials['materials'][number] | null> {
  const seal = await sealOf(ctx.tx, opinion)
  if (!seal || used.has(seal.revisionId)) return null
  const session = await recordFor(ctx.tx, ctx.actor, opinion.sessionId)
  const revision = await findRevision(ctx.tx, seal.revisionId)
  if (!session || !revision || isAgendaContent(revision.content)) return null
  return {
    opinionId: opinion.id,
    organisationId: opinion.organisationId,
    title: opinion.title,
    digest: revision.sha256,
    documentId: opinion.documentId,
    revisionId: revision.id,
    sessionId: session.id,
    sessionTitle: session.title,
    day: dayOfSession(session),
    clauses: clausesOf(revision.content).filter(({ text }) => text.trim() !== '').map(({ id, text, heading }) => ({ id, words: text, heading })),
  }
}
