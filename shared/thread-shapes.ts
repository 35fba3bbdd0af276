import { z } from 'zod'
import { stopShape } from './intake-shapes.ts'
import { handNames, instantText } from './sessions.ts'

/** 回声 as those see it who made something of a sentence: words, name and place only where they may read them. */
export const sentenceThread = z.object({
  key: z.string(),
  saidAt: instantText,
  hand: z.enum(handNames),
  words: z.string(),
  name: z.string(),
  place: z.string(),
  /** The record of what a resident said, for those who may open it. */
  issue: z.object({ id: z.uuid(), number: z.string() }).nullable(),
  /** The recommendations it went into. */
  asked: z.array(z.number().int()),
  stops: z.array(stopShape),
})
export type SentenceThread = z.infer<typeof sentenceThread>
export const threadList = z.object({ threads: z.array(sentenceThread) })
