import type { Assignment } from '../../shared/assignment-shapes.ts'
import { owesReply } from '../../shared/assignments.ts'
import { DueMark } from '../desk/DueMark.tsx'
import { Tile } from '../ui/Who.tsx'

/** 会办意见: what the other units tell the one that answers. */
export function CoOpinions({ assignment }: { assignment: Assignment }) {
  const units = assignment.beside.filter((unit) => !owesReply(unit.kind))
  if (units.length === 0) return null
  return (
    <section className="co-opinions">
      <h3 className="song">会办意见</h3>
      <ul>
        {units.map((unit) => (
          <li key={unit.id}>
            <Tile kind="department" />
            {unit.agrees === null ? (
              <p className="quiet">
                {unit.unitName}还没有提意见 <DueMark due={unit.due} />
              </p>
            ) : (
              <p>
                <b>{unit.unitName}</b>
                <span className="quiet">（会办）{unit.agrees ? '同意' : '有意见'}：</span>
                {unit.opinion}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
