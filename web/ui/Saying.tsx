import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { wordsOf } from '../answer.ts'

type Told = { id: number; words: string; refused: boolean; undo?: () => unknown }

export type Say = {
  /** A short word in passing; with `undo` it offers the way back. */
  say: (words: string, options?: { undo?: () => unknown }) => void
  /** Says why something was not done. */
  refuse: (error: unknown) => void
}

const SayContext = createContext<Say>({ say: () => undefined, refuse: () => undefined })

export function useSay(): Say {
  return useContext(SayContext)
}

const staysMs = 6000
const staysLongerMs = 10_000

/** Holds what is said in passing, over everything else on the page, also over an open dialog. */
export function Saying({ children }: { children: ReactNode }) {
  const [told, setTold] = useState<readonly Told[]>([])
  const next = useRef(0)
  const region = useRef<HTMLDivElement>(null)

  const add = useCallback((one: Omit<Told, 'id'>) => {
    const id = (next.current += 1)
    setTold((before) => [...before.filter((other) => other.words !== one.words).slice(-2), { ...one, id }])
    const stays = one.undo || one.refused ? staysLongerMs : staysMs
    setTimeout(() => setTold((before) => before.filter((other) => other.id !== id)), stays)
  }, [])
  const value = useMemo<Say>(
    () => ({
      say: (words, options) => add({ words, refused: false, ...(options?.undo ? { undo: options.undo } : {}) }),
      refuse: (error) => add({ words: wordsOf(error), refused: true }),
    }),
    [add],
  )

  useEffect(() => {
    const layer = region.current
    if (!layer || typeof layer.showPopover !== 'function') return
    if (layer.matches(':popover-open')) layer.hidePopover()
    if (told.length > 0) layer.showPopover()
  }, [told])

  const drop = (id: number) => setTold((before) => before.filter((other) => other.id !== id))
  async function undo(one: Told) {
    drop(one.id)
    try {
      await one.undo?.()
    } catch (error) {
      value.refuse(error)
    }
  }

  return (
    <SayContext value={value}>
      {children}
      <div ref={region} className="toasts" popover="manual" role="status" aria-live="polite">
        {told.map((one) => (
          <div key={one.id} className={one.refused ? 'toast refused' : 'toast'}>
            <span>{one.words}</span>
            {one.undo ? (
              <button type="button" className="btn" onClick={() => void undo(one)}>
                撤回
              </button>
            ) : null}
          </div>
        ))}
      </div>
    </SayContext>
  )
}
