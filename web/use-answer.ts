import type { ClientResponse } from 'hono/client'
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import { type AnswerOf, take } from './answer.ts'
import { listen } from './live.ts'

export type Answer<T> = {
  /** The latest that is known; kept while it is asked for again. */
  data: T | undefined
  error: unknown
  /** True after a second without a first answer: say so on the screen. */
  slow: boolean
  again: () => void
}

/**
 * Asks, shows, and asks again when the bell names one of the subjects (`session:ID` for a record,
 * `topic@ORGANISATION` for any topic of an organisation). `about` are the values the question depends on.
 */
export function useAnswer<R extends ClientResponse<unknown, number, string>>(
  ask: () => Promise<R>,
  subjects: readonly string[],
  about: readonly (string | number | null | undefined)[] = [],
): Answer<AnswerOf<R>> {
  type Kept = { topic: string; data?: AnswerOf<R>; error?: unknown }
  const topic = JSON.stringify(about)
  const names = subjects.join(',')
  const [kept, setKept] = useState<Kept>({ topic })
  const [slow, setSlow] = useState(false)
  const askNow = useEffectEvent(ask)
  const refetch = useRef<() => void>(() => undefined)

  useEffect(() => {
    let gone = false
    let running = false
    let oneMore = false
    const late = setTimeout(() => setSlow(true), 1000)
    async function fetchNow() {
      if (running) {
        oneMore = true
        return
      }
      running = true
      let found: Kept
      try {
        found = { topic, data: await take(askNow()) }
      } catch (error) {
        found = { topic, error }
      }
      running = false
      if (gone) return
      clearTimeout(late)
      setSlow(false)
      setKept((before) =>
        found.error && before.topic === topic && before.data !== undefined ? { ...before, error: found.error } : found,
      )
      if (oneMore) {
        oneMore = false
        void fetchNow()
      }
    }
    refetch.current = () => void fetchNow()
    void fetchNow()
    const stop = listen(names === '' ? [] : names.split(','), () => void fetchNow())
    return () => {
      gone = true
      clearTimeout(late)
      stop()
    }
  }, [topic, names])

  const again = useCallback(() => refetch.current(), [])
  const current = kept.topic === topic ? kept : { topic }
  return { data: current.data, error: current.error, slow, again }
}
