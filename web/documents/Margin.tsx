import type { Editor } from '@tiptap/core'
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { readWas } from '../../shared/documents/clauses.ts'

export type ClauseInMargin = { id: string; was: string[]; label: string; text: string }
type Placed = ClauseInMargin & { top: number }

const gap = 4

/** The margin beside the sheet: what belongs to a clause stands at its height, and moves as people write. */
export function Margin({ editor, renderBeside }: { editor: Editor; renderBeside: (clause: ClauseInMargin) => ReactNode }) {
  const column = useRef<HTMLDivElement>(null)
  const [placed, setPlaced] = useState<readonly Placed[]>([])

  useEffect(() => {
    const measure = () => setPlaced((before) => keepIfSame(before, placesOf(editor)))
    const later = () => requestAnimationFrame(measure)
    measure()
    editor.on('update', later)
    editor.on('transaction', later)
    const sizes = new ResizeObserver(measure)
    sizes.observe(editor.view.dom)
    return () => {
      editor.off('update', later)
      editor.off('transaction', later)
      sizes.disconnect()
    }
  }, [editor])

  useLayoutEffect(() => setApart(column.current))
  useEffect(() => {
    if (!column.current) return undefined
    const sizes = new ResizeObserver(() => setApart(column.current))
    sizes.observe(column.current)
    return () => sizes.disconnect()
  }, [])

  return (
    <div ref={column} className="margin">
      {placed.map((clause) => (
        <div key={clause.id} data-top={clause.top} data-beside={clause.id}>
          {renderBeside(clause)}
        </div>
      ))}
    </div>
  )
}

/** Two clauses of one line each must not lie on one another. */
function setApart(column: HTMLElement | null): void {
  let bottom = 0
  for (const note of column?.children ?? []) {
    if (!(note instanceof HTMLElement)) continue
    const top = Math.max(Number(note.dataset['top']), bottom)
    note.style.top = `${top}px`
    bottom = note.childElementCount > 0 ? top + note.offsetHeight + gap : bottom
  }
}

function placesOf(editor: Editor): Placed[] {
  const places: Placed[] = []
  for (const element of editor.view.dom.querySelectorAll<HTMLElement>('[data-clause]')) {
    const id = element.dataset['clause'] ?? ''
    const text = element.textContent
    if (id === '') continue
    const label = /^([一二三四五六七八九十]+)、/.exec(text)?.[1]
    places.push({
      id,
      was: readWas(element.dataset['was']),
      text,
      label: label ? `第${label}条` : `“${[...text].slice(0, 8).join('')}”`,
      top: element.offsetTop,
    })
  }
  return places
}

function keepIfSame(before: readonly Placed[], now: readonly Placed[]): readonly Placed[] {
  return JSON.stringify(before) === JSON.stringify(now) ? before : now
}
