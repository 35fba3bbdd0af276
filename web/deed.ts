import type { ClientResponse } from 'hono/client'
import { useRef, useState } from 'react'
import { type AnswerOf, Refused, take, Unreachable } from './answer.ts'
import { refetchAll } from './live.ts'
import { newKey } from './key.ts'

export type DeedOptions = { headers: Record<string, string> }

const pauses = [400, 1200]

/**
 * The one way every deed leaves the page. The key is made once and kept for every try: a deed whose answer got lost
 * on the way is asked for again and done only once.
 */
export async function deed<R extends ClientResponse<unknown, number, string>>(
  send: (options: DeedOptions) => Promise<R>,
  key: string = newKey(),
): Promise<AnswerOf<R>> {
  for (let tried = 0; ; tried += 1) {
    try {
      const answer = await take(send({ headers: { 'Idempotency-Key': key } }))
      refetchAll()
      return answer
    } catch (error) {
      const pause = pauses[tried]
      if (!isPassing(error) || pause === undefined) {
        if (error instanceof Refused && error.status === 409) refetchAll()
        throw error
      }
      await new Promise((resume) => setTimeout(resume, pause))
    }
  }
}

export type Doing<I, A> = {
  /** Does it; the answer, or throws what a `Button` shows. */
  run: (input: I) => Promise<A>
  busy: boolean
  error: unknown
}

/** A deed of a screen. Pressed again with the same input after the network failed, it keeps its key. */
export function useDeed<I, R extends ClientResponse<unknown, number, string>>(
  send: (input: I, options: DeedOptions) => Promise<R>,
): Doing<I, AnswerOf<R>> {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const kept = useRef<{ input: string; key: string } | null>(null)

  async function run(input: I) {
    const fingerprint = JSON.stringify(input) ?? ''
    if (kept.current?.input !== fingerprint) kept.current = { input: fingerprint, key: newKey() }
    setBusy(true)
    setError(null)
    try {
      const answer = await deed((options) => send(input, options), kept.current.key)
      kept.current = null
      return answer
    } catch (thrown) {
      if (!isPassing(thrown)) kept.current = null
      setError(thrown)
      throw thrown
    } finally {
      setBusy(false)
    }
  }
  return { run, busy, error }
}

/** True where asking again, with the same key, may well succeed. */
function isPassing(error: unknown): boolean {
  return error instanceof Unreachable || (error instanceof Refused && error.status >= 500)
}
