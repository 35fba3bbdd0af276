import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import type { RecommendationAnswer } from '../../shared/assignment-shapes.ts'
import { circledNumber } from '../../shared/outcomes.ts'
import { type Heading, type Look, makeSlots, markCurrent, type Slots } from './answer-slots.ts'
import { isCutShort } from './assignment-words.ts'

export type Writing = {
  slots: Slots
  look: Look
  current: string | null
  /** Turns to a recommendation, by the heading of its part. */
  turnTo: (clauseId: string) => void
}

/** The places of the answers in the open text, and the one that is being worked on. */
export function useWriting(recommendations: readonly RecommendationAnswer[]): Writing {
  const names = JSON.stringify(recommendations.flatMap((one): Heading[] => (one.clauseId ? [{ clauseId: one.clauseId, number: circledNumber(one.number), cut: isCutShort(one) }] : [])))
  const slots = useMemo(() => makeSlots(JSON.parse(names) as Heading[]), [names])
  const [look, setLook] = useState<Look>({ at: null, standing: [], written: [] })
  const [current, setCurrent] = useState<string | null>(null)
  const later = useRef<string | null>(null)
  const pressing = usePressing(() => {
    if (later.current) turnTo(later.current)
  })

  // What stands above must not move while a finger or the mouse is down: the press would end on something else.
  function turnTo(clauseId: string) {
    later.current = pressing.current ? clauseId : null
    if (!pressing.current) setCurrent(clauseId)
  }
  const hear = useEffectEvent((now: Look) => {
    setLook((before) => (JSON.stringify(before) === JSON.stringify(now) ? before : now))
    if (now.at) turnTo(now.at)
  })
  useEffect(() => slots.listen({ onLook: (now) => hear(now) }), [slots])
  useEffect(() => markCurrent(slots, current), [slots, current, look.standing.length])
  return { slots, look, current, turnTo }
}

/** True while a finger or a mouse button is down; `onUp` is called when it is lifted. */
function usePressing(onUp: () => void) {
  const pressing = useRef(false)
  const lifted = useEffectEvent(onUp)
  useEffect(() => {
    const down = () => {
      pressing.current = true
    }
    const up = () => {
      pressing.current = false
      // After the click of this press.
      setTimeout(() => lifted(), 0)
    }
    addEventListener('pointerdown', down, true)
    addEventListener('pointerup', up, true)
    addEventListener('pointercancel', up, true)
    return () => {
      removeEventListener('pointerdown', down, true)
      removeEventListener('pointerup', up, true)
      removeEventListener('pointercancel', up, true)
    }
  }, [])
  return pressing
}
