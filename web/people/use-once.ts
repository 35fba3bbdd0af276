import { useCallback, useEffect, useRef, useState } from 'react'
import type { Answer } from '../use-answer.ts'

/** Asks once when the page opens, and again only on request: for what is not a record one listens to. */
export function useOnce<T>(ask: () => Promise<T>): Answer<T> {
  const asking = useRef(ask)
  const [kept, setKept] = useState<{ data: T | undefined; error: unknown }>({ data: undefined, error: undefined })
  const [slow, setSlow] = useState(false)
  const begun = useRef(false)
  const again = useCallback(() => {
    const late = setTimeout(() => setSlow(true), 1000)
    asking
      .current()
      .then(
        (data) => setKept({ data, error: undefined }),
        (error: unknown) => setKept({ data: undefined, error }),
      )
      .finally(() => {
        clearTimeout(late)
        setSlow(false)
      })
  }, [])
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    again()
  }, [again])
  return { ...kept, slow, again }
}
