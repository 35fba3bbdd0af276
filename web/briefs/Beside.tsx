import type { Brief } from '../../shared/brief-shapes.ts'
import { assignmentKinds, assignmentWorkflow, isAssignmentDone, isAssignmentPending } from '../../shared/assignments.ts'
import { dayOf } from '../../shared/calendar.ts'
import { houseNow } from '../clock.ts'
import { DueMark } from '../desk/DueMark.tsx'
import { dayWords } from '../desk/days.ts'
import { StateBadge } from '../ui/StateBadge.tsx'
import { Timeline } from '../ui/Timeline.tsx'

/** What stands beside a brief: where it came from, what was decided, who handles it. */

export function Sources({ brief }: { brief: Brief }) {
  const today = dayOf(new Date(houseNow()))
  return (
    <section>
      <h2 className="song">从哪里来</h2>
      <ul className="brief-sources">
        {brief.sources.map(({ opinionId, title, form, day, participants }) => (
          <li key={opinionId}>
            《{title}》
            <span className="quiet small">
              {dayWords(day, today)}，{form}，{participants} 人参加
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function Decisions({ brief }: { brief: Brief }) {
  if (brief.decisions.length === 0) return null
  return (
    <section className="brief-decisions">
      <h2 className="song">经过</h2>
      <Timeline
        lines={brief.decisions.toReversed().map(({ id, at, by, label, words, meeting }) => ({
          key: id, at, who: by, words: label, detail: [meeting, words].filter(Boolean).join('；'),
        }))}
      />
    </section>
  )
}

export function Units({ brief }: { brief: Brief }) {
  if (brief.assignments.length === 0) return null
  return (
    <section>
      <h2 className="song">承办单位</h2>
      <ul className="brief-units">
        {brief.assignments.map((one) => (
          <li key={one.id}>
            <p>
              <span className="quiet small">{assignmentKinds[one.kind]}</span>{' '}
              {one.opens ? <a href={`/assignments/${one.id}`}>{one.unitName}</a> : <b>{one.unitName}</b>}
            </p>
            <p className="brief-unit-line">
              <StateBadge workflow={assignmentWorkflow} state={one.state} />
              {isAssignmentDone(one.state) ? null : <DueMark due={isAssignmentPending(one.state) ? one.acknowledgeDue : one.due} />}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
