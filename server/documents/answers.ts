import { actorKey } from '../../shared/people.ts'
import type { AmendmentAnswer, DocumentAnswer, RevisionAnswer, SourceAnswer } from '../../shared/documents/shapes.ts'
import { no } from '../../shared/refusals.ts'
import { assertCan, type Context } from '../house/context.ts'
import { type Access, accessTo, type Owners } from './owner.ts'
import type { DocumentForActor } from './policy.ts'
import {
  type Amendment, amendmentsOf, clientsOf, type DocumentRow, findDocument, findRevision, lastRevision, type RevisionRow, revisionsOf,
  sourcesOfDocument,
} from './queries.ts'

/** Reading texts for somebody: nothing leaves here that they may not see. */

export type Opened = { document: DocumentRow; access: Access; resource: DocumentForActor }

/** The text and what the actor may do with it. Errors: 401, 404. */
export async function openFor(owners: Owners, ctx: Context, documentId: string): Promise<Opened> {
  if (ctx.actor.kind === 'stranger') throw no.notSignedIn()
  const document = await findDocument(ctx.tx, documentId)
  const access = document && (await accessTo(owners, ctx.tx, ctx.actor, document))
  if (!document || !access) throw no.notFound()
  const { right, couldWrite, scope, standing } = access
  const { organisationId, id } = document
  const resource = { organisationId, id, right, couldWrite, scope, newestOnly: standing.newestOnly ?? false }
  assertCan(ctx, 'document.see', resource)
  return { document, access, resource }
}

export async function seeDocument(owners: Owners, ctx: Context, documentId: string): Promise<DocumentAnswer> {
  const { document, access, resource } = await openFor(owners, ctx, documentId)
  const account = actorKey(ctx.actor)
  const clients = await clientsOf(ctx.tx, document)
  return {
    id: document.id,
    kind: document.kind,
    generation: document.generation,
    schema: document.schemaVersion,
    state: await owners[document.kind].state(ctx.tx, document.id),
    sealed: document.sealedAt !== null,
    right: access.right,
    scope: access.scope,
    may: ctx.can.may(ctx.actor, 'document', resource),
    account,
    mine: [...clients].filter(([, held]) => held === account).map(([client]) => client),
  }
}

export function answerRevision(row: RevisionRow): RevisionAnswer {
  const { id, documentId, generation, number, content, plainText, authors, sha256, sealedBy, at } = row
  const stateVector = Buffer.from(row.stateVector).toString('base64')
  return { id, documentId, generation, number, content, plainText, authors, sha256, sealedBy, at: at.toISOString(), stateVector }
}

export async function seeRevisions(owners: Owners, ctx: Context, documentId: string): Promise<RevisionAnswer[]> {
  const { document, access } = await openFor(owners, ctx, documentId)
  const rows = await revisionsOf(ctx.tx, document)
  return (access.standing.newestOnly ? rows.slice(0, 1) : rows).map(answerRevision)
}

export async function seeRevision(owners: Owners, ctx: Context, revisionId: string): Promise<RevisionAnswer> {
  if (ctx.actor.kind === 'stranger') throw no.notSignedIn()
  const row = await findRevision(ctx.tx, revisionId)
  if (!row) throw no.notFound()
  const { document, access } = await openFor(owners, ctx, row.documentId)
  if (access.standing.newestOnly && (await lastRevision(ctx.tx, document))?.id !== row.id) throw no.notFound()
  return answerRevision(row)
}

export async function seeSources(owners: Owners, ctx: Context, documentId: string): Promise<SourceAnswer[]> {
  const { document } = await openFor(owners, ctx, documentId)
  return (await sourcesOfDocument(ctx.tx, document)).map((source) => ({ ...source, at: source.at.toISOString() }))
}

export function answerAmendment(ctx: Context, { at, ...amendment }: Amendment): AmendmentAnswer {
  return { ...amendment, mine: amendment.account === actorKey(ctx.actor), at: at.toISOString() }
}

export async function seeAmendments(owners: Owners, ctx: Context, documentId: string): Promise<AmendmentAnswer[]> {
  const { document } = await openFor(owners, ctx, documentId)
  return (await amendmentsOf(ctx.tx, document)).map((amendment) => answerAmendment(ctx, amendment))
}
