import { useCallback, useState } from 'react'
import { wordsOf } from '../answer.ts'

export type Acting = { busy: boolean; problem: string; act: <T>(work: () => Promise<T>) => Promise<T | undefined> }

/** One deed of a form at a time; what was refused stays beside the button until the next try. */
export function useActing(): Acting {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const act = useCallback(async <T,>(work: () => Promise<T>): Promise<T | undefined> => {
    setBusy(true)
    setProblem('')
    try {
      return await work()
    } catch (error) {
      setProblem(wordsOf(error))
      return undefined
    } finally {
      setBusy(false)
    }
  }, [])
  return { busy, problem, act }
}
