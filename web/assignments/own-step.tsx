import type { ReactNode } from 'react'
import type { AssignmentLine } from '../../shared/assignment-shapes.ts'
import { isAssignmentDone, isAssignmentPending, owesReply } from '../../shared/assignments.ts'

/** On the page of what is handled, for the people of a unit that has it in hand: what to do, and where. */
export function ownStep(assignments: readonly AssignmentLine[]): { words: string; acts: ReactNode } | null {
  const own = assignments.find(({ mine, opens, state }) => mine && opens && !isAssignmentDone(state))
  if (!own) return null
  const { id, kind, state } = own
  return {
    words: isAssignmentPending(state) ? '交办给贵单位了，请先签收。' : owesReply(kind) ? '答复在交办单里写。' : '会办意见在交办单里提。',
    acts: (
      <a className="btn next" href={`/assignments/${id}`}>
        打开交办单
      </a>
    ),
  }
}
