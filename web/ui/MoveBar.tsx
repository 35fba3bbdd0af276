import { type ReactNode, useState } from 'react'
import { movesOf, type Workflow } from '../../shared/workflow.ts'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'
import { Sheet } from './Over.tsx'
import { PressAndAsk, type Reasoning } from './PressAndAsk.tsx'

export type MoveAsked = { title?: string; effect: ReactNode; codes?: Record<string, string>; fields?: ReactNode }

/**
 * The buttons of a record: exactly the moves its `may` allows, with the words of its workflow. Binding moves are
 * vermilion and ask once more; moves that want a reason ask for it. Beyond three the rest waits behind 更多.
 */
export function MoveBar<M extends string>({
  workflow,
  may,
  onMove,
  next,
  often,
  only,
  asks,
  most = 3,
  size,
}: {
  workflow: Workflow<string, M>
  may: readonly string[]
  onMove: (move: M, given: Reasoning) => Promise<unknown>
  /** The move to take now: drawn in ink, last, where the thumb is. */
  next?: M
  /** Moves that are made often: after the next one they stand before the others. */
  often?: readonly M[]
  /** Of these only; all by default. */
  only?: readonly M[]
  /** What a move's question says before it is made. */
  asks?: Partial<Record<M, MoveAsked>>
  most?: number
  size?: 'big'
}) {
  const [open, setOpen] = useState(false)
  const moves = movesOf(workflow).filter((move) => may.includes(move) && (only?.includes(move) ?? true))
  const first = [next, ...(often ?? [])].filter((move) => move !== undefined && moves.includes(move)) as M[]
  const ordered = [...new Set([...first, ...moves])]
  const shown = ordered.slice(0, ordered.length > most ? most - 1 : most).toReversed()
  const hidden = ordered.slice(shown.length)
  if (moves.length === 0) return null

  function draw(move: M, inSheet: boolean) {
    const { label, binding, reason } = workflow.moves[move]
    const ask = asks?.[move]
    const kind = binding ? 'seal' : move === next ? 'next' : 'plain'
    const shape = inSheet ? ({ size: 'wide' } as const) : size ? { size } : {}
    if (!binding && !reason && !ask) {
      return (
        <Button key={move} kind={kind} {...shape} onPress={() => onMove(move, { reason: '', code: '' })}>
          {label}
        </Button>
      )
    }
    return (
      <PressAndAsk
        key={move}
        label={label}
        kind={kind}
        {...shape}
        title={ask?.title ?? `${label}？`}
        effect={ask?.effect ?? (binding ? '办了就生效，不能撤回。' : '请写明原因，相关的人会看到。')}
        {...(ask?.codes ? { codes: ask.codes } : {})}
        {...(reason ? { reason: { label: '原因', required: true } } : {})}
        onConfirm={(given) => onMove(move, given)}
      >
        {ask?.fields}
      </PressAndAsk>
    )
  }

  return (
    <>
      {hidden.length > 0 ? (
        <>
          <Button kind="bare" onPress={() => setOpen(true)}>
            <Icon name="more" /> 更多
          </Button>
          <Sheet open={open} onClose={() => setOpen(false)} title="还可以办">
            <div className="stack">{hidden.map((move) => draw(move, true))}</div>
          </Sheet>
        </>
      ) : null}
      {shown.map((move) => draw(move, false))}
    </>
  )
}
