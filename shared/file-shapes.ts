import { z } from 'zod'

/** The shapes in which files (附件) travel. */

export const filePurpose = z.enum(['voice', 'photo', 'paper'])

export const fileShape = z.object({
  id: z.uuid(),
  name: z.string(),
  type: z.string(),
  size: z.number(),
  purpose: filePurpose,
  /** How long a recording is, as the device that made it says. */
  seconds: z.number().nullable(),
  /** How a photo is to be turned to stand upright: the orientation 1–8 its metadata named before it was taken out. */
  turn: z.number(),
})
export type FileLine = z.infer<typeof fileShape>
