import { z } from 'zod'
import { dueShape } from './ruleset.ts'

/** 等我办的: one thing that waits for somebody, with the next action in words. */
export const waitingLine = z.object({
  key: z.string(),
  /** The page on which it is done. */
  href: z.string(),
  /** What to do, as a verb: 签收, 写答复, 评价. */
  verb: z.string(),
  title: z.string(),
  /** Which record it belongs to, in a few words: 第 217 号提案, 会办. */
  about: z.string(),
  due: dueShape.nullable(),
  workingDaysLate: z.number().int(),
})
export type WaitingLine = z.infer<typeof waitingLine>
