import { z } from 'zod'
import { rightNames } from './access.ts'
import { agendaEntry, type TextNode } from './content.ts'
import { documentKindNames } from './kinds.ts'

/** What the house answers about texts. */

const rightShape = z.enum(Object.keys(rightNames) as [keyof typeof rightNames, ...(keyof typeof rightNames)[]])

export const documentShape = z.object({
  id: z.uuid(),
  kind: z.enum(documentKindNames),
  /** Go with these two to `/sync/:id?generation=&schema=`. */
  generation: z.number(),
  schema: z.number(),
  /** The state of the owner's record, as its workflow names it. */
  state: z.string(),
  sealed: z.boolean(),
  right: rightShape,
  scope: z.enum(['all', 'notes']),
  may: z.array(z.string()),
  /** Under which account the caller writes: a device keeps their words under it. */
  account: z.string(),
  /** Yjs clients of the caller in this generation: the words under these are their own. */
  mine: z.array(z.number()),
})
export type DocumentAnswer = z.infer<typeof documentShape>

/** A block or a run of words, as `content.ts` types it; described to machines as an object. */
const textNode = z.record(z.string(), z.unknown()) as unknown as z.ZodType<TextNode>
export const contentShape = z.union([
  z.object({ type: z.literal('doc'), content: z.array(textNode) }),
  z.object({ items: z.array(agendaEntry) }),
])

export const revisionShape = z.object({
  id: z.uuid(),
  documentId: z.uuid(),
  generation: z.number(),
  number: z.number(),
  content: contentShape,
  plainText: z.string(),
  authors: z.array(z.object({ part: z.string(), from: z.number(), to: z.number(), account: z.string() })),
  /** SHA-256 of the plain text in UTF-8, hex. */
  sha256: z.string(),
  sealedBy: z.string(),
  at: z.iso.datetime(),
  /** The Yjs state vector under the seal, base64: what a page holds beyond it are late words. */
  stateVector: z.string(),
})
export type RevisionAnswer = z.infer<typeof revisionShape>

export const amendmentShape = z.object({
  id: z.uuid(),
  documentId: z.uuid(),
  revisionId: z.uuid(),
  account: z.string(),
  /** True for the caller's own. */
  mine: z.boolean(),
  changes: z.array(z.object({ clauseId: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
  at: z.iso.datetime(),
})
export type AmendmentAnswer = z.infer<typeof amendmentShape>

export const sourceShape = z.object({
  clauseId: z.string(),
  sourceKind: z.enum(['card', 'speech', 'person']),
  sourceId: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
})
export type SourceAnswer = z.infer<typeof sourceShape>

/** What a page still held when its generation was sealed: its Yjs difference, base64. */
export const lateWords = z.object({
  generation: z.number().int().min(1),
  update: z.string().min(4).max(250_000),
})
