import { createContext, useContext } from 'react'
import { api } from './api.ts'
import type { AnswerOf } from './answer.ts'
import type { Answer } from './use-answer.ts'

/** Who is here, what they may do, and whether this is a demonstration. */
export type Me = AnswerOf<Awaited<ReturnType<typeof api.me.$get>>>

export const MeContext = createContext<Answer<Me>>({ data: undefined, error: undefined, slow: false, again: () => undefined })

/** Who is here; undefined until the first answer. */
export function useMe(): Answer<Me> {
  return useContext(MeContext)
}
