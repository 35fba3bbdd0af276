import { useLayoutEffect, useReducer, useRef } from 'react'
import type * as Y from 'yjs'

/**
 * Follows one Yjs text in an input. Where others write before one's own cursor, the cursor moves along instead of
 * jumping to the end.
 */
export function useInkText(text: Y.Text) {
  const box = useRef<HTMLTextAreaElement>(null)
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  const place = useRef<[number, number] | null>(null)

  useLayoutEffect(() => {
    const follow = (event: Y.YTextEvent, transaction: Y.Transaction) => {
      const input = box.current
      if (!transaction.local && input && document.activeElement === input) {
        place.current = [shift(input.selectionStart, event), shift(input.selectionEnd, event)]
      }
      redraw()
    }
    text.observe(follow)
    return () => text.unobserve(follow)
  }, [text])
  useLayoutEffect(() => {
    if (place.current) box.current?.setSelectionRange(...place.current)
    place.current = null
  })
  return { box, value: text.toString() }
}

/** Where a cursor stands after somebody else's change. */
function shift(cursor: number, event: Y.YTextEvent): number {
  let at = 0
  let moved = cursor
  for (const part of event.delta) {
    if (part.retain !== undefined) at += part.retain
    else if (typeof part.insert === 'string') {
      if (at < moved) moved += part.insert.length
      at += part.insert.length
    } else if (part.delete !== undefined && at < moved) moved -= Math.min(part.delete, moved - at)
  }
  return moved
}
