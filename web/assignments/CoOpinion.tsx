import type { Assignment } from '../../shared/assignment-shapes.ts'
import { owesReply } from '../../shared/assignments.ts'

/** What this unit told the lead unit, as it stands. */
export function CoOpinion({ assignment }: { assignment: Assignment }) {
  const { coAgrees, coOpinion } = assignment
  if (coAgrees === null) return null
  return (
    <article className="sheet co-given">
      <header>
        <h2 className="song">我们的会办意见</h2>
        <span>{coAgrees ? '同意' : '有意见'}</span>
      </header>
      <p>{coOpinion}</p>
    </article>
  )
}

/** Where the reply of the unit that leads is read. */
export function LeadReplies({ assignment }: { assignment: Assignment }) {
  const leads = assignment.beside.filter((unit) => owesReply(unit.kind))
  return leads.map((unit) => (
    <p key={unit.id}>
      <a className="btn" href={`/assignments/${unit.id}`}>
        看{unit.unitName}办到哪了
      </a>
    </p>
  ))
}
