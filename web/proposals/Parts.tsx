import { assignmentKinds, assignmentWorkflow, isAssignmentDelivered, isAssignmentPending, isAssignmentSettled } from '../../shared/assignments.ts'
import type { AssignmentLine } from '../../shared/assignment-shapes.ts'
import type { Proposal } from '../../shared/proposal-shapes.ts'
import { DueMark } from '../desk/DueMark.tsx'
import { StateBadge } from '../ui/StateBadge.tsx'
import { standingParts } from './stops.ts'

/** 承办: each unit's part, how far it is, and by when. */
export function Parts({ proposal }: { proposal: Proposal }) {
  const parts = standingParts(proposal)
  if (parts.length === 0) return null
  return (
    <section>
      <h2 className="song">承办单位</h2>
      <ul className="parts">
        {parts.map((part) => (
          <li key={part.id}>
            <Part part={part} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Part({ part }: { part: AssignmentLine }) {
  const done = isAssignmentDelivered(part.state) || isAssignmentSettled(part.state)
  const due = isAssignmentPending(part.state) ? part.acknowledgeDue : part.due
  return (
    <>
      <p className="part-name">
        <span className="part-kind">{assignmentKinds[part.kind]}</span> {part.opens ? <a href={`/assignments/${part.id}`}>{part.unitName}</a> : part.unitName}
      </p>
      <p className="part-line">
        <StateBadge workflow={assignmentWorkflow} state={part.state} />
        {done || !due ? null : (
          <span>
            <DueMark due={due} /> {part.workingDaysLate > 0 ? null : isAssignmentPending(part.state) ? '前签收' : '前答复'}
          </span>
        )}
      </p>
      {part.coAgrees === null ? null : (
        <p className="quiet small">
          会办意见：{part.coAgrees ? '同意' : '有不同意见'}
          {part.coOpinion ? `，${part.coOpinion}` : ''}
        </p>
      )}
    </>
  )
}
