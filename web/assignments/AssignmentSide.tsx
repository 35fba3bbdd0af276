import { isAssignmentDone } from '../../shared/assignments.ts'
import { dayOf } from '../../shared/calendar.ts'
import { DueMark } from '../desk/DueMark.tsx'
import { Shown } from '../ui/Notice.tsx'
import { byDue, groupOf, shortTitle, verbFor } from './assignment-words.ts'
import { type Show, shownBy, showsOf, useAssignments, useOwnUnits, useShow } from './use-assignments.ts'

/** The list beside the open record: what else waits, by its due date. */
export function AssignmentSide({ current }: { current: string }) {
  const [show, setShow] = useShow()
  const isOwn = useOwnUnits()
  const answer = useAssignments({ show, stage: 'all' })
  return (
    <>
      <div className="side-shows" role="group" aria-label="看哪些">
        {(Object.entries(showsOf) as [Show, string][]).map(([key, words]) => (
          <button key={key} type="button" aria-pressed={show === key} onClick={() => setShow(key)}>
            {words}
          </button>
        ))}
      </div>
      <Shown answer={answer}>
        {({ assignments, now }) => {
          const today = dayOf(new Date(now))
          const lines = shownBy(assignments, show).toSorted(byDue)
          if (lines.length === 0) return <p className="quiet small side-none">这一类没有。</p>
          return (
            <ul className="side-rows">
              {lines.map((line, index) => {
                const group = groupOf(line, today)
                const before = lines[index - 1]
                const done = isAssignmentDone(line.state)
                return (
                  <li key={line.id}>
                    {before && groupOf(before, today).title === group.title ? null : <h2 className={group.late ? 'late' : undefined}>{group.title}</h2>}
                    <a
                      href={`/assignments/${line.id}`}
                      title={line.title}
                      {...(line.id === current ? { 'aria-current': 'page' as const, ref: intoView } : {})}
                    >
                      <b>{shortTitle(line)}</b>
                      <span>
                        <span>{isOwn(line.unitId) ? verbFor(line, true) : `${line.unitName} · ${verbFor(line, false)}`}</span>
                        <DueMark due={line.due} met={done} />
                      </span>
                    </a>
                  </li>
                )
              })}
            </ul>
          )
        }}
      </Shown>
    </>
  )
}

const intoView = (row: HTMLElement | null): void => row?.scrollIntoView({ block: 'nearest' })
