import { clausesOf } from '../../shared/documents/clauses.ts'
import { isAgendaContent, type TextContent, type TextNode } from '../../shared/documents/content.ts'
import { opinionRefusals } from '../../shared/opinions.ts'
import { outcomeRefusals, type OutcomeKind, type PlacedClause, sectionedText, type SectionKey } from '../../shared/outcomes.ts'
import { createFromRevisions } from '../documents/origins.ts'
import { findRevision, publicRevision, type Revision } from '../documents/queries.ts'
import type { Context } from '../house/context.ts'
import { signedOpinionFor } from '../opinions/flow.ts'
import { assertNotMade, type Origin } from './records.ts'

export type OutcomeSource = { opinionId: string; clauses: readonly PlacedClause[] }

/** The signed version of an opinion, from which one outcome of this kind may still be made by this person. */
export async function originFor(ctx: Context, kind: OutcomeKind, opinionId: string): Promise<Origin> {
  const { opinion, revisionId } = await signedOpinionFor(ctx, opinionId)
  const row = await findRevision(ctx.tx, revisionId)
  if (!row) throw opinionRefusals.opinionDigestMoved()
  await assertNotMade(ctx, row.id, kind)
  return { opinion, revision: publicRevision(row) }
}

/**
 * Makes the text of an outcome from clauses of signed opinions, under its headings; nothing is typed again. Errors:
 * `outcomeMade`, `outcomeClauseUnknown`, `outcomeNothingPicked`.
 */
export async function textFromOpinions(
  ctx: Context,
  wanted: { organisationId: string; kind: OutcomeKind; id?: string; sources: readonly OutcomeSource[] },
): Promise<{ documentId: string; origins: Origin[] }> {
  const origins: Origin[] = []
  const under: Partial<Record<SectionKey, TextNode[]>> = {}
  for (const source of wanted.sources) {
    const origin = await originFor(ctx, wanted.kind, source.opinionId)
    origins.push(origin)
    const blocks = paragraphsOf(origin.revision)
    for (const { clauseId, section } of source.clauses) {
      const node = blocks.get(clauseId)
      if (!node) throw outcomeRefusals.outcomeClauseUnknown()
      under[section] = [...(under[section] ?? []), node]
    }
  }
  if (Object.values(under).every((nodes) => nodes.length === 0)) throw outcomeRefusals.outcomeNothingPicked()
  const document = await createFromRevisions(ctx, {
    organisationId: wanted.organisationId,
    kind: wanted.kind,
    ...(wanted.id ? { id: wanted.id } : {}),
    content: sectionedText(wanted.kind, under),
    from: origins.map(({ revision }) => revision),
  })
  return { documentId: document.id, origins }
}

/** Every clause of a revision as a paragraph of its own, by its id. */
function paragraphsOf(revision: Revision): Map<string, TextNode> {
  if (isAgendaContent(revision.content)) return new Map()
  const wanted = new Set(clausesOf(revision.content).map(({ id }) => id))
  const found = new Map<string, TextNode>()
  const visit = (nodes: TextContent['content']): void => {
    for (const node of nodes) {
      const id = String(node.attrs?.['clauseId'] ?? '')
      if (wanted.has(id)) {
        const { level: _, ...attrs } = node.attrs ?? {}
        found.set(id, { ...node, type: 'paragraph', attrs })
      } else visit(node.content ?? [])
    }
  }
  visit(revision.content.content)
  return found
}
