import { z } from 'zod'
import { comparedPartShape } from './compared.ts'
import { contentShape } from './shapes.ts'

/** What the house answers about who wrote what, and about earlier versions. */

/** An account and its name, as this reader may see it. */
export const writerShape = z.object({ account: z.string(), name: z.string() })
export type WriterAnswer = z.infer<typeof writerShape>

export const writersShape = z.object({
  generation: z.number(),
  writers: z.array(writerShape),
  /** Whose the Yjs clients of this generation are. */
  clients: z.array(z.object({ client: z.number(), account: z.string() })),
})

const row = z.number().int().min(1)
/** A row of the log: the text as it stood once that row was in. */
export const pointShape = z.object({ generation: row, sequence: row })
export type PointAnswer = z.infer<typeof pointShape>

export const versionShape = z.object({
  ...pointShape.shape,
  since: z.iso.datetime(),
  at: z.iso.datetime(),
  /** Who wrote in it; nobody where only the house did. */
  accounts: z.array(z.string()),
  /** The text as the house made it, or opened it again. */
  begun: z.boolean(),
  /** What it was put back to. */
  restored: pointShape.nullable(),
  sealed: z.object({ number: z.number(), at: z.iso.datetime(), by: z.string() }).nullable(),
})
export type VersionAnswer = z.infer<typeof versionShape>

export const historyShape = z.object({
  /** The newest first. */
  versions: z.array(versionShape),
  writers: z.array(writerShape),
})
export type HistoryAnswer = z.infer<typeof historyShape>

export const versionReadShape = z.object({
  ...pointShape.shape,
  content: contentShape,
  authors: z.array(z.object({ part: z.string(), from: z.number(), to: z.number(), account: z.string() })),
  writers: z.array(writerShape),
})
export type VersionRead = z.infer<typeof versionReadShape>

/** In an address numbers are words. */
const rowInAddress = z.coerce.number().int().min(1)
export const pointQuery = z.object({ generation: rowInAddress, sequence: rowInAddress })
export const compareQuery = z.object({
  fromGeneration: rowInAddress,
  fromSequence: rowInAddress,
  toGeneration: rowInAddress,
  toSequence: rowInAddress,
})

export const comparisonShape = z.object({
  from: pointShape,
  to: pointShape,
  /** In reading order, the unchanged ones too. */
  parts: z.array(comparedPartShape),
  writers: z.array(writerShape),
})
export type Comparison = z.infer<typeof comparisonShape>

export const restoredShape = z.object({
  /** The text as it is now; where it said that already, nothing was written. */
  now: pointShape,
  changed: z.boolean(),
})
