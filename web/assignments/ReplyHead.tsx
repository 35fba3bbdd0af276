import type { ReactNode } from 'react'
import type { Assignment } from '../../shared/assignment-shapes.ts'

/** What the sheet is, and how far it has come. */
export function ReplyHead({ assignment, about, children }: { assignment: Assignment; about: ReactNode; children?: ReactNode }) {
  const { handled, unitName, round } = assignment
  return (
    <header>
      <h2 className="song">
        {handled.kind === 'proposal' ? '给委员的答复' : '对建议的答复'}
        {round > 1 ? <small className="quiet">第 {round} 次办理</small> : null}
      </h2>
      {children}
      <span>
        {about}
        <span className="sr">，{unitName}</span>
      </span>
    </header>
  )
}
