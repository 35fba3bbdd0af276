import { useSyncExternalStore } from 'react'
import { refetchAll } from '../live.ts'
import { keptHeader } from './kept-answers.ts'

/**
 * Whether what is on the screen came from the server or from this device's store. One kept answer is enough to say
 * so; it is asked for again until the server answers.
 */
const listeners = new Set<() => void>()
const againMs = 10_000
let since: string | null = null
let timer: ReturnType<typeof setTimeout> | undefined

/** Looks at an answer; true when it was a kept one. */
export function noteAnswer(response: Response): boolean {
  const kept = response.headers.get(keptHeader)
  if (kept === null) {
    if (response.ok && since !== null) {
      show(null)
      refetchAll()
    }
    return false
  }
  show(since === null || kept < since ? kept : since)
  timer ??= setTimeout(() => {
    timer = undefined
    refetchAll()
  }, againMs)
  return true
}

function show(next: string | null): void {
  if (next === since) return
  since = next
  if (next === null) {
    clearTimeout(timer)
    timer = undefined
  }
  for (const listener of listeners) listener()
}

/** The moment the oldest kept answer on the screen is from; null while the server answers. */
export function useKeptSince(): string | null {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    () => since,
  )
}
