import type { Editor } from '@tiptap/core'
import type { ReactNode } from 'react'
import { Name } from '../ui/Who.tsx'
import { type ClauseInMargin, Margin } from './Margin.tsx'
import type { Room } from './room.ts'
import { useWriters } from './use-writers.ts'

/** The margin with the names of those who wrote each clause, under what else stands beside it. */
export function WritersMargin({
  editor,
  room,
  account,
  renderBeside,
}: {
  editor: Editor
  room: Room
  account: string
  renderBeside: ((clause: ClauseInMargin) => ReactNode) | undefined
}) {
  const writers = useWriters(room, account)
  return (
    <Margin
      editor={editor}
      renderBeside={(clause) => (
        <>
          {renderBeside?.(clause)}
          <WrittenBy names={writers.get(clause.id) ?? []} />
        </>
      )}
    />
  )
}

/** The first name, and how many wrote it; where the margin is wide two names stand whole. */
function WrittenBy({ names }: { names: readonly string[] }) {
  const [first, second] = names
  if (first === undefined) return null
  const many = ` 等 ${names.length} 人`
  return (
    <p className="by" title={names.join('、')}>
      <span className="sr">写的人：{names.length > 2 ? first + many : names.join('、')}</span>
      <span aria-hidden="true">
        <span className="first">
          <Name>{first}</Name>
        </span>
        {names.length === 2 ? <span className="second">、<Name>{second ?? ''}</Name></span> : null}
        {names.length > 1 ? <span className={names.length === 2 ? 'many narrow' : 'many'}>{many}</span> : null}
      </span>
    </p>
  )
}
