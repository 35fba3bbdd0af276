import { z } from 'zod'

/**
 * 旁路 (line): where a network lets no socket through, the same frames travel in posted questions and their answers.
 * Both sides number their frames; a question that is asked again, or an answer that was lost, doubles nothing.
 */

const frame = z.base64().max(400_000)

export const lineAsked = z.object({
  documentId: z.uuid(),
  /** The line of an earlier answer; null begins one. */
  line: z.uuid().nullable(),
  generation: z.number().int(),
  schema: z.number().int(),
  /** The number of the first frame sent here, counted from 1 on this line. */
  first: z.number().int().min(1),
  frames: z.array(frame).max(200),
  /** Frames from the house up to this one have arrived. */
  got: z.number().int().min(0),
  /** How long the house may wait for something to say, in ms. */
  waitMs: z.number().int().min(0).max(25_000),
})
export type LineAsked = z.infer<typeof lineAsked>

export const lineAnswered = z.object({
  line: z.uuid(),
  /** The number of the first frame here. */
  first: z.number().int(),
  frames: z.array(frame),
  closed: z.object({ code: z.number().int(), words: z.string() }).nullable(),
})
export type LineAnswered = z.infer<typeof lineAnswered>
