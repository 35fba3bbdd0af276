import { useCallback, useState } from 'react'
import type { FileLine } from '../../shared/file-shapes.ts'
import { newKey } from '../key.ts'

/** What is being said, kept on this device until it is sent. */
export type Draft = {
  step: number
  words: string
  files: FileLine[]
  alias: string
  under14: boolean
  guardian: string
  contact: string
  /** The last try: with the same words it keeps its key, so that a lost answer makes nothing twice. */
  tried: { words: string; key: string } | null
}

const empty: Draft = { step: 0, words: '', files: [], alias: '', under14: false, guardian: '', contact: '', tried: null }
const placeOf = (code: string) => `said:${code}`

function read(code: string): Draft {
  try {
    return { ...empty, ...(JSON.parse(localStorage.getItem(placeOf(code)) ?? '{}') as Partial<Draft>) }
  } catch {
    return empty
  }
}

function keep(code: string, draft: Draft | null): void {
  try {
    if (draft) localStorage.setItem(placeOf(code), JSON.stringify(draft))
    else localStorage.removeItem(placeOf(code))
  } catch {
    // A private window keeps nothing; the words hold until the page is closed.
  }
}

export type Drafting = { draft: Draft; change: (part: Partial<Draft> | ((draft: Draft) => Partial<Draft>)) => void; clear: () => void }

export function useDraft(code: string): Drafting {
  const [draft, setDraft] = useState(() => read(code))
  const change = useCallback<Drafting['change']>(
    (part) =>
      setDraft((before) => {
        const after = { ...before, ...(typeof part === 'function' ? part(before) : part) }
        keep(code, after)
        return after
      }),
    [code],
  )
  const clear = useCallback(() => {
    keep(code, null)
    setDraft(empty)
  }, [code])
  return { draft, change, clear }
}

/** The key for sending these words: the one of the last try where they are the same. */
export function keyFor(draft: Pick<Draft, 'tried'>, words: string): string {
  return draft.tried?.words === words ? draft.tried.key : newKey()
}
