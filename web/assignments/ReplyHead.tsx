import type { ReactNode } from 'react'
import type { Assignment } from '../../shared/assignment-shapes.ts'
import { replyTitle } from './assignment-words.ts'

/** What the sheet is, and how far it has come. */
export function ReplyHead({ assignment, about, children }: { assignment: Assignment; about: ReactNode; children?: ReactNode }) {
  const { unitName, round } = assignment
  return (
    <header>
      <h2 className="song">
        {replyTitle(assignment)}
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
