import type { Tx } from '../../db/client.ts'
import { openPhase, type Right, rightOf, type Scope, scopeOf, type Standing } from '../../shared/documents/access.ts'
import type { DocumentKind } from '../../shared/documents/kinds.ts'
import type { Actor } from '../../shared/people.ts'
import type { DocumentRow } from './queries.ts'

/**
 * The domain a kind of text belongs to. Texts and rooms know no domain: they ask the owner what somebody is to a
 * text and where its record stands, and `rightOf` says the rest.
 */
export type DocumentOwner = {
  kind: DocumentKind
  /** What this actor is to this text, and its phase; null for one who may not know of it. */
  standing: (tx: Tx, actor: Actor, documentId: string) => Promise<Standing | null>
  /** The state of the owner's record, as its workflow names it. */
  state: (tx: Tx, documentId: string) => Promise<string>
  /** Nouns on the bell after which people's rights on these texts are asked anew. */
  concerns: readonly string[]
}
export type Owners = Readonly<Record<DocumentKind, DocumentOwner>>

export type Access = {
  standing: Standing
  right: Right
  scope: Scope
  /** Could write while the text was open: what they still send after the seal is kept as an amendment. */
  couldWrite: boolean
}

/** The right of an actor on a text now; null when it is not theirs to know of. A sealed text is only read. */
export async function accessTo(owners: Partial<Owners>, tx: Tx, actor: Actor, document: DocumentRow): Promise<Access | null> {
  const standing = await owners[document.kind]?.standing(tx, actor, document.id)
  if (!standing) return null
  const { kind } = document
  const right = rightOf({ kind, ...standing, ...(document.sealedAt ? { phase: 'sealed' as const } : {}) })
  if (right === 'nothing') return null
  const open = rightOf({ kind, ...standing, phase: openPhase(kind) })
  return { standing, right, scope: scopeOf(standing.phase), couldWrite: open === 'edit' || open === 'contribute' }
}
